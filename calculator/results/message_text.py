"""What a person sends of a result: each programme in a few words, and in sentences.

The page's script puts it together with the answers, the number to call and the link
(`browser/calculator/sending.js`). It is plain text: what stands on the page in letters of its
own would come out as such a sign, or not at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypedDict

from calculator.results.asking import questions
from calculator.results.organisation_card import funding_lines, silences
from calculator.results.short_answer import DUE, Line, short_lines
from calculator.words.catalogue import Catalogue
from calculator.words.plain_text import for_text_message, plain
from rules.dated import Range
from rules.relevance import POSSIBLE_OR_TO_CONFIRM
from rules.results import Funding, ProgrammeForOrganisation, ProgrammeForPerson


class MessageText(TypedDict):
    """`short` for a text message, in its alphabet; `lines` what follows the verdict's sentence;
    `ask` what to ask on the telephone, what decides most first."""

    short: str
    lines: list[str]
    ask: list[str]


def of_person(id: str, found: ProgrammeForPerson, words: Catalogue) -> MessageText:
    """What is sent of a programme's result for a person."""
    monthly = found.allowance.monthly
    sure = found.allowance.certainty in DUE
    amount = _money(monthly, sure, words) if monthly else None
    each = f"a_month{'_sure' if sure else ''}" if found.allowance.exists else None
    return _text(
        _short(id, found.verdict, each, amount, words),
        _lines(id, found, words),
        questions(id, found, words),
    )


def of_organisation(id: str, found: ProgrammeForOrganisation, words: Catalogue) -> MessageText:
    """What is sent of a programme's result for an organisation."""
    return _of_verdict(id, found.verdict, found.funding, funding_lines(id, found, words), words)


# Which conditions are met does not show here, and a build asks for each combination of them.
@lru_cache(128)
def _of_verdict(
    id: str, verdict: str, funding: Funding, money: Sequence[Line], words: Catalogue
) -> MessageText:
    per_place = funding.monthly_per_place
    amount = words.money(per_place) if per_place else None
    lines = [line.text for line in money]
    sure = funding.certainty in DUE
    each = f"a_place{'_sure' if sure else ''}" if funding.source else None
    return _text(
        _short(id, verdict, each, amount, words),
        [*lines, *_status(id, words)],
        silences(id, words),
    )


def _money(monthly: Range, sure: bool, words: Catalogue) -> str:
    return words.money_range(*monthly) if sure else words.money(monthly.high)


def _lines(id: str, found: ProgrammeForPerson, words: Catalogue) -> Iterator[str]:
    yield from (line.text for line in short_lines(found, words))
    if found.open:
        for milestone, on in found.milestones:
            title = words.text(f"calendar.{milestone}", programme=words.text(f"programme.{id}"))
            yield words.text("send.dated", date=words.day(on), title=title)
    yield from _status(id, words)


def _status(id: str, words: Catalogue) -> Iterator[str]:
    """The programme's own warning, where it has one."""
    if f"{id}.status" in words:
        yield words.text(f"{id}.status")


def _short(id: str, verdict: str, each: str | None, amount: str | None, words: Catalogue) -> str:
    """A programme in a few words: the verdict, and how much where that is settled.

    `each` names what an amount is for; None where the programme has no such money.
    """
    values = {
        "programme": words.text(f"programme.{id}"),
        "verdict": words.text(f"send.verdict.{verdict}"),
    }
    if verdict not in POSSIBLE_OR_TO_CONFIRM or each is None:
        return words.text("send.short.verdict", **values)
    if amount is None:
        return words.text("send.short.unstated", **values)
    return words.text(f"send.short.{each}", amount=amount, **values)


def _text(short: str, lines: Iterable[str], ask: Sequence[str]) -> MessageText:
    return MessageText(
        short=for_text_message(short), lines=[*map(plain, lines)], ask=[*map(plain, ask)]
    )
