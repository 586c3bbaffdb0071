"""What the tool says, in both languages, and the one way in which it stops."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).with_name("messages")

# Exit statuses: handbook/population.md lists them.
BAD_INPUT = 2
NO_SQL = 3
NOT_WRITTEN = 4
STOPPED = 130


class PopulationError(Exception):
    """A reason to stop: the id of a message, what it speaks of, and the exit status."""

    def __init__(self, id: str, status: int = BAD_INPUT, **about: object):
        super().__init__(id, about)
        self.id = id
        self.status = status
        self.about = about


@cache
def messages(language: str) -> dict[str, Any]:
    """Every message of a language: tables by subject, texts by id in them."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def say(language: str, id: str, **about: object) -> str:
    """A message by its id, such as ``stop.no_such_file``, with what it speaks of."""
    group, _, name = id.partition(".")
    return str(messages(language)[group][name]).format(**about)
