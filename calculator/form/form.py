"""The form's HTML, made from the rules' own list of questions.

Every question stands with its hint and a place for its error; "I don't know" is the first
choice of each, and an empty field elsewhere.
"""

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TypedDict

from calculator.form import stepping
from calculator.form.doubts import doubt, may_be_doubtful
from calculator.form.fields import SHAPES, unreadable
from calculator.words.catalogue import Catalogue
from calculator.words.html import NEEDS_SCRIPT, Markup, button, element, joined
from rules.questions import Question

UNKNOWN = ""


class DateWords(TypedDict):
    """A day in words, with the places of its message in braces."""

    date: str
    first_day: str
    months: Sequence[str]


# Which keyboard a telephone shows.
INPUT_MODES = {"number": "decimal", "money": "decimal", "count": "numeric"}


def form(
    questions: tuple[Question, ...],
    words: Catalogue,
    to_choose: Sequence[str] = (),
    list_page: str | None = None,
) -> Markup:
    """All questions; those nested under one key stand in one group.

    Of the programmes `to_choose` (their ids) a person first chooses some, whose own questions the
    script adds; `list_page` is the address of the page that lists them.
    """
    if to_choose:
        own = tuple(f"{id}." for id in to_choose)
        questions = tuple(question for question in questions if not question.key.startswith(own))
    head = joined(
        element("h2", words.text("form.title"), id="answers"),
        element("p", words.text("form.intro"), class_="form-intro"),
        stepping.views(words),
        stepping.heading(words),
        _choosing(to_choose, list_page, words) if to_choose else None,
    )
    foot = (
        button("see-result", words.text("form.see_result"), "md-button md-button--primary"),
        button("erase", words.text("form.erase"), "md-button"),
    )
    return plain_form(
        questions, words, head, stepping.buttons(words), *foot, labelled="answers", **NEEDS_SCRIPT
    )


def own_questions(id: str, questions: Sequence[Question], words: Catalogue) -> Markup:
    """The questions of a programme alone, of those that are asked for it."""
    own = [question for question in questions if question.key.startswith(f"{id}.")]
    if not own:
        return joined()
    # How each is named far from the form, where programmes with the same questions are chosen.
    name = words.text(f"programme.{id}")
    asked = words.text("choosing.asked", programme=name, question="{question}")
    return _group(id, own, words, data_asked=asked)


def _choosing(ids: Sequence[str], list_page: str | None, words: Catalogue) -> Markup:
    """The programmes to choose from; no answer, so that no box has a name."""
    choices = (
        element(
            "label",
            element("input", type="checkbox", value=id),
            element("span", words.text(f"programme.{id}"), translate="no"),
            class_="choice",
        )
        for id in ids
    )
    return element(
        "fieldset",
        element("legend", words.text("choosing.title")),
        # None is an error of an answer: those come and go with the answers.
        element(
            "p",
            words.text("choosing.needed"),
            " ",
            # For whoever does not know which one.
            list_page and element("a", words.text("without_script.all"), href=list_page),
            class_="notice",
            tabindex="-1",
            hidden=True,
            data_choosing_needed=True,
        ),
        element(
            "p",
            words.text("choosing.coming"),
            class_="notice",
            hidden=True,
            data_choosing_coming=True,
        ),
        element(
            "div",
            element("p", words.text("choosing.failed")),
            element("ul"),
            button("retry-questions", words.text("engine.retry")),
            class_="notice",
            role="alert",
            hidden=True,
            data_choosing_failed=True,
        ),
        element("div", *choices, class_="choices"),
        id="question-programmes",
        class_="question choosing",
        data_step="programmes",
        data_own_count=words.text("choosing.count"),
    )


def plain_form(
    questions: tuple[Question, ...],
    words: Catalogue,
    head: Markup,
    after: Markup | None,
    *buttons: Markup,
    labelled: str,
    **attributes: bool,
) -> Markup:
    """The questions between a `head`, and `after` them the buttons of the form; the element of
    the id `labelled` names it."""
    asked = [question for question in questions if question.key != "on"]
    on = [question for question in questions if question.key == "on"]
    groups = groupby(asked, key=lambda question: question.key.rpartition(".")[0])
    return element(
        "form",
        head,
        *(_group(name, list(members), words) for name, members in groups),
        *(_later(question, words) for question in on),
        after,
        element("p", *buttons, class_="form-buttons"),
        class_="questions",
        aria_labelledby=labelled,
        autocomplete="off",
        novalidate=True,
        data_text_unknown=words.text("form.unknown"),
        data_text_incomplete=words.text("form.incomplete"),
        data_date_words=json.dumps(date_words(words), ensure_ascii=False),
        **attributes,
    )


def _group(name: str, members: list[Question], words: Catalogue, **attributes: str) -> Markup:
    # A group of fields to type in is one step; choices are a step each.
    typed = bool(name) and not any(question.values for question in members)
    fields = joined(*(_question(question, words, step=not typed) for question in members))
    if not name:
        return fields
    legend = element("legend", words.text(f"group.{name}"))
    return element(
        "fieldset",
        legend,
        fields,
        class_="question-group",
        data_step=name if typed else None,
        **attributes,
    )


def _later(question: Question, words: Catalogue) -> Markup:
    """A question that few need, behind a fold."""
    summary = element("summary", words.text("form.date_group"))
    field = _question(question, words, step=False)
    return element("details", summary, field, class_="question-fold")


def _question(question: Question, words: Catalogue, step: bool) -> Markup:
    drawn = _choices if question.values else _typed
    return drawn(question, words, question.key if step else None)


def _choices(question: Question, words: Catalogue, step: str | None) -> Markup:
    key = question.key
    if question.kind == "boolean":
        options = [("true", words.text("form.yes")), ("false", words.text("form.no"))]
    else:
        options = [(value, words.text(f"question.{key}.{value}")) for value in question.choices]
    options.append((UNKNOWN, words.text("form.unknown")))
    return element(
        "fieldset",
        element("legend", words.text(f"question.{key}.label")),
        _hint(question, words),
        element("div", *(_choice(key, *option) for option in options), class_="choices"),
        _error(key),
        class_="question",
        id=f"question-{key}",
        data_step=step,
        aria_describedby=_described_by(question, words),
    )


def _choice(key: str, value: str, text: str) -> Markup:
    radio = element("input", type="radio", name=key, value=value, checked=value == UNKNOWN)
    return element("label", radio, element("span", text), class_="choice")


def _typed(question: Question, words: Catalogue, step: str | None) -> Markup:
    key, is_date = question.key, question.kind == "date"
    field = element(
        "input",
        type="date" if is_date else "text",
        inputmode=INPUT_MODES.get(question.kind),
        name=key,
        id=f"field-{key}",
        autocomplete="off",
        pattern=SHAPES.get(question.kind),
        aria_describedby=_described_by(question, words),
        **(_of_a_date(words) if is_date else _of_a_number(question, words)),
        **doubt(question, words),
    )
    return element(
        "div",
        element("label", words.text(f"question.{key}.label"), for_=f"field-{key}"),
        _hint(question, words),
        element("div", field, _unit(key, words), class_="typed"),
        _error(key),
        # What is asked about an answer that may be a slip.
        element("p", class_="doubt", id=f"doubt-{key}", hidden=True)
        if may_be_doubtful(question)
        else None,
        class_="question",
        id=f"question-{key}",
        data_step=step,
    )


def _of_a_number(question: Question, words: Catalogue) -> dict[str, str]:
    """What the script says of what is no number."""
    return {"data_text_unreadable": unreadable(question, words)}


def _of_a_date(words: Catalogue) -> dict[str, str]:
    """What the script says of a date before the rules have seen it, half a date included."""
    texts = {
        "unreadable": words.text("problem.not_a_date"),
        "impossible": words.text("problem.impossible_date"),
        "incomplete": words.text("form.half_date", example=words.day(date(2026, 12, 1))),
    }
    return {f"data_text_{id}": text for id, text in texts.items()}


def date_words(words: Catalogue) -> DateWords:
    """How a day is written, for the page's script to put in words."""
    return {
        "date": words.messages["format.date"],
        "first_day": words.text("format.first_day"),
        "months": words.months,
    }


def _unit(key: str, words: Catalogue) -> Markup | None:
    """What stands behind the field, and how the answer is said once it is given."""
    id = f"question.{key}.unit"
    if id not in words:
        return None
    said = {
        f"data_said_{plural}": words.text(f"question.{key}.said.{plural}", number="#")
        for plural in ("one", "other")
    }
    return element("span", words.text(id), class_="unit", **said)


def _hint(question: Question, words: Catalogue) -> Markup | None:
    id = f"question.{question.key}.hint"
    if id not in words:
        return None
    return element("p", words.text(id), class_="hint", id=f"hint-{question.key}")


def _described_by(question: Question, words: Catalogue) -> str:
    key = question.key
    hint = f"hint-{key} " if f"question.{key}.hint" in words else ""
    return f"{hint}error-{key}" + (f" doubt-{key}" if may_be_doubtful(question) else "")


def _error(key: str) -> Markup:
    return element("p", class_="error", id=f"error-{key}", hidden=True)
