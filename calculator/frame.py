"""The whole calculator as it stands in a page: form, result, progress, way out."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from calculator.catalogue import Catalogue, catalogue
from calculator.form import form
from calculator.html import Markup, element
from calculator.next_steps import dates_to_keep, next_steps
from calculator.page import first_result
from calculator.plan_form import planner
from calculator.result import KINDS

# The page that says without JavaScript what a calculator would.
WITHOUT_SCRIPT = {"participant": "situations", "organisation": "organizations"}


class Assets(NamedTuple):
    """Addresses, as seen from the page: the page script, the worker, the engine's folder,
    the list of postal areas."""

    script: str
    worker: str
    engine: str
    postal_areas: str = ""


def calculator(
    kind_id: str,
    language: str,
    links: Mapping[str, str],
    assets: Assets,
    phone_list: Markup,
    built: date,
) -> Markup:
    """The HTML of the calculator of a kind, one of `calculator.result.KINDS`.

    `phone_list` is shown under a fold, and opened where the engine fails; `built` is the
    day of the build, before which no visitor's clock can be right.
    """
    words = catalogue(language)
    kind = KINDS[kind_id]
    return element(
        "div",
        element("noscript", _without_script(kind_id, links, words)),
        element(
            "div",
            form(kind.questions(), words),
            element(
                "div",
                element("h2", words.text("result.title"), id="result", tabindex="-1"),
                _progress(words.text("engine.starting")),
                element(
                    "div",
                    element("p", words.text("engine.failed")),
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
                element("p", class_="visually-hidden", role="status", data_announce=True),
                element("div", first_result(kind, language, links, built), class_="result-body"),
                class_="result",
            ),
            class_="calculator-columns",
        ),
        next_steps(kind_id, assets.postal_areas, words),
        *((dates_to_keep(words), planner(words)) if kind_id == "participant" else ()),
        element(
            "details",
            element("summary", words.text("engine.phone_list")),
            phone_list,
            class_="phone-fold",
        ),
        element("script", type="module", src=assets.script),
        class_="calculator",
        data_engine="static",
        data_kind=kind_id,
        data_language=language,
        data_built=built.isoformat(),
        data_worker=assets.worker,
        data_engine_url=assets.engine,
        data_links=json.dumps(dict(links)),
        data_text_loading=words.text("engine.loading", percent="{percent}"),
        data_text_starting=words.text("engine.starting"),
        data_text_ready=words.text("engine.ready"),
        data_text_error=words.text("form.error_prefix"),
    )


def _without_script(kind_id: str, links: Mapping[str, str], words: Catalogue) -> Markup:
    """Where to go without JavaScript: pages that say the same, and ask for nothing."""
    link = element(
        "a", words.text(f"without_script.{kind_id}"), href=links[WITHOUT_SCRIPT[kind_id]]
    )
    return element("p", words.text("without_script.why"), " ", link, class_="notice")


def _progress(text: str) -> Markup:
    return element(
        "div",
        element("p", text, data_progress_text=True),
        element("progress", max="100", value="0", aria_label=text),
        class_="engine-progress",
        hidden=True,
    )
