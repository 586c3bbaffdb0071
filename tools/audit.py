"""`make audit`: asks whether any pinned package has a known fault, for Python and for Node.

What is known is kept by the registries, so both questions need the network. Run from the
project's folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

BIN = Path(".venv/bin")
# uv, Node and the audit itself run on people's machines too.
PINNED = sorted(Path().glob("requirements/*.txt"))
# Not tests/browsers: what it pins is old on purpose, and none of its scripts is run.
LOCKS = (Path(), Path("benchmarks/lighthouse"))
TIMEOUT_SECONDS = 15


class UnreachableError(Exception):
    """The question was not answered; the text is the last line that the tool said."""


def _asked(command: list[str], place: Path = Path()) -> Any:
    """The JSON that a tool answers with. Raises UnreachableError where it does not."""
    done = subprocess.run(
        command, cwd=place, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    try:
        found = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise UnreachableError((done.stderr.strip() or "nothing").splitlines()[-1]) from None
    # npm answers with an object that tells its own failure.
    if "error" in found or "message" in found:
        raise UnreachableError(found.get("message") or found["error"].get("summary", "an error"))
    return found


def python_faults(file: Path) -> list[str]:
    """Known faults of what one list of requirements pins, a line each."""
    command = [sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off"]
    command += ["--disable-pip", "--no-deps", "--require-hashes", f"--timeout={TIMEOUT_SECONDS}"]
    found = _asked([*command, "--requirement", str(file)])
    return [
        f"{file}: {one['name']} {one['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for one in found["dependencies"]
        for fault in one.get("vulns", ())
    ]


def node_faults(folder: Path) -> list[str]:
    """Known faults of what one package-lock.json pins, a line each."""
    npm = str((BIN / "npm").absolute())
    found = _asked([npm, "audit", "--json", "--package-lock-only"], folder)
    return [
        f"{folder / 'package-lock.json'}: {name} {one['range']}: {one['severity']}"
        for name, one in found["vulnerabilities"].items()
    ]


def main() -> int:
    """Ask and tell; returns 1 where there are faults, 2 where something was not answered."""
    questions = [(python_faults, file) for file in PINNED]
    questions += [(node_faults, folder) for folder in LOCKS]
    faults: list[str] = []
    silent = {}
    answered = 0
    for ask, place in questions:
        # A service that did not answer once will not the next time either.
        if ask in silent:
            continue
        try:
            faults += ask(place)
            answered += 1
        except UnreachableError as error:
            silent[ask] = f"{place / 'package-lock.json' if ask is node_faults else place}: {error}"
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{answered} of {len(questions)} lock files audited, {len(faults)} known faults.")
    if silent:
        told = "; ".join(silent.values())
        print(f"The others: the service of known faults gave no answer ({told})", file=sys.stderr)
        return 2
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
