"""The marks of facts in documents: each names a fact, and each fact is said in each language."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from calculator.words.catalogue import LANGUAGES
from compiler.read.fact_marks import FactMark, mark_of
from compiler.read.facts import Fact, Facts
from compiler.read.mistake import Mistake, refuse


def check_fact_marks(marks: Sequence[FactMark], facts: Facts) -> None:
    """Raise SourceError for what is wrong with the marks of all pages.

    That is: a mark that cannot be read, that names no fact or that stands twice on a page, a
    paragraph that does not show the number of its fact, and a fact that a language lacks.
    """
    refuse([*_wrong_marks(marks, facts.by_id()), *_unsaid(marks, facts)])


def _wrong_marks(marks: Iterable[FactMark], known: Mapping[str, Fact]) -> Iterator[Mistake]:
    times: Counter[tuple[str, str, str]] = Counter()
    for mark in marks:
        fact = known.get(mark.fact)
        programme = mark.fact.partition(".")[0]
        if not programme:
            wanted = mark_of("programme.fact-id")
            yield mark.mistake(f"the mark cannot be read; write {wanted}")
            continue
        if not fact:
            yield mark.mistake(
                f"no register has the fact {mark.fact}; accepted: an id of "
                f"docs/facts/{programme}.yaml"
            )
            continue
        key = (mark.page.language, mark.page.id, mark.fact)
        times[key] += 1
        if times[key] == 2:
            yield mark.mistake(f"the fact {mark.fact} is marked on this page already")
        if fact.shown and not _shows(mark.block, fact.shown):
            yield mark.mistake(
                f"the fact {mark.fact} is a number, and this paragraph or "
                f"item does not show it; write {{{{ {fact.shown} }}}}"
            )


def _unsaid(marks: Iterable[FactMark], facts: Facts) -> Iterator[Mistake]:
    marked = {(mark.page.language, mark.fact) for mark in marks}
    for fact in facts.facts:
        for language in LANGUAGES:
            if (language, fact.id) not in marked:
                sentence = (
                    f"no document in docs/{language} says the fact {fact.id}; "
                    f"where one does, write {mark_of(fact.id)} at the end of its paragraph or item"
                )
                yield Mistake(fact.file, fact.line, sentence)


def _shows(block: str, placeholder: str) -> bool:
    return re.search(rf"\{{\{{\s*{re.escape(placeholder)}\s*\}}\}}", block) is not None
