"""What the packing of Pyodide is told of the calculator (`pyodide_bundle.application`)."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from build import ProjectBuilder
from pyproject_hooks import quiet_subprocess_runner

from compiler.publish.rehearsal_requests import requests
from compiler.read.kept import NOTHING_KEPT, Kept
from pyodide_bundle.application import Application

# The time of a wheel's files: 2020-02-02, hatchling's own default. The bundle's folder is named
# for its content and cached for ever, so neither the day of the build nor a setting may change
# the content.
WHEEL_TIME = "1580601600"


def application(project: Path, build: Path, kept: Kept = NOTHING_KEPT) -> Application:
    """The calculator, its wheel and requests written to the folder `build`.

    `project` holds pyproject.toml, the packages that it names, and browser/.
    """
    folder = build / "application"
    file = folder / "requests.json"

    def write() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        file.write_text(json.dumps(list(requests())), encoding="utf-8")
        ProjectBuilder(project, runner=_at_wheel_time).build("wheel", folder)

    # No document takes part.
    kept.made("application", [], folder, write)
    (wheel,) = folder.glob("*.whl")
    return Application(
        wheel=wheel,
        start=project / "browser" / "python" / "start.js",
        prepare="calculator.handle_request:prepare",
        requests=file,
        folder=build / "engine",
    )


def _at_wheel_time(
    cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None
) -> None:
    quiet_subprocess_runner(cmd, cwd, {**(extra_environ or {}), "SOURCE_DATE_EPOCH": WHEEL_TIME})
