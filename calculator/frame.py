"""The whole calculator as it stands in a page: form, result, progress, way out."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from calculator.form.form import form
from calculator.handle_request import first_result
from calculator.planner.plan_form import planner
from calculator.results import keeping
from calculator.results.next_steps import dates_to_keep, next_steps
from calculator.results.result import KINDS
from calculator.results.result_table import AnswerTable, answer_table
from calculator.results.sending import sending
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, button, by_script, element, joined
from rules import RULES_VERSION
from rules.relevance import FEW

# The page that says without JavaScript what a calculator would.
WITHOUT_SCRIPT = {"participant": "situations", "organisation": "organizations"}


class Assets(NamedTuple):
    """Addresses, as seen from the page: the page script, the worker, the engine's folder, the
    lists of postal areas and of towns. `engines` lists what is in that folder, as its
    engine.json does (JSON).

    `results` is the index of the files of results, where there are too many programmes for a
    table in the page. A calculator inside other sites has the script `embed`, and `page` is
    where it stands by itself.
    """

    script: str
    worker: str
    engine: str
    engines: str = "[]"
    postal_areas: str = ""
    towns: str = ""
    results: str | None = None
    embed: str | None = None
    page: str | None = None


def calculator(
    kind_id: str,
    language: str,
    links: Mapping[str, str],
    assets: Assets,
    phone_list: Markup,
    built: date,
    contacts: Markup,
) -> Markup:
    """The HTML of the calculator of a kind, one of `calculator.results.result.KINDS`.

    `phone_list` is shown under a fold, and opened where the engine fails; `built` is the
    day of the build, before which no visitor's clock can be right; `contacts` are those of the
    whole of Québec, perhaps none.
    """
    words = catalogue(language)
    kind = KINDS[kind_id]
    to_choose = kind.programmes() if kind.chosen_first else ()
    table = None if assets.results else answer_table(kind_id, language, links, built)
    return element(
        "div",
        keeping.notices(words),
        element("p", class_="visually-hidden", role="status", data_announce=True),
        element(
            "div",
            by_script(
                form(kind.questions(), words, to_choose, links.get("programmes")),
                joined(without_script(kind_id, links, words), _of_many(kind_id, links, words)),
            ),
            element(
                "div",
                element(
                    "h2", words.text("result.title"), id="result", tabindex="-1", **NEEDS_SCRIPT
                ),
                element("p", class_="notice", data_pending_notice=True, hidden=True),
                element("div", class_="notice", data_errors_notice=True, hidden=True),
                engine_state(words),
                element(
                    "div",
                    _unanswered(first_result(kind, language, links, built)),
                    class_="result-body",
                ),
                next_steps(kind_id, assets.postal_areas, assets.towns, words, contacts),
                keeping.given(words),
                sending(words),
                comparison_link(links["comparison"], words) if kind_id == "participant" else None,
                keeping.tools(words),
                class_="result",
            ),
            class_="calculator-columns",
        ),
        *((dates_to_keep(words), planner(words)) if kind_id == "participant" else ()),
        phone_fold(phone_list, words),
        _scripts(assets),
        table and data_script(table),
        # The place that a link to one question at a time leads to, script or not.
        id="view=steps",
        class_="calculator",
        data_kind=kind_id,
        data_page=assets.page,
        data_results=assets.results,
        data_verdicts=as_json(_below("verdict_badge", words)),
        **settings(language, links, assets, built, words),
        **script_texts("script", words),
        **script_texts(f"uncounted.{kind_id}", words),
    )


def settings(
    language: str, links: Mapping[str, str], assets: Assets, built: date, words: Catalogue
) -> dict[str, str]:
    """What the root element tells the script, see browser/calculator/settings.js."""
    return {
        "data_engine": "static",
        "data_language": language,
        "data_built": built.isoformat(),
        "data_worker": assets.worker,
        "data_engine_url": assets.engine,
        "data_engines": assets.engines,
        "data_links": as_json(dict(links)),
        "data_text_loading": words.text("engine.loading", percent="{percent}"),
        "data_text_starting": words.text("engine.starting"),
        "data_text_ready": words.text("engine.ready"),
        "data_text_error": words.text("form.error_prefix"),
        "data_version": RULES_VERSION,
    }


def _unanswered(result: Markup) -> Markup:
    """The result before any answer, its verdicts and ways to questions hidden until the script
    has started: without it nobody can answer."""
    waits = element("p", **NEEDS_SCRIPT).partition(">")[0].removeprefix("<p")
    of_many = ("others", "none-chosen screen-only")
    for name in ("verdict", "depends", "open", "missing", "why", *of_many):
        result = Markup(result.replace(f' class="{name}"', f' class="{name}"{waits}'))
    return result


def script_texts(group: str, words: Catalogue) -> dict[str, str]:
    """The messages of a group, for the script to fill and show."""
    return {f"data_text_{id}": text for id, text in _below(group, words).items()}


def _below(group: str, words: Catalogue) -> dict[str, str]:
    """The messages of a group as they are, by the last part of their ids."""
    ids = (id for id in words.messages if id.startswith(f"{group}."))
    return {id.removeprefix(f"{group}."): words.messages[id] for id in ids}


def _scripts(assets: Assets) -> Markup:
    embed = assets.embed and element("script", type="module", src=assets.embed)
    return joined(element("script", type="module", src=assets.script), embed)


def as_json(value: object) -> str:
    """A value for the page's script, as short as can be: it counts in every page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def data_script(table: AnswerTable) -> Markup:
    """The table as JSON in an element of its own, which nothing in it can end."""
    safe = Markup(as_json(table).replace("<", "\\u003c"))
    return element("script", safe, type="application/json", class_="answer-table")


def phone_fold(phone_list: Markup, words: Catalogue) -> Markup:
    """All telephone numbers, open until the script closes them when it has started."""
    summary = element("summary", words.text("engine.phone_list"))
    return element("details", summary, phone_list, class_="phone-fold", open=True)


def comparison_link(address: str, words: Catalogue) -> Markup:
    """The way to the page that compares; the script adds the answers to its address."""
    link = element("a", words.text("compare.link"), href=address, data_comparison_link=True)
    return element("p", link, class_="comparison-link", **NEEDS_SCRIPT)


def without_script(kind_id: str, links: Mapping[str, str], words: Catalogue) -> Markup:
    """Where to go without a running script: pages that say the same, and ask for nothing."""
    link = element(
        "a", words.text(f"without_script.{kind_id}"), href=links[WITHOUT_SCRIPT[kind_id]]
    )
    return joined(
        element("p", words.text("without_script.why")),
        element("p", words.text("without_script.instead")),
        element("p", link),
    )


def _of_many(kind_id: str, links: Mapping[str, str], words: Catalogue) -> Markup:
    """The way to all programmes where a page without a running script has only some of them."""
    number = len(KINDS[kind_id].programmes())
    if number <= FEW or "programmes" not in links:
        return joined()
    link = element("a", words.text("without_script.all"), href=links["programmes"])
    some = words.text(f"without_script.some.{kind_id}", number=words.number(number))
    return joined(element("p", some), element("p", link))


def engine_state(words: Catalogue) -> Markup:
    """How far Python is on its way, and what there is to do where it does not come."""
    starting = words.text("engine.starting")
    return joined(
        element(
            "div",
            element("p", starting, data_progress_text=True),
            element("progress", max="100", value="0", aria_label=starting),
            class_="engine-progress",
            hidden=True,
        ),
        element(
            "div",
            element("p", words.text("engine.failed")),
            element("p", data_failed_reason=True, hidden=True),
            button("retry", words.text("engine.retry")),
            class_="notice engine-failed",
            role="alert",
            hidden=True,
        ),
    )
