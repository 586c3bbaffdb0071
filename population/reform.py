"""Two sets of values beside each other: who gains, who loses, and what it costs.

What somebody receives is a range, so that a change has two ends too: how far the lowest amount
moves, and how far the highest. Nobody knows where in the range a person is; somebody gains (or
loses) "at least" the smaller and "at most" the larger of the two moves.
"""

from population.decision import WEIGHT_KEY, Asked, Table, common_tables, joined, listed
from population.expressions import AMOUNT, answer, identifier, text
from population.sql import LEVEL, group_by, level, people_where
from population.translation import Translation
from population.words import PopulationError
from rules.quantities import MONTHS_A_YEAR

# `either`: one end of the range rises and the other falls.
EFFECTS = ("gains", "loses", "either", "same")
SIDES = ("old", "new")
SHOWN = ("verdict", "monthly_total.low", "monthly_total.high")


def check_comparable(old: Translation, new: Translation) -> None:
    """Refuse sets of values that do not have the same programmes."""
    if old.programmes != new.programmes:
        raise PopulationError(
            "other_programmes", old=", ".join(old.programmes), new=", ".join(new.programmes)
        )


def reform_people_sql(old: Translation, new: Translation, asked: Asked) -> str:
    """A row a person: the columns kept, and for each programme what changes."""
    columns = [identifier(name) for name in asked.kept]
    for id in old.programmes:
        columns += [
            identifier(f"{id}.{name}")
            for name in (
                *(f"{side}.{column}" for side in SIDES for column in SHOWN),
                "effect",
                "change_least",
                "change_most",
            )
        ]
    return joined(*_changed(old, new, asked), last=f"SELECT {listed(columns)}\nFROM changed")


def reform_summary_sql(old: Translation, new: Translation, asked: Asked) -> str:
    """A row a group and programme, and one a programme for everybody."""
    groups = [identifier(name) for name in asked.groups]
    sums = {id: _sums(id, asked) for id in old.programmes}
    names = list(sums[old.programmes[0]])
    totals = [
        *groups,
        f"{level(groups)} AS {LEVEL}",
        f"{people_where(asked)} AS people",
        *(
            f"{sql} AS {identifier(f'{id}.{name}')}"
            for id, own in sums.items()
            for name, sql in own.items()
        ),
    ]
    chosen = [
        "CASE programme "
        + " ".join(f"WHEN {text(id)} THEN {identifier(f'{id}.{name}')}" for id in old.programmes)
        + f" END AS {identifier(name)}"
        for name in names
    ]
    named = ", ".join(f"({place}, {text(id)})" for place, id in enumerate(old.programmes))
    year = [
        f"{MONTHS_A_YEAR} * cost_month_{end} AS {identifier(f'cost_year_{end}')}"
        for end in ("low", "high")
    ]
    order = ", ".join([f"{LEVEL} DESC", *groups, "place"])
    return joined(
        *_changed(old, new, asked),
        ("totals", f"SELECT {listed(totals)}\nFROM changed{group_by(groups)}"),
        (
            "long",
            f"SELECT {listed([*groups, LEVEL, 'programme', 'people', 'place', *chosen])}\n"
            f"FROM totals CROSS JOIN (VALUES {named}) AS named(place, programme)",
        ),
        last="SELECT "
        + listed([*groups, LEVEL, "programme", "people", *map(identifier, names), *year])
        + f"\nFROM long\nORDER BY {order}",
    )


def _sums(id: str, asked: Asked) -> dict[str, str]:
    """What is summed for a programme, by name.

    `gains_*` and `loses_*` are dollars a month of all who gain or lose; `cost_month_*` is how far
    the lowest and the highest cost of a month move.
    """

    def column(name: str) -> str:
        return identifier(f"{id}.{name}")

    weight = f"{answer(WEIGHT_KEY)} * " if asked.weight else ""

    def sum_of(sql: str, effect: str | None = None) -> str:
        value = (
            sql
            if effect is None
            else f"CASE WHEN {column('effect')} = {text(effect)} THEN {sql} ELSE 0 END"
        )
        return f"CAST(COALESCE(SUM({weight}{value}), 0) AS DECIMAL(38, 2))"

    sums = {
        effect: people_where(asked, f"{column('effect')} = {text(effect)}") for effect in EFFECTS
    }
    sums["verdict_changes"] = people_where(
        asked, f"{column('old.verdict')} <> {column('new.verdict')}"
    )
    least, most = column("change_least"), column("change_most")
    sums["gains_month_least"] = sum_of(least, "gains")
    sums["gains_month_most"] = sum_of(most, "gains")
    # Of losses the smaller is the one nearer to nothing.
    sums["loses_month_least"] = sum_of(f"-{most}", "loses")
    sums["loses_month_most"] = sum_of(f"-{least}", "loses")
    for end in ("low", "high"):
        new, old = (column(f"{side}.monthly_total.{end}") for side in ("new", "old"))
        sums[f"cost_month_{end}"] = sum_of(f"({new} - {old})")
    sums["not_all_stated"] = people_where(asked, f"NOT {column('new.monthly_total.complete')}")
    return sums


def _changed(old: Translation, new: Translation, asked: Asked) -> list[Table]:
    """Everybody with what each set of values gives them, and what changes."""
    tables = common_tables({"old": old, "new": new}, asked)
    columns = ["answered.*"]
    for id in old.programmes:
        low, high = (
            f"({identifier(f'{id}.new.monthly_total.{end}')}"
            f" - {identifier(f'{id}.old.monthly_total.{end}')})"
            for end in ("low", "high")
        )
        effect = (
            f"CASE WHEN {low} = 0 AND {high} = 0 THEN 'same'"
            f" WHEN {low} >= 0 AND {high} >= 0 THEN 'gains'"
            f" WHEN {low} <= 0 AND {high} <= 0 THEN 'loses' ELSE 'either' END"
        )
        columns += [
            f"{effect} AS {identifier(f'{id}.effect')}",
            f"CAST(LEAST({low}, {high}) AS {AMOUNT}) AS {identifier(f'{id}.change_least')}",
            f"CAST(GREATEST({low}, {high}) AS {AMOUNT}) AS {identifier(f'{id}.change_most')}",
        ]
    return [*tables, ("changed", f"SELECT {listed(columns)}\nFROM answered")]
