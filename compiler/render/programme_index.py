"""The pages of sources and of situations where programmes are many: the name of each, with the
way to its page and what that holds."""

from collections.abc import Callable
from datetime import date

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from calculator.words.own_pages import programme_slug
from compiler.read.facts import Facts
from compiler.read.regions import slug_of
from compiler.render.blocks import when_dated
from compiler.render.facts_register import facts_id
from compiler.render.programmes import status_note
from compiler.render.situations import outcomes
from rules.dated import document, programme_ids
from rules.relevance import CLOSED, ORDER


def sources_index(facts: Facts, script: str, words: Catalogue) -> Markup:
    """Every programme with the date of its document, and how many values and facts its page has.

    An address may still name a place of the page that had all programmes: an entry has the id that
    the programme's facts had there, and the script at `script` leads on from the others.
    """

    def held(id: str) -> str:
        about = document(id)
        return words.text(
            "facts.index",
            date=when_dated(about, words),
            values=words.number(sum(len(one.history) or 1 for one in about.parameters.values())),
            facts=words.number(len(facts.of(id))),
        )

    return joined(_index(held, words), element("script", type="module", src=script))


def situations_index(on: date, words: Catalogue) -> Markup:
    """Every programme with the kinds of assistance that leave it possible or open."""
    said = outcomes(on)

    def held(id: str) -> Markup:
        return joined(most_open(id), status_note(id, words))

    def most_open(id: str) -> str:
        best: dict[str, list[str]] = {}
        for kind, by_outlook in said.items():
            verdicts = sorted(
                (each[id].verdict for each in by_outlook.values()), key=ORDER.__getitem__
            )
            best.setdefault(verdicts[0], []).append(words.text(f"question.assistance.{kind}"))
        still_open = [one for one in sorted(best, key=ORDER.__getitem__) if ORDER[one] < CLOSED]
        return " ".join(
            words.text(
                "situation.index",
                verdict=words.text(f"verdict_badge.{verdict}"),
                kinds=words.listed(best[verdict], every=True),
            )
            for verdict in still_open
        ) or words.text(f"verdict_badge.{min(best, key=ORDER.__getitem__)}")

    return _index(held, words)


def _index(held: Callable[[str], str], words: Catalogue) -> Markup:
    """The programmes in alphabetical order, accents ignored, each with what `held` says of it."""
    names = {id: words.text(f"programme.{id}") for id in programme_ids()}
    items = (
        element(
            "li",
            element(
                "a",
                names[id],
                href=f"{programme_slug(id)}/",
                data_slug=programme_slug(id),
                translate="no",
            ),
            " ",
            element("div", held(id)),
            id=facts_id(id),
        )
        for id in sorted(names, key=lambda id: slug_of(names[id]))
    )
    return element("ul", *items, class_="page-list")
