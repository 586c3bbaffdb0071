"""The processor's milliseconds from Pyodide's files to the first answer, under Node.

`python -m benchmarks.engine_start FOLDER ...`: folders of packed bundles (`build/engine/*`). Build
them with other settings of PASSERELLE_ENGINE to see what a step saves. Processes of all bundles
take turns. It is the time of the processor, which a busy machine disturbs less than a clock's.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15


def job(folder: Path, place: Path) -> str:
    """What rehearse.mjs is told: to start from the snapshot in a folder, and answer once.

    `place` is a new folder for a copy of the bundle and for what is told.
    """
    bundle = Path(shutil.copytree(folder / "lean", place / "bundle"))
    (bundle / "python_stdlib.zip").write_bytes(b"")  # is asked for, and not read
    (image,) = bundle.glob("*.image")
    lean = json.loads((folder / "engine.json").read_text(encoding="utf-8"))["engines"][0]
    told = {
        "bundle": f"{bundle}/",
        "lock": lean["lock"],
        "start": str(ROOT / "browser" / "python" / "start.js"),
        "requests": str(ROOT / "build" / "application" / "requests.json"),
        "image": str(image),
        "first": 0,
        "every": 10**6,
        "out": str(place / "told.json"),
    }
    return json.dumps(told)


def spent(given: str) -> float:
    """Milliseconds of the processor, over all its cores, for one start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [ROOT / ".venv" / "bin" / "node", ROOT / "pyodide_bundle" / "rehearse.mjs"]
    subprocess.run(command, input=given, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(folders: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        jobs = [job(folder, Path(temporary) / folder.name) for folder in folders]
        rounds = [[spent(given) for given in jobs] for _ in range(ROUNDS)]
    for folder, times in zip(folders, zip(*rounds, strict=True), strict=True):
        print(f"{folder.name}: {median(times):.0f} ms ({min(times):.0f} to {max(times):.0f})")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
