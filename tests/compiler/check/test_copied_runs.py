"""No nine words in a row are copied from the source documents: the site has words of its own."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from compiler.check.copied_runs import (
    HEXADECIMALS,
    RUN,
    copied,
    hash_of,
    read_hashes,
    runs,
    tokens,
)
from compiler.check.spelling import official_names
from compiler.read.pages import Page
from compiler.read.prose import Line

TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
LINK = re.compile(r"(?<=\])\([^)\s]*\)")


@pytest.fixture(scope="module")
def known(root: Path) -> frozenset[str]:
    return read_hashes(root / "docs" / "words" / "source_runs.txt")


@pytest.fixture(scope="module")
def names(root: Path) -> tuple[str, ...]:
    return tuple(official_names(root / "docs" / "words" / "names.toml")["fr"])


def test_the_file_has_the_runs_of_two_documents(known: frozenset[str]) -> None:
    assert 800 < len(known) < 2000
    assert all(re.fullmatch(rf"[0-9a-f]{{{HEXADECIMALS}}}", one) for one in known)


def test_words_are_compared_without_signs_numbers_and_names() -> None:
    name = "Programme d’aide sociale"
    assert tokens("L'aide\u00a0: 173 $ ou\n45,50 $!", []) == ["l", "aide", "0", "ou", "0", "0"]
    assert tokens(f"Le {name}, dit-on", [name]) == ["le", "officialname", "dit", "on"]
    # The longest name first, in whatever order they are given.
    for names in ([name, "Programme d’aide"], ["Programme d’aide", name]):
        assert tokens(f"Le {name}.", names) == ["le", "officialname"]
    assert tokens("Un_mot 12e A\tb") == ["un", "mot", "0", "e", "a", "b"]


def test_runs_and_their_hashes() -> None:
    words = [str(number) for number in range(RUN + 1)]
    assert list(runs(words)) == [tuple(words[:-1]), tuple(words[1:])]
    assert list(runs(words[:RUN])) == [tuple(words[:RUN])]
    assert list(runs(words[: RUN - 1])) == []
    # Of `printf 'a b' | sha256sum`.
    assert hash_of(["a", "b"]) == "c8687a08aa5d"


def test_remarks_and_blank_lines_of_the_file_are_no_hashes(tmp_path: Path) -> None:
    file = tmp_path / "runs.txt"
    file.write_text("# été\n\n0123\n#4567\n89ab\n", encoding="utf-8")
    assert read_hashes(file) == {"0123", "89ab"}


def test_a_copy_is_found_however_it_is_written() -> None:
    source = "On vous dit ici que neuf mots sont bien assez pour voir."
    hashes = frozenset(hash_of(run) for run in runs(tokens(source)))
    assert len(hashes) == len(tokens(source)) - RUN + 1
    copy = "Enfin, **on vous dit** ici «\u00a0que neuf mots\u00a0» sont bien, assez!"
    assert copied(copy, hashes) == [
        "on vous dit ici que neuf mots sont bien",
        "vous dit ici que neuf mots sont bien assez",
    ]
    assert copied("On vous dit ici que huit mots sont bien assez.", hashes) == []


def test_a_sentence_of_a_document_is_known(known: frozenset[str]) -> None:
    # Nine words of the notice on legal value, so that the hashes are known to be those.
    assert copied("présent document d’information générale n’a aucune valeur", known)


@pytest.mark.slow
def test_no_page_copies(
    rendered: Mapping[tuple[str, str], Page], known: frozenset[str], names: tuple[str, ...]
) -> None:
    found = {
        (page.source, run)
        for page in rendered.values()
        for block in re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.)\s", LINK.sub("", page.text))
        for run in copied(TAG.sub(" ", block), known, names)
    }
    assert found == set()


def test_no_message_and_no_fact_copies(
    lines: list[Line], known: frozenset[str], names: tuple[str, ...]
) -> None:
    found = {
        (line.file, line.line, run) for line in lines for run in copied(line.text, known, names)
    }
    assert found == set()
