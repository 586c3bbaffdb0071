"""Data that was recorded once for one version of Pyodide, in JSON files."""

import hashlib
import json
from pathlib import Path
from typing import Any

from pyodide_bundle.errors import PackError


def module_hash(module: bytes) -> str:
    """The SHA-256 of Pyodide's WebAssembly module, which identifies its version."""
    return hashlib.sha256(module).hexdigest()


def recorded(file: Path, key: str, module: bytes, left_out: str) -> Any:
    """The value of `key` in a JSON file ``{"module": hash of the module, key: value, ...}``.

    Raises PackError where the file was recorded for a module other than `module`; a bundle
    built with the steps `left_out` is what it has to be recorded with.
    """
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if found["module"] != module_hash(module) or key not in found:
        raise PackError(
            f"{file.name} was made for another Pyodide: build with the steps 'lean {left_out}' "
            "and record it again, see handbook/pyodide-bundle.md"
        )
    return found[key]
