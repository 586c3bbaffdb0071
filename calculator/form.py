"""The form's HTML, made from the rules' own list of questions.

Every question stands with its hint and a place for its error; "I don't know" is the first
choice of each, and an empty field elsewhere.
"""

from itertools import groupby

from calculator.catalogue import Catalogue
from calculator.html import Markup, element, joined
from rules.questions import Question

UNKNOWN = ""

# Which keyboard a telephone shows.
INPUT_MODES = {"number": "decimal", "money": "decimal", "count": "numeric"}


def form(questions: tuple[Question, ...], words: Catalogue) -> Markup:
    """All questions; those nested under one key stand in one group."""
    asked = [question for question in questions if question.key != "on"]
    on = [question for question in questions if question.key == "on"]
    groups = groupby(asked, key=lambda question: question.key.rpartition(".")[0])
    return element(
        "form",
        element("h2", words.text("form.title"), id="answers"),
        element("p", words.text("form.intro"), class_="form-intro"),
        *(_group(name, list(members), words) for name, members in groups),
        *(_later(question, words) for question in on),
        element(
            "p",
            _button("see-result", words.text("form.see_result"), "md-button md-button--primary"),
            _button("erase", words.text("form.erase"), "md-button"),
            class_="form-buttons",
        ),
        class_="questions",
        aria_labelledby="answers",
        autocomplete="off",
        novalidate=True,
    )


def _group(name: str, members: list[Question], words: Catalogue) -> Markup:
    fields = joined(*(_question(question, words) for question in members))
    if not name:
        return fields
    legend = element("legend", words.text(f"group.{name}"))
    return element("fieldset", legend, fields, class_="question-group")


def _later(question: Question, words: Catalogue) -> Markup:
    """A question that few need, behind a fold."""
    summary = element("summary", words.text("form.date_group"))
    return element("details", summary, _question(question, words), class_="question-fold")


def _question(question: Question, words: Catalogue) -> Markup:
    return _choices(question, words) if question.values else _typed(question, words)


def _choices(question: Question, words: Catalogue) -> Markup:
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
        aria_describedby=_described_by(question, words),
    )


def _choice(key: str, value: str, text: str) -> Markup:
    radio = element("input", type="radio", name=key, value=value, checked=value == UNKNOWN)
    return element("label", radio, element("span", text), class_="choice")


def _typed(question: Question, words: Catalogue) -> Markup:
    key = question.key
    field = element(
        "input",
        type="date" if question.kind == "date" else "text",
        inputmode=INPUT_MODES.get(question.kind),
        name=key,
        id=f"field-{key}",
        autocomplete="off",
        aria_describedby=_described_by(question, words),
    )
    unit_id = f"question.{key}.unit"
    unit = words.text(unit_id) if unit_id in words else None
    return element(
        "div",
        element("label", words.text(f"question.{key}.label"), for_=f"field-{key}"),
        _hint(question, words),
        element("div", field, unit and element("span", unit, class_="unit"), class_="typed"),
        _error(key),
        class_="question",
    )


def _hint(question: Question, words: Catalogue) -> Markup | None:
    id = f"question.{question.key}.hint"
    if id not in words:
        return None
    return element("p", words.text(id), class_="hint", id=f"hint-{question.key}")


def _described_by(question: Question, words: Catalogue) -> str:
    hinted = f"question.{question.key}.hint" in words
    return (f"hint-{question.key} " if hinted else "") + f"error-{question.key}"


def _error(key: str) -> Markup:
    return element("p", class_="error", id=f"error-{key}", hidden=True)


def _button(name: str, text: str, class_: str) -> Markup:
    return element("button", text, type="button", data_action=name, class_=class_)
