"""A reform as a picture: who gains and loses, and what it costs, by group."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

from matplotlib import pyplot
from matplotlib.ticker import MaxNLocator

from population.decision import Asked
from population.sql import LEVEL
from population.words import say

# More bars than this nobody reads: the largest groups are drawn, and the table has all.
MOST_GROUPS = 30
GAINS, LOSES, COST = "#1b6e8a", "#b3501f", "#4a4a6a"
Row = Mapping[str, Any]


def draw(
    path: Path, rows: Sequence[Row], asked: Asked, language: str, invented: bool = False
) -> None:
    """Write the chart of a reform's summary as SVG; rows as `reform_summary_sql` gives them."""
    bars = [row for row in rows if row[LEVEL] == ("group" if asked.groups else "all")]
    programmes = [id for id in dict.fromkeys(row["programme"] for row in bars) if _moves(bars, id)]
    programmes = programmes or [bars[0]["programme"]] if bars else []
    # Text stays text, so that it can be searched and read aloud; the same rows, the same bytes.
    settings = {"svg.fonttype": "none", "svg.hashsalt": "population", "font.size": 10}
    with matplotlib.rc_context(settings):
        height = 1.6 + sum(1.1 + 0.34 * len(_shown(bars, id)) for id in programmes)
        figure, axes = pyplot.subplots(
            max(1, len(programmes)), 2, figsize=(11, height), squeeze=False, layout="constrained"
        )
        for (people, cost), id in zip(axes, programmes, strict=False):
            _draw_programme(people, cost, _shown(bars, id), id, asked, language)
        figure.suptitle(say(language, "chart.title"))
        about = say(language, "chart.about")
        if invented:
            about = f"{say(language, 'told.invented_people')}\n{about}"
        figure.supxlabel(about, fontsize=9)
        metadata = {"Title": say(language, "chart.title"), "Description": about, "Date": None}
        figure.savefig(path, format="svg", metadata=metadata)
        pyplot.close(figure)


def _draw_programme(
    people: Any, cost: Any, rows: Sequence[Row], id: str, asked: Asked, language: str
) -> None:
    names = [_name(row, asked, language) for row in rows]
    places = range(len(rows))
    gains = [float(row["gains"]) for row in rows]
    loses = [float(row["loses"]) for row in rows]
    people.barh(places, gains, color=GAINS, label=say(language, "chart.gains"))
    people.barh(
        places,
        [-each for each in loses],
        color=LOSES,
        hatch="//",
        label=say(language, "chart.loses"),
    )
    people.set_yticks(places, names)
    people.invert_yaxis()
    people.set_title(say(language, "chart.people", programme=id))
    people.legend(loc="lower left", bbox_to_anchor=(0, 1.08), ncols=2, fontsize=8, frameon=False)
    lows = [float(row["cost_year_low"]) for row in rows]
    highs = [float(row["cost_year_high"]) for row in rows]
    least = [min(pair) for pair in zip(lows, highs, strict=True)]
    widths = [abs(high - low) for low, high in zip(lows, highs, strict=True)]
    cost.barh(places, widths, left=least, color=COST)
    cost.set_yticks(places, [""] * len(rows))
    cost.invert_yaxis()
    cost.set_title(say(language, "chart.cost"))
    for axis in (people, cost):
        axis.axvline(0, color="black", linewidth=0.8)
        axis.xaxis.set_major_locator(MaxNLocator(5))
        axis.xaxis.set_major_formatter(lambda value, _: _number(value, language))


def _number(value: float, language: str) -> str:
    written = f"{value:,.0f}"
    return written.replace(",", "\u202f") if language == "fr" else written


def _moves(rows: Sequence[Row], id: str) -> bool:
    return any(float(row["same"]) < float(row["people"]) for row in rows if row["programme"] == id)


def _shown(rows: Sequence[Row], id: str) -> list[Row]:
    own = [row for row in rows if row["programme"] == id]
    largest = sorted(own, key=lambda row: -float(row["people"]))[:MOST_GROUPS]
    return [row for row in own if any(row is one for one in largest)]


def _name(row: Row, asked: Asked, language: str) -> str:
    if not asked.groups:
        return say(language, "chart.everybody")
    parts = (row[name] for name in asked.groups)
    return ", ".join(
        say(language, "chart.no_group") if part is None else str(part) for part in parts
    )
