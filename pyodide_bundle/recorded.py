"""What was found once for one version of Pyodide, and noted in a file beside the code."""

import hashlib
import json
from pathlib import Path
from typing import Any

from pyodide_bundle.steps import EngineError


def module_hash(module: bytes) -> str:
    """What tells one version of Pyodide's module from another."""
    return hashlib.sha256(module).hexdigest()


def noted(file: Path, key: str, module: bytes, steps: str, program: str) -> Any:
    """What stands below `key` in a file that names the `module` it was made for.

    Raises EngineError where that is another one: `program` makes it again, after a build with
    the steps `steps` left out.
    """
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if found["module"] != module_hash(module) or key not in found:
        raise EngineError(
            f"{file.name} was made for another Pyodide: run `PASSERELLE_ENGINE='lean {steps}' "
            f"make site`, then `python {program}`"
        )
    return found[key]
