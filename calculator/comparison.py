"""The page that compares two situations: the form of the second, both side by side, what differs.

Its script (browser/calculator/compare.js) fills the tables: whatever is compared stands in the
address, and nothing of it is known when the site is built.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from calculator.form.form import plain_form
from calculator.frame import (
    Assets,
    data_script,
    engine_state,
    phone_fold,
    script_texts,
    settings,
    without_script,
)
from calculator.results.cards import note
from calculator.results.next_steps import next_steps
from calculator.results.result_table import Dated, Period, comparison_table
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, button, by_script, element, joined
from rules.dated import programme_ids
from rules.questions import PARTICIPANT
from rules.relevance import FEW


class ComparisonFile(TypedDict):
    """What the page fetches where programmes are many: the table without its frame, and each
    programme's place for it as HTML."""

    dated: Dated
    periods: Sequence[Period]
    sections: Mapping[str, str]


PRIMARY = "md-button md-button--primary"

# What the script says as the calculator's does.
TEXTS = (
    *("computing", "not_computed", "not_yet", "not_here", "refused"),
    *("offline", "see_errors", "unread", "doubled", "strangers", "incomplete"),
    *("was", "with_money", "other_version", "same_answer", "changed"),
    *(
        "copied",
        "copy_by_hand",
        "print_by_hand",
        "erased",
        "erased_elsewhere",
        "not_forgotten",
        "left_others",
    ),
)


def comparison(
    language: str,
    links: Mapping[str, str],
    assets: Assets,
    phone_list: Markup,
    built: date,
    contacts: Markup,
) -> Markup:
    """The whole comparison; the arguments are those of `calculator.frame.calculator`. `results` of
    the assets is the address of a `ComparisonFile`."""
    words = catalogue(language)
    table = None if assets.results else comparison_table(language, built)
    body = element(
        "div",
        element(
            "div",
            element("p", words.text("compare.start")),
            element(
                "p",
                element("a", words.text("compare.start_link"), href=links["estimate"]),
                class_="screen-only",
            ),
            class_="notice",
            data_start=True,
        ),
        element(
            "div",
            _changes(words),
            _form(words),
            _both(words, few=table is not None),
            next_steps(
                "participant",
                assets.postal_areas,
                assets.towns,
                words,
                contacts,
                plans_call=False,
            ),
            _tools(words),
            data_both=True,
            hidden=True,
        ),
        **NEEDS_SCRIPT,
    )
    return element(
        "div",
        element(
            "div",
            element("p", class_="notice", data_said_notice=True, tabindex="-1", hidden=True),
            element("div", class_="notice", data_link_notice=True, hidden=True),
            class_="notices",
        ),
        element("p", class_="visually-hidden", role="status", data_announce=True),
        by_script(body, without_script("participant", links, words)),
        phone_fold(phone_list, words),
        element("script", type="module", src=assets.script),
        table and data_script(table),
        class_="calculator comparison",
        data_kind="participant",
        data_results=assets.results,
        # By which a link's programmes are known, before the file of results is there.
        data_programme_ids=" ".join(programme_ids()) if assets.results else None,
        **settings(language, links, assets, built, words),
        **script_texts("compare.script", words),
        **script_texts("uncounted.participant", words),
        **{f"data_text_{id}": words.messages[f"script.{id}"] for id in TEXTS},
    )


def comparison_file(language: str, built: date) -> ComparisonFile:
    """The file of many programmes."""
    table, words = comparison_table(language, built), catalogue(language)
    return {
        "dated": table["dated"],
        "periods": table["periods"],
        "sections": {id: _programme(id, words) for id in programme_ids()},
    }


def _changes(words: Catalogue) -> Markup:
    """What differs, in words."""
    return element(
        "section",
        element("h2", words.text("compare.result_title"), id="result", tabindex="-1"),
        element("p", words.text("result.estimate_only"), class_="estimate-only"),
        element("p", class_="notice", data_pending_notice=True, hidden=True),
        element("div", class_="notice", data_errors_notice=True, hidden=True),
        engine_state(words),
        element("div", class_="differences", data_differences=True),
        class_="result",
        aria_labelledby="result",
    )


def _both(words: Catalogue, *, few: bool) -> Markup:
    """Both situations side by side, and the way to the whole result of each. Of many programmes the
    script adds those whose results differ."""
    ways = (
        element("td", element("a", words.text(f"compare.full_{side}"), data_full=side))
        for side in ("a", "b")
    )
    full = element(
        "tbody",
        element("tr", element("th", words.text("compare.full"), colspan="2", scope="rowgroup")),
        element("tr", *ways),
        class_="full-results",
    )
    return element(
        "section",
        element("h2", words.text("compare.both_title"), id="both"),
        _table(words.text("compare.answers_caption"), words, full, "answers"),
        *(_programmes(words) if few else _of_many(words)),
        element("div", class_="result-dates", data_dated=True),
        class_="both",
        aria_labelledby="both",
    )


def _table(caption: str, words: Catalogue, last: Markup | None, about: str) -> Markup:
    """A table of two columns; the script adds a group of rows for each thing compared."""
    sides = (element("th", words.text(f"compare.{side}"), scope="col") for side in ("a", "b"))
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *sides)),
        last,
        class_="compare",
        data_compared=about,
    )


def _form(words: Catalogue) -> Markup:
    """The second situation's form: all questions on one page."""
    title = element("span", words.text("compare.form_title"), id="answers")
    buttons = (
        button("see-result", words.text("compare.see_result"), PRIMARY),
        button("swap", words.text("compare.swap")),
        button("erase", words.text("compare.erase")),
    )
    return element(
        "details",
        element("summary", title),
        plain_form(
            PARTICIPANT,
            words,
            joined(
                element("p", words.text("compare.form_intro"), class_="form-intro"),
                element("p", words.text("compare.swap_hint"), class_="hint"),
            ),
            None,
            *buttons,
            labelled="answers",
        ),
        class_="second-situation",
        open=True,
    )


def _programmes(words: Catalogue) -> Sequence[Markup]:
    return [_programme(id, words) for id in programme_ids()]


def _of_many(words: Catalogue) -> Sequence[Markup]:
    note = element(
        "p",
        words.text("compare.only_differing"),
        class_="hint",
        data_only_differing=True,
        # Until there is one, it would introduce nothing.
        hidden=True,
    )
    more = element(
        "details",
        element("summary", words.text("compare.more_differing"), element("span", data_count=True)),
        element("div"),
        class_="more",
        data_more_programmes=True,
        hidden=True,
    )
    # As many as a result shows of itself; the script folds the others.
    first = element("div", data_programmes=True, data_shown_first=str(FEW))
    return [note, first, more]


def _programme(id: str, words: Catalogue) -> Markup:
    name = words.text(f"programme.{id}")
    heading = f"compared-{id}"
    return element(
        "section",
        element("h3", name, id=heading),
        note(f"{id}.status", words, "status-note"),
        _table(words.text("compare.result_caption", programme=name), words, None, id),
        element("p", words.text(f"{id}.call_hint", "next.call_hint")),
        aria_labelledby=heading,
    )


def _tools(words: Catalogue) -> Markup:
    """What a person does with a comparison."""
    return element(
        "section",
        element("h2", words.text("compare.tools_title"), id="keep"),
        element(
            "p",
            button("copy", words.text("keep.copy")),
            button("print", words.text("keep.print")),
            button("swap", words.text("compare.swap")),
            button("erase", words.text("compare.erase")),
            class_="keep-buttons",
        ),
        element("p", class_="keep-said", data_keep_said=True, hidden=True),
        element(
            "p",
            element("label", words.text("keep.link_label"), for_="keep-link"),
            element("input", type="text", id="keep-link", readonly=True, autocomplete="off"),
            class_="keep-link",
            hidden=True,
        ),
        element("p", words.text("keep.privacy"), class_="hint"),
        class_="keep",
        aria_labelledby="keep",
    )
