"""What is wrong in the files that people edit: one exception with all that they can mend.

Every module of the compiler that reads or checks a source raises `SourceError`; `str` of it is
what the person is told. What is no mistake in a source (a tool that fails, a package that is
not installed) has exceptions of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from tomllib import TOMLDecodeError
from typing import NamedTuple, TypeVar

from calculator.words.catalogue import InsertError, MissingMessageError
from rules.toml_slips import toml_slips
from rules.values_file import ValuesError

T = TypeVar("T")

# Typed on purpose and seen as a space, though Python counts it as not printable.
NO_BREAK_SPACE = "\u00a0"


class Mistake(NamedTuple):
    """One mistake: `file` is a path from the project's folder or the name of a setting, `line`
    is counted from 1 and None where only the whole file can be named, `sentence` has no full
    stop and says what is wrong and what is accepted."""

    file: str
    line: int | None
    sentence: str


class SourceError(Exception):
    """One or more mistakes in sources or settings; its text is one line a mistake."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(told(self.mistakes))

    def __reduce__(self) -> tuple[type["SourceError"], tuple[tuple[Mistake, ...]]]:
        """As one process of a build tells it to another."""
        return SourceError, (self.mistakes,)


def told(mistakes: Iterable[Mistake]) -> str:
    """The mistakes as a person is told them: ``FILE:LINE: sentence``, one a line."""
    return "\n".join(
        _visible(f"{file}:{line}: {sentence}" if line else f"{file}: {sentence}")
        for file, line, sentence in mistakes
    )


def _visible(text: str) -> str:
    """The text with characters that cannot be seen, line breaks too, shown by their codes."""
    return "".join(c if c.isprintable() or c == NO_BREAK_SPACE else ascii(c)[1:-1] for c in text)


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raise SourceError if there is any mistake; each is told once, in the order given."""
    if found := list(dict.fromkeys(mistakes)):
        raise SourceError(found)


class Gathered:
    """The mistakes of several steps that do not depend on one another, told together."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def tried(self, step: Callable[[], T]) -> T | None:
        """What a step gives, None where it finds mistakes."""
        try:
            with mistakes_of_rules():
                return step()
        except SourceError as error:
            self.mistakes += error.mistakes
        return None

    def refuse(self) -> None:
        """Raise SourceError if any step has found a mistake."""
        refuse(self.mistakes)


def not_utf8(file: str, error: UnicodeDecodeError) -> Mistake:
    """The mistake of a file that was saved in another encoding."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return Mistake(file, line, "must be UTF-8 text, and is not")


def not_toml(file: str, text: str, error: TOMLDecodeError) -> list[Mistake]:
    """The mistakes of a text that is no TOML, each with its line."""
    return [Mistake(file, line, sentence) for line, sentence in toml_slips(text, error)]


@contextmanager
def mistakes_of_rules() -> Iterator[None]:
    """Turn what the rules and the calculator refuse (values, messages) into SourceError.

    Both run in the browser too, where no compiler is: they have exceptions of their own, whose
    texts begin with the file.
    """
    try:
        yield
    except (ValuesError, MissingMessageError, InsertError) as error:
        raise SourceError(_of_rules(error)) from error


def _of_rules(error: ValuesError | MissingMessageError | InsertError) -> Iterator[Mistake]:
    for told_by_rules in str(error).splitlines():
        place, _, sentence = told_by_rules.partition(": ")
        file, _, line = place.partition(":")
        if isinstance(error, ValuesError):
            file = f"rules/programmes/{file}"
        yield Mistake(file, int(line) if line else None, sentence)
