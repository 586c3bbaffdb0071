"""``python -m compiler new region-contact``: a further number of a regional office, in its place.

All 17 regions stand in ``regional_contacts.yaml`` with one office each, so that none is added.
"""

import re
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from compiler.check.to_be_written import MARKS
from compiler.read.mistake import Mistake, SourceError
from compiler.read.offices import is_toll_free
from compiler.read.regions import load_directory
from compiler.read.yaml_file import YamlFile, read_yaml

FILE = "regional_contacts.yaml"

# Asks a person for a text; the default is what an empty answer stands for.
Ask = Callable[[str, str], str]


def new_contact(project: Path, asked: Namespace, ask: Ask) -> str:
    """Write the number into its region; returns what to do next, as text.

    Raises SourceError where something cannot be, and then writes nothing.
    """
    path = project / FILE
    # What is wrong already is told as it is.
    directory = load_directory(path)
    region = next((one for one in directory.regions if one.slug == asked.id), None)
    if region is None:
        slugs = ", ".join(one.slug for one in directory.regions)
        raise refused("id", f"{asked.id} is no region; accepted: {slugs}")
    number = _e164(asked.telephone or ask("Telephone number", ""))
    read = read_yaml(path, FILE)
    index = directory.regions.index(region)
    free = is_toll_free(number) and not region.toll_free
    if free:
        lines, labels = [f'    toll_free: "{number}"'], []
    else:
        labels = [_label(asked, ask, language) for language in MARKS]
        words = ", ".join(
            f'{language}: "{label}"' for language, label in zip(MARKS, labels, strict=True)
        )
        lines = [f'      - number: "{number}"', f"        label: {{{words}}}"]
        if not region.more_telephones:
            lines.insert(0, "    more_telephones:")
    after = _line_before(read, index, has_more=bool(region.more_telephones) and not free)
    text = path.read_text(encoding="utf-8-sig").splitlines()
    text[after:after] = lines
    written = "\n".join(text) + "\n"
    _check(written)
    path.write_text(written, encoding="utf-8")
    return "\n".join(_next_steps(after + 1, lines))


def _e164(typed: str) -> str:
    """The number as the file has it, however it was typed."""
    digits = re.sub(r"[^0-9]", "", typed)
    if not re.fullmatch(r"1?[0-9]{10}", digits) or re.search(r"[^-+0-9(). \u00a0]", typed):
        accepted = "must be ten digits such as 819 555-0123"
        raise refused("--telephone", f"{accepted}, got {typed or 'nothing'}")
    return f"+1{digits[-10:]}"


def _label(asked: Namespace, ask: Ask, language: str) -> str:
    name = {"fr": "French", "en": "English"}[language]
    given = getattr(asked, f"label_{language}") or ask(f"What the number is for, in {name}", "")
    return plain_text(f"--label-{language}", given) if given else MARKS[language]


def _line_before(read: YamlFile, index: int, *, has_more: bool) -> int:
    """The number of the line behind which the new ones stand."""
    own = {
        keys[2]: read.nodes[keys].line
        for keys in read.nodes
        if keys[:2] == ("regions", index) and len(keys) == 3
    }
    if not has_more:
        return max(own[key] for key in ("telephone", "collect_calls", "toll_free") if key in own)
    later = [line for line in own.values() if line > own["more_telephones"]]
    if later:
        return min(later) - 1
    # Nothing of the region stands behind them: the last line of the last of them.
    return max(
        read.nodes[keys].line
        for keys in read.nodes
        if keys[:3] == ("regions", index, "more_telephones")
    )


def _check(text: str) -> None:
    """Raise SourceError where the file with the new number would not be accepted."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        file.write_text(text, encoding="utf-8")
        try:
            load_directory(file)
        except SourceError as error:
            # The lines are those of a file that is not kept.
            raise SourceError(
                Mistake("--telephone", None, one.sentence) for one in error.mistakes
            ) from error


def _next_steps(first: int, lines: Sequence[str]) -> Iterator[str]:
    yield "Written:"
    for number, line in enumerate(lines, start=first):
        yield f"    {FILE}:{number}: {line.strip()}"
    if any(mark in line for mark in MARKS.values() for line in lines):
        yield "To be written by you, in place of " + " and ".join(MARKS.values()) + ":"
        yield "    what the number is for; where nobody knows, take the line label: away"
    yield "Then:"
    yield "    run make serve, and look at the region's page"
    yield "    write hours, email or web beside it, where you know them: see the head of the file"


def plain_text(name: str, text: str) -> str:
    """A text that can stand between the quotes of TOML and YAML. Raises SourceError."""
    if not text.strip() or set(text) & set('"\\\n{}'):
        raise refused(
            name, f"must be a name without quotes, braces and \\, got {text or 'nothing'}"
        )
    return text.strip()


def refused(name: str, sentence: str) -> SourceError:
    """The refusal of an option of the command."""
    return SourceError([Mistake(name, None, sentence)])
