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
from calculator.results.result_table import answer_table
from calculator.results.sending import sending
from calculator.words.catalogue import Catalogue, catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, by_script, element, joined
from rules import RULES_VERSION

# The page that says without JavaScript what a calculator would.
WITHOUT_SCRIPT = {"participant": "situations", "organisation": "organizations"}


class Assets(NamedTuple):
    """Addresses, as seen from the page: the page script, the worker, the engine's folder, the
    list of postal areas. `engines` lists what is in that folder, as its engine.json does (JSON).

    A calculator inside other sites has the script `embed`, and `page` is where it stands by
    itself.
    """

    script: str
    worker: str
    engine: str
    engines: str = "[]"
    postal_areas: str = ""
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
    table = answer_table(kind_id, language, links, built)
    return element(
        "div",
        keeping.notices(words),
        element("p", class_="visually-hidden", role="status", data_announce=True),
        element(
            "div",
            by_script(form(kind.questions(), words), _without_script(kind_id, links, words)),
            element(
                "div",
                element(
                    "h2", words.text("result.title"), id="result", tabindex="-1", **NEEDS_SCRIPT
                ),
                element("p", class_="notice", data_pending_notice=True, hidden=True),
                element("div", class_="notice", data_errors_notice=True, hidden=True),
                _progress(words.text("engine.starting")),
                element(
                    "div",
                    element("p", words.text("engine.failed")),
                    element("p", data_failed_reason=True, hidden=True),
                    element(
                        "button",
                        words.text("engine.retry"),
                        type="button",
                        class_="md-button",
                        data_action="retry",
                    ),
                    class_="notice engine-failed",
                    role="alert",
                    hidden=True,
                ),
                element(
                    "div",
                    _unanswered(first_result(kind, language, links, built)),
                    class_="result-body",
                ),
                next_steps(kind_id, assets.postal_areas, words, contacts),
                keeping.given(words),
                sending(words),
                keeping.tools(words),
                class_="result",
            ),
            class_="calculator-columns",
        ),
        *((dates_to_keep(words), planner(words)) if kind_id == "participant" else ()),
        element(
            "details",
            element("summary", words.text("engine.phone_list")),
            phone_list,
            class_="phone-fold",
            # The script closes it when it has started.
            open=True,
        ),
        _scripts(assets),
        element("script", _json(table), type="application/json", class_="answer-table"),
        # The place that a link to one question at a time leads to, script or not.
        id="view=steps",
        class_="calculator",
        data_engine="static",
        data_kind=kind_id,
        data_language=language,
        data_built=built.isoformat(),
        data_worker=assets.worker,
        data_engine_url=assets.engine,
        data_engines=assets.engines,
        data_links=json.dumps(dict(links)),
        data_text_loading=words.text("engine.loading", percent="{percent}"),
        data_text_starting=words.text("engine.starting"),
        data_text_ready=words.text("engine.ready"),
        data_text_error=words.text("form.error_prefix"),
        data_version=RULES_VERSION,
        data_page=assets.page,
        data_verdicts=json.dumps(_below("verdict_badge", words), ensure_ascii=False),
        **_texts(words),
    )


def _unanswered(result: Markup) -> Markup:
    """The result before any answer, its verdicts and ways to questions hidden until the script
    has started: without it nobody can answer."""
    waits = element("p", **NEEDS_SCRIPT).partition(">")[0].removeprefix("<p")
    for name in ("verdict", "depends", "open", "missing", "why"):
        result = Markup(result.replace(f' class="{name}"', f' class="{name}"{waits}'))
    return result


def _texts(words: Catalogue) -> dict[str, str]:
    """The messages below ``script``, for the script to fill and show."""
    return {f"data_text_{id}": text for id, text in _below("script", words).items()}


def _below(group: str, words: Catalogue) -> dict[str, str]:
    """The messages of a group as they are, by the last part of their ids."""
    ids = (id for id in words.messages if id.startswith(f"{group}."))
    return {id.removeprefix(f"{group}."): words.messages[id] for id in ids}


def _scripts(assets: Assets) -> Markup:
    embed = assets.embed and element("script", type="module", src=assets.embed)
    return joined(element("script", type="module", src=assets.script), embed)


def _json(value: object) -> Markup:
    """JSON as the text of a script element, which nothing in it can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _without_script(kind_id: str, links: Mapping[str, str], words: Catalogue) -> Markup:
    """Where to go without a running script: pages that say the same, and ask for nothing."""
    link = element(
        "a", words.text(f"without_script.{kind_id}"), href=links[WITHOUT_SCRIPT[kind_id]]
    )
    return joined(
        element("p", words.text("without_script.why")),
        element("p", words.text("without_script.instead")),
        element("p", link),
    )


def _progress(text: str) -> Markup:
    return element(
        "div",
        element("p", text, data_progress_text=True),
        element("progress", max="100", value="0", aria_label=text),
        class_="engine-progress",
        hidden=True,
    )
