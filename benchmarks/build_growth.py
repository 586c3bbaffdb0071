"""How the build's time grows: ``python -m benchmarks.build_growth [10 100 1000]``.

Programmes are added to a copy of the project, each a copy of PAAS Action under a name of its
own: its values, its module, its messages, and its page in both languages. The engine is the
stock one, as the lean engine's making is kept by content and measured apart.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    *("rules", "calculator", "browser", "population", "pyodide_bundle", "compiler"),
    *("docs", "theme"),
    *("mkdocs.yml", "mkdocs.en.yml", "pyproject.toml", "LICENSE", "regional_contacts.yaml"),
    *("requirements", "package-lock.json"),
)
MODEL, TITLE = "paas_action", "PAAS Action"
LIMIT_S = 900
# Where a document says facts: their ids.
MARKS = re.compile(r"\{# facts of \w+:([^#]*)#\}")


def main() -> int:
    """Print a table: programmes added, pages, seconds clean and after a change of one word."""
    counts = [int(one) for one in sys.argv[1:]] or [10, 100, 1000]
    print("| programmes added | pages | clean build, s | one word changed, s |")
    print("|---|---|---|---|")
    for count in [0, *counts]:
        with tempfile.TemporaryDirectory() as place:
            project = _project(Path(place), count)
            clean = _build(project)
            document = project / "docs" / "fr" / "paas-action.md"
            document.write_text(document.read_text().replace("facile", "simple", 1))
            again = clean and _build(project)
            pages = len(list((project / "site").rglob("index.html")))
            print(f"| {count} | {pages} | {_said(clean)} | {_said(again)} |", flush=True)
    return 0


def _said(seconds: float | None) -> str:
    return f"{seconds:.1f}" if seconds else f"stopped after {LIMIT_S}"


def _build(project: Path) -> float | None:
    start = time.monotonic()
    environment = {**os.environ, "PASSERELLE_ENGINE": "stock"}
    command = [sys.executable, "-m", "compiler"]
    try:
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, timeout=LIMIT_S
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        raise SystemExit(f"the build failed:\n{done.stderr[-2000:]}")
    return time.monotonic() - start


def _project(place: Path, count: int) -> Path:
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    for name in (".venv", "node_modules"):
        (place / name).symlink_to((ROOT / name).resolve())
    ids = [f"copy_{number}" for number in range(count)]
    for number, id in enumerate(ids):
        values = (place / f"rules/programmes/{MODEL}.toml").read_text()
        values = re.sub(r"^order = .*$", f"order = {number + 10}", values, flags=re.MULTILINE)
        (place / f"rules/programmes/{id}.toml").write_text(values)
        module = (place / f"rules/programmes/{MODEL}.py").read_text()
        (place / f"rules/programmes/{id}.py").write_text(module.replace(MODEL, id))
        said: set[str] = set()
        for document in (place / "docs").glob("*/paas-action.md"):
            text = document.read_text().replace(f"page: {MODEL}\n", f"page: {id}\n")
            text = text.replace(f"facts of {MODEL}:", f"facts of {id}:")
            text = text.replace(f"{MODEL}.", f"{id}.")
            said |= {one for marks in MARKS.findall(text) for one in re.findall(r"[\w-]+", marks)}
            text = re.sub(r'^title: "(.*)"$', rf'title: "\1 {number}"', text, flags=re.MULTILINE)
            document.with_name(f"{id.replace('_', '-')}.md").write_text(text)
        # Other pages say the other facts, of the model alone.
        register = yaml.safe_load((place / f"docs/facts/{MODEL}.yaml").read_text())
        register["facts"] = [fact for fact in register["facts"] if fact["id"] in said]
        (place / f"docs/facts/{id}.yaml").write_text(yaml.safe_dump(register, allow_unicode=True))
    for messages in place.glob("c*/*/messages/*.toml"):
        messages.write_text(_messages(messages.read_text(), ids))
    return place


def _messages(text: str, ids: list[str]) -> str:
    """The messages with those of the model again for each id: its tables, and its keys."""
    tables = re.split(r"(?m)^(?=\[)", text)
    found = []
    for table in tables:
        head, _, body = table.partition("\n")
        lines = body.splitlines(keepends=True)
        if MODEL in head:
            found += [table, *(table.replace(MODEL, id) for id in ids)]
            continue
        own = [line for line in lines if line.startswith(f"{MODEL} = ")]
        copies = [line.replace(MODEL, id, 1) for line in own for id in ids]
        rest = "".join(lines).rstrip("\n")
        found.append(f"{head}\n{rest}\n{''.join(copies)}\n")
    return "\n".join(found)


if __name__ == "__main__":
    sys.exit(main())
