import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, mock, test } from "node:test";
import {
  allowsWebAssembly,
  canRunPython,
  knowsWebAssembly,
  MODULE,
} from "../../../browser/python/support.js";
import { featuresOf } from "./wasm_features.js";

// The bundle's module has only functions of this one.
const PYODIDE = new URL("../../../node_modules/pyodide/pyodide.asm.wasm", import.meta.url);

const originals = { WebAssembly: globalThis.WebAssembly };
afterEach(() => {
  mock.restoreAll();
  Object.assign(globalThis, originals);
});

test("a browser with all that Python needs", () => {
  assert.ok(knowsWebAssembly() && allowsWebAssembly() && canRunPython());
});

test("a browser without WebAssembly", () => {
  Object.assign(globalThis, { WebAssembly: undefined });
  assert.ok(!knowsWebAssembly() && !allowsWebAssembly() && !canRunPython());
});

test("a browser with WebAssembly of an older kind", () => {
  mock.method(WebAssembly, "validate", () => false);
  assert.ok(!knowsWebAssembly() && !canRunPython());
});

test("a page whose policy forbids WebAssembly", () => {
  mock.method(WebAssembly, "Module", () => {
    throw new WebAssembly.CompileError("unsafe-eval");
  });
  assert.ok(knowsWebAssembly() && !allowsWebAssembly() && !canRunPython());
});

test("each part of the module counts", () => {
  // The first byte of an instruction changed to one that no browser knows.
  const instructions = { catch_all: [0x19], extend8_s: [0xc0], saturating: [0xfc, 0x00] };
  const more = { is_null: [0xd1], fill: [0xfc, 0x0b] };
  for (const [name, bytes] of Object.entries({ ...instructions, ...more })) {
    const place = MODULE.findIndex((_, at) => bytes.every((byte, n) => MODULE[at + n] === byte));
    assert.ok(place > 0, name);
    const broken = MODULE.slice();
    broken[place] = 0xff;
    assert.ok(!WebAssembly.validate(broken), name);
  }
});

test("what is asked for is what Pyodide's module is made of", () => {
  const needed = featuresOf(readFileSync(PYODIDE));
  assert.deepEqual([...featuresOf(MODULE)].sort(), [...needed].sort());
});
