"""Leaves out of ``pyodide.asm.mjs`` what nothing uses any more: nine tenths of its names.

The script makes a variable for each of 8,560 exports of the WebAssembly module and uses 300 of
them; it brings 1,370 functions for the module to call (graphics, sockets), of which functions
that run call some hundred. Once neither is named, esbuild leaves out what only they needed. A
phone has a megabyte less to read before Python can start.

An export is kept where its name occurs anywhere else. Whoever calls a function that is gone has
an error that gives way to the stock engine.
"""

import re
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from pyodide_bundle.steps import EngineError
from pyodide_bundle.wasm import FUNCTION_KIND, Reader, function_bodies, imports

# All browsers that run the engine (WebAssembly's exceptions) know these.
TARGET = "es2022"

TOKEN = re.compile(r"[A-Za-z_$][\w$]*")
# One declaration of all variables, right before the function that sets them.
PLACE = re.compile(r"var ([\w$]+(?:,[\w$]+)*);function assignWasmExports\(wasmExports\)\{([^}]*)\}")
ASSIGNMENT = re.compile(
    r'([\w$]+)=Module\["[\w$]+"\]=wasmExports\["([\w$]+)"\](?:\.value)?(?:>>>0)?'
)
# What the module is given: names, or a name and a variable.
GIVEN = re.compile(r"var wasmImports=\{([^}]*)\}")
# Where it is handed over, so that a function that is gone can be told.
HANDED = "var imports={env:wasmImports,wasi_snapshot_preview1:wasmImports,"
TELLING = (
    "var telling=new Proxy(wasmImports,{get:(all,name)=>all[name]??"
    '(()=>{throw new Error("not in the lean engine: "+name)})});'
    "var imports={env:telling,wasi_snapshot_preview1:telling,"
)
# What a function takes and gives, for those that are called by their address.
SIGNATURE = re.compile(r'([\w$]+)\.sig="[^"]*";?')
# What the script gives to the outside.
OFFERED = re.compile(r'Module\["([\w$]+)"\]=[\w$]+;')
REACHED = re.compile(r"""\.([A-Za-z_$][\w$]*)|["'`]([A-Za-z_$][\w$]*)["'`]""")
# Never called (the site's policy forbids it); where it stands alone, all names must stay.
EVAL = re.compile(r"(?<![\w$.])eval\(")
# An instruction `call`, and the number of one of the first 16,384 functions.
CALL = re.compile(rb"\x10(?=([\x80-\xff]?[\x00-\x7f]))")

# Functions of the script that the module calls by their address get one each: for that the script
# looks through the whole table of the module's own, and makes a small module for each. None is in
# the table, and nothing but these is asked for by address.
LOOKED_THROUGH = (
    "if(!functionsInTableMap){functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)}"
)
EXPORTED = "if(isInternalSym(symName)){continue}var value=exports[symName];"
ASKED_FOR = "if(isInternalSym(symName)||!GOT[symName]){continue}var value=exports[symName];"
RESOLVED = "var reportUndefinedSymbols=()=>{"
# One module for all: a type, an import and an export for each.
TOGETHER = """
var linkTogether=links=>{
  var number=n=>[n%128|128,n>>7];
  var section=(id,items)=>[id,...uleb128EncodeWithLen([...number(items.length),...items.flat()])];
  var name=place=>uleb128EncodeWithLen([...String(place)].map(sign=>sign.charCodeAt(0)));
  var signatures=[...new Set(links.map(([,func])=>func.sig))];
  var types=signatures.map(sig=>
    [96,...generateTypePack(sig.slice(1)),...generateTypePack(sig[0]==="v"?"":sig[0])]);
  var given=links.map(([,func],place)=>
    [...name("e"),...name(place),0,...number(signatures.indexOf(func.sig))]);
  var taken=links.map((_,place)=>[...name(place),0,...number(place)]);
  var bytes=Uint8Array.of(0,97,115,109,1,0,0,0,
    ...section(1,types),...section(2,given),...section(7,taken));
  var instance=new WebAssembly.Instance(new WebAssembly.Module(bytes),
    {e:Object.fromEntries(links.map(([,func],place)=>[place,func]))});
  var first=wasmTable.grow(links.length);
  links.forEach(([entry,func],place)=>{
    setWasmTableEntry(first+place,instance.exports[place]);
    functionsInTableMap.set(func,first+place);
    entry.value=first+place;
  });
};
"""
LINKING = (
    "var open=Object.entries(GOT).map(([name,entry])=>[entry,resolveGlobalSymbol(name,true).sym]);"
    "linkTogether(open.filter(([entry,func])=>entry.value==-1&&func?.sig));"
)

HEAD = "async function _createPyodideModule(moduleArg={}){"
END = re.compile(r";\s*return moduleRtn\}export default _createPyodideModule;\s*\Z")
# Stands for the end while the function's content is treated as a module of its own.
RESULT = "globalThis.__moduleRtn="


class Esbuild(NamedTuple):
    """esbuild: the program that runs it, and the folder of npm's packages."""

    node: Path
    packages: Path


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


def called_imports(module: bytes, ran: Collection[int]) -> set[str]:
    """The functions from outside that the functions `ran` of a module may call.

    Bytes that only look like a call keep a function too many, and none is missed.
    """
    names = [one.name for one in imports(module) if one.kind == FUNCTION_KIND]
    bodies = function_bodies(module)
    calls = (call[1] for place in ran for call in CALL.finditer(bodies[place]))
    found = (Reader(call).number() for call in calls)
    return {names[number] for number in found if number < len(names)}


def without_functions(
    script: str, loader: str, needed: Collection[str], linked: Collection[str]
) -> str:
    """The script, with only the functions `needed` for the module to call named.

    `linked` are those of them that are called by their address. Of what the script offers to
    the outside only that is kept which it or `loader` asks for by name.
    """
    given = GIVEN.search(script)
    if not given or HANDED not in script:
        raise EngineError("pyodide.asm.mjs: what it gives to the module was not found")
    names = [entry for entry in given[1].split(",") if entry.split(":")[0].strip() in needed]
    script = f"{script[: given.start(1)]}{','.join(names)}{script[given.end(1) :]}"
    script = script.replace(HANDED, TELLING)
    by_address = {*linked, *(f"_{name}" for name in linked)}
    script = SIGNATURE.sub(lambda found: found[0] if found[1] in by_address else "", script)
    reached = {one for pair in REACHED.findall(OFFERED.sub("", script) + loader) for one in pair}
    return OFFERED.sub(lambda found: found[0] if found[1] in reached else ";", script)


def linked_together(script: str) -> str:
    """The script, which gives addresses to its functions in one go."""
    for found in (LOOKED_THROUGH, EXPORTED, RESOLVED, "var functionsInTableMap;"):
        if script.count(found) != 1:
            raise EngineError("pyodide.asm.mjs: how its functions get addresses was not found")
    script = script.replace("var functionsInTableMap;", "var functionsInTableMap=new WeakMap;")
    script = script.replace(LOOKED_THROUGH, "").replace(EXPORTED, ASKED_FOR)
    return script.replace(RESOLVED, f"{TOGETHER}{RESOLVED}{LINKING}")


def shaken(script: str, esbuild: Esbuild) -> str:
    """The script without what nothing in it refers to, and with short names."""
    end = END.search(script)
    if not script.startswith(HEAD) or not end:
        raise EngineError("pyodide.asm.mjs: it is not one function")
    content = EVAL.sub("(0,eval)(", script[len(HEAD) : end.start()])
    # Only what stands outside of functions is looked through.
    short = _run(
        [
            *(str(esbuild.node), str(esbuild.packages / "esbuild" / "bin" / "esbuild")),
            *("--bundle", "--minify", "--format=esm", "--platform=neutral", "--external:node:*"),
            *("--external:ws", "--charset=utf8", f"--target={TARGET}", "--log-level=error"),
        ],
        f"{content};{RESULT}moduleRtn;",
    )
    if short.count(RESULT) != 1:
        raise EngineError("pyodide.asm.mjs: esbuild left out its result")
    body = short.replace(RESULT, "return ")
    return f"{HEAD}{body}}}export default _createPyodideModule;"


def _run(command: Sequence[str], text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EngineError(f"pyodide.asm.mjs: {done.stderr.strip()}")
    return done.stdout


def _place(script: str) -> re.Match[str]:
    found = PLACE.search(script)
    if not found:
        raise EngineError("pyodide.asm.mjs: its list of exports was not found")
    return found
