"""``python -m compiler.check spelling`` and ``python -m compiler.check readability``."""

import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from calculator.words.catalogue import LANGUAGES
from compiler.check.measured import (
    Measured,
    audiences,
    beyond_limits,
    measured_messages,
    measured_pages,
)
from compiler.check.page_text import paragraphs
from compiler.check.readability import Figures, measure
from compiler.check.spelling import Speller, official_names, spelling_mistakes
from compiler.check.wording import check_wording
from compiler.read.mistake import SourceError, told
from compiler.read.prose import prose
from compiler.read.sources import read_sources

PROJECT = Path(__file__).resolve().parents[2]
WORDS = PROJECT / "docs" / "words"

HEAD = f"{'':44} {'for':13} words  sent.  mean  rhythm  longest  index   LIX  all words"
EXPLANATION = """\
mean and longest: words a sentence; rhythm: the mean of the sentences of at least four words,
which is what the limits are about. index: Flesch reading ease, in French as adapted by
Kandel and Moles; higher is easier. LIX: lower is easier. Syllables by Pyphen. Each heading,
paragraph and list item ends a sentence; tables, lists of telephone numbers and what is in
the other language are left out. An official name (docs/words/names.toml) counts as one word
and is left out of the syllables; so does what the program fills in. all words: what the page
shows, tables and buttons included, and its budget where it has one."""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; returns the exit status."""
    match arguments:
        case ["spelling"]:
            return spelling()
        case ["readability"]:
            return readability()
        case ["measure", language, file] if language in LANGUAGES:
            text = Path(file).read_text(encoding="utf-8")
            names = official_names(WORDS / "names.toml")[language]
            print(HEAD)
            print(_row(file[-44:], "", measure(paragraphs(text), language, names)))
            return 0
    print("Say one of: spelling, readability, measure fr FILE, measure en FILE", file=sys.stderr)
    return 2


def spelling() -> int:
    """Print each word that no dictionary has, and each term or sign that is not the wanted one."""
    try:
        sources = read_sources(PROJECT)
        check_wording(PROJECT, sources)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    spellers = {language: Speller(PROJECT, language) for language in LANGUAGES}
    mistakes = list(spelling_mistakes(prose(sources), spellers))
    print(told(mistakes), end="\n" if mistakes else "", file=sys.stderr)
    return 1 if mistakes else 0


def readability() -> int:
    """Print the figures of the sources, of every page and of every group of messages."""
    limits = audiences(PROJECT)["limits"]
    print(HEAD)
    sources = tomllib.loads((WORDS / "sources.toml").read_text(encoding="utf-8"))["source"]
    print("\nBefore: the two source documents, in French")
    for one in sources:
        figures = Figures(**one["figures"], longest_sentence="")
        print(_row(one["title"], "", figures))
    faults: list[str] = []
    for language, name in zip(LANGUAGES, ("French", "English"), strict=True):
        pages = [one for one in measured_pages(PROJECT, PROJECT / "site") if one.figures.words]
        messages = measured_messages(PROJECT)
        faults += _table(f"Pages, {name}", (p for p in pages if p.language == language), limits)
        faults += _table(
            f"Messages of the site, {name}", (m for m in messages if m.language == language), limits
        )
    print(f"\n{EXPLANATION}")
    print(f"Limits (docs/words/audiences.toml): {', '.join(f'{k} {v}' for k, v in limits.items())}")
    print("\nAll are within the limits." if not faults else "\nNot within the limits:")
    print(*faults, sep="\n")
    return 1 if faults else 0


def _table(title: str, found: Iterable[Measured], limits: dict[str, float]) -> list[str]:
    print(f"\n{title}")
    faults: list[str] = []
    for one in found:
        print(_row(one.what, one.audience, one.figures), _budget(one))
        faults += beyond_limits(one, limits)
    return faults


def _budget(one: Measured) -> str:
    of = f" of {one.budget}" if one.budget else ""
    return f"{one.visible_words:8}{of}" if one.visible_words else ""


def _row(what: str, audience: str, figures: Figures) -> str:
    return (
        f"{what:44} {audience:13} {figures.words:5} {figures.sentences:6} {figures.mean:5.1f} "
        f"{figures.rhythm:7.1f} {figures.longest:8} {figures.flesch:6.0f} {figures.lix:5.0f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
