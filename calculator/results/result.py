"""A result's HTML: the one renderer, for the page as built and for the browser alike."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from calculator.results.cards import View, document_name
from calculator.results.organisation_card import organisation_card, organisation_sentence
from calculator.results.others import others
from calculator.results.participant_card import participant_card, participant_sentence
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules import VALUES_KNOWN_UNTIL
from rules.dated import programme_ids
from rules.organisation import organisation, organisation_questions
from rules.participant import participant
from rules.programme import for_organisations
from rules.questions import PARTICIPANT, Question
from rules.relevance import FEW, shown_first
from rules.results import ParticipantResult, Result, Rules


class Kind(NamedTuple):
    """A calculator: what it asks, of all programmes or of one, which rules decide, and of which
    programmes (their ids)."""

    questions: Callable[..., tuple[Question, ...]]
    rules: Rules
    programmes: Callable[[], Sequence[str]]

    @property
    def chosen_first(self) -> bool:
        """Whether there are so many that a person chooses first which to look at: an organisation
        knows what it came for, and each programme has questions of its own."""
        return self.rules is organisation and len(self.programmes()) > FEW


KINDS = {
    "participant": Kind(lambda only=None: PARTICIPANT, participant, programme_ids),
    "organisation": Kind(organisation_questions, organisation, lambda: [*for_organisations()]),
}


def drawn(result: Result, view: View, dated: bool = True, chosen: Sequence[str] = ()) -> Markup:
    """The cards of the programmes that are shown, and the names of the others; `dated` adds the
    day and the version of the rules."""
    shown = shown_of(result, chosen)
    rest = _rest(result, shown, view)
    view = view._replace(chosen=_only_chosen(result, shown))
    whole = framed((card_of(id, result, view) for id in shown), view.words, rest)
    return joined(whole, _date_line(result, view.words) if dated else None)


def shown_of(result: Result, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """The programmes of a result that are shown, with those that the person has chosen."""
    first = FEW if isinstance(result, ParticipantResult) else 0
    return shown_first(_verdicts(result), chosen, first)


def _only_chosen(result: Result, shown: Sequence[str]) -> Sequence[str]:
    """Those that would not be shown of themselves; an organisation puts them away in the form."""
    if not isinstance(result, ParticipantResult):
        return ()
    by_themselves = shown_of(result)
    return [id for id in shown if id not in by_themselves]


def _rest(result: Result, shown: Sequence[str], view: View) -> Markup | None:
    """The names of the programmes that are not shown; an organisation's form has them."""
    if isinstance(result, ParticipantResult):
        return others(_verdicts(result), shown, view)
    return None if shown else none_chosen(view.words)


def none_chosen(words: Catalogue) -> Markup:
    """What stands in place of results where programmes are to be chosen first: it leads there,
    as whoever is asked question by question sees nothing else."""
    link = element(
        "a",
        words.text("choosing.none"),
        href="#question-programmes",
        data_question="programmes",
        target="_self",
    )
    return element("p", link, class_="none-chosen screen-only")


def narrowed(result: Result, ids: Sequence[str]) -> Result:
    """The result of some of its programmes alone, in that order."""
    if isinstance(result, ParticipantResult):
        return result._replace(programmes={id: result.programmes[id] for id in ids})
    return result._replace(programmes={id: result.programmes[id] for id in ids})


def _verdicts(result: Result) -> dict[str, str]:
    return {id: one.verdict for id, one in result.programmes.items()}


def card_of(id: str, result: Result, view: View) -> Markup:
    """The card of a programme, by its id."""
    if isinstance(result, ParticipantResult):
        return participant_card(id, result.programmes[id], result.assistance, view)
    return organisation_card(id, result.programmes[id], view)


def framed(cards: Iterable[Markup], words: Catalogue, rest: Markup | None = None) -> Markup:
    """Cards with what stands around them, whatever they say, and the `rest` of the programmes."""
    return joined(
        element("p", words.text("result.estimate_only"), class_="estimate-only"),
        element("div", *cards, class_="cards"),
        rest,
    )


def announcement(result: Result, words: Catalogue) -> str:
    """The result in one breath, for somebody who listens to the page."""
    if isinstance(result, ParticipantResult):
        said = [participant_sentence(id, one, words) for id, one in result.programmes.items()]
    else:
        said = [organisation_sentence(id, one, words) for id, one in result.programmes.items()]
    return " ".join(said)


def _date_line(result: Result, words: Catalogue) -> Markup:
    known = result.on <= VALUES_KNOWN_UNTIL
    return date_line(words.day(result.on), result.rules_version, words, known=known)


def date_line(day: str, rules_version: str, words: Catalogue, *, known: bool) -> Markup:
    """The documents whose values were used, for which day (in words), and the rules' version.

    `known` is false for a day after those for which the values are known. Many documents are not
    listed: each stands with what comes from it.
    """
    ids = programme_ids()
    message = "result.dated" if known else "result.last_known"
    text = words.text(
        message if len(ids) <= FEW else f"{message}_of_many",
        documents=words.listed([document_name(id, words) for id in ids], every=True),
        checked=words.day(VALUES_KNOWN_UNTIL),
        date=day,
        version=rules_version,
    )
    return element("p", text, class_="result-date")
