"""The marks of `compiler.new`: what a person still has to write stops the build, each named."""

from collections.abc import Iterator
from pathlib import Path

from compiler.read.mistake import Mistake, refuse

# What stands where a person still has to write. Both are words of the language around them.
MARKS = {"fr": "À ÉCRIRE", "en": "TO BE WRITTEN"}

# Where the command writes.
PLACES = (
    ("docs", "*.md"),
    ("docs/facts", "*.yaml"),
    ("calculator/words/messages", "*.toml"),
    ("rules/programmes", "*.toml"),
    ("rules/programmes", "*.py"),
)


def check_to_be_written(project: Path) -> None:
    """Raise SourceError for each mark in the files that people edit."""
    refuse(_marks(project))


def _marks(project: Path) -> Iterator[Mistake]:
    for folder, pattern in PLACES:
        for file in sorted((project / folder).rglob(pattern)):
            text = file.read_text(encoding="utf-8-sig", errors="replace")
            for number, line in enumerate(text.splitlines(), start=1):
                for mark in MARKS.values():
                    if mark in line:
                        name = file.relative_to(project).as_posix()
                        sentence = f"“{mark}”: write what belongs here, in place of these words"
                        yield Mistake(name, number, sentence)
