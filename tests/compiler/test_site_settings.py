"""The settings of a build, and what the two MkDocs configurations must agree on."""

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from compiler import site
from compiler.publish.mkdocs import write_markdown
from compiler.read.documents import Document
from compiler.read.mistake import SourceError
from compiler.read.pages import Page, page_of
from compiler.read.paired import Paired
from compiler.read.settings import DEFAULT_URL, read_settings
from compiler.site import build
from rules.dated import programme_ids

CONFIGURATIONS = {"fr": "mkdocs.yml", "en": "mkdocs.en.yml"}


class Reached(Exception):
    """The build got past what is tested."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A build that stops before it reads anything; the steps that it told."""
    told: list[str] = []

    def stop(*_: object) -> None:
        raise Reached

    monkeypatch.setattr(site, "checked_sources", stop)
    return told


# ---- Addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        *("passerelle.example", "www.passerelle.example/", "//passerelle.example/", "/"),
        *("https://", "https:passerelle.example", "ftp://passerelle.example", "file:///site"),
        *("http://[::1", "https://passerelle.example/?a=b", "https://passerelle.example/#a"),
        *("https://passerelle example/", " ", "javascript:alert(1)"),
    ],
)
def test_invalid_site_address_stops_the_build(
    url: str, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSERELLE_URL", url)
    with pytest.raises(
        SourceError, match=r"^PASSERELLE_URL: must be an address like https://"
    ) as e:
        build(steps.append)
    assert url in str(e.value)
    assert steps == []


@pytest.mark.parametrize(
    "url",
    [
        *("https://passerelle.example", "https://passerelle.example/", "http://localhost:8000"),
        *("https://passerelle.example/a/folder", "https://[::1]:8000/"),
    ],
)
def test_valid_site_address_is_accepted(
    url: str, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSERELLE_URL", url)
    with pytest.raises(Reached):
        build(steps.append)
    assert len(steps) == 1


def test_default_site_address(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PASSERELLE_URL", raising=False)
    with pytest.raises(Reached):
        build(steps.append)
    assert DEFAULT_URL.endswith(".example/")


# ---- The day of the build ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("1777593600", date(2026, 5, 1)),
        ("1777593599", date(2026, 4, 30)),
        ("1795305600", date(2026, 11, 22)),
    ],
)
def test_source_date_epoch_sets_the_day(
    epoch: str, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert datetime.fromtimestamp(int(epoch), UTC).date() == day
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert read_settings(os.environ).built == day


@pytest.fixture(params=["Pacific/Kiritimati", "Etc/GMT+12"])
def far_away(request: pytest.FixtureRequest) -> Iterator[None]:
    """This process in another time zone, where it is another day for most of the day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_away")
@pytest.mark.parametrize("epoch", ["1777593600", "1777679999"], ids=["first", "last second"])
def test_source_date_epoch_ignores_time_zone(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert read_settings(os.environ).built == date(2026, 5, 1)


@pytest.mark.usefixtures("far_away")
def test_time_zones_of_the_test_have_another_day() -> None:
    """So that the test above can fail."""
    seconds = (1777593600, 1777679999)
    assert {date.fromtimestamp(second) for second in seconds} != {date(2026, 5, 1)}


@pytest.mark.parametrize("epoch", [None, ""])
def test_default_day_is_today(epoch: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = date.today()
    assert before <= read_settings(os.environ).built <= date.today()


@pytest.mark.parametrize("epoch", ["yesterday", "2026-05-01", "1.5", "9" * 30, "253402300799"])
def test_invalid_source_date_epoch_stops_the_build(
    epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SourceError, match="SOURCE_DATE_EPOCH"):
        read_settings(os.environ)


# ---- Titles --------------------------------------------------------------------------------


def test_repeated_title_stops_the_build(tmp_path: Path) -> None:
    def page(language: str, name: str, title: str) -> Page:
        meta = {"page": name, "title": title}
        return page_of(Document(language, PurePosixPath(f"{name}.md"), meta, "", 1))

    both = [page("fr", "a", "A"), page("en", "a", "A"), page("fr", "b", "A"), page("en", "b", "B")]
    with pytest.raises(SourceError, match=r"^docs/fr/b\.md:1: the title stands on a\.md too$"):
        write_markdown(Paired(both), tmp_path, "https://passerelle.example/")
    assert list(tmp_path.iterdir()) == []
    both[2] = page("fr", "b", "B")
    write_markdown(Paired(both), tmp_path, "https://passerelle.example/")
    assert len(list(tmp_path.rglob("*.md"))) == 4


# ---- The two configurations -----------------------------------------------------------------


class Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, default]` as its list."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))


@pytest.fixture(scope="module")
def configurations(root: Path) -> dict[str, dict[str, Any]]:
    """Each file by itself: what the English one inherits is not in it."""
    return {
        language: yaml.load((root / name).read_text(encoding="utf-8"), Loader)
        for language, name in CONFIGURATIONS.items()
    }


def test_theme_words_exist_in_each_language(
    configurations: dict[str, dict[str, Any]],
) -> None:
    french, english = (configurations[language]["extra"]["words"] for language in ("fr", "en"))
    # A word that the English file leaves out would be inherited, in French.
    assert list(french) == list(english)
    assert all(str(text).strip() for text in (*french.values(), *english.values()))
    same = {key for key in french if french[key] == english[key]}
    assert same == set()


def test_theme_words_match_templates(configurations: dict[str, dict[str, Any]], root: Path) -> None:
    templates = [*(root / "theme").rglob("*.html"), *(root / "theme").rglob("*.svg")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in templates)
    used = set(re.findall(r"\bwords\.(\w+)", text))
    assert used == set(configurations["fr"]["extra"]["words"])


def test_navigation_matches_across_languages(
    configurations: dict[str, dict[str, Any]], documents: Paired[Document]
) -> None:
    ids = {(document.language, str(document.file)): document.id for document in documents}
    found = {
        language: [
            [ids[language, file] for file in files_of(content)]
            for entry in configuration["nav"]
            for content in entry.values()
        ]
        for language, configuration in configurations.items()
    }
    assert found["fr"] == found["en"]
    listed = [id for group in found["fr"] for id in group]
    assert len(listed) == len(set(listed))
    # Every page can be reached from the menus, but the regions', which have their list, the
    # one that stands in other sites, and the comparison, which the questions hold. The build puts
    # the programmes in the place of their list.
    all_pages = {document.id for document in documents if not document.is_template}
    assert set(listed) == all_pages - {"embedded", "compare", *programme_ids()}


def files_of(content: str | list[dict[str, str]]) -> list[str]:
    """The files of an entry of nav: a page, or a group of pages."""
    groups = content if isinstance(content, list) else [{"": content}]
    return [file for entry in groups for file in entry.values()]


def test_configurations_have_own_folders_and_addresses(
    configurations: dict[str, dict[str, Any]],
) -> None:
    french, english = configurations["fr"], configurations["en"]
    assert english["INHERIT"] == CONFIGURATIONS["fr"]
    for language, configuration in configurations.items():
        assert configuration["theme"]["language"] == language
        assert configuration["docs_dir"] == f"build/{language}"
        assert configuration["site_dir"] == f"build/mkdocs/{language}"
    assert french["site_url"][0] == english["site_url"][0] == "PASSERELLE_URL_OF_LANGUAGE"
    assert english["site_url"][1] == f"{french['site_url'][1]}en/"
    others = {"fr": ("en", "en/"), "en": ("fr", "../")}
    for language, configuration in configurations.items():
        other = configuration["extra"]["other_language"]
        assert (other.pop("code"), other.pop("home")) == others[language]
        # What is offered in the other language, and the button that takes the offer away.
        assert set(other) == {"offer", "close"}


def test_configurations_have_no_plugin_or_hook(configurations: dict[str, dict[str, Any]]) -> None:
    """The site's next tool may know neither."""
    assert configurations["fr"]["plugins"] == []
    assert configurations["fr"]["strict"] is True
    for configuration in configurations.values():
        assert "hooks" not in configuration
    assert "plugins" not in configurations["en"]


def test_a_wanted_day_is_shown_whatever_the_day_of_the_build() -> None:
    settings = read_settings({"PASSERELLE_DAY": "2027-04-02", "SOURCE_DATE_EPOCH": "1793448000"})
    assert settings.built == date(2027, 4, 2)


@pytest.mark.parametrize("text", ["2027-13-01", "tomorrow", "1999-01-01", "9999-12-31"])
def test_a_wanted_day_that_cannot_be_shown_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=f"PASSERELLE_DAY: must be .*, got {text}"):
        read_settings({"PASSERELLE_DAY": text})
