"""The planner of hours as it stands in the page: its fields, and a place for what is said."""

from collections.abc import Iterator

from calculator.form.form import INPUT_MODES
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, unfolding
from rules.plan import HALF_HOUR, PLAN, WEEK_KEYS
from rules.questions import HOURS_A_WEEK, Question
from rules.relevance import are_many

WAY = ("start", "target", "week")


def planner(words: Catalogue) -> Markup:
    """The section as it stands in the page, out of sight until there is an answer."""
    asked = {question.key: question for question in PLAN}
    return element(
        "section",
        unfolding(
            element("h2", words.text("plan.title"), id="planner"),
            element("p", words.text("plan.intro_of_many" if are_many() else "plan.intro")),
            element(
                "div",
                *(_field(asked[id], words) for id in WAY),
                class_="planner-fields",
            ),
            element("div", class_="planner-body"),
            element(
                "details",
                element("summary", words.text("plan.edit")),
                element("p", words.text("plan.edit_hint"), id="hint-plan-weeks"),
                element("p", class_="error", id="error-plan-weeks", hidden=True),
                element("ol", *_week_fields(words), class_="planner-weeks"),
                class_="planner-edit",
            ),
        ),
        element("p", class_="visually-hidden", aria_live="polite", data_plan_announce=True),
        class_="planner",
        hidden=True,
        aria_labelledby="planner",
        data_text_error=words.text("form.error_prefix"),
        data_decimal=words.text("format.decimal"),
        data_most=f"{HOURS_A_WEEK}",
    )


def _field(question: Question, words: Catalogue) -> Markup:
    """A field of the planner. It has no name: what is typed here is no answer of the form."""
    id = f"plan-{question.key}"
    field = element(
        "input",
        type="text",
        inputmode=INPUT_MODES[question.kind],
        id=id,
        data_plan=question.key,
        autocomplete="off",
        aria_describedby=f"hint-{id} error-{id}",
    )
    return element(
        "div",
        element("label", words.text(f"plan.{question.key}.label"), for_=id),
        element("p", words.text(f"plan.{question.key}.hint"), class_="hint", id=f"hint-{id}"),
        element("div", *_stepped(question, field, words), class_="typed"),
        element("p", class_="error", id=f"error-{id}", hidden=True),
        class_="question",
    )


def _stepped(question: Question, field: Markup, words: Catalogue) -> tuple[Markup, ...]:
    """Hours between a button for fewer and one for more; a week's number by itself."""
    if question.kind != "number":
        return (field,)
    label = words.text(f"plan.{question.key}.label")
    fewer, more = (
        element(
            "button",
            sign,
            type="button",
            class_="stepper",
            # The sign alone is no name to listen to.
            aria_label=words.text(f"plan.{id}", label=label),
            data_by=by,
        )
        for id, sign, by in (("fewer", "−", f"-{HALF_HOUR}"), ("more", "+", f"{HALF_HOUR}"))
    )
    return (fewer, field, more)


def _week_fields(words: Catalogue) -> Iterator[Markup]:
    for number, id in enumerate(WEEK_KEYS, start=1):
        field = element(
            "input",
            type="text",
            inputmode="decimal",
            id=f"plan-{id}",
            data_plan=id,
            autocomplete="off",
            aria_describedby="hint-plan-weeks error-plan-weeks",
        )
        label = words.text("plan.week_label", number=words.number(number))
        yield element("li", element("label", label, for_=f"plan-{id}"), field, class_="typed")
