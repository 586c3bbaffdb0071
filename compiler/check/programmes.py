"""A programme's module beside its file of values: what it needs, and certainties that have words.

The rules rely on both. What a module does wrong is told with its line, as far as somebody can
mend it who does not write Python.
"""

import ast
import inspect
import traceback
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import get_args

from calculator.words.catalogue import LANGUAGES
from compiler.read.documents import Document
from compiler.read.mistake import Mistake, refuse
from compiler.read.paired import Paired
from rules import dated
from rules.dated import Parameter, Range, document, known_from, programme_ids
from rules.logic import Situation
from rules.participant import for_person
from rules.programme import LEFT_OUT, Participant, Programme, programme
from rules.questions import COSTS
from rules.results import (
    AllowanceCertainty,
    FundingCertainty,
    FurtherCertainty,
    ReimbursementCertainty,
)
from rules.states import participant_states
from rules.toml_slips import line_in_toml

FOLDER = "rules/programmes"
# A person of whom every number is known, so that all of a module is run.
COSTLY: Mapping[str, Decimal] = {cost: Decimal(10) for cost in COSTS}
# What a module may say, and what its own parts read the values by.
NAMES = ("criteria", *LEFT_OUT)
VALUES = "VALUES"
HELP = "have somebody who writes Python look at it"


def check_programmes(on: date) -> None:
    """Raise SourceError for each module that fails, and each certainty that no text has a word
    for."""
    refuse(mistake for id in programme_ids() for mistake in _mistakes(id, on))


def check_pages_of_programmes(documents: Paired[Document]) -> None:
    """Raise SourceError for each programme without a page of its own: one whose `page` is misspelt
    would stand nowhere, and nothing would lead to it."""
    refuse(
        Mistake(
            f"{FOLDER}/{id}.toml",
            None,
            f"no page of docs/{language} is that of {id}; write page: {id} at the beginning of one",
        )
        for id in programme_ids()
        for language in LANGUAGES
        if (language, id) not in documents
    )


def _mistakes(id: str, on: date) -> Iterator[Mistake]:
    file = f"{FOLDER}/{id}.py"
    try:
        text = inspect.getsource(import_module(f"rules.programmes.{id}"))
        found = programme(id)
        yield from _of_names(file, text)
        if not hasattr(found, "criteria"):
            yield Mistake(file, None, f"the module has no criteria; {HELP}")
            return
        yield from _of_sections(file, text, id, found)
        wrong = list(_of_amounts(id, found))
        yield from wrong
        if not wrong:
            yield from _of_people(file, id, found, max(on, known_from(id)))
    except ModuleNotFoundError:
        yield Mistake(file, None, f"there is no such file; {FOLDER}/{id}.toml needs it")
    except SyntaxError as error:
        yield Mistake(file, error.lineno, f"this line is no Python ({error.msg}); {HELP}")
    except Exception as error:  # whatever a module does, the build names its line
        yield Mistake(file, _line(error, file), _failed(id, error))


def _line(error: Exception, file: str) -> int | None:
    """The last line of the module that led to an exception."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename).as_posix().endswith(file)]
    return lines[-1] if lines else None


def _failed(id: str, error: Exception) -> str:
    if isinstance(error, KeyError):
        accepted = ", ".join(document(id).parameters) or "none"
        return (
            f"{FOLDER}/{id}.toml has no value {error.args[0]}, which this line uses; it has: "
            f"{accepted}. Take out what uses it, or write the value there"
        )
    return f"this line fails ({type(error).__name__}: {error}); {HELP}"


def _of_names(file: str, text: str) -> Iterator[Mistake]:
    """The names that nobody reads: one that is misspelt would leave its part out unnoticed."""
    for line, name in _defined_names(text):
        if name not in (*NAMES, VALUES) and not name.startswith("_"):
            sentence = (
                f"the rules read no {name} of a programme; accepted: {', '.join(NAMES)}. The name "
                "of what only this file uses begins with _"
            )
            yield Mistake(file, line, sentence)


def _defined_names(text: str) -> Iterator[tuple[int, str]]:
    """The names that a module gives something, with their lines; not those that it imports."""
    for part in ast.parse(text).body:
        if isinstance(part, ast.FunctionDef | ast.ClassDef):
            yield part.lineno, part.name
        elif isinstance(part, ast.Assign | ast.AnnAssign):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            for target in targets:
                names = [one for one in ast.walk(target) if isinstance(one, ast.Name)]
                yield from ((one.lineno, one.id) for one in names)


def _of_sections(file: str, text: str, id: str, found: Programme) -> Iterator[Mistake]:
    """The sections that a module names and its document does not have."""
    named = [*found.SOURCES.values(), *found.CONDITIONS.values()]
    named += [found.NON_PROFIT_SOURCE] if found.NON_PROFIT_SOURCE else []
    for state in participant_states():
        named += [one.source for one in found.criteria(Situation(**state))]
    accepted = [f"{id}.{section}" for section in document(id).sections]
    for source in dict.fromkeys(named):
        if source not in accepted:
            lines = (
                n for n, line in enumerate(text.splitlines(), start=1) if f'"{source}"' in line
            )
            listed = ", ".join(accepted) or "none"
            sentence = f"{FOLDER}/{id}.toml has no section {source}; accepted: {listed}"
            yield Mistake(file, next(lines, None), sentence)


def _of_amounts(id: str, found: Programme) -> Iterator[Mistake]:
    """The values that a module names as money of organisations, or as the most of a cost."""
    text = (Path(dated.FOLDER) / f"{id}.toml").read_text(encoding="utf-8-sig")

    def mistakes(
        name: str, parameter: Parameter, certainties: Sequence[str], monthly: bool
    ) -> Iterator[Mistake]:
        value = parameter.id.partition(".")[2]

        def mistake(key: str, sentence: str) -> Mistake:
            line = line_in_toml(text, f"values.{value}", key)
            return Mistake(f"{FOLDER}/{id}.toml", line, f"{value} is {name} of {id}.py: {sentence}")

        accepted = [one for one in certainties if one != "none"]
        if parameter.certainty not in accepted:
            is_ = f"certainty is {parameter.certainty}; accepted there: {', '.join(accepted)}"
            yield mistake("certainty", is_)
        if monthly and not parameter.unit.startswith("CAD/month"):
            is_ = f"unit is {parameter.unit}; accepted there: dollars a month, CAD/month"
            yield mistake("unit", is_)
        if any(isinstance(each.value, Range) for each in parameter.history):
            yield mistake("dated", "value is a range; accepted there: one number")

    if found.FUNDING:
        yield from mistakes("FUNDING", found.FUNDING, get_args(FundingCertainty), True)
    for parameter in found.FURTHER_FUNDING.values():
        yield from mistakes("FURTHER_FUNDING", parameter, get_args(FurtherCertainty), False)
    for cost, parameter in found.REIMBURSED_UP_TO.items():
        if cost not in COSTS or not parameter.stated:
            sentence = (
                f"REIMBURSED_UP_TO has {cost}, accepted: {', '.join(COSTS)}, each with a value "
                "that states an amount"
            )
            yield Mistake(f"{FOLDER}/{id}.py", None, sentence)
        yield from mistakes("REIMBURSED_UP_TO", parameter, [parameter.certainty], True)


def _of_people(file: str, id: str, found: Programme, on: date) -> Iterator[Mistake]:
    """What the module gives for people in every state of the choices."""
    for state in participant_states():
        person = Participant(on, Situation(**state), None, on, COSTLY)
        given = for_person(id, found, person)
        said: list[tuple[str, str, Sequence[str]]] = [
            ("allowance", given.allowance.certainty, get_args(AllowanceCertainty))
        ]
        said += [
            ("reimbursements", one.certainty, get_args(ReimbursementCertainty))
            for one in given.reimbursements
        ]
        for name, certainty, accepted in said:
            if certainty not in accepted:
                sentence = f"{name} gives {certainty}; accepted: {', '.join(accepted)}"
                yield Mistake(file, _defined(found, name), sentence)


def _defined(found: Programme, name: str) -> int | None:
    code = getattr(getattr(found, name), "__code__", None)
    return None if code is None else int(code.co_firstlineno)
