"""`make reproducible`: builds the last commit twice from nothing, and compares every byte.

Two clones in folders of different names are built under everything that may differ from one
machine to the next and must not show: the hour and its zone, the language, the rights of new
files, the order of Python's sets. The day is the same: pages show the values of their day. Only
what was fetched, pinned by hashes, is shared.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FETCHED = (".venv", "node_modules")
DAY_SECONDS = 24 * 3600

# Folder, rights that new files do not get, settings.
Surroundings = tuple[str, int, Mapping[str, str]]


def surroundings(epoch: int) -> tuple[Surroundings, Surroundings]:
    """Two ways to build on the day of `epoch` (seconds since 1970, UTC)."""
    midnight = epoch // DAY_SECONDS * DAY_SECONDS
    return (
        ("one", 0o022, _settings(midnight, "Pacific/Kiritimati", "C.UTF-8", "1")),
        (
            "the other, in a longer folder",
            0o077,
            _settings(midnight + DAY_SECONDS - 1, "Pacific/Pago_Pago", "C", "2"),
        ),
    )


def _settings(epoch: int, zone: str, locale: str, seed: str) -> Mapping[str, str]:
    settings = {"SOURCE_DATE_EPOCH": epoch, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
    return {name: str(value) for name, value in settings.items()}


def build(folder: Path, mask: int, settings: Mapping[str, str]) -> dict[str, str]:
    """Build the project in a folder; SHA-256 of each file of its site by its path.

    Raises subprocess.CalledProcessError where it does not build.
    """
    for name in FETCHED:
        (folder / name).symlink_to(PROJECT / name)
    subprocess.run(
        [sys.executable, "-m", "compiler"],
        cwd=folder,
        env={**os.environ, **settings},
        umask=mask,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The paths that only one of two sites has, or that do not hold the same bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def twice(place: Path, epoch: int, prepare: Callable[[Path], None]) -> list[dict[str, str]]:
    """Build twice below a folder; `prepare` fills the folder of each with the project."""
    sites = []
    for name, mask, settings in surroundings(epoch):
        folder = place / name
        folder.mkdir()
        prepare(folder)
        sites.append(build(folder, mask, settings))
        print(f"    Built in {name!r}: {len(sites[-1])} files", flush=True)
    return sites


def _git(*arguments: str | Path) -> str:
    command = ["git", *map(str, arguments)]
    return subprocess.run(
        command, cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout.strip()


def _clone(folder: Path) -> None:
    _git("clone", "--quiet", PROJECT, folder)


def main() -> int:
    """Build twice and tell; returns the exit status, 1 where the sites differ."""
    commit, epoch = _git("log", "-1", "--format=%H %ct").split()
    if _git("status", "--porcelain"):
        print("    What is not committed takes no part.")
    with tempfile.TemporaryDirectory(prefix="passerelle-") as place:
        one, other = twice(Path(place), int(epoch), _clone)
    if different := differing(one, other):
        print("These files differ:", *different, sep="\n  ", file=sys.stderr)
        return 1
    listed = "".join(f"{digest}  ./{path}\n" for path, digest in one.items())
    whole = hashlib.sha256(listed.encode()).hexdigest()
    print(f"The {len(one)} files of both builds of {commit} are the same, byte for byte.")
    print(f"SHA-256 of their list as sha256sum writes it: {whole}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
