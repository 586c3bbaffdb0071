"""The files for other programs, as wholes: what somebody has built on does not change by itself."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compiler.publish import api, data_files
from compiler.publish.api import api_files, parameters
from compiler.publish.data_files import feeds, openapi, population_sql
from compiler.read.kept import Kept
from compiler.read.regions import Directory
from population.decision import Asked
from population.reading import Source
from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.dated import DatedValue, Document, Parameter, Range, document
from rules.questions import PARTICIPANT

pytestmark = pytest.mark.usefixtures("contract_programmes")

URL = "https://site.example/"
SCHEMAS = Path(__file__).with_name("published_schemas.json")


@pytest.fixture(scope="module")
def files(directory: Directory, contract_programmes: None) -> Mapping[str, str]:
    return api_files(directory, URL)


def as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


# ---- Schemas ---------------------------------------------------------------------------------

EXPECTED: Mapping[str, Any] = json.loads(SCHEMAS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_published_schema_as_a_whole(files: Mapping[str, str], name: str) -> None:
    """If a change is meant, published_schemas.json has to say so too."""
    assert files[f"schemas/{name}"] == as_json(EXPECTED[name])


def test_no_schema_is_left_out(files: Mapping[str, str]) -> None:
    assert {name for name in files if name.startswith("schemas/")} == {
        f"schemas/{name}" for name in EXPECTED
    }


# ---- Values ----------------------------------------------------------------------------------

DATED = Parameter(
    "paas_action.support_allowance",
    "CAD/month",
    "may_receive",
    "paas_action.features",
    (
        DatedValue(None, Decimal("150.50")),
        DatedValue(date(2025, 4, 1), Decimal(160)),
        DatedValue(date(2026, 4, 1), Decimal("1173")),
    ),
)
UNDATED = Parameter(
    "interagir.weekly_hours_minimum",
    "hours/week",
    "stated",
    "interagir.hours",
    (DatedValue(None, Range(Decimal(10), Decimal("12.5"))),),
)
NOT_STATED = Parameter("interagir.support_allowance", "CAD/month", "entitled", "interagir.aid", ())
RANGE = Parameter(
    "interagir.reevaluation_every",
    "months",
    "stated",
    "interagir.hours",
    (DatedValue(date(2025, 9, 30), Range(Decimal(6), Decimal(12))),),
)
DOCUMENTS = {
    "paas_action": {"support_allowance": DATED},
    "interagir": {
        "weekly_hours_minimum": UNDATED,
        "support_allowance": NOT_STATED,
        "reevaluation_every": RANGE,
    },
}


@pytest.fixture
def small_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the documents said so little: a value of every kind."""

    def small(id: str) -> Document:
        about = document(id)._replace(parameters=DOCUMENTS[id])
        return about._replace(dated=None) if id == "interagir" else about

    for module in (api, data_files):
        monkeypatch.setattr(module, "document", small)


def test_values_as_a_whole(small_documents: None) -> None:
    first, second = document("paas_action"), document("interagir")
    assert parameters() == {
        "rules_version": RULES_VERSION,
        "values_known_until": VALUES_KNOWN_UNTIL.isoformat(),
        "programmes": {
            "paas_action": {
                "title": first.title,
                "publisher": first.publisher,
                "dated": "2026-04",
                "sections": dict(first.sections),
                "parameters": {
                    "support_allowance": {
                        "unit": "CAD/month",
                        "certainty": "may_receive",
                        "source": "paas_action.features",
                        "stated": True,
                        "history": [
                            {"effective": None, "value": "150.5"},
                            {"effective": "2025-04-01", "value": "160"},
                            {"effective": "2026-04-01", "value": "1173"},
                        ],
                    }
                },
            },
            "interagir": {
                "title": second.title,
                "publisher": second.publisher,
                "dated": None,
                "sections": dict(second.sections),
                "parameters": {
                    "weekly_hours_minimum": {
                        "unit": "hours/week",
                        "certainty": "stated",
                        "source": "interagir.hours",
                        "stated": True,
                        "history": [{"effective": None, "value": {"low": "10", "high": "12.5"}}],
                    },
                    "support_allowance": {
                        "unit": "CAD/month",
                        "certainty": "entitled",
                        "source": "interagir.aid",
                        "stated": False,
                        "history": [],
                    },
                    "reevaluation_every": {
                        "unit": "months",
                        "certainty": "stated",
                        "source": "interagir.hours",
                        "stated": True,
                        "history": [
                            {"effective": "2025-09-30", "value": {"low": "6", "high": "12"}}
                        ],
                    },
                },
            },
        },
    }


FEEDS = {
    "values.fr.atom": """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>Passerelle\u00a0: montants et heures qui changent</title>
  <id>https://site.example/api/values.fr.atom</id>
  <link rel="self" href="https://site.example/api/values.fr.atom" />
  <author>
    <name>Passerelle</name>
  </author>
  <updated>2026-04-01T00:00:00Z</updated>
  <entry>
    <title>PAAS Action – Allocation de soutien, par mois</title>
    <id>https://site.example/api/values.fr.atom#paas_action.support_allowance-2026-04-01</id>
    <updated>2026-04-01T00:00:00Z</updated>
    <summary>1\u00a0173\u00a0$ depuis le 1er avril 2026.</summary>
  </entry>
  <entry>
    <title>Interagir – Temps entre deux réévaluations</title>
    <id>https://site.example/api/values.fr.atom#interagir.reevaluation_every-2025-09-30</id>
    <updated>2025-09-30T00:00:00Z</updated>
    <summary>6 à 12\u00a0mois depuis le 30 septembre 2025.</summary>
  </entry>
  <entry>
    <title>PAAS Action – Allocation de soutien, par mois</title>
    <id>https://site.example/api/values.fr.atom#paas_action.support_allowance-2025-04-01</id>
    <updated>2025-04-01T00:00:00Z</updated>
    <summary>160\u00a0$ depuis le 1er avril 2025.</summary>
  </entry>
</feed>
""",
    "values.en.atom": """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Passerelle: amounts and hours that change</title>
  <id>https://site.example/api/values.en.atom</id>
  <link rel="self" href="https://site.example/api/values.en.atom" />
  <author>
    <name>Passerelle</name>
  </author>
  <updated>2026-04-01T00:00:00Z</updated>
  <entry>
    <title>PAAS Action – Support allowance, each month</title>
    <id>https://site.example/api/values.en.atom#paas_action.support_allowance-2026-04-01</id>
    <updated>2026-04-01T00:00:00Z</updated>
    <summary>$1,173 since April 1, 2026.</summary>
  </entry>
  <entry>
    <title>Interagir – Time between two reviews</title>
    <id>https://site.example/api/values.en.atom#interagir.reevaluation_every-2025-09-30</id>
    <updated>2025-09-30T00:00:00Z</updated>
    <summary>6 to 12\u00a0months since September 30, 2025.</summary>
  </entry>
  <entry>
    <title>PAAS Action – Support allowance, each month</title>
    <id>https://site.example/api/values.en.atom#paas_action.support_allowance-2025-04-01</id>
    <updated>2025-04-01T00:00:00Z</updated>
    <summary>$160 since April 1, 2025.</summary>
  </entry>
</feed>
""",
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_as_a_whole(small_documents: None, name: str) -> None:
    """The newest first; what its document does not date is no news."""
    assert feeds(URL)[name] == FEEDS[name]


def test_feeds_of_no_dated_value_are_of_the_day_of_the_rules(
    small_documents: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "programme_ids", lambda: ())
    for text in feeds(URL).values():
        feed = ET.fromstring(text)
        moment = feed.findtext("{http://www.w3.org/2005/Atom}updated")
        assert moment == f"{VALUES_KNOWN_UNTIL.isoformat()}T00:00:00Z"


# ---- The description of the files ------------------------------------------------------------


def response(name: str, id: str, media: str, **schema: Any) -> dict[str, Any]:
    content = {media: {"schema": schema} if schema else {}}
    responses = {"200": {"description": name, "content": content}}
    return {"get": {"operationId": f"get{id}", "responses": responses}}


def test_the_description_as_a_whole() -> None:
    names = ["schemas/regions.json", "regions.json", "postal-areas.json", "changes.json"]
    names += ["a-b.csv", "a.b.sql", "values.fr.atom", "a.txt", "none", "openapi.json"]
    found = openapi(iter(names), URL)
    assert found == {
        "openapi": "3.1.0",
        "info": {
            "title": "Passerelle",
            "version": RULES_VERSION,
            "summary": "The rules of PAAS Action and Interagir as files. Not a government site.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "https://site.example/api"}],
        "paths": {
            "/a-b.csv": response("a-b.csv", "ABCsv", "text/csv"),
            "/a.b.sql": response("a.b.sql", "ABSql", "application/sql"),
            "/changes.json": response(
                "changes.json",
                "ChangesJson",
                "application/json",
                **{"$ref": "schemas/changes.json"},
            ),
            "/openapi.json": response("openapi.json", "OpenapiJson", "application/json"),
            "/postal-areas.json": response(
                "postal-areas.json",
                "PostalAreasJson",
                "application/json",
                **{"$ref": "schemas/postal-areas.json"},
            ),
            "/regions.json": response(
                "regions.json",
                "RegionsJson",
                "application/json",
                **{"$ref": "schemas/regions.json"},
            ),
            "/schemas/regions.json": response(
                "schemas/regions.json", "SchemasRegionsJson", "application/json"
            ),
            "/values.fr.atom": response("values.fr.atom", "ValuesFrAtom", "application/atom+xml"),
        },
    }
    assert list(found["paths"]) == sorted(found["paths"])


# ---- All of them -----------------------------------------------------------------------------


def test_each_file_says_what_its_function_does(
    files: Mapping[str, str], directory: Directory
) -> None:
    assert files["parameters.json"] == as_json(parameters())
    assert files["changes.json"] == as_json(data_files.changes())
    others = set(files) - {"openapi.json"}
    assert files["openapi.json"] == as_json(openapi(others, URL))
    assert {name: files[name] for name in feeds(URL)} == feeds(URL)


def test_what_takes_long_is_kept_for_the_next_build(
    directory: Directory, files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(tmp_path, "base")
    assert api_files(directory, URL, kept) == files
    assert {file.name for file in tmp_path.iterdir()} == {"population-sql", "decision-table"}
    for module, name in ((data_files, "population_sql"), (api, "decision_table")):
        monkeypatch.setattr(module, name, None)
    assert api_files(directory, URL, kept) == files


ABOUT = f"""\
-- What each programme says of everybody in the table people: rules {RULES_VERSION}.
-- Columns of text: on, assistance, adult, work_outlook, weekly_hours, start_date, \
monthly_costs.transport, monthly_costs.childcare, monthly_costs.other.
-- Its column id, of any type, comes back with each answer.
-- Nothing in a column is "not answered". Rows that hold something else are left out.
WITH given AS (
"""


def test_statements_begin_with_what_they_need_and_end(files: Mapping[str, str]) -> None:
    statements = {name: files[name] for name in files if name.endswith(".sql")}
    assert statements == population_sql()
    assert set(statements) == {"population.duckdb.sql", "population.spark.sql"}
    for name, text in statements.items():
        assert text.startswith(ABOUT), name
        assert text.endswith("FROM answered;\n"), name
    # Each in its own words, with every question as text and the row's own id.
    assert 'SELECT "id",\n' in statements["population.duckdb.sql"]
    assert "SELECT\n    `id`,\n" in statements["population.spark.sql"]
    # Where a row names no day, the last one for which values are known.
    for text in statements.values():
        assert f"CAST('{VALUES_KNOWN_UNTIL.isoformat()}' AS DATE)" in text


def test_every_question_is_a_column_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []

    def noted(tables: object, one: Asked) -> str:
        asked.append(one)
        return "SELECT 1"

    monkeypatch.setattr(data_files, "answers_sql", noted)
    statements = population_sql()
    sources = {
        question.key: Source(f'"{question.key}"', "text", "VARCHAR") for question in PARTICIPANT
    }
    assert asked == [Asked(sources, VALUES_KNOWN_UNTIL, kept=("id",))]
    about = ABOUT.removesuffix("WITH given AS (\n")
    assert statements["population.duckdb.sql"] == f"{about}SELECT 1;\n"
    assert statements["population.spark.sql"].startswith(f"{about}SELECT")
    assert statements["population.spark.sql"].endswith(";\n")
