"""What a programme asks of an organisation, as HTML. Nothing is added to the rules' answer."""

from collections.abc import Iterator

from calculator.results.cards import (
    View,
    amount,
    by_source,
    card,
    money_row,
    money_table,
    next_step,
    no_amount,
    note,
    of_programme,
    open_questions,
    source,
    strength,
)
from calculator.results.funding_table import funding_table
from calculator.results.short_answer import Line, first_question, short_list
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.logic import Criterion
from rules.organisation import NON_PROFIT
from rules.results import ProgrammeForOrganisation

# What a document may leave open; each programme has words for what its own does.
SILENCES = ("amount", "literacy", "empty_places", "places", "payment", "length", "application")


def organisation_card(id: str, found: ProgrammeForOrganisation, view: View) -> Markup:
    """One programme's card; where conditions are not met it shows no money."""
    verdict = found.verdict
    words = view.words
    return card(
        id,
        verdict,
        organisation_sentence(id, found, words),
        view,
        joined(
            view.once(
                ("short", id, found.verdict, next(iter(found.missing), None), found.funding),
                lambda: _short(id, found, words),
            ),
            # Seen without a touch: it is what an organisation came for.
            _checks(id, found, view) if found.conditions else None,
        ),
        open_questions(found.missing, words) if verdict == "unknown" else None,
        view.once(("funding", id, found.funding), lambda: _money(id, found, view))
        if found.open
        else None,
        view.once(("silences", id), lambda: _silences(id, view)),
        view.once(("next", id), lambda: next_step(id, view)),
    )


def organisation_sentence(id: str, found: ProgrammeForOrganisation, words: Catalogue) -> str:
    """What the answers come to, for one programme."""
    name = words.text(f"programme.{id}")
    begins = words.day(found.in_force_from) if found.in_force_from else ""
    # Who meets conditions that there are none of is told so.
    asked = found.conditions or found.in_force_from
    said = found.verdict if asked else "no_conditions"
    return words.text(f"organisation_verdict.{said}", programme=name, date=begins)


def _short(id: str, found: ProgrammeForOrganisation, words: Catalogue) -> Markup | None:
    """The money that a place may bring, and the question on which the verdict depends first."""
    if not found.open:
        return None
    return joined(
        first_question(found.missing, words) if found.verdict == "unknown" else None,
        short_list(funding_lines(id, found, words)),
    )


def funding_lines(id: str, found: ProgrammeForOrganisation, words: Catalogue) -> tuple[Line, ...]:
    """The money that a place may bring; nothing where a condition is not met."""
    if not found.open or not found.funding.source:
        return ()
    per_place = found.funding.monthly_per_place
    figure = words.money(per_place) if per_place else words.text("short.money.unstated")
    text = words.text(f"short.funding.{id}", "short.funding.each", amount=figure)
    return (Line("money", text, figure),)


def silences(id: str, words: Catalogue) -> list[str]:
    """What to ask about what the document leaves open, as text."""
    asked = (f"silence.{id}.{about}.ask" for about in SILENCES)
    return [words.text(question) for question in asked if question in words]


def _money(id: str, found: ProgrammeForOrganisation, view: View) -> Markup | None:
    """The money for the organisation, None where the document speaks of none."""
    words = view.words
    funding = found.funding
    if not funding.source and not found.further:
        return None
    by_places = funding_table(funding, words)
    return joined(
        money_table(words.text("funding.title"), _money_rows(id, found, words), words),
        by_places,
        note("funding.by_note", words) if by_places else None,
        note("funding.no_places", words) if by_places and funding.places == 0 else None,
        note(f"{id}.funding_note", words),
        source(funding.source, view) if funding.source else None,
    )


def _money_rows(id: str, found: ProgrammeForOrganisation, words: Catalogue) -> Iterator[Markup]:
    per_place = found.funding.monthly_per_place
    if found.funding.source:
        yield money_row(
            words.text(f"funding.{id}.each"),
            strength(id, "funding.certainty", found.funding.certainty, found.funding.stated, words),
            amount(words.money(per_place)) if per_place else no_amount("not_stated", words),
        )
    for name, further in found.further.items():
        yield money_row(
            words.text(f"funding.{id}.{name}"),
            strength(id, "funding.certainty", further.certainty, further.stated, words),
            amount(words.money(further.amount))
            if further.amount
            else no_amount("not_stated", words),
        )


def _checks(id: str, found: ProgrammeForOrganisation, view: View) -> Markup:
    """The checklist, and what else the document requires, in a part of its own: on paper it
    follows the answers in short of both programmes."""
    beyond = view.once(("beyond", id), lambda: _beyond(id, view)) if found.open else None
    return element("div", _checklist(id, found, view), beyond, class_="checks")


def _checklist(id: str, found: ProgrammeForOrganisation, view: View) -> Markup:
    """Each condition with a box, how it stands, its source, and what to prepare for it."""
    words = view.words

    def item(condition: Criterion) -> Markup:
        return element(
            "li",
            element("strong", _named("condition", id, condition.id, words)),
            " ",
            element("span", words.text(f"condition_status.{condition.status}"), class_="status"),
            _preparation(id, condition.id, words),
            data_criterion=condition.id,
            data_status=condition.status,
        )

    def head() -> Markup:
        heading = view.heading(of_programme(words.text("why.conditions"), id, words), below=1)
        return joined(heading, element("p", words.text("prepare.ours"), class_="note"))

    return joined(
        view.once(("checklist", id), head),
        *by_source(found.conditions, item, view, "checklist criteria"),
    )


def _beyond(id: str, view: View) -> Markup | None:
    """What the document requires too and no question asks; it decides nothing."""
    words = view.words
    items = [words.messages[one] for one in words.messages if one.startswith(f"beyond.{id}.")]
    if not items:
        return None
    return joined(
        view.heading(of_programme(words.text("beyond.title"), id, words), below=1),
        element("p", words.text("beyond.intro")),
        element("ul", *(element("li", item) for item in items), class_="beyond"),
    )


def _preparation(id: str, condition: str, words: Catalogue) -> Markup:
    """What to prepare for a condition: our own advice."""
    advice = _named("prepare", id, condition, words)
    return element("span", words.text("prepare.label"), " ", advice, class_="prepare")


def _named(group: str, id: str, condition: str, words: Catalogue) -> str:
    """The message of a condition: a programme's own, or the one that all share."""
    own = "" if condition == NON_PROFIT else f"{id}."
    return words.text(f"{group}.{own}{condition}")


def _silences(id: str, view: View) -> Markup | None:
    """What the document leaves open for an organisation, and what to ask about it."""
    words = view.words
    rows = [
        element(
            "tr",
            element("th", words.text(f"silence.{id}.{about}.about"), scope="row"),
            element("td", words.text(f"silence.{id}.{about}.ask")),
        )
        for about in SILENCES
        if f"silence.{id}.{about}.about" in words
    ]
    if not rows:
        return None
    columns = (element("th", words.text(f"silence.{id}"), scope="col") for id in ("about", "ask"))
    return element(
        "table",
        element("caption", words.text("silence.caption")),
        element("thead", element("tr", *columns)),
        element("tbody", *rows),
        class_="values silences",
    )
