"""The rules with another set of values, such as last year's or those of a reform.

Values are read where the rules lie, and kept; so another set is translated in a process of its
own, from a copy of the rules with these values in it (as `python -m rules diff` does).
"""

import pickle
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tomlkit

from population.tracing import UntranslatableError
from population.translation import Translation, translate
from population.words import NO_SQL, PopulationError

ROOT = Path(__file__).resolve().parents[1]


def translation_of(values: Path | None) -> Translation:
    """The rules as SQL can have them: with a folder of values, with changes, or as they are.

    `values` is a folder like `rules/programmes`, or a TOML file of changes to the rules' own
    values: a table a programme, and in it a new number for each value that changes.
    """
    if values is None:
        try:
            return translate()
        except UntranslatableError as error:
            raise PopulationError("no_sql", NO_SQL, reason=error) from error
    with tempfile.TemporaryDirectory(prefix="population-values-") as name:
        folder = Path(name)
        for package in ("rules", "population"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / package, folder / package, ignore=ignored)
        if values.is_dir():
            _exchange(values, folder / "rules" / "programmes")
        else:
            _change(values, folder / "rules" / "programmes")
        return _translated(folder, values)


def _exchange(values: Path, programmes: Path) -> None:
    files = sorted(values.glob("*.toml"))
    if not files:
        raise PopulationError("bad_values", folder=values, reason="no *.toml")
    for file in programmes.glob("*.toml"):
        file.unlink()
    for file in files:
        shutil.copy(file, programmes)
    # A programme is a module and its values: without values, or without a module, it is none.
    for file in programmes.glob("*.py"):
        if file.stem != "__init__" and not file.with_suffix(".toml").exists():
            raise PopulationError("bad_values", folder=values, reason=f"{file.stem}.toml: none")


def _change(values: Path, programmes: Path) -> None:
    """Put new numbers in the place of the values, on every day."""
    try:
        changes = tomlkit.parse(values.read_text(encoding="utf-8-sig")).unwrap()
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.ParseError) as error:
        raise PopulationError("bad_values", folder=values, reason=error) from error
    for programme, numbers in changes.items():
        file = programmes / f"{programme}.toml"
        if not file.is_file() or not isinstance(numbers, dict):
            raise PopulationError("bad_values", folder=values, reason=f"{programme}?")
        content = tomlkit.parse(file.read_text(encoding="utf-8"))
        for id, number in numbers.items():
            entry = content["values"].get(id)
            if entry is None or not entry["dated"]:
                raise PopulationError("bad_values", folder=values, reason=f"{programme}.{id}?")
            # Whichever day is asked about: a value that is to come must not stay the old one.
            for dated in entry["dated"]:
                dated["value"] = number
        file.write_text(tomlkit.dumps(content), encoding="utf-8")


def _translated(folder: Path, values: Path) -> Translation:
    done = subprocess.run(
        [sys.executable, "-m", "population.values"], cwd=folder, capture_output=True, check=False
    )
    if done.returncode == NO_SQL:
        raise PopulationError("no_sql", NO_SQL, reason=done.stderr.decode().strip())
    if done.returncode:
        reason = (done.stderr.decode().strip().splitlines() or ["?"])[-1]
        raise PopulationError(
            "bad_values", folder=values, reason=reason.partition("Error: ")[2] or reason
        )
    found = pickle.loads(done.stdout)
    assert isinstance(found, Translation)
    return found


def main() -> int:
    """Write the translation of the rules beside this package to standard output."""
    # Started with -m, this module is another than the one that is imported: the class is not.
    try:
        sys.stdout.buffer.write(pickle.dumps(translate()))
    except UntranslatableError as error:
        print(error, file=sys.stderr)
        return NO_SQL
    return 0


if __name__ == "__main__":
    sys.exit(main())
