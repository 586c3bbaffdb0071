"""The mutants of a Python file: its text with one small change, in every way.

The changes are mutmut's, which leaves alone what stands below a decorator; here it does not.
"""

from collections.abc import Container
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import libcst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


class Mutant(NamedTuple):
    """A file with one change in it.

    `where` is the function around the change, `line` the first that differs, and
    `statement` are the lines of the statement that it belongs to.
    """

    file: str
    where: str
    line: int
    statement: range
    was: str
    becomes: str
    code: str

    @property
    def change(self) -> tuple[str, str, str, str]:
        """What stays the same when lines are added above it."""
        return self.file, self.where, self.was, self.becomes

    def __str__(self) -> str:
        shown = [f"{self.file}:{self.line} {self.where}".rstrip()]
        for sign, text in (("-", self.was), ("+", self.becomes)):
            shown += [f"  {sign} {line}" for line in text.splitlines()]
        return "\n".join(shown)


# The function around a change, the lines of its statement, what stands there and what would.
Change = tuple[str, range, libcst.CSTNode, libcst.CSTNode]


class Changes(MutationVisitor):
    """mutmut's changes, decorated functions included; what a value is cast to is left alone."""

    METADATA_DEPENDENCIES = (*MutationVisitor.METADATA_DEPENDENCIES, PositionProvider)

    def __init__(self) -> None:
        nothing: frozenset[int] = frozenset()
        super().__init__(mutation_operators, IgnoredCode(nothing, nothing, nothing))
        self._statements: list[libcst.CSTNode] = []
        self._names: list[str] = []
        self._types: list[libcst.CSTNode] = []
        self.found: list[Change] = []

    def on_visit(self, node: libcst.CSTNode) -> bool:
        if isinstance(node, libcst.FunctionDef | libcst.ClassDef):
            self._names.append(node.name.value)
        if isinstance(node, libcst.BaseSmallStatement | libcst.BaseCompoundStatement):
            self._statements.append(node)
        before = len(self.mutations)
        inside = super().on_visit(node)
        for mutation in self.mutations[before:]:
            change = mutation.original_node, mutation.mutated_node
            self.found.append((".".join(self._names), self._lines(), *change))
        return inside

    def on_leave(self, original_node: libcst.CSTNode) -> None:
        super().on_leave(original_node)
        if isinstance(original_node, libcst.FunctionDef | libcst.ClassDef):
            self._names.pop()
        if self._statements and self._statements[-1] is original_node:
            self._statements.pop()

    def _lines(self) -> range:
        """The lines of the innermost statement; of a compound one, those of its head."""
        position = self.get_metadata(PositionProvider, self._statements[-1])
        end = position.end.line
        if isinstance(body := getattr(self._statements[-1], "body", None), libcst.CSTNode):
            end = max(position.start.line, self.get_metadata(PositionProvider, body).start.line - 1)
        return range(position.start.line, end + 1)

    def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
        if isinstance(node, libcst.FunctionDef):
            return False
        if is_cast(node):
            self._types.append(node.args[0])
        return node in self._types or super()._skip_node_and_children(node)

    def _should_mutate_node(self, node: libcst.CSTNode) -> bool:
        return not is_cast(node) and super()._should_mutate_node(node)


def is_cast(node: libcst.CSTNode) -> bool:
    """Whether this is `cast(type, value)`, which gives the value as it is."""
    return isinstance(node, libcst.Call) and getattr(node.func, "value", "") == "cast"


def how_many(file: str) -> int:
    """How many mutants a file has; quick, as none is written out."""
    return len(_changes(file)[1])


def mutants(file: str, chosen: Container[int] | None = None) -> list[Mutant]:
    """Every mutant of one file, or those of some numbers, counted from 0."""
    found = []
    wrapper, changes = _changes(file)
    for number, (where, statement, original, mutated) in enumerate(changes):
        if chosen is not None and number not in chosen:
            continue
        code = wrapper.module.deep_replace(original, mutated).code
        line, was, becomes = difference(wrapper.module.code.splitlines(), code.splitlines())
        found.append(Mutant(file, where, line, statement, was, becomes, code))
    return found


def _changes(file: str) -> tuple[MetadataWrapper, list[Change]]:
    wrapper = MetadataWrapper(libcst.parse_module(Path(file).read_text(encoding="utf-8")))
    changes = Changes()
    wrapper.visit(changes)
    return wrapper, changes.found


def difference(old: list[str], new: list[str]) -> tuple[int, str, str]:
    """The number of the first line that differs, and the lines that do, without indentation."""
    same = alike(old, new)
    old, new = old[same:], new[same:]
    end = alike(old[::-1], new[::-1])
    was, becomes = (
        "\n".join(line.strip() for line in lines[: len(lines) - end]) for lines in (old, new)
    )
    return same + 1, was, becomes


def alike(old: list[str], new: list[str]) -> int:
    """With how many same lines two texts begin."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
