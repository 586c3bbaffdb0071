"""The sections that answer people's own words, as the search's script gets them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from compiler.publish.search_answers import Answer, answers_of
from compiler.publish.search_vocabulary import folded
from compiler.read.mistake import SourceError
from tests.conftest import ADDRESSES

PAGE = """<main><h1 id="top">Questions <b>asked</b></h1><p>Beginning.</p>
<h2 id="costs">Costs&nbsp;: what?</h2><ul><li><b>Here.</b> Your <span class="with-term"><button
>fees</button><span class="definition" id="d"><i>fees</i><button>Close</button></span></span>
of 5\xa0$.</li><li>There.</li></ul><svg><title>no</title></svg><h2 id="long">Long</h2><p>{long}</p>
</main>"""
LONG = "word " * 60


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "q").mkdir()
    html = PAGE.replace("{long}", LONG)
    (tmp_path / "q/index.html").write_text(html, encoding="utf-8")
    return tmp_path


def given(asked: dict[str, Any], silent: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"asked": asked, "silent": silent or {}}


def test_an_answer_has_heading_and_beginning_of_its_section(site: Path) -> None:
    asked = {"costs": {"at": "q/#costs", "words": "\ntaxi, bus\npass\n"}}
    (answer,) = answers_of(site, "en", given(asked))
    text = "Questions asked · Here. Your fees of 5\xa0$. There."
    assert answer == Answer(("taxi", "bus pass"), "q/#costs", "Costs\xa0: what?", text, False)


def test_an_answer_may_be_a_page_and_silence_comes_last(site: Path) -> None:
    page = {"at": "q/", "words": "a"}
    silent, asked = answers_of(site, "en", given({"b": page}, {"a": page}))[::-1]
    assert (silent.silent, asked.silent) == (True, False)
    assert asked.title == "Questions asked"
    assert asked.text == "Beginning."


def test_a_long_section_is_cut_between_words(site: Path) -> None:
    (answer,) = answers_of(site, "en", given({"a": {"at": "q/#long", "words": "a"}}))
    assert answer.text.endswith(" word…")
    assert 140 < len(answer.text) <= 151


def test_sections_that_lack_are_all_told(site: Path) -> None:
    asked = {name: {"at": at, "words": "a"} for name, at in (("a", "q/#no"), ("b", "none/"))}
    with pytest.raises(SourceError) as caught:
        answers_of(site, "fr", given(asked))
    file = "compiler/publish/search_words/fr.toml"
    assert str(caught.value).splitlines() == [
        f"{file}: there is no section q/#no",
        f"{file}: there is no section none/",
    ]


# ---- The words that are really given -----------------------------------------------------------


@pytest.fixture
def files(root: Path) -> dict[str, Any]:
    folder = root / "compiler/publish/search_words"
    return {
        language: tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
        for language in ("fr", "en")
    }


@pytest.mark.parametrize("kind", ["asked", "silent"])
def test_both_languages_answer_the_same_with_the_same_pages(
    kind: str, files: dict[str, Any]
) -> None:
    french, english = (files[language][kind] for language in ("fr", "en"))
    assert list(french) == list(english)
    pairs = set(ADDRESSES.values())
    for name, one in french.items():
        pages = one["at"].partition("#"), english[name]["at"].partition("#")
        assert (pages[0][0], pages[1][0]) in pairs, name
        assert bool(pages[0][2]) == bool(pages[1][2]), name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_written_as_the_script_compares_them(
    language: str, files: dict[str, Any]
) -> None:
    seen: dict[str, str] = {}
    for kind in ("asked", "silent"):
        for name, one in files[language][kind].items():
            for words in " ".join(one["words"].split()).split(","):
                word = words.strip()
                assert word, name
                assert word == folded(word)
                assert word.replace(" ", "").isalnum(), word
                assert word not in seen, f"{word}: {seen.get(word)} and {name}"
                seen[word] = name
