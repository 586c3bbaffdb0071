"""What the page for data users shows runs, and what stands below api/ is what it says."""

import csv
import json
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
import xml.etree.ElementTree as ET
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import jsonschema
import pytest
import sqlglot

from rules import RULES_VERSION, VALUES_KNOWN_UNTIL
from rules.dated import document, programme_ids
from rules.participant import participant
from rules.result_json import amount
from rules.states import participant_states

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"fr": "docs/fr/donnees.md", "en": "docs/en/data.md"}
ATOM = "{http://www.w3.org/2005/Atom}"
ASKED = {"assistance": "basic_income", "adult": True, "work_outlook": "after_preparation"}

pytestmark = pytest.mark.whole_site


@pytest.fixture(params=sorted(PAGES))
def examples(request, site):
    """The examples of a language's page by the language that they are written in, on this site."""
    text = (ROOT / PAGES[request.param]).read_text(encoding="utf-8")
    found = dict(re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL))
    assert set(found) == {"powerquery", "sql", "python", "r", "pyspark", "sh"}
    return {
        name: code.replace("{{ api_url }}", f"{site.resolve()}/api/")
        for name, code in found.items()
    }


@pytest.fixture(scope="module")
def expected():
    """The verdict and the highest allowance that all examples ask for."""
    found = participant({"on": VALUES_KNOWN_UNTIL.isoformat(), **ASKED}).programmes["paas_action"]
    return found.verdict, amount(found.allowance.monthly.high)


class PartsOfFiles(SimpleHTTPRequestHandler):
    """Sends the part of a file that is asked for, as the hosts of the site do and Polars needs."""

    def do_GET(self):
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None:
            super().do_GET()
            return
        whole = Path(self.translate_path(self.path)).read_bytes()
        first, last = int(asked[1]), min(int(asked[2] or len(whole)), len(whole) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(whole)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        self.wfile.write(whole[first : last + 1])


@pytest.fixture
def served(site):
    """The address at which this site is served on this machine, with its last slash."""
    handler = partial(PartsOfFiles, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_pages_show_the_same_examples():
    blocks = [
        re.findall(r"```.*?```", (ROOT / page).read_text("utf-8"), re.DOTALL)
        for page in PAGES.values()
    ]
    assert blocks[0] == blocks[1]


def test_the_example_of_duckdb_runs(examples, expected):
    assert duckdb.execute(examples["sql"]).fetchall() == [expected]


def test_the_example_of_polars_runs(examples, expected):
    done = subprocess.run(
        [sys.executable, "-c", examples["python"]], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == list(expected)


def test_the_example_of_curl_runs(examples, site, served):
    command = examples["sh"].replace(f"{site.resolve()}/", served)
    assert command.startswith("curl ")
    if shutil.which("curl"):
        found = subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout
    else:  # what it would fetch
        (address,) = re.findall(r'"(http://[^"]+)"', command)
        with urllib.request.urlopen(address) as answer:
            found = answer.read()
    assert json.loads(found)["rules_version"] == RULES_VERSION


def test_the_examples_run_over_the_network_too(examples, site, served, expected):
    code = examples["python"].replace(f"{site.resolve()}/", served)
    assert served in code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == list(expected)


def test_the_filter_for_excel_finds_one_row(examples, site, expected):
    """Power Query cannot run here: its filter, read as it stands, on the same table."""
    asked = dict(re.findall(r'\[(\w+)\] = "(\w+)"', examples["powerquery"]))
    assert asked == ASKED | {"adult": "true"}
    with open(site / "api/decision-table.csv", newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if asked.items() <= row.items()]
    found = [
        (row["paas_action.verdict"], row["paas_action.allowance.monthly.high"]) for row in rows
    ]
    assert found == [expected]
    assert "65001" in examples["powerquery"]  # UTF-8, which Excel does not take by itself


def test_examples_that_do_not_run_here_ask_for_the_same(examples):
    for name in ("powerquery", "r", "pyspark"):
        assert "decision-table.csv" in examples[name]
        for word in ("basic_income", "true", "after_preparation"):
            assert word in examples[name], (name, word)


def test_published_sql_says_what_the_rules_say(site):
    sql = (site / "api/population.duckdb.sql").read_text(encoding="utf-8")
    questions = re.search(r"-- Columns of text: (.*)\.", sql)[1].split(", ")
    common = {"monthly_costs.transport": "45.50", "weekly_hours": "12"}
    words = {True: "true", False: "false"}
    people = [
        common | {key: words.get(value, value) for key, value in state.items()}
        for state in participant_states()
    ]
    database = duckdb.connect()
    columns = ", ".join(f'"{name}" VARCHAR' for name in questions)
    database.execute(f"CREATE TABLE people (id INTEGER, {columns})")
    marks = ", ".join("?" for _ in ("id", *questions))
    rows = [[id, *(person.get(name) for name in questions)] for id, person in enumerate(people)]
    database.executemany(f"INSERT INTO people VALUES ({marks})", rows)
    answers = database.execute(sql)
    names = [column[0] for column in answers.description]
    found = [dict(zip(names, row, strict=True)) for row in answers.fetchall()]
    assert len(found) == len(people)
    found.sort(key=lambda row: row["id"])
    for state, row in zip(participant_states(), found, strict=True):
        given = {**state, "monthly_costs": {"transport": "45.50"}, "weekly_hours": 12}
        asked = participant({"on": VALUES_KNOWN_UNTIL.isoformat(), **given})
        for id, programme in asked.programmes.items():
            assert row[f"{id}.verdict"] == programme.verdict
            assert row[f"{id}.monthly_total.high"] == programme.monthly_total.high
            assert row[f"{id}.hours.check"] == programme.hours.check


def test_published_sql_of_spark_is_the_same_statement(site):
    of_duckdb, of_spark = (
        sqlglot.parse_one((site / f"api/population.{name}.sql").read_text("utf-8"), read=name)
        for name in ("duckdb", "spark")
    )
    assert of_spark.named_selects == of_duckdb.named_selects
    assert [cte.alias for cte in of_spark.ctes] == [cte.alias for cte in of_duckdb.ctes]


def test_what_each_release_changed_is_published(site):
    published = json.loads((site / "api/changes.json").read_text("utf-8"))
    schema = json.loads((site / "api/schemas/changes.json").read_text("utf-8"))
    jsonschema.validate(published, schema)
    assert published["releases"][0]["rules_version"] == RULES_VERSION
    described = json.loads((site / "api/openapi.json").read_text("utf-8"))["paths"]
    content = described["/changes.json"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"]["$ref"] == "schemas/changes.json"
    for page in ("donnees", "en/data"):
        assert "/api/changes.json" in (site / page / "index.html").read_text("utf-8")


def test_openapi_describes_every_file(site):
    described = json.loads((site / "api/openapi.json").read_text("utf-8"))
    assert described["openapi"].startswith("3.1.")
    published = {
        f"/{file.relative_to(site / 'api').as_posix()}"
        for file in (site / "api").rglob("*")
        if file.is_file() and file.suffix not in (".br", ".gz")
    }
    assert set(described["paths"]) == published - {"/openapi.json"}
    for path, operations in described["paths"].items():
        answer = operations["get"]["responses"]["200"]["content"]
        assert len(answer) == 1, path
        reference = next(iter(answer.values())).get("schema", {}).get("$ref")
        assert reference is None or (site / "api" / reference).is_file()
    ids = [operations["get"]["operationId"] for operations in described["paths"].values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_feed_has_every_dated_value(site, language):
    feed = ET.fromstring((site / f"api/values.{language}.atom").read_text("utf-8"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    dated = [
        (f"{id}.{name}", value.effective)
        for id in programme_ids()
        for name, parameter in document(id).parameters.items()
        for value in parameter.history
        if value.effective
    ]
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert {id.partition("#")[2] for id in ids} == {f"{name}-{day}" for name, day in dated}
    assert len(entries) == len(dated) == len(set(ids)) > 0
    for element in (feed, *entries):
        assert element.findtext(f"{ATOM}title")
        moment = element.findtext(f"{ATOM}updated")
        assert date.fromisoformat(moment.removesuffix("T00:00:00Z")) <= max(day for _, day in dated)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
