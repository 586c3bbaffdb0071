"""The steps of the lean bundle: the setting, and what each removes from modules and scripts."""

import hashlib
import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pyodide_bundle import PackError, scripts, unread_data, wasm
from pyodide_bundle.rehearsal import COMPILED, TRACING
from pyodide_bundle.steps import LEAN, STOCK, Steps, steps_of

# Two functions () -> i32, 7 and 8 (the second with a local), exported as a and b; a memory of
# a page that begins with "hi"; a custom section that is kept, and one that is not.
IMPORT, GLOBAL = 2, 6
MODULE = wasm.MAGIC + b"".join(
    [
        b"\x00\x0a\x08dylink.0\x01",
        b"\x01\x05\x01\x60\x00\x01\x7f",
        b"\x02\x08\x01\x01e\x01g\x03\x7f\x00",
        b"\x03\x03\x02\x00\x00",
        b"\x05\x03\x01\x00\x01",
        b"\x06\x06\x01\x7f\x01\x41\x05\x0b",
        b"\x07\x09\x02\x01a\x00\x00\x01b\x00\x01",
        b"\x0a\x0d\x02\x04\x00\x41\x07\x0b\x06\x01\x01\x7f\x41\x08\x0b",
        b"\x0b\x08\x01\x00\x41\x00\x0b\x02hi",
        b"\x00\x05\x04name",
    ]
)


@pytest.mark.parametrize(
    ("setting", "steps"),
    [
        ("", LEAN),
        ("lean", LEAN),
        ("stock", STOCK),
        (" stock ", STOCK),
        ("lean -scripts", ("lean", "objects", "machine", "data")),
        ("lean -objects", ("lean", "machine", "data", "scripts")),
        ("lean -machine -data -scripts", ("lean", "objects")),
    ],
)
def test_setting_chooses_steps(setting: str, steps: Steps) -> None:
    assert steps_of(setting, "PASSERELLE_ENGINE") == steps


@pytest.mark.parametrize(
    "setting", ["fat", "stock -scripts", "lean scripts", "lean -lean", "lean -nothing"]
)
def test_unknown_setting_is_refused_with_the_accepted_ones(setting: str) -> None:
    with pytest.raises(PackError) as caught:
        steps_of(setting, "PASSERELLE_ENGINE")
    assert str(caught.value).startswith("PASSERELLE_ENGINE: must be stock, or lean with steps")
    assert str(caught.value).endswith(f"got {setting}")


def test_a_module_is_read() -> None:
    assert wasm.function_bodies(MODULE) == [b"\0\x41\x07\x0b", b"\x01\x01\x7f\x41\x08\x0b"]
    assert wasm.exports(MODULE) == {"a": (0, 0), "b": (0, 1)}
    with pytest.raises(PackError, match="not a WebAssembly module"):
        wasm.sections(b"\x7fELF")


def test_only_functions_that_did_not_run_are_emptied() -> None:
    lean = dict(wasm.sections(wasm.trim(MODULE, {1}, {"b"})))
    whole = dict(wasm.sections(MODULE))
    assert lean[wasm.CODE] == b"\x02\x03\x00\x00\x0b\x06\x01\x01\x7f\x41\x08\x0b"
    assert lean[wasm.EXPORT] == b"\x01\x01b\x00\x01"
    same = (IMPORT, GLOBAL, wasm.DATA)
    assert {id: lean[id] for id in same} == {id: whole[id] for id in same}
    parts = wasm.sections(wasm.trim(MODULE, {1}, {"b"}))
    customs = [body for id, body in parts if id == wasm.CUSTOM]
    assert customs == [b"\x08dylink.0\x01"]


def test_with_all_that_ran_a_module_stays_as_it_is() -> None:
    debug = b"\x00\x05\x04name"
    assert wasm.trim(MODULE, {0, 1}, {"a", "b"}) == MODULE.removesuffix(debug)


# Imports a function; of its own, the first calls the second, that calls the import, the others call
# nothing; the first and the third are exported.
CHAIN = wasm.MAGIC + b"".join(
    [
        b"\x01\x04\x01\x60\x00\x00",
        b"\x02\x07\x01\x01e\x01f\x00\x00",
        b"\x03\x05\x04\x00\x00\x00\x00",
        b"\x07\x09\x02\x01a\x00\x01\x01c\x00\x03",
        b"\x0a\x11\x04\x04\x00\x10\x02\x0b\x04\x00\x10\x00\x0b\x02\x00\x0b\x02\x00\x0b",
    ]
)


@pytest.mark.parametrize(("called", "ran"), [("", ""), ("a", "12"), ("c", "3"), ("ac", "123")])
def test_node_tells_which_functions_of_a_module_ran(called: str, ran: str) -> None:
    script = f"""
      const module = new WebAssembly.Module(Uint8Array.from({[*CHAIN]}));
      const {{ exports }} = new WebAssembly.Instance(module, {{ e: {{ f() {{}} }} }});
      for (let round = 0; round < 1e5; round += 1) for (const name of "{called}") exports[name]();
    """
    node = Path(__file__).resolve().parents[2] / ".venv" / "bin" / "node"
    command = [str(node), *TRACING, "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    # By its place; 0 is the import.
    assert {*COMPILED.findall(done.stdout)} == {*ran}


def test_long_runs_of_zeros_are_removed() -> None:
    contents = b"x" * 70 + bytes(255) + b"y" + bytes(256) + b"z" + bytes(300)
    data = b"\x01\x00\x41" + leb(16384) + b"\x0b" + _number(len(contents)) + contents
    parts = ((wasm.DATA_COUNT, b"\x01"), (wasm.DATA, data))
    module = wasm.assemble(parts, {})
    before = wasm.memory(module)
    assert before == bytes(16384) + contents
    short = wasm.with_memory(module, before)
    assert wasm.memory(short) == before.rstrip(b"\0")
    assert dict(wasm.sections(short))[wasm.DATA_COUNT] == b"\x02"
    found = [(address, len(content)) for address, content in wasm.segments(short)]
    assert found == [(16384, 70 + 255 + 1), (16384 + 70 + 255 + 1 + 256, 1)]


@pytest.mark.parametrize("value", [0, 63, 64, 127, 128, 8191, 8192, 31_457_280])
def test_numbers_are_read_as_they_are_written(value: int) -> None:
    assert wasm.Reader(wasm.number(value)).number() == value


@pytest.mark.parametrize("address", [256, 8191, 8192, 31_457])
def test_addresses_of_segments_are_not_taken_for_negative_ones(address: int) -> None:
    """A browser tells where they are: it reads them with their sign."""
    parts = [
        (IMPORT, b"\x01\x01e\x06memory\x02\x00\x01"),
        (wasm.DATA, b"\0"),
    ]
    module = wasm.with_memory(wasm.assemble(parts, {}), bytes(address) + b"x")
    script = f"""
      const memory = new WebAssembly.Memory({{ initial: 1 }});
      const module = new WebAssembly.Module(Uint8Array.from({[*module]}));
      new WebAssembly.Instance(module, {{ e: {{ memory }} }});
      console.log(new Uint8Array(memory.buffer).indexOf(120))"""
    node = Path(__file__).resolve().parents[2] / ".venv" / "bin" / "node"
    done = subprocess.run([str(node), "-e", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) == address


# A module whose memory has 16,384 zeros, then four tables of a hundred bytes; its functions
# name the second and the third.
TABLES = [16384 + 100 * place for place in range(4)]


def module_with_tables() -> bytes:
    contents = b"".join(bytes([65 + place]) * 100 for place in range(4))
    data = b"\x01\x00\x41" + leb(16384) + b"\x0b" + _number(400) + contents
    bodies = [b"\0\x41" + leb(TABLES[place]) + b"\x1a\x0b" for place in (1, 2)]
    code = bytes([2]) + b"".join(bytes([len(body)]) + body for body in bodies)
    export = b"\x01\x09PyInit_c!\x00\x01"
    parts = ((wasm.EXPORT, export), (wasm.CODE, code), (wasm.DATA, data))
    return wasm.assemble(parts, {})


def table(content: bytes, *read_by: str) -> dict[str, Any]:
    hash = hashlib.sha256(content).hexdigest()
    begins = content[:16].hex()
    return {"begins": begins, "size": len(content), "sha256": hash, "read_by": read_by}


def leb(value: int) -> bytes:
    """Three bytes of seven bits, the lowest first."""
    return bytes([value & 127 | 128, value >> 7 & 127 | 128, value >> 14])


@pytest.mark.parametrize(("ran", "left"), [({0}, "B"), ({1}, "AC"), ({0, 1}, "ABC"), (set(), "")])
def test_tables_that_a_running_function_may_read_are_kept(
    monkeypatch: pytest.MonkeyPatch, ran: set[int], left: str
) -> None:
    """The first is read through the second function, the next two have their addresses in one."""
    module = module_with_tables()
    known = [table(b"A" * 100, "PyInit_c!"), table(b"B" * 100), table(b"C" * 100)]
    # Content of another version, and content that is nowhere: nothing is overwritten.
    known += [table(b"D" * 99 + b"E"), table(b"F" * 100)]
    monkeypatch.setattr(unread_data, "TABLES", known)
    bodies = [body for place, body in enumerate(wasm.function_bodies(module)) if place in ran]
    names = ["PyInit_c!"] if 1 in ran else []
    after = unread_data.without_unread_data(module, bodies, names)
    content = wasm.memory(after)[16384:]
    assert content.replace(b"\0", b"").decode() == "".join(letter * 100 for letter in left + "D")


def test_known_tables_are_there_and_hold_what_they_say() -> None:
    """The tables in the Pyodide in use, by what each begins with."""
    pyodide = Path(__file__).resolve().parents[2] / "node_modules" / "pyodide"
    module = (pyodide / "pyodide.asm.wasm").read_bytes()
    content = wasm.memory(module)
    held = {}
    for one in unread_data.TABLES:
        assert set(one.get("read_by", ())) <= set(wasm.exports(module))
        place = unread_data.place_of(one, content, ())
        assert place, f"{one['holds']}: not in this Pyodide, see handbook/pyodide-bundle.md"
        held[one["holds"]] = bytes(content[slice(*place)])
    assert len(held) == len(unread_data.TABLES)
    assert b"LETTER" in held["names of characters"]
    places = struct.iter_unpack("<I", held["characters by the place of their names"][:4000])
    assert all(code <= 0x10FFFF for (code,) in places)
    assert held["iconv: names of character sets, and those of one byte"].startswith(b"utf8\0char\0")
    # The first rows of each standard, as its mapping to Unicode has them.
    rows = {"GB 18030": "丂丄丅", "HKSCS": "䏰䰲䘃", "JIS X 0208": "\u3000、。"}
    rows |= {"Big5": "\u3000，、", "KS X 1001": "\u3000、。"}
    for name, row in rows.items():
        assert held[f"iconv: {name}"][:6].decode("utf-16-le") == row
    # 94 characters in each of so many rows.
    assert len(held["iconv: JIS X 0208"]) == 84 * 94 * 2
    assert len(held["iconv: KS X 1001"]) == 93 * 94 * 2
    assert sum(map(len, (held[name] for name in held if "East Asia" in name))) > 500_000


def _number(value: int) -> bytes:
    return bytes([value & 127 | 128, value >> 7]) if value > 127 else bytes([value])


SCRIPT = (
    "var a=1;var _one,_two,_three;function assignWasmExports(wasmExports)"
    '{_one=Module["_one"]=wasmExports["one"];_two=Module["_two"]=wasmExports["two"].value>>>0;'
    '_three=Module["_three"]=wasmExports["three"]}_one();'
)


def test_unused_exports_are_removed_from_the_script() -> None:
    kept = scripts.used_exports(SCRIPT, "Module._three", {"one", "two", "three"})
    assert kept == {"one", "three"}
    lean = scripts.without_exports(SCRIPT, kept)
    # esbuild removes the variable, to which nothing is assigned any more.
    assert "two" not in lean.replace("var _one,_two,_three", "")
    assert lean.endswith('_three=Module["_three"]=wasmExports["three"]}_one();')
    assert scripts.without_exports(SCRIPT, {"one", "two", "three"}) == SCRIPT


def test_a_script_that_is_written_otherwise_is_not_cut() -> None:
    with pytest.raises(PackError, match="its list of exports was not found"):
        scripts.used_exports("var _one;", "", {"one"})


# Of two imports, f and g, the second body calls g; the first only seems to call f.
CALLING = [b"\x00\x41\x10\x00\x0b", b"\x00\x10\x01\x0b"]


@pytest.mark.parametrize(("ran", "called"), [(set(), ""), ({0}, "f"), ({1}, "g"), ({0, 1}, "fg")])
def test_functions_that_may_be_called_are_found(ran: set[int], called: str) -> None:
    bodies = [CALLING[place] for place in ran]
    assert scripts.called_imports(bodies, ["f", "g", "h"]) == set(called)


WHOLE = (
    "async function _createPyodideModule(moduleArg={}){var Module=moduleArg;"
    "var moduleRtn,unassigned;"
    'function _draw(){return "lines"}_draw.sig="v";function _send(){return helper()}'
    '_send.sig="v";var helper=()=>eval("7");var _byAddress=()=>8;_byAddress.sig="i";'
    'Module["draw"]=_draw;Module["send"]=_send;Module["_api"]=helper;'
    "var wasmImports={draw:_draw,send:_send,byAddress:_byAddress};"
    "var imports={env:wasmImports,wasi_snapshot_preview1:wasmImports,other:1};"
    "moduleRtn={given:imports.env,sig:_byAddress.sig,Module}\n"
    ";return moduleRtn}export default _createPyodideModule;\n"
)
RUN = """
const { default: create } = await import(process.argv[1]);
const { given, sig, Module } = await create();
const told = (() => { try { return given.draw(); } catch (error) { return error.message; } })();
console.log(JSON.stringify([given.send(), told, sig, Object.keys(Module)]));
"""


def test_uncalled_functions_are_removed_with_what_only_they_need(tmp_path: Path) -> None:
    lean = scripts.without_functions(WHOLE, "m._api", {"send", "byAddress"}, {"byAddress"})
    assert "_draw.sig" not in lean
    assert "_send.sig" not in lean
    project = Path(__file__).resolve().parents[2]
    node = project / ".venv" / "bin" / "node"
    esbuild = [str(node), str(project / "node_modules" / "esbuild" / "bin" / "esbuild")]
    short = scripts.tree_shaken(lean, esbuild)
    assert "lines" not in short
    assert "unassigned" not in short
    file = tmp_path / "script.mjs"
    file.write_text(short)
    command = [str(node), "--input-type=module", "-e", RUN, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [7, "not in the lean engine: draw", "i", ["_api"]]


def test_what_the_script_returns_may_have_any_name(tmp_path: Path) -> None:
    """`moduleRtn` in Pyodide 314, `Module` in 315."""
    project = Path(__file__).resolve().parents[2]
    node = project / ".venv" / "bin" / "node"
    body = "var Module=moduleArg;Module.seven=await 7;await Module.seven\n;return Module"
    script = f"async function _createPyodideModule(moduleArg={{}}){{{body}}}"
    esbuild = [str(node), str(project / "node_modules" / "esbuild" / "bin" / "esbuild")]
    file = tmp_path / "script.mjs"
    file.write_text(scripts.tree_shaken(f"{script}export default _createPyodideModule;\n", esbuild))
    run = "console.log((await (await import(process.argv[1])).default({})).seven)"
    command = [str(node), "--input-type=module", "-e", run, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "7\n"


@pytest.mark.parametrize("text", ["var wasmImports={a};", "var imports={env:wasmImports,"])
def test_a_script_that_gives_otherwise_is_not_cut(text: str) -> None:
    with pytest.raises(PackError, match="what it gives to the module was not found"):
        scripts.without_functions(text, "", set(), set())


def test_a_script_that_is_not_one_function_is_not_cut() -> None:
    with pytest.raises(PackError, match="it is not one function"):
        scripts.tree_shaken("var one = 1;", ["esbuild"])


def test_a_script_that_esbuild_does_not_understand_stops_the_build() -> None:
    project = Path(__file__).resolve().parents[2]
    node = project / ".venv" / "bin" / "node"
    esbuild = [str(node), str(project / "node_modules" / "esbuild" / "bin" / "esbuild")]
    broken = WHOLE.replace("var moduleRtn,", "var (moduleRtn,")
    with pytest.raises(PackError, match=r"(?s)esbuild did not bundle it: .*Expected"):
        scripts.tree_shaken(broken, esbuild)
