"""The decision table: every state of the questions with its answer, as CSV.

A row holds from `on` until the next `on` of the same state. Cells that stand for an open
question are empty. Anything that reads CSV can join it with cases of its own.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from rules.dated import days_of_change
from rules.logic import DOMAINS
from rules.participant import participant
from rules.questions import COSTS
from rules.result_json import ProgrammeForPersonJson, participant_json
from rules.states import participant_states

Row = dict[str, str]


def decision_table() -> str:
    """The table as CSV text, its first line the names of the columns."""
    rows = list(_rows())
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rows() -> Iterator[Row]:
    for day in days_of_change():
        for state in participant_states():
            found = participant_json(participant({"on": day.isoformat(), **state}))
            yield {
                "on": day.isoformat(),
                **{key: _cell(state.get(key)) for key in DOMAINS},
                **{
                    f"{id}.{column}": cell
                    for id, programme in found["programmes"].items()
                    for column, cell in _programme(programme).items()
                },
                # The whole answer, to the byte what `python -m rules participant --lines` prints.
                "answer": json.dumps(found, separators=(",", ":")),
            }


def _programme(found: ProgrammeForPersonJson) -> Row:
    allowance, hours = found["allowance"], found["hours"]
    certainties = {one["cost"]: one["certainty"] for one in found["reimbursements"]}
    return {
        "verdict": found["verdict"],
        "reachable": " ".join(found["reachable"]),
        "missing": " ".join(found["missing"]),
        "in_force_from": _cell(found.get("in_force_from")),
        "allowance.stated": _cell(allowance["stated"]),
        "allowance.certainty": allowance["certainty"],
        **_range("allowance.monthly", allowance["monthly"]),
        **{f"reimbursements.{cost}": certainties.get(cost, "") for cost in COSTS},
        **_range("hours.weekly_minimum", hours["weekly_minimum"]),
        "hours.weekly_maximum": _cell(hours["weekly_maximum"]),
        "hours.monthly_average": _cell(hours["monthly_average"]),
    }


def _range(name: str, range_: Mapping[str, Any] | None) -> Row:
    return {f"{name}.{end}": _cell(range_ and range_[end]) for end in ("low", "high")}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, bool) else str(value)
