"""A new value that was written over the old one: nothing is known of the days before it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from compiler.read.mistake import Mistake, refuse
from rules.dated import Parameter, document, programme_ids
from rules.toml_slips import line_in_toml


def check_replaced_values(project: Path) -> None:
    """Raise SourceError for each value that begins after its programme's others."""
    refuse(mistake for id in programme_ids() for mistake in _of(id, project))


def _of(programme: str, project: Path) -> Iterator[Mistake]:
    parameters = document(programme).parameters
    firsts = {id: day for id, each in parameters.items() if (day := _first(each))}
    name = f"rules/programmes/{programme}.toml"
    for id, day in firsts.items():
        if day != min(firsts.values()):
            text = (project / name).read_text(encoding="utf-8-sig")
            sentence = (
                f"{id} begins on {day}, and other values on {min(firsts.values())}; leave the old "
                "value where it is, and add the new one behind it"
            )
            yield Mistake(name, line_in_toml(text, f"values.{id}", "dated"), sentence)


def _first(parameter: Parameter) -> date | None:
    return parameter.history[0].effective if parameter.stated else None
