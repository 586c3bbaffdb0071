"""Run the tests on a copy of the project with other data: two more programmes, a new value, another
number. A test that fails there counts on the data of today.

What the copy has is what somebody may change without touching a test: see CONTRIBUTING.md. Tests
that hold the documents themselves (marked ``of_the_documents``) are not run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PROGRAMMES = ("third_programme", "later_programme")
EXAMPLES = PROJECT / "tests" / "compiler"
# Tests that need neither a browser nor a built site.
TESTS = ("tests/rules", "tests/calculator", "tests/compiler", "tests/population")
# One process a core. A file's tests stay together: they share what its fixtures build.
PARALLEL = ("-n", "auto", "--dist", "loadfile")
LEFT_OUT = "not browser and not whole_site and not slow and not of_the_documents"

VALUES = "rules/programmes/paas_action.toml"
NEW_VALUE = (
    "{ effective = 2026-04-01, value = 173.00 }",
    "{ effective = 2027-04-01, value = 181.50 }",
)
CONTACTS = "regional_contacts.yaml"
NEW_NUMBER = 'telephone: "+18197633226"', 'telephone: "+18195550107"'


def install(copy: Path) -> None:
    """Change the data of a copy: files are added, and two lines edited."""
    for programme in PROGRAMMES:
        shutil.copytree(EXAMPLES / programme, copy, dirs_exist_ok=True)
    _edit(copy / VALUES, NEW_VALUE[0], ", ".join(NEW_VALUE))
    _edit(copy / CONTACTS, *NEW_NUMBER)


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise SystemExit(f"{file.name}: {old} must stand in it once; say another in {__file__}")
    file.write_text(text.replace(old, new), encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the project's own files, without what is built; tools are linked."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    for name in (".venv", "node_modules"):
        # Not resolved: Python finds its environment by the path that it was started by.
        (folder / name).symlink_to((PROJECT / name).absolute())
    return folder


def main(arguments: list[str]) -> int:
    """Run the tests that are named, or all that need no built site; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        install(copy)
        command = [sys.executable, "-m", "pytest", "-q", *PARALLEL, "-m", LEFT_OUT]
        return subprocess.run(
            [*command, *(arguments or TESTS)],
            cwd=copy,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
