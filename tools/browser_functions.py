"""Records which functions of Pyodide's WebAssembly module run in a browser: after each upgrade.

A browser runs some functions that Node does not. They are recorded in the tests' Chromium, with
the requests of compiler/publish/rehearsal_requests.py, and written to
compiler/publish/browser_functions.json, which the build adds to those that it records under Node;
a bundle that starts from the library (``-snapshot``) has a list of its own.
Run after `make site`: PASSERELLE_CHROMIUM=... python tools/browser_functions.py
"""

import json
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from compiler.publish.application import BROWSER_FUNCTIONS, application  # noqa: E402
from compiler.serve import server  # noqa: E402
from pyodide_bundle.recorded import module_hash  # noqa: E402
from pyodide_bundle.wasm_functions import COUNTER_NAME, instrument  # noqa: E402

PYODIDE = ROOT / "node_modules" / "pyodide"
WORKER = """
import { startFromImage, startLean } from "./start.js";
import { loadPyodide } from "./lean/pyodide.mjs";
import createPyodideModule from "./lean/pyodide.asm.mjs";
let exported = null;
const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiate.apply(WebAssembly, given);
  exported = made.instance.exports;
  return made;
};
const json = async (name) => (await fetch(name)).json();
const engine = new URL("lean/", location.href).href;
const bytes = async (name) => new Uint8Array(await (await fetch(engine + name)).arrayBuffer());
const { lock, memory } = (await json("engine.json")).engines[0];
const given = { loadPyodide, createPyodideModule, engine, lock };
const answer = await (memory
  ? startFromImage({ ...given, image: bytes("SNAPSHOT"), size: memory })
  : startLean({ ...given, packages: bytes("PACKAGES") }));
for (const request of await json("requests.json")) answer(request);
const ran = Object.entries(exported)
  .filter(([name, counter]) => name.startsWith("COUNTER") && counter.value)
  .map(([name]) => Number(name.slice("COUNTER".length)));
postMessage(ran.sort((one, other) => one - other));
"""
RUN = """
() => new Promise((resolve, reject) => {
  const worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
})
"""


def main() -> int:
    """Record the functions; returns the exit status."""
    packed = application(ROOT, ROOT / "build")
    (engine,) = (ROOT / "site" / "engine").iterdir()
    module = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    with tempfile.TemporaryDirectory() as place:
        stage = Path(place)
        shutil.copytree(engine, stage, dirs_exist_ok=True)
        for compressed in stage.rglob("*.[bg][rz]"):
            compressed.unlink()
        (stage / "lean" / "pyodide.asm.wasm").write_bytes(instrument(module))
        shutil.copy(PYODIDE / "pyodide.asm.mjs", stage / "lean")
        shutil.copy(PYODIDE / "python_stdlib.zip", stage / "lean")  # is requested
        shutil.copy(ROOT / "browser" / "python" / "start.js", stage)
        names = {"SNAPSHOT": packed.snapshot_file, "PACKAGES": packed.packages_file}
        worker = WORKER
        for word, value in {**names, "COUNTER": COUNTER_NAME}.items():
            worker = worker.replace(f'"{word}"', f'"{value}"')
        (stage / "worker.js").write_text(worker)
        (stage / "index.html").write_text("<!doctype html><title>Passerelle</title>")
        shutil.copy(packed.requests, stage / "requests.json")
        serving = server(0, stage)
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("PASSERELLE_CHROMIUM"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto(f"http://localhost:{serving.server_port}/")
            ran = page.evaluate(RUN)
            browser.close()
        serving.shutdown()
    found = json.loads(BROWSER_FUNCTIONS.read_text(encoding="utf-8"))
    if found["module"] != module_hash(module):
        found = {"module": module_hash(module)}
    found["image" if (engine / "lean" / packed.snapshot_file).is_file() else "library"] = ran
    BROWSER_FUNCTIONS.write_text(json.dumps(found) + "\n", encoding="utf-8")
    print(f"{len(ran)} functions written to {BROWSER_FUNCTIONS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
