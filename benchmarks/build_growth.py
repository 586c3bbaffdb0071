"""``make growth``: how the build and its pages grow with the number of programmes.

Programmes are added to a copy of the project, each a copy of PAAS Action under a name of its
own: its values, its module, its messages, and its page in both languages, with words that no other
page has. The numbers of programmes to add are the arguments, 0, 10, 30 and 100 without any.
``--lean`` makes the bundle of the engine that visitors get, which takes minutes; otherwise it is
the stock one.
"""

import gzip
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.choice_time import choice_times
from benchmarks.serve_time import saved_to_shown

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("growth.md")
STEPS = Path(__file__).with_name("build_steps.py")
PARTS = (
    *("rules", "calculator", "browser", "population", "pyodide_bundle", "compiler"),
    *("docs", "theme"),
    *("mkdocs.yml", "mkdocs.en.yml", "pyproject.toml", "LICENSE", "regional_contacts.yaml"),
    *("requirements", "package-lock.json"),
)
COUNTS = (0, 10, 30, 100)
MODEL, TITLE = "paas_action", "PAAS Action"
LIMIT_S = 1800
# Where a document says facts: their ids.
MARKS = re.compile(r"\{# facts of \w+:([^#]*)#\}")
SYLLABLES = ("ba", "di", "fo", "gu", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve", "zi")
# Words that only one programme's pages have.
OWN_WORDS = 40
PAGES = {
    "estimate": "estimer",
    "check": "organismes/verifier",
    "situations": "situations",
    "sources": "sources",
    "comparison": "comparer",
    "two situations": "estimer/comparer",
}
ELEMENT = re.compile(r"<[a-z]")


class Spent(NamedTuple):
    """What a build took: seconds of processors, seconds on the clock, the most memory (MB)."""

    processor: float
    clock: float
    memory: float


class BuildError(Exception):
    """A build that failed or took too long; the text is the end of what it said."""


# What is edited between two builds, by what the table calls it.
EDITS: dict[str, Callable[[Path], None]] = {
    "no change": lambda project: None,
    "one word": lambda project: _edit(
        project / "docs" / "fr" / "paas-action.md", "dans un organisme.", "chez un organisme."
    ),
    "one value": lambda project: _edit(
        project / f"rules/programmes/{MODEL}.toml", "value = 173.00", "value = 181.50"
    ),
}


def main() -> int:
    """Measure, print the table and write it to RESULTS; returns the exit status."""
    numbers = [one for one in sys.argv[1:] if one != "--lean"]
    engine = "lean" if "--lean" in sys.argv[1:] else "stock"
    counts = [int(one) for one in numbers] or COUNTS
    columns = []
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            columns.append(_column(copy_with(Path(place), count), engine))
        print(f"{count} added: {columns[-1]}", flush=True)
    text = _report(counts, columns, engine)
    print(text)
    # A try of other numbers leaves the results as they are.
    if tuple(counts) == COUNTS and engine == "stock":
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def _report(counts: Sequence[int], columns: Sequence[dict[str, str]], engine: str) -> str:
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    rows = list(dict.fromkeys(name for column in columns for name in column))
    lines = [
        "# Growth",
        "",
        f"`make growth`, {datetime.now(UTC).date()}, {engine} engine. {machine}.",
        "",
        f"Load average at the end: {os.getloadavg()[0]:.1f}. Seconds are of all processors, and",
        "after a stroke on the clock; pages are the French ones, in kB, and after a stroke kB with",
        "gzip and the number of elements. One choice: to the next frame on a processor four times",
        "slower, the median and the longest, and the longest task.",
        "",
        f"| programmes added | {' | '.join(map(str, counts))} |",
        f"|---|{'---|' * len(counts)}",
        *(
            f"| {name} | {' | '.join(column.get(name, '') for column in columns)} |"
            for name in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def _column(project: Path, engine: str) -> dict[str, str]:
    """The table's column of a project."""
    try:
        steps, clean = _steps(project, engine)
    except BuildError as error:
        return {"clean build": f"failed: {str(error)[-200:]}"}
    column = {f"clean: {step}": f"{cpu:.1f} / {clock:.1f}" for step, cpu, clock in steps}
    column["clean build"] = f"{clean.processor:.1f} / {clean.clock:.1f}"
    column["memory, MB"] = f"{clean.memory:.0f}"
    site = project / "site"
    for name, address in PAGES.items():
        html = (site / address / "index.html").read_bytes()
        sizes = f"{len(html) / 1000:.0f} / {len(gzip.compress(html)) / 1000:.0f}"
        column[f"page: {name}"] = f"{sizes} / {len(ELEMENT.findall(html.decode())):,}"
    files = [file for file in site.rglob("*") if file.is_file()]
    if browser := os.environ.get("PASSERELLE_CHROMIUM"):
        middle, longest, task = choice_times(browser, site, PAGES["estimate"] + "/#view=all")
        column["one choice, ms"] = f"{middle:.0f} / {longest:.0f} / {task or '< 50'}"
    column["site, files"] = f"{len(files):,}"
    column["site, MB"] = f"{sum(file.stat().st_size for file in files) / 1e6:.0f}"
    for name, edit in EDITS.items():
        edit(project)
        _, spent = _run(project, engine, ["-m", "compiler"])
        column[f"then {name}"] = f"{spent.processor:.1f} / {spent.clock:.1f}"
    shown = saved_to_shown(project, _variables(project, engine), lambda: _save_a_word(project))
    column["one word saved, until `make serve` shows it"] = f"{shown:.1f}"
    return column


def _steps(project: Path, engine: str) -> tuple[list[tuple[str, float, float]], Spent]:
    """The steps of a build, and the whole."""
    said, spent = _run(project, engine, ["-P", str(STEPS)])
    return json.loads(said), spent


def _run(project: Path, engine: str, arguments: list[str]) -> tuple[str, Spent]:
    """Run Python in the project's folder; what it printed, and what it took."""
    environment = {**os.environ, **_variables(project, engine)}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        start = time.monotonic()
        process = subprocess.Popen(
            ["timeout", str(LIMIT_S), sys.executable, *arguments],
            cwd=project,
            env=environment,
            stdout=out,
            stderr=errors,
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise BuildError(errors.read() or f"stopped after {clock:.0f} s")
        return out.read(), Spent(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1000)


def _variables(project: Path, engine: str) -> dict[str, str]:
    """The variables of the environment that have a project's own code build it."""
    return {"PASSERELLE_ENGINE": engine, "PYTHONPATH": str(project)}


def _save_a_word(project: Path) -> None:
    """Change what EDITS changed once more."""
    _edit(project / "docs" / "fr" / "paas-action.md", "chez un organisme.", "par un organisme.")


def _edit(file: Path, old: str, new: str) -> None:
    """Change a text once. An edit that changes nothing would measure nothing."""
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def copy_with(place: Path, count: int) -> Path:
    """Fill a folder with a copy of the project that has so many more programmes."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    for name in (".venv", "node_modules"):
        (place / name).symlink_to((ROOT / name).resolve())
    words = _words()
    names = {f"copy_{number}": next(words).capitalize() for number in range(count)}
    for number, (id, name) in enumerate(names.items()):
        values = (place / f"rules/programmes/{MODEL}.toml").read_text()
        values = re.sub(r"^order = .*$", f"order = {number + 10}", values, flags=re.MULTILINE)
        (place / f"rules/programmes/{id}.toml").write_text(values)
        module = (place / f"rules/programmes/{MODEL}.py").read_text()
        (place / f"rules/programmes/{id}.py").write_text(module.replace(MODEL, id))
        own = " ".join(islice(words, OWN_WORDS))
        said: set[str] = set()
        for document in (place / "docs").glob("*/paas-action.md"):
            text = document.read_text().replace(f"page: {MODEL}\n", f"page: {id}\n")
            text = text.replace(f"facts of {MODEL}:", f"facts of {id}:")
            text = text.replace(f"{MODEL}.", f"{id}.").replace(TITLE, name)
            said |= {one for marks in MARKS.findall(text) for one in re.findall(r"[\w-]+", marks)}
            copy = document.with_name(f"{id.replace('_', '-')}.md")
            copy.write_text(f"{text.rstrip()}\n\n{name} {own}.\n")
        # Other pages say the other facts, of the model alone.
        register = yaml.safe_load((place / f"docs/facts/{MODEL}.yaml").read_text())
        register["facts"] = [fact for fact in register["facts"] if fact["id"] in said]
        (place / f"docs/facts/{id}.yaml").write_text(yaml.safe_dump(register, allow_unicode=True))
    for messages in place.glob("c*/*/messages/*.toml"):
        messages.write_text(_messages(messages.read_text(), names))
    return place


def _words() -> Iterator[str]:
    """Made words, none twice."""
    for syllables in product(SYLLABLES, repeat=5):
        yield "".join(reversed(syllables))


def _messages(text: str, names: dict[str, str]) -> str:
    """The messages with those of the model again for each programme: its tables, and its keys."""
    tables = re.split(r"(?m)^(?=\[)", text)
    found = []
    for table in tables:
        head, _, body = table.partition("\n")
        lines = body.splitlines(keepends=True)
        if MODEL in head:
            found += [table, *(_renamed(table, id, name) for id, name in names.items())]
            continue
        own = [line for line in lines if line.startswith(f"{MODEL} = ")]
        copies = [_renamed(line, id, name) for line in own for id, name in names.items()]
        rest = "".join(lines).rstrip("\n")
        found.append(f"{head}\n{rest}\n{''.join(copies)}\n")
    return "\n".join(found)


def _renamed(text: str, id: str, name: str) -> str:
    return text.replace(MODEL, id).replace(TITLE, name)


if __name__ == "__main__":
    sys.exit(main())
