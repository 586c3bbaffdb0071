// Runs Python away from the page, so that the page never freezes.
// In:  {start: {engine, name, lock, memory, names}} once, {file, content} for each of `names`,
//      then {id, request} for each question (see pyodide_bundle/pack.py and engine.js).
// Out: {ready}, {id, reply}, {failed, file}: `file` is a script that did not come, null where the
//      engine is at fault.

import { startFromImage, startLean, startStock } from "./start.js";

const STOCK_SCRIPTS = ["pyodide.mjs"];
const LEAN_SCRIPTS = [...STOCK_SCRIPTS, "pyodide.asm.mjs"];
const MODULE = "pyodide.asm.wasm";

let answer = null;
let failed = false;
let compiled = null;
const waiting = [];
// By name: what gives a file to those who wait for it, and a promise of its bytes.
const given = new Map();
const coming = new Map();

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (data.file) receive(data.file, data.content);
  else if (answer) reply(data);
  else waiting.push(data);
};

async function start({ engine, name, lock, memory, names }) {
  try {
    for (const file of names) coming.set(file, new Promise((resolve) => given.set(file, resolve)));
    serveFiles(engine);
    const lean = name === "lean";
    const scripts = (lean ? LEAN_SCRIPTS : STOCK_SCRIPTS).map((file) => script(engine + file));
    const [{ loadPyodide }, asm] = await Promise.all(scripts);
    const options = { loadPyodide, createPyodideModule: asm?.default, engine, lock };
    if (!lean) answer = await startStock(options);
    else if (memory)
      answer = await startFromImage({
        ...options,
        image: coming.get("passerelle.image"),
        size: memory,
      });
    else answer = await startLean({ ...options, packages: coming.get("passerelle.pack") });
    postMessage({ ready: true });
    waiting.splice(0).forEach(reply);
  } catch (error) {
    fail(error);
  }
}

function receive(file, content) {
  // At once: the scripts would ask for it later.
  if (file === MODULE) compile(content);
  given.get(file)(content);
}

function compile(content) {
  compiled = WebAssembly.compile(content);
  compiled.catch(() => {}); // told where it is asked for
}

async function script(address) {
  try {
    return await import(address);
  } catch (error) {
    const file = address.slice(address.lastIndexOf("/") + 1);
    throw Object.assign(new Error(`${file}: ${error?.message ?? error}`), { file });
  }
}

function reply({ id, request }) {
  if (failed) return; // what is at fault must not answer
  try {
    postMessage({ id, reply: JSON.parse(answer(JSON.stringify(request))) });
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  if (failed) return;
  failed = true; // what follows from it says nothing new
  postMessage({ failed: String(error?.message ?? error).slice(-2000), file: error?.file ?? null });
}

// Pyodide asks for its files itself, but waits for ever when one does not come as it should, and
// reports no progress: it is given those that the page fetches.
function serveFiles(engine) {
  const fetchOriginal = self.fetch;
  self.fetch = async (address, options) => {
    const name = new URL(address, engine).href.slice(engine.length);
    if (coming.has(name)) return new Response(await coming.get(name));
    // Pyodide asks for it in any case; what is in an image was read from it.
    if (name === "python_stdlib.zip") return new Response();
    return fetchOriginal(address, options);
  };
}

// Pyodide only warns where a module cannot be used, and then waits for ever.
WebAssembly.instantiateStreaming = async (_, imports) => {
  try {
    await coming.get(MODULE);
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  } catch (error) {
    fail(error);
    throw error;
  }
};

self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
