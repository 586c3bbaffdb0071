"""The chart of a plan of hours: a bar a week, and what the programmes state, as inline SVG.

Every mark differs by its shape as well as by its colour: a hatched band, a full line, a
dashed one, hatched and hollow bars. Colours stand in the style sheet.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from calculator.words.html import Markup, element
from rules.plan import Limits, PlanResult, Week

# In the drawing's own units; text keeps its size on a phone by the style sheet.
WIDTH, HEIGHT = 340, 200
LEFT, RIGHT, TOP, BOTTOM = 28, 4, 8, 20
BAR_SHARE = 0.72
WEEKS_LABELLED = 5
# The hours between two lines of the grid, for so many hours at most.
GRID = ((30, 5), (60, 10), (120, 20), (168, 40))
HATCH = "plan-hatch"
LEAST = Decimal(1)  # hours that the drawing has room for, be there none at all


def chart(plan: PlanResult, label: str) -> Markup:
    """The drawing; `label` is what it says to those who do not see it."""
    weeks, limits = plan.weeks, plan.limits
    stated = [limits.maximum, limits.average, limits.minimum and limits.minimum.high]
    highest = max(
        *(week.hours for week in weeks), *(hours for hours in stated if hours is not None), LEAST
    )
    step = next(step for most, step in GRID if highest <= most)
    top = (int(highest) // step + 1) * step
    return element(
        "svg",
        _hatch(),
        *_grid(top, step, len(weeks)),
        *_minimum(limits, top),
        *_bars(weeks, top),
        *_lines(limits, top),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="plan-chart",
        # Browsers that translate put HTML around texts, and within a drawing that shows nothing.
        translate="no",
        role="img",
        aria_label=label,
    )


def kind_of(week: Week) -> str:
    """How a week is drawn: ``over`` the maximum, ``under`` the least minimum, or ``within``."""
    if week.above_maximum:
        return "over"
    return "under" if week.minimum == "under" else "within"


def key(entries: Sequence[tuple[str, str]]) -> Markup:
    """What each mark means: pairs of a mark (``minimum``, ``over`` …) and its words."""
    items = (element("li", _swatch(mark), " ", element("span", text)) for mark, text in entries)
    return element("ul", *items, class_="plan-key")


def _swatch(mark: str) -> Markup:
    if mark in ("maximum", "average"):
        drawn = _line(mark, 1, 8, 31, 8)
    elif mark == "minimum":
        drawn = element("rect", class_="minimum", x="1", y="2", width="30", height="12")
    else:
        drawn = _bar(mark, 11, 1, 10, 14)
    return element("svg", drawn, viewBox="0 0 32 16", class_="plan-swatch", aria_hidden="true")


def _hatch() -> Markup:
    ground = element("rect", class_="hatch-ground", width="5", height="5")
    line = element("path", class_="hatch-line", d="M0 5L5 0M-1 1L1 -1M4 6L6 4")
    pattern = element(
        "pattern", ground, line, id=HATCH, width="5", height="5", patternUnits="userSpaceOnUse"
    )
    return element("defs", pattern)


def _x(week: int, weeks: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * week / weeks


def _y(hours: Decimal | int, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * float(hours) / top


def _grid(top: int, step: int, weeks: int) -> Iterator[Markup]:
    for hours in range(0, top + 1, step):
        y = _y(hours, top)
        yield _line("grid", LEFT, y, WIDTH - RIGHT, y)
        yield _text(str(hours), LEFT - 4, y + 4, "end")
    for week in (1, *range(WEEKS_LABELLED, weeks + 1, WEEKS_LABELLED)):
        yield _text(str(week), (_x(week - 1, weeks) + _x(week, weeks)) / 2, HEIGHT - 4, "middle")


def _bars(weeks: Sequence[Week], top: int) -> Iterator[Markup]:
    slot = _x(1, len(weeks)) - _x(0, len(weeks))
    for week in weeks:
        y = _y(week.hours, top)
        x = _x(week.number - 1, len(weeks)) + slot * (1 - BAR_SHARE) / 2
        yield _bar(kind_of(week), x, y, slot * BAR_SHARE, HEIGHT - BOTTOM - y)


def _bar(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    return element(
        "rect",
        class_=f"bar {kind}",
        x=_number(x),
        y=_number(y),
        width=_number(width),
        height=_number(height),
        fill=f"url(#{HATCH})" if kind == "over" else None,
    )


def _minimum(limits: Limits, top: int) -> Iterator[Markup]:
    if limits.minimum:
        high, low = _y(limits.minimum.high, top), _y(limits.minimum.low, top)
        yield element(
            "rect",
            class_="minimum",
            x=_number(LEFT),
            y=_number(high),
            width=_number(WIDTH - LEFT - RIGHT),
            height=_number(low - high),
        )


def _lines(limits: Limits, top: int) -> Iterator[Markup]:
    # The ends of the minimum once more: the bars stand in front of its band.
    edges = (("minimum-edge", hours) for hours in limits.minimum or ())
    for name, hours in (*edges, ("maximum", limits.maximum), ("average", limits.average)):
        if hours is not None:
            y = _y(hours, top)
            yield _line(name, LEFT, y, WIDTH - RIGHT, y)


def _line(class_: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", class_=class_, **{end: _number(at) for end, at in ends.items()})


def _text(text: str, x: float, y: float, anchor: str) -> Markup:
    return element("text", text, x=_number(x), y=_number(y), text_anchor=anchor)


def _number(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
