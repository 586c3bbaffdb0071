"""What is measured, in which versions, on what."""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from rules import RULES_VERSION

NODE = Path(sys.executable).with_name("node")
PACKAGES = Path("node_modules")


def versions(browser: str | None) -> str:
    """Two lines: the programs, and the machine. `browser` is the path of a Chromium."""
    programs = [
        f"rules {RULES_VERSION}",
        f"Python {platform.python_version()}",
        f"Node {_said(NODE).removeprefix('v')}",
        *(f"{package} {_npm(package)}" for package in ("publicodes", "pyodide")),
        *(f"{package} {version(package)}" for package in ("duckdb", "openfisca-core", "numpy")),
    ]
    if browser:
        programs.append(_said(browser))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{', '.join(programs)}\n{machine}"


def _npm(package: str) -> str:
    about = (PACKAGES / package / "package.json").read_text(encoding="utf-8")
    return json.loads(about)["version"]


def _said(program: str | Path) -> str:
    command = [program, "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
