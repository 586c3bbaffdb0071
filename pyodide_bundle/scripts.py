"""Removes unused names from ``pyodide.asm.mjs``: nine tenths of them.

The script declares a variable for each of 8,560 exports of the WebAssembly module and uses some
300; it passes 1,370 functions (graphics, sockets) to the module, of which the functions that run
call some hundred. Without those names esbuild removes the code that only they needed: a megabyte
less to parse before Python can start.

An export is kept where its name occurs anywhere else. A call of a function that was removed raises
an error that leads to the stock bundle.
"""

import re
import subprocess
from collections.abc import Collection, Sequence

from pyodide_bundle import PackError
from pyodide_bundle.wasm import Reader

# The oldest browsers that run Pyodide: those that know WebAssembly's exceptions, modules in
# workers, and the policy's word that allows WebAssembly. Lowering to them writes out 66 static
# blocks of classes, for Safari before 16.4: 0.7 KB more of 1.5 MB, compressed.
TARGET = "chrome97,firefox114,safari16"

TOKEN = re.compile(r"[A-Za-z_$][\w$]*")
# The declaration of all variables, and the function after it that assigns the exports.
PLACE = re.compile(r"var [\w$,]+;function assignWasmExports\(wasmExports\)\{[^}]*\}")
ASSIGNMENT = re.compile(
    r'[\w$]+=Module\["[\w$]+"\]=wasmExports\["([\w$]+)"\](?:\.value)?(?:>>>0)?;?'
)
# The imports given to the module: names, or `name: variable`.
GIVEN = re.compile(r"var wasmImports=\{([^}]*)\}")
# Where they are passed; replaced by a proxy that reports a removed function by its name.
PASSED = "var imports={env:wasmImports,wasi_snapshot_preview1:wasmImports,"
REPORTING = (
    "var telling=new Proxy(wasmImports,{get:(all,name)=>all[name]??"
    '(()=>{throw new Error("not in the lean engine: "+name)})});'
    "var imports={env:telling,wasi_snapshot_preview1:telling,"
)
# The signature of a function that is called by its address.
SIGNATURE = re.compile(r'([\w$]+)\.sig="[^"]*";?')
# Properties that the script sets on its Module object.
OFFERED = re.compile(r'Module\["([\w$]+)"\]=[\w$]+;')
REACHED = re.compile(r"""(?<=[."'`])[A-Za-z_$][\w$]*""")
# A direct `eval` keeps esbuild from renaming anything. It is never called: a site with a content
# security policy forbids it.
EVAL = re.compile(r"(?<![\w$.])eval\(")
# The instruction `call` with the index of one of the first 16,384 functions.
CALL = re.compile(rb"\x10(?=([\x80-\xff]?[\x00-\x7f]))")

OPTIONS = (
    *("--bundle", "--minify", "--format=esm", "--platform=neutral", "--external:node:*"),
    *("--external:ws", "--charset=utf8", f"--target={TARGET}", "--log-level=error"),
)
HEAD = "async function _createPyodideModule(moduleArg={}){"
END = re.compile(r";\s*return (\w+)\}export default _createPyodideModule;\s*\Z")
# Replaces `return` while the function's body is bundled as a module of its own.
RESULT = "globalThis.__moduleRtn="


def used_exports(script: str, loader: str, exports: Collection[str]) -> set[str]:
    """The exports that ``pyodide.asm.mjs`` uses beyond declaring a variable for them, and those
    that `loader`, the text of ``pyodide.mjs``, uses."""
    place = PLACE.search(script)
    if not place:
        raise PackError("pyodide.asm.mjs: its list of exports was not found")
    rest = set(TOKEN.findall(f"{script[: place.start()]};{script[place.end() :]};{loader}"))
    return {name for name in exports if name in rest or f"_{name}" in rest}


def without_exports(script: str, kept: Collection[str]) -> str:
    """The script, assigning to variables the exports `kept` only."""
    return ASSIGNMENT.sub(lambda found: found[0] if found[1] in kept else "", script)


def called_imports(bodies: Collection[bytes], imported: Sequence[str]) -> set[str]:
    """Those of the imported functions, named in order, that functions with these bodies may call.

    Bytes that only look like a call may keep a function too many; none is missed.
    """
    called = {Reader(call[1]).number() for body in bodies for call in CALL.finditer(body)}
    return {name for place, name in enumerate(imported) if place in called}


def without_functions(
    script: str, loader: str, needed: Collection[str], linked: Collection[str]
) -> str:
    """The script, passing only the functions `needed` to the module.

    `linked` are those of them that are called by address. Of the properties that the script sets
    on its Module object, those are kept that it or `loader` reads by name.
    """
    given = GIVEN.search(script)
    if not given or PASSED not in script:
        raise PackError("pyodide.asm.mjs: what it gives to the module was not found")
    names = [entry for entry in given[1].split(",") if entry.split(":")[0].strip() in needed]
    script = f"{script[: given.start(1)]}{','.join(names)}{script[given.end(1) :]}"
    script = script.replace(PASSED, REPORTING)
    by_address = {*linked, *(f"_{name}" for name in linked)}
    script = SIGNATURE.sub(lambda found: found[0] if found[1] in by_address else "", script)
    reached = {*REACHED.findall(OFFERED.sub("", script) + loader)}
    return OFFERED.sub(lambda found: found[0] if found[1] in reached else ";", script)


def tree_shaken(script: str, esbuild: Sequence[str]) -> str:
    """The script, bundled and minified: without unreferenced code. `esbuild` is the command."""
    end = END.search(script)
    if not script.startswith(HEAD) or not end:
        raise PackError("pyodide.asm.mjs: it is not one function")
    # esbuild removes unused declarations at the top level only, so the body is made a module.
    body = f"{EVAL.sub('(0,eval)(', script[len(HEAD) : end.start()])};{RESULT}{end[1]};"
    done = subprocess.run(
        [*esbuild, *OPTIONS], input=body, capture_output=True, text=True, check=False
    )
    if done.returncode or done.stdout.count(RESULT) != 1:
        raise PackError(f"pyodide.asm.mjs: esbuild did not bundle it: {done.stderr.strip()}")
    return f"{HEAD}{done.stdout.replace(RESULT, 'return ')}}}export default _createPyodideModule;"
