"""What the packing of Pyodide is told of the calculator (`pyodide_bundle.application`)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from build import ProjectBuilder
from pyproject_hooks import quiet_subprocess_runner

from compiler.publish.rehearsal_requests import requests
from pyodide_bundle.application import Application

# The time of a wheel's files: 2020-02-02, hatchling's own default. The bundle's folder is named
# for its content and cached for ever, so neither the day of the build nor a setting may change
# the content.
WHEEL_TIME = "1580601600"


def application(project: Path, build: Path) -> Application:
    """The calculator, its wheel and requests written to the folder `build`.

    `project` holds pyproject.toml, the packages that it names, and browser/.
    """
    folder = build / "application"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "requests.json"
    file.write_text(json.dumps(list(requests())), encoding="utf-8")
    return Application(
        wheel=Path(ProjectBuilder(project, runner=_at_wheel_time).build("wheel", folder)),
        start=project / "browser" / "python" / "start.js",
        prepare="calculator.handle_request:prepare",
        requests=file,
        folder=build / "engine",
    )


def _at_wheel_time(
    cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None
) -> None:
    quiet_subprocess_runner(cmd, cwd, {**(extra_environ or {}), "SOURCE_DATE_EPOCH": WHEEL_TIME})
