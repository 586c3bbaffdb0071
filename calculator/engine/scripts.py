"""Leaves names out of ``pyodide.asm.mjs`` whose WebAssembly functions are not exported any more.

The script makes a variable for each of 8,560 exports and uses 300 of them: 300 KB that a phone
has to read before Python can start. An export is kept where its name occurs anywhere else.
"""

import re
from collections.abc import Collection

from calculator.engine.settings import EngineError

TOKEN = re.compile(r"[A-Za-z_$][\w$]*")
# One declaration of all variables, right before the function that sets them.
PLACE = re.compile(r"var ([\w$]+(?:,[\w$]+)*);function assignWasmExports\(wasmExports\)\{([^}]*)\}")
ASSIGNMENT = re.compile(
    r'([\w$]+)=Module\["[\w$]+"\]=wasmExports\["([\w$]+)"\](?:\.value)?(?:>>>0)?'
)


def used_exports(script: str, loader: str, exports: Collection[str]) -> set[str]:
    """The exports that ``pyodide.asm.mjs`` uses beyond making a variable of them, and those
    that `loader`, the text of ``pyodide.mjs``, uses."""
    place = _place(script)
    rest = set(TOKEN.findall(f"{script[: place.start()]};{script[place.end() :]};{loader}"))
    return {name for name in exports if name in rest or f"_{name}" in rest}


def without_exports(script: str, kept: Collection[str]) -> str:
    """The script, with variables for the exports `kept` only."""
    place = _place(script)
    statements = [one for one in place[2].split(";") if one]
    gone = {
        found[1]
        for one in statements
        if (found := ASSIGNMENT.fullmatch(one)) and found[2] not in kept
    }
    variables = [name for name in place[1].split(",") if name not in gone]
    left = [
        one for one in statements if not ((found := ASSIGNMENT.fullmatch(one)) and found[1] in gone)
    ]
    text = f"var {','.join(variables)};function assignWasmExports(wasmExports){{{';'.join(left)}}}"
    return script[: place.start()] + text + script[place.end() :]


def _place(script: str) -> re.Match[str]:
    found = PLACE.search(script)
    if not found:
        raise EngineError("pyodide.asm.mjs: its list of exports was not found")
    return found
