"""Gets the browsers in which `make browsers` runs, but for today's Chromium (chromium.py).

Run from the project's folder with the environment's Python, after npm has fetched the packages
of tests/browsers/package.json. Ends with a failure that says what is missing: a browser in which
nothing was tried must not look like one in which all is well.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import brotli

from packages import install, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browsers.chromium import Chromium
from tests.browsers.driver import DriverError
from tests.browsers.found import OLD_CHROMIUMS, PACKAGES, missing, unpacked

# libnss3 and libexpat1 are what the old Chromiums need of a system.
DEBIAN = {
    "apt-get": [
        "firefox-esr",
        "webkit2gtk-driver",
        "xvfb",
        "libnss3",
        "libexpat1",
        "fonts-dejavu-core",
        "fonts-liberation",
    ],
}


def main() -> int:
    for version in OLD_CHROMIUMS:
        unpack(version)
    if {"firefox", "webkitgtk"} & set(missing()):
        install(DEBIAN, "Firefox and WebKitGTK (about 130 MB)")
    if broken := [version for version in OLD_CHROMIUMS if not starts(unpacked(version))]:
        install({"apt-get": ["libnss3", "libexpat1"]}, "what old Chromiums need (about 2 MB)")
        broken = [version for version in broken if not starts(unpacked(version))]
    lacking = [*missing(), *(f"chromium-{version}" for version in broken)]
    if not lacking:
        return 0
    say(f"These browsers are missing or do not start: {', '.join(dict.fromkeys(lacking))}.")
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        say("The old Chromiums are programs for Linux on x86-64: run make browsers there.")
    say(f"On Debian, as root: apt-get install {' '.join(DEBIAN['apt-get'])}")
    say("The other tests do not need them: pytest --ignore=tests/browsers")
    return 1


def unpack(version: int) -> None:
    """Take the program out of its package, where that was not done from the same package."""
    packed = PACKAGES / f"chromium-{version}/bin/chromium.br"
    program = unpacked(version)
    if not packed.exists():
        return
    if program.exists() and program.stat().st_mtime > packed.stat().st_ctime:
        return
    say(f"Unpacking Chromium {version}")
    program.parent.mkdir(parents=True, exist_ok=True)
    half = program.with_suffix(".half")
    half.write_bytes(brotli.decompress(packed.read_bytes()))
    half.chmod(0o755)
    half.replace(program)


def starts(program: Path) -> bool:
    """Whether it starts: the libraries that it needs of the system may be missing."""
    try:
        Chromium(program).close()
    except (OSError, DriverError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
