"""The whole of the SQL: people in, what each programme says of them out, and its sums.

Written in the words of DuckDB, of which `population.spark` makes Spark's. A statement is text that
stands alone: the decision table is in it, and it reads one relation, `people`.
"""

from collections.abc import Sequence

from population.decision import (
    WEIGHT_KEY,
    Asked,
    accepted_words,
    common_tables,
    joined,
    listed,
    reads_of,
    valid,
)
from population.expressions import answer, identifier, text
from population.reading import problem_text
from population.translation import Translation
from rules.logic import VERDICTS
from rules.quantities import MONTHS_A_YEAR
from rules.questions import COSTS, PARTICIPANT

ALL_VERDICTS = (*VERDICTS, "unknown", "not_in_force")
LEVEL = "level"


# What the sums are called, so that no group may be.
SUMMARY_NAMES = (LEVEL, "programme", "people", "place", *ALL_VERDICTS)


def answers_sql(translation: Translation, asked: Asked) -> str:
    """A row a person: the columns kept, then each programme's."""
    columns = [*asked.kept, *translation.rows[0].columns]
    return joined(
        *common_tables({"": translation}, asked),
        last=f"SELECT {listed(map(identifier, columns))}\nFROM answered",
    )


def rejects_sql(translation: Translation, asked: Asked, columns: Sequence[str]) -> str:
    """The rows that cannot be read, as they are, and the reason for each."""
    reasons = [
        problem_text(key, reading, asked.words, accepted_words(key, translation))
        for key, reading in reads_of(translation, asked).items()
        if reading.problems
    ]
    parts = ", ".join(reasons) or "NULL"
    return (
        f"SELECT {listed(map(identifier, columns))},\n"
        f"    CONCAT_WS('; ', {parts}) AS reason\n"
        f"FROM people\nWHERE NOT ({valid(reads_of(translation, asked).values())})"
    )


def counts_sql(translation: Translation, asked: Asked) -> str:
    """How many rows there are, and how many of them can be read."""
    condition = valid(reads_of(translation, asked).values())
    return (
        f"SELECT COUNT(*) AS rows_read, COUNT(*) FILTER (WHERE {condition}) AS accepted FROM people"
    )


def summary_sql(translation: Translation, asked: Asked) -> str:
    """A row a group and programme, and one a programme for everybody."""
    groups = [identifier(name) for name in asked.groups]
    totals = [
        *groups,
        f"{level(groups)} AS {LEVEL}",
        f"{people_where(asked)} AS people",
        *(
            f"{people_where(asked, f'{answer(key)} IS NULL')} AS {identifier(f'unanswered.{key}')}"
            for key in _asked_keys()
        ),
    ]
    for id in translation.programmes:
        totals += [
            f"{sql} AS {identifier(f'{id}.{name}')}" for name, sql in _sums(id, asked).items()
        ]
    long = [
        *groups,
        LEVEL,
        "programme",
        "people",
        *(
            f"{_by_programme(translation, name)} AS {identifier(name)}"
            for name in _sums(translation.programmes[0], asked)
        ),
    ]
    year = [
        f"{MONTHS_A_YEAR} * month_{end} AS {identifier(f'year_{end}')}"
        for end in ("low", "high", "high_if_one")
    ]
    shares = [
        f"{_share(name)} AS {identifier(f'share.{name}')}"
        for name in (*ALL_VERDICTS, "not_all_stated")
    ]
    unanswered = [
        f"{_share(identifier(f'unanswered.{key}'))} AS {identifier(f'share.unanswered.{key}')}"
        for key in _asked_keys()
    ]
    named = ", ".join(f"({place}, {text(id)})" for place, id in enumerate(translation.programmes))
    open_answers = [identifier(f"unanswered.{key}") for key in _asked_keys()]
    sums = map(identifier, _sums(translation.programmes[0], asked))
    shown = [*groups, LEVEL, "programme", "people", *sums, *year, *shares, *unanswered]
    order = ", ".join([f"{LEVEL} DESC", *groups, "place"])
    return joined(
        *common_tables({"": translation}, asked),
        ("totals", f"SELECT {listed(totals)}\nFROM answered{group_by(groups)}"),
        (
            "long",
            f"SELECT {listed([*long, 'place', *open_answers])}\n"
            f"FROM totals CROSS JOIN (VALUES {named}) AS named(place, programme)",
        ),
        last=f"SELECT {listed(shown)}\nFROM long\nORDER BY {order}",
    )


def group_by(groups: Sequence[str]) -> str:
    return f"\nGROUP BY GROUPING SETS (({', '.join(groups)}), ())" if groups else ""


def level(groups: Sequence[str]) -> str:
    if not groups:
        return "'all'"
    return f"CASE WHEN GROUPING({groups[0]}) = 1 THEN 'all' ELSE 'group' END"


def people_where(asked: Asked, condition: str = "") -> str:
    """How many people there are to whom something applies, each row standing for its weight."""
    where = f" FILTER (WHERE {condition})" if condition else ""
    return f"COALESCE(SUM({_weight(asked)}){where}, 0)" if asked.weight else f"COUNT(*){where}"


def _weight(asked: Asked) -> str:
    return answer(WEIGHT_KEY) if asked.weight else "1"


def _sums(id: str, asked: Asked) -> dict[str, str]:
    """What is summed for a programme, by name."""

    def column(name: str) -> str:
        return identifier(f"{id}.{name}")

    def sum_of(sql: str) -> str:
        times = f"{answer(WEIGHT_KEY)} * " if asked.weight else ""
        return f"CAST(SUM({times}{sql}) AS DECIMAL(38, 2))"

    sums = {
        verdict: people_where(asked, f"{column('verdict')} = {text(verdict)}")
        for verdict in ALL_VERDICTS
    }
    sums["not_all_stated"] = people_where(asked, f"NOT {column('monthly_total.complete')}")
    # Where nobody's amount is stated or given the sum is NULL: what is not known is not nothing.
    for end in ("low", "high"):
        sums[f"allowance_month_{end}"] = sum_of(column(f"allowance.{end}"))
    for end in ("low", "high"):
        refunds = [column(f"reimbursements.{cost}.{end}") for cost in COSTS]
        added = " + ".join(f"COALESCE({refund}, 0)" for refund in refunds)
        known = f"COALESCE({', '.join(refunds)}) IS NOT NULL"
        sums[f"reimbursements_month_{end}"] = sum_of(f"CASE WHEN {known} THEN {added} END")
    for end in ("low", "high"):
        sums[f"month_{end}"] = sum_of(column(f"monthly_total.{end}"))
    one, high = column("monthly_total.high_if_one"), column("monthly_total.high")
    sums["month_high_if_one"] = sum_of(f"COALESCE({one}, {high})")
    return sums


def _by_programme(translation: Translation, name: str) -> str:
    whens = " ".join(
        f"WHEN {text(id)} THEN {identifier(f'{id}.{name}')}" for id in translation.programmes
    )
    return f"CASE programme {whens} END"


def _share(sql: str) -> str:
    return f"ROUND(CAST({sql} AS DOUBLE) / NULLIF(CAST(people AS DOUBLE), 0), 6)"


def _asked_keys() -> list[str]:
    """The questions that somebody can leave open, with something hanging on it."""
    return [question.key for question in PARTICIPANT if question.kind != "date"]
