"""Runs Python rules on numbers that are not known yet, and keeps what they do as a tree.

The rules get `Unknown` numbers in place of a person's own. Adding such numbers is remembered as a
linear expression; comparing them makes the rules run once for each way that the comparison can
turn out. What comes back is a `Tree`: conditions, and at its leaves the results as expressions.
So the rules are written once, in Python, and any other language is made from the tree.

Whatever else is done to an unknown number (a root, a product of two, rounding) raises
`UntranslatableError`: better no SQL than another rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Generic, Literal, NamedTuple, NoReturn, TypeAlias, TypeVar

Constant = int | Decimal
Operator = Literal["<", "<=", "="]


class UntranslatableError(Exception):
    """Something in the rules that cannot be turned into SQL; the text says what."""


class Linear(NamedTuple):
    """A constant and a sum of variables with their factors, in the order of their names."""

    constant: Decimal
    terms: tuple[tuple[str, Decimal], ...] = ()

    def plus(self, other: Linear, factor: Constant = 1) -> Linear:
        """This and so many times another."""
        factors = dict(self.terms)
        for name, times in other.terms:
            factors[name] = factors.get(name, Decimal(0)) + times * factor
        kept = tuple(sorted((name, times) for name, times in factors.items() if times))
        return Linear(self.constant + other.constant * factor, kept)


class Comparison(NamedTuple):
    """How an expression stands to zero."""

    expression: Linear
    operator: Operator

    @property
    def settled(self) -> bool | None:
        """The outcome where there is nothing unknown in it, else None."""
        if self.expression.terms:
            return None
        number = self.expression.constant
        return {"<": number < 0, "<=": number <= 0, "=": number == 0}[self.operator]

    @property
    def opposite(self) -> Comparison | None:
        """The comparison that holds where this one does not; None for an equality."""
        if self.operator == "=":
            return None
        negated = Linear(Decimal(0)).plus(self.expression, -1)
        return Comparison(negated, "<=" if self.operator == "<" else "<")


class Given(NamedTuple):
    """Whether a person gave a number at all."""

    name: str

    @property
    def settled(self) -> bool | None:
        """Never without a person."""
        return None

    @property
    def opposite(self) -> Comparison | None:
        """None that has a name."""
        return None


Condition: TypeAlias = Comparison | Given
Leaf = TypeVar("Leaf")


class Fork(NamedTuple, Generic[Leaf]):
    """A condition, and what there is on each side of it."""

    condition: Condition
    holds: Fork[Leaf] | Leaf
    fails: Fork[Leaf] | Leaf


Tree: TypeAlias = Fork[Leaf] | Leaf


class Trace:
    """One run: the decisions that are prescribed for it, then those that it came to."""

    def __init__(self, prescribed: tuple[bool, ...]):
        self._prescribed = prescribed
        self._made: dict[Condition, bool] = {}
        self.path: list[tuple[Condition, bool]] = []

    def decide(self, condition: Condition) -> bool:
        """Which way this run goes where a condition is met."""
        if condition.settled is not None:
            return condition.settled
        if condition in self._made:
            return self._made[condition]
        opposite = condition.opposite
        if opposite in self._made:
            return not self._made[opposite]
        place = len(self.path)
        outcome = self._prescribed[place] if place < len(self._prescribed) else True
        self._made[condition] = outcome
        self.path.append((condition, outcome))
        return outcome


def explore(run: Callable[[Trace], Leaf], prescribed: tuple[bool, ...] = ()) -> Tree[Leaf]:
    """The tree of all that a function comes to, which decides through its trace alone."""
    trace = Trace(prescribed)
    tree: Tree[Leaf] = run(trace)
    # This run took "holds" at each condition that was not prescribed: the other sides are left.
    for place in range(len(trace.path) - 1, len(prescribed) - 1, -1):
        before = tuple(outcome for _, outcome in trace.path[:place])
        tree = Fork(trace.path[place][0], tree, explore(run, (*before, False)))
    return tree


def leaves(tree: Tree[Any], change: Callable[[Any], Any]) -> Tree[Any]:
    """The tree with its leaves changed, without conditions that no longer decide anything."""
    if not isinstance(tree, Fork):
        return change(tree)
    holds, fails = leaves(tree.holds, change), leaves(tree.fails, change)
    return holds if holds == fails else Fork(tree.condition, holds, fails)


class Unknown:
    """A number that is not known yet. What it cannot do, the rules must not do."""

    __slots__ = ("_trace", "expression")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, trace: Trace, expression: Linear):
        self._trace = trace
        self.expression = expression

    def _other(self, value: object) -> Linear:
        if isinstance(value, Unknown):
            return value.expression
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Linear(Decimal(value))
        _refuse(f"reckons with {value!r}")

    def _with(self, expression: Linear) -> Unknown:
        return Unknown(self._trace, expression)

    def __add__(self, other: object) -> Unknown:
        return self._with(self.expression.plus(self._other(other)))

    __radd__ = __add__

    def __sub__(self, other: object) -> Unknown:
        return self._with(self.expression.plus(self._other(other), -1))

    def __rsub__(self, other: object) -> Unknown:
        return self._with(self._other(other).plus(self.expression, -1))

    def __neg__(self) -> Unknown:
        return 0 - self

    def __mul__(self, other: object) -> Unknown:
        factor = self._other(other)
        if factor.terms:
            _refuse("multiplies two of a person's numbers")
        return self._with(Linear(Decimal(0)).plus(self.expression, factor.constant))

    __rmul__ = __mul__

    def _decide(self, difference: Linear, operator: Operator) -> bool:
        return self._trace.decide(Comparison(difference, operator))

    def __lt__(self, other: object) -> bool:
        return self._decide(self.expression.plus(self._other(other), -1), "<")

    def __le__(self, other: object) -> bool:
        return self._decide(self.expression.plus(self._other(other), -1), "<=")

    def __gt__(self, other: object) -> bool:
        return self._decide(self._other(other).plus(self.expression, -1), "<")

    def __ge__(self, other: object) -> bool:
        return self._decide(self._other(other).plus(self.expression, -1), "<=")

    def __eq__(self, other: object) -> bool:
        if other is None:
            return False
        return self._decide(self.expression.plus(self._other(other), -1), "=")

    def __bool__(self) -> bool:
        return self != 0

    def __getattr__(self, name: str) -> NoReturn:
        _refuse(f"asks a person's number for its {name!r}")

    def __format__(self, form: str) -> NoReturn:
        _refuse("writes a person's number as text")

    def __str__(self) -> NoReturn:
        _refuse("writes a person's number as text")

    def __repr__(self) -> str:
        return f"Unknown({self.expression})"


class Sealed:
    """Something that the rules must not look at: any use of it is refused."""

    def __init__(self, name: str):
        self._name = name

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "_name")
        if name == "__class__":
            return type(self)
        _refuse(f"looks at {own}")

    def _refused(self, *_: object) -> NoReturn:
        _refuse(f"looks at {object.__getattribute__(self, '_name')}")

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = _refused
    __add__ = __radd__ = __sub__ = __rsub__ = __str__ = __format__ = _refused


class Numbers(Mapping[str, Any]):
    """A person's numbers by name, each of which may not have been given."""

    def __init__(self, trace: Trace, names: Mapping[str, str]):
        self._trace = trace
        self._names = names

    def __getitem__(self, key: str) -> Unknown:
        name = self._names[key]
        if not self._trace.decide(Given(name)):
            raise KeyError(key)
        return Unknown(self._trace, Linear(Decimal(0), ((name, Decimal(1)),)))

    def __iter__(self) -> Any:
        return (key for key in self._names if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _refuse(what: str) -> NoReturn:
    raise UntranslatableError(what)
