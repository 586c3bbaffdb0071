"""How long `make serve` takes from a saved file to the page that shows it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.request import urlopen

# Between two changes a person writes; what the last build left for later is done meanwhile.
PAUSE_S = 10.0


def saved_to_shown(
    project: Path, environment: Mapping[str, str], edit: Callable[[], None]
) -> float:
    """Seconds from an edit of a built project to the end of the build that pages hear of.

    Raises RuntimeError where that build fails.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "compiler.live"],
        cwd=project,
        env={**os.environ, **environment, "PORT": "0", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        address = next(line.split()[0] for line in process.stdout if line.startswith("http://"))
        time.sleep(PAUSE_S)
        edit()
        start = time.monotonic()
        found = _news(address)
        clock = time.monotonic() - start
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
    if found["fault"]:
        raise RuntimeError(found["fault"])
    return clock


def _news(address: str) -> dict[str, str]:
    """What became of the second build."""
    while True:
        with urlopen(f"{address}.builds/news?after=1") as sent:
            found: dict[str, str] = json.load(sent)
        # The server answers after a while without any news too.
        if found["number"] != 1:
            return found
