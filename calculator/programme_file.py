"""What a page fetches of one programme where there are many: its results, and its own questions
where a person chooses it in the form."""

from collections.abc import Sequence
from datetime import date
from typing import NotRequired, TypedDict

from calculator.form.form import own_questions
from calculator.results.result import KINDS
from calculator.results.result_table import Period, programme_table
from calculator.words.catalogue import catalogue


class ProgrammeFile(TypedDict):
    """`ProgrammeFile` of ``browser/types.d.ts``: the table, and the questions as HTML."""

    periods: list[Period]
    parts: Sequence[str]
    form: NotRequired[str]


def programme_file(kind_id: str, id: str, language: str, built: date) -> ProgrammeFile:
    """The file of a programme for a kind of calculator, with a place for each link."""
    kind = KINDS[kind_id]
    table = programme_table(kind_id, id, language, built)
    content: ProgrammeFile = {"periods": table["periods"], "parts": table["parts"]}
    if kind.chosen_first:
        content["form"] = own_questions(id, kind.questions(id), catalogue(language))
    return content
