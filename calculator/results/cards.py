"""What the cards of a result share: headings, money tables, sources, the next step."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import NamedTuple

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined, unfolding
from calculator.words.own_pages import part_of
from rules.dated import Range, document
from rules.logic import Criterion
from rules.questions import LAST_RESORT
from rules.results import ProgrammeForPerson, Subject


class View(NamedTuple):
    """What a drawing needs beside the result: the words, and where its links lead.

    `links` holds the addresses of the pages ``sources`` and ``regions`` as seen from the
    page that shows the result. A page with several results gives each its `prefix` for ids,
    and the `level` of its headings.
    Who draws hundreds of results gives a `kept` to put what they have in common in.
    `withheld` are the programmes whose dates are not said, see `calculator.far_dates`; `chosen`
    those that are shown only because the person wants to see them.
    """

    words: Catalogue
    links: Mapping[str, str]
    prefix: str = "result"
    level: int = 3
    kept: dict[Hashable, Markup] | None = None
    withheld: frozenset[str] = frozenset()
    chosen: Sequence[str] = ()

    def heading(self, text: str, below: int = 0, id: str | None = None) -> Markup:
        """A heading of the card, or some levels below it."""
        return element(f"h{self.level + below}", text, id=id)

    def once(self, key: Hashable, draw: Callable[[], Markup | None]) -> Markup:
        """What `draw` gives, drawn once for each key: everything that it depends on beside the
        view itself."""
        if self.kept is None:
            return joined(draw())
        if key not in self.kept:
            self.kept[key] = joined(draw())
        return self.kept[key]


def card(
    id: str,
    verdict: str,
    sentence: str,
    view: View,
    short: Markup | None,
    *details: Markup | None,
) -> Markup:
    """One programme's card: its name, the verdict in a word and a sentence, the answer in
    `short`; the `details` are folded."""
    words = view.words
    heading = f"{view.prefix}-{id}"

    def head() -> Markup:
        # "Interagir" would become "interact", which nobody knows on the telephone.
        name = element("span", words.text(f"programme.{id}"), translate="no")
        badge = element("span", words.text(f"verdict_badge.{verdict}"), class_="badge")
        said = element("span", sentence, class_="sentence")
        return element(
            "div",
            view.heading(name, id=heading),
            element("p", badge, " ", said, class_="verdict"),
            class_="card-head",
        )

    def title() -> Markup:
        return of_programme(words.text("result.details"), id, words)

    return element(
        "section",
        view.once(("head", id, verdict, sentence), head),
        short,
        view.once(("status", id), lambda: note(f"{id}.status", words, "status-note")),
        unfolding(view.once(("details", id), title), *details),
        put_away(words.text(f"programme.{id}"), words) if id in view.chosen else None,
        class_="card",
        data_programme=id,
        data_verdict=verdict,
        aria_labelledby=heading,
    )


def of_programme(text: str, id: str, words: Catalogue) -> Markup:
    """A heading and the programme that it is about, for who hears the heading alone, and for
    paper, where it does not stand in the programme's card."""
    return _of_named(text, words.text(f"programme.{id}"))


def _of_named(text: str, name: str) -> Markup:
    return joined(
        text, element("span", " ", name, class_="visually-hidden of-programme", translate="no")
    )


def put_away(name: str, words: Catalogue) -> Markup:
    """The button with which a result that the person has chosen goes again, at a card's end."""
    text = _of_named(words.text("others.put_away"), name)
    goes = element("button", text, type="button", data_action="put-programme-away")
    return element("p", goes, class_="put-away screen-only")


def question_link(key: str, words: Catalogue) -> Markup:
    """A question by its label, leading to its place in the form."""
    label = words.text(f"question.{key}.label")
    return element("a", label, href=f"#question-{key}", data_question=key, target="_self")


def open_questions(missing: Iterable[str], words: Catalogue) -> Markup:
    """The questions whose answers would decide, each leading to its place in the form."""
    questions = (question_link(key, words) for key in missing)
    return joined(
        element("p", words.text("missing.intro"), class_="open"),
        element("ul", *(element("li", question) for question in questions), class_="missing"),
    )


def money_table(caption: str, rows: Iterable[Markup], words: Catalogue) -> Markup:
    """A table of amounts, made of `money_row`s."""
    columns = (words.text(f"money.{column}") for column in ("what", "amount"))
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    return element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", *rows),
        class_="money",
    )


def money_row(what: str, condition: str, amount: Markup, class_: str | None = None) -> Markup:
    """What it is, with its condition beside it, and how much."""
    return element(
        "tr",
        element("th", what, element("span", condition, class_="condition"), scope="row"),
        element("td", amount),
        class_=class_,
    )


def amount(text: str) -> Markup:
    """A known amount."""
    return element("span", text, class_="amount")


def no_amount(id: str, words: Catalogue) -> Markup:
    """The word that stands where no amount is known."""
    return element("span", words.text(f"money.{id}"), class_="no-amount")


def strength(id: str, group: str, certainty: str, stated: bool, words: Catalogue) -> str:
    """How firmly a document grants an amount, in the programme's own words or else in those of a
    group of messages, and that it does not say how much where it does not."""
    if not stated and f"{group}.{certainty}_unstated" in words:
        return words.text(f"{group}.{certainty}_unstated")
    own = f"{id}.{group.partition('.')[0]}_{certainty}"
    said = words.text(own, f"{group}.{certainty}")
    return said if stated else f"{said} {words.text(f'{group}.unstated')}"


def money_range(range_: Range, words: Catalogue) -> Markup:
    """A range of dollars, as an amount."""
    return amount(words.money_range(range_.low, range_.high))


def criteria_list(
    criteria: Iterable[Criterion],
    names: Mapping[str, str],
    view: View,
    remark: Markup | None = None,
) -> Markup:
    """Each criterion with its status in a word and its source; `names` puts ids in words."""

    def item(criterion: Criterion) -> Markup:
        return element(
            "li",
            element("span", view.words.text(f"why.{criterion.status}"), class_="status"),
            " ",
            names[criterion.id],
            data_criterion=criterion.id,
            data_status=criterion.status,
        )

    listed = by_source(criteria, item, view, "criteria")
    heading = view.heading(view.words.text("why.title"), below=1)
    return element("div", heading, *listed, remark, class_="why")


def by_source(
    criteria: Iterable[Criterion], item: Callable[[Criterion], Markup], view: View, class_: str
) -> Iterator[Markup]:
    """Criteria as lists of `item`s; those in a row from one section share the line of it."""
    for origin, members in groupby(criteria, key=lambda criterion: criterion.source):
        # The source names the programme, too.
        group = tuple(members)
        yield view.once((class_, group), partial(_sourced, origin, group, item, view, class_))


def _sourced(
    origin: str,
    group: Sequence[Criterion],
    item: Callable[[Criterion], Markup],
    view: View,
    class_: str,
) -> Markup:
    items = [view.once((class_, criterion), partial(item, criterion)) for criterion in group]
    return element(
        "div",
        element("ul", *items, class_=class_),
        _kept_source(origin, view, several=len(items) > 1),
        class_="sourced",
    )


def _kept_source(origin: str, view: View, several: bool) -> Markup:
    return view.once(("source", origin, several), lambda: source(origin, view, several))


def next_step(id: str, view: View) -> Markup:
    """Whom to call, and for what."""
    words = view.words
    link = element("a", words.text("next.title"), href=view.links["regions"], class_="next")
    return joined(
        view.heading(link, below=1),
        element("p", words.text(f"{id}.call_hint", "next.call_hint")),
    )


def source(source: str, view: View, several: bool = False) -> Markup:
    """A link to where the site shows the section that something comes from, or `several` do."""
    words = view.words
    id, section = source.split(".")
    about = document(id)
    message = "result.source_of_all" if several else "result.source"
    link = element(
        "a",
        words.text(message, document=document_name(id, words)),
        " ",
        # The document's own heading, in its own language.
        element("cite", words.text("format.quoted", text=about.sections[section]), lang="fr"),
        href=f"{part_of(view.links['sources'], id)}#{id}-{section}",
    )
    return element("p", link, class_="source")


def source_of(subject: Subject, found: ProgrammeForPerson, view: View) -> Markup | None:
    """The link to the section behind a subject, where the programme names one."""
    return source(found.sources[subject], view) if subject in found.sources else None


def document_name(id: str, words: Catalogue) -> str:
    """A programme's document in words: ``PAAS Action (avril 2026)``."""
    dated = document(id).dated
    when = words.month(dated) if dated else words.text("result.undated")
    return f"{words.text(f'programme.{id}')} ({when})"


def place_note(id: str, assistance: str | None, words: Catalogue) -> str:
    """The name of a programme's remark on places and on saying no.

    What a document says of one kind of assistance it does not say of the others, so a
    programme may have a remark for each group of them.
    """
    groups: dict[str | None, str] = dict.fromkeys(LAST_RESORT, "last_resort")
    groups |= {None: "unanswered", "none": "none"}
    own = f"place_note_{groups.get(assistance, 'other_programme')}"
    return own if f"{id}.{own}" in words else "place_note"


def only_cost(found: ProgrammeForPerson) -> str:
    """The dearer of transport and childcare where one alone may come back, or ``one`` where
    they are alike."""
    highs = {each.cost: each.monthly.high for each in found.reimbursements if each.monthly}
    transport, childcare = (highs.get(cost, Decimal(0)) for cost in ("transport", "childcare"))
    if transport == childcare:
        return "one"
    return "transport" if transport > childcare else "childcare"


def note(id: str, words: Catalogue, class_: str = "note") -> Markup | None:
    """A programme's own remark, where it has one."""
    return element("p", words.text(id), class_=class_) if id in words else None
