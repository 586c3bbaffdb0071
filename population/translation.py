"""The rules of every programme as tables and formulas, found by running them.

For every state of the questions that have an end of answers, and every stretch of days between two
changes of a value, the rules are run on numbers that are not known yet (`population.tracing`).
What does not hang on a person's numbers becomes a cell of the decision table; what does becomes a
formula, a tree of conditions. No rule is written here a second time, so that a new value or a
programme with other conditions needs no change.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn, cast

from population.tracing import (
    Fork,
    Linear,
    Numbers,
    Sealed,
    Trace,
    Tree,
    Unknown,
    UntranslatableError,
    explore,
    leaves,
)
from rules import RULES_VERSION
from rules.dated import Range, days_of_change, first_known_day, in_force
from rules.logic import DOMAINS, Situation
from rules.parsing import InputError
from rules.participant import for_person, read_participant
from rules.programme import Participant, Programme, outcome_of, programmes
from rules.questions import COSTS, PARTICIPANT
from rules.results import Hours, ProgrammeForPerson

# The questions whose answers are numbers; a formula calls them by these names.
NUMBERS = tuple(question for question in PARTICIPANT if question.kind in ("number", "money"))

# What a cell or the leaf of a formula may be.
Value = str | bool | Decimal | Linear | None


class Row(NamedTuple):
    """What holds for one state from one day on: every column's value or formula.

    `stretch` is the place of the day among those of the translation, `answers` those of the
    categorical questions, None where one is open.
    """

    stretch: int
    answers: tuple[str | bool | None, ...]
    columns: Mapping[str, Tree[Value]]


class Translation(NamedTuple):
    """The rules of one set of values.

    `days` are the first days of the stretches. `latest_starts` is, for each of them, the last
    `start_date` that the rules accept. `rows` holds every state in every stretch.
    """

    rules_version: str
    programmes: tuple[str, ...]
    first_day: date
    days: tuple[date, ...]
    latest_starts: tuple[date, ...]
    rows: tuple[Row, ...]


def translate() -> Translation:
    """The rules as they stand; UntranslatableError where something in them is no SQL."""
    days = days_of_change()
    rows = []
    for stretch, day in enumerate(days):
        explored = {id: _Explored(id, module, day) for id, module in programmes().items()}
        for situation in states():
            columns = {
                f"{id}.{name}": tree
                for id, of_programme in explored.items()
                for name, tree in of_programme.columns(situation).items()
            }
            rows.append(Row(stretch, tuple(situation), columns))
    latest = tuple(map(_latest_start, days))
    return Translation(
        RULES_VERSION, tuple(programmes()), first_known_day(), days, latest, tuple(rows)
    )


def states() -> Iterator[Situation]:
    """Every state of the categorical questions, "not answered" first for each."""
    for answers in product(*((None, *answers) for answers in DOMAINS.values())):
        given: dict[str, Any] = dict(zip(DOMAINS, answers, strict=True))
        yield Situation(**given)


class Probed(date):
    """A day that may only be compared with the days on which a value changes.

    Between two of these days the rules then cannot tell one day from another, so that one run
    stands for all of them.
    """

    @classmethod
    def of(cls, day: date) -> "Probed":
        return cls(day.year, day.month, day.day)

    def _known(self, other: object) -> date:
        if isinstance(other, date) and (other == date.min or other in days_of_change()):
            return other
        raise UntranslatableError(f"compares the day with {other}, on which no value changes")

    def _plain(self) -> date:
        return date.fromordinal(date.toordinal(self))

    def __lt__(self, other: object) -> bool:
        return self._plain() < self._known(other)

    def __le__(self, other: object) -> bool:
        return self._plain() <= self._known(other)

    def __gt__(self, other: object) -> bool:
        return self._plain() > self._known(other)

    def __ge__(self, other: object) -> bool:
        return self._plain() >= self._known(other)

    def _refused(self, *_: object) -> NoReturn:
        raise UntranslatableError("asks for the parts of the day")

    year = month = day = property(_refused)
    __add__ = __sub__ = __radd__ = __rsub__ = _refused
    weekday = isoweekday = isocalendar = toordinal = timetuple = replace = _refused  # type: ignore[assignment]
    isoformat = strftime = ctime = __str__ = __format__ = _refused  # type: ignore[assignment]
    __eq__ = _refused
    __hash__ = None  # type: ignore[assignment]


class _Person:
    """A `Participant` whose numbers are not known; looking at one asks whether it was given."""

    def __init__(self, trace: Trace, on: date, situation: Situation):
        self.on = on
        self.situation = situation
        # Milestones are days, no columns of a population.
        self.start_date = None
        names = {question.key: question.key for question in NUMBERS}
        self._numbers = Numbers(trace, names)
        self.monthly_costs = Numbers(trace, {cost: f"monthly_costs.{cost}" for cost in COSTS})

    def __getattr__(self, name: str) -> Any:
        if name not in {question.key for question in NUMBERS}:
            raise UntranslatableError(f"asks a person for {name!r}")
        return self._numbers.get(name)


class _WithoutHours(_Person):
    """A person whose hours nobody asks for: they have a tree of their own, and would double each
    branch of that of the money."""

    weekly_hours = None


class _Watched(_Person):
    """A person of whom one can tell whether a programme has looked at the state."""

    looked = False

    def __getattribute__(self, name: str) -> Any:
        if name == "situation":
            self.looked = True
        return super().__getattribute__(name)


class _Explored:
    """What a programme says on a day, as trees: each is explored once for all states that come to
    the same, where the programme looks at no state once it has a person's numbers before it."""

    def __init__(self, id: str, module: Programme, day: date):
        self._id = id
        self._module = module
        self._on = Probed.of(day)
        self._known: dict[object, dict[str, Tree[Value]]] = {}

    def columns(self, situation: Situation) -> dict[str, Tree[Value]]:
        """Each column for one state, as a tree."""
        id, module = self._id, self._module
        same = outcome_of(id, situation), tuple(module.reimbursements(situation).items())
        if same in self._known:
            return self._known[same]
        watched: list[_Watched] = []

        def watch(trace: Trace) -> _Watched:
            watched.append(_Watched(trace, self._on, situation))
            return watched[-1]

        def money(trace: Trace) -> dict[str, Value]:
            seen = _seen_by(module, watch(trace))
            person = _WithoutHours(trace, self._on, situation)
            return _flat(for_person(id, seen, cast(Participant, person)))

        def hours(trace: Trace) -> Value:
            return module.hours(cast(Participant, watch(trace))).check

        try:
            whole = explore(money)
            checked = explore(hours) if in_force(id, self._on) else Hours().check
            # Before its first day nothing of a programme is asked for.
            if in_force(id, self._on):
                _must_not_look_at_start(module, self._on, situation)
        except UntranslatableError as error:
            raise UntranslatableError(f"the programme {id} {error}") from error
        except (AttributeError, TypeError, ValueError, ArithmeticError) as error:
            reason = f"the programme {id} does something with a person's numbers: {error}"
            raise UntranslatableError(reason) from error
        first = whole
        while isinstance(first, Fork):
            first = first.holds
        found = {name: leaves(whole, itemgetter(name)) for name in first}
        found["hours.check"] = leaves(checked, lambda check: check)
        if not any(one.looked for one in watched):
            self._known[same] = found
        return found


def _seen_by(module: Programme, person: _Watched) -> Programme:
    """The programme with what depends on a person asked of this one."""
    who = cast(Participant, person)
    own = {
        # No column has criteria, the outcome is known by now, and hours are asked for apart.
        "criteria": lambda situation: (),
        "allowance": lambda _, verdict: module.allowance(who, verdict),
        "hours": lambda _: Hours(),
        "milestones": lambda _: module.milestones(who),
    }
    return cast(Programme, SimpleNamespace(**{**vars(module), **own}))


def _must_not_look_at_start(module: Programme, on: date, situation: Situation) -> None:
    """Only milestones may hang on the start, since nobody's start is known here."""
    person = Participant(on, situation, None, cast(date, Sealed("the start")))
    module.allowance(person, "unknown")
    module.hours(person)


def _flat(found: ProgrammeForPerson) -> dict[str, Value]:
    """The columns of one programme, in their order."""
    refunds = {refund.cost: refund for refund in found.reimbursements}
    flat: dict[str, Any] = {
        "verdict": found.verdict,
        "reachable": " ".join(found.reachable),
        "missing": " ".join(found.missing),
        "allowance.certainty": found.allowance.certainty,
        **_range("allowance", found.allowance.monthly),
    }
    for cost in COSTS:
        refund = refunds.get(cost)
        flat[f"reimbursements.{cost}.certainty"] = refund and refund.certainty
        flat |= _range(f"reimbursements.{cost}", refund and refund.monthly)
    total = found.monthly_total
    flat |= {
        "monthly_total.low": total.low,
        "monthly_total.high": total.high,
        "monthly_total.high_if_one": total.high_if_one,
        "monthly_total.complete": total.complete,
        "hours.check": found.hours.check,
    }
    return {name: _value(value) for name, value in flat.items()}


def _range(name: str, range_: Range | None) -> dict[str, Any]:
    low, high = range_ or (None, None)
    return {f"{name}.low": low, f"{name}.high": high}


def _value(value: Any) -> Value:
    if isinstance(value, Unknown):
        expression = value.expression
        return expression if expression.terms else expression.constant
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if value is None or isinstance(value, str | bool | Decimal):
        return value
    raise UntranslatableError(f"gives back {value!r}")


def _latest_start(on: date) -> date:
    """The last start whose dates the rules can still reckon, found by asking them."""
    low, high = date.max - timedelta(days=366 * 20), date.max
    if _accepts(on, high):
        return high
    if not _accepts(on, low):
        raise UntranslatableError("the rules refuse starts long before the year 9999")
    while high - low > timedelta(days=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _accepts(on, middle) else (low, middle)
    return low


def _accepts(on: date, start: date) -> bool:
    try:
        read_participant({"on": on.isoformat(), "start_date": start.isoformat()})
    except InputError:
        return False
    return True
