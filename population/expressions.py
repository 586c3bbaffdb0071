"""Trees of `population.tracing` as SQL expressions, in words that DuckDB and Spark share."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from population.tracing import Comparison, Condition, Fork, Given, Linear, Tree, UntranslatableError
from population.translation import Value

# Up to three costs of 100,000 dollars and an allowance fit with room to spare; up to 18 digits
# both engines reckon with whole numbers of 64 bits.
AMOUNT = "DECIMAL(12, 2)"
CENT = Decimal("0.01")


def identifier(name: str) -> str:
    """A name as SQL, whatever signs it has."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def number(value: Decimal) -> str:
    """A number as SQL: no exponent, no needless zeros."""
    return f"{value.normalize():f}"


def answer(key: str) -> str:
    """The column that holds the checked answer to a question."""
    return identifier(f"answer.{key}")


def kind(column: str) -> str:
    """The SQL type of a programme's column, by its name."""
    match column.rpartition(".")[2]:
        case "low" | "high" | "high_if_one":
            return AMOUNT
        case "complete":
            return "BOOLEAN"
        case _:
            return "VARCHAR"


def literal(value: str | bool | Decimal | None) -> str:
    """A cell of the decision table as SQL."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case str():
            return text(value)
        case _:
            return number(_whole_cents(value))


def formula(tree: Tree[Value]) -> str:
    """A tree as one SQL expression."""
    if not isinstance(tree, Fork):
        return f"CAST({_linear(tree)} AS {AMOUNT})" if isinstance(tree, Linear) else literal(tree)
    if isinstance(tree.condition, Given):
        simple = _summed(tree, tree.condition.name)
        if simple is not None:
            return formula(simple)
        if tree.fails is None and _hangs_on(tree.holds, tree.condition.name):
            return formula(tree.holds)
    whens, last = [], tree
    while isinstance(last, Fork):
        conditions, holds = _joined(last)
        whens.append(f"WHEN {' AND '.join(map(_condition, conditions))} THEN {formula(holds)}")
        last = last.fails
    otherwise = "" if last is None else f" ELSE {formula(last)}"
    return f"CASE {' '.join(whens)}{otherwise} END"


def _joined(tree: Fork[Value]) -> tuple[list[Condition], Tree[Value]]:
    """Conditions that lead elsewhere together only, and where they lead."""
    conditions, holds = [tree.condition], tree.holds
    while isinstance(holds, Fork) and holds.fails == tree.fails:
        conditions.append(holds.condition)
        holds = holds.holds
    return conditions, holds


def _hangs_on(leaf: Tree[Value], name: str) -> bool:
    """Whether a leaf is NULL by itself where a number is not given."""
    return isinstance(leaf, Linear) and name in dict(leaf.terms)


def _summed(tree: Fork[Value], name: str) -> Tree[Value] | None:
    """Without the question whether a number was given, where it is only added if it was."""
    return _merged(_simplified(tree.holds), _simplified(tree.fails), name)


def _simplified(tree: Tree[Value]) -> Tree[Value]:
    if not isinstance(tree, Fork):
        return tree
    holds, fails = _simplified(tree.holds), _simplified(tree.fails)
    if isinstance(tree.condition, Given):
        merged = _merged(holds, fails, tree.condition.name)
        if merged is not None:
            return merged
    return Fork(tree.condition, holds, fails)


def _merged(given: Tree[Value], not_given: Tree[Value], name: str) -> Tree[Value] | None:
    if isinstance(given, Fork) and isinstance(not_given, Fork):
        if given.condition != not_given.condition:
            return None
        holds = _merged(given.holds, not_given.holds, name)
        fails = _merged(given.fails, not_given.fails, name)
        return None if holds is None or fails is None else Fork(given.condition, holds, fails)
    with_it, without = _as_linear(given), _as_linear(not_given)
    if with_it is None or without is None:
        return None
    difference = with_it.plus(without, -1)
    if difference.constant or [variable for variable, _ in difference.terms] != [name]:
        return None
    factor = difference.terms[0][1]
    return without.plus(Linear(Decimal(0), ((f"{name} or 0", factor),)))


def _as_linear(value: Tree[Value]) -> Linear | None:
    if isinstance(value, Linear):
        return value
    return Linear(value) if isinstance(value, Decimal) else None


def _condition(condition: Condition) -> str:
    if isinstance(condition, Given):
        return f"{answer(condition.name)} IS NOT NULL"
    return _comparison(condition)


def _comparison(comparison: Comparison) -> str:
    """With nothing negative on either side, as a person would write it."""
    constant, terms = comparison.expression
    left = Linear(max(constant, Decimal(0)), tuple(t for t in terms if t[1] > 0))
    right = Linear(max(-constant, Decimal(0)), tuple((n, -t) for n, t in terms if t < 0))
    if left.terms:
        return f"{_sum(left)} {comparison.operator} {_sum(right)}"
    turned = {"<": ">", "<=": ">=", "=": "="}[comparison.operator]
    return f"{_sum(right)} {turned} {_sum(left)}"


def _linear(value: Linear) -> str:
    """An amount of money, exact to the cent."""
    for _, factor in value.terms:
        if factor != factor.to_integral_value():
            raise UntranslatableError(f"takes {factor} times an amount: parts of a cent")
    _whole_cents(value.constant)
    return _sum(value)


def _whole_cents(amount: Decimal) -> Decimal:
    if amount != amount.quantize(CENT):
        raise UntranslatableError(f"an amount of {amount} has parts of a cent")
    return amount


def _sum(value: Linear) -> str:
    return " + ".join(_summands(value)).replace("+ -", "- ") or "0"


def _summands(value: Linear) -> Iterator[str]:
    constant = [number(value.constant)] if value.constant else []
    yield from chain(constant, (_term(name, factor) for name, factor in value.terms))


def _term(name: str, factor: Decimal) -> str:
    plain = name.removesuffix(" or 0")
    column = answer(plain) if plain == name else f"COALESCE({answer(plain)}, 0)"
    if factor == 1:
        return column
    return f"-{column}" if factor == -1 else f"{number(factor)} * {column}"
