// Runs Python away from the page, so that the page never freezes.
// In:  {start: {engine, name, sizes, lock, memory}} once (see calculator/engine/pack.py), then
//      {id, request} for each question.
// Out: {loaded, total} while bytes arrive, {starting}, {ready}, {id, reply},
//      {failed, file}: `file` is the one that did not come, null where the engine is at fault.

import { startFromImage, startLean, startStock } from "./start.js";

const STOCK_SCRIPTS = ["pyodide.mjs"];
const LEAN_SCRIPTS = [...STOCK_SCRIPTS, "pyodide.asm.mjs"];

let answer = null;
let failed = false;
// By response: a promise that ends when its bytes are counted, and one of the module in it.
const counted = new WeakMap();
const compiled = new WeakMap();
const waiting = [];

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (answer) reply(data);
  else waiting.push(data);
};

async function start({ engine, name, sizes, lock, memory }) {
  try {
    // Before the large files: the browser hands them out in turn.
    const scripts = (name === "lean" ? LEAN_SCRIPTS : STOCK_SCRIPTS).map((file) => script(engine + file));
    const files = watchFetches(engine, sizes);
    answer = await (name === "lean" ? lean({ engine, scripts, lock, files, memory }) : stock(engine, scripts));
    postMessage({ ready: true });
    waiting.splice(0).forEach(reply);
  } catch (error) {
    fail(error);
  }
}

async function stock(engine, scripts) {
  const [{ loadPyodide }] = await Promise.all(scripts);
  return startStock({ loadPyodide, engine });
}

// Everything is asked for at once: on a slow line each wait for another costs.
async function lean({ engine, scripts, lock, files, memory }) {
  const content = files.get(memory ? "passerelle.image" : "passerelle.pack");
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(scripts);
  const given = { loadPyodide, createPyodideModule, engine, lock };
  return memory
    ? startFromImage({ ...given, image: content, size: memory })
    : startLean({ ...given, packages: content });
}

async function script(address) {
  try {
    return await import(address);
  } catch (error) {
    throw missing(address.slice(address.lastIndexOf("/") + 1), error?.message ?? error);
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

function missing(file, why) {
  return Object.assign(new Error(`${file}: ${why}`), { file });
}

// Pyodide waits for ever when a file does not come as it should, and reports no progress: ask
// for the files in its place, count the bytes (after decompression), and say what is wrong.
// Gives by name a promise: of the response for a module, of the bytes for another file.
function watchFetches(engine, sizes) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  let told = -1;
  const fetchOriginal = self.fetch;
  const coming = new Map(Object.keys(sizes).map((name) => [name, get(name)]));
  coming.forEach((one) => one.catch(() => {})); // told already

  self.fetch = async (address, options) => {
    const name = new URL(address, engine).href.slice(engine.length);
    // Pyodide asks for it in any case; what is in an image was read from it.
    if (name === "python_stdlib.zip" && !(name in sizes)) return new Response();
    const found = await coming.get(name);
    if (!found) return fetchOriginal(address, options);
    return found instanceof Response ? found : new Response(found);
  };
  return coming;

  async function get(name) {
    try {
      const response = await fetchOriginal(engine + name);
      // A page instead of a file: the sign-in of a café's network, for instance.
      const page = response.headers.get("content-type")?.startsWith("text/html");
      if (!response.ok || page) throw new Error(response.status);
      if (!name.endsWith(".wasm")) return await read(name, response.body);
      // The response itself goes on: only from it can a browser keep the compiled module.
      counted.set(response, read(name, response.clone().body).catch((error) => fail(missing(name, error.message))));
      // As it comes: the scripts would ask for it later.
      const module = WebAssembly.compileStreaming(response);
      module.catch(() => {}); // told where it is asked for
      compiled.set(response, module);
      return response;
    } catch (error) {
      const why = missing(name, error.message);
      fail(why);
      throw why;
    }
  }

  async function read(name, body) {
    const content = new Uint8Array(sizes[name]);
    const reader = body.getReader();
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (bytes + value.byteLength <= content.length) content.set(value, bytes);
      bytes += value.byteLength;
      loaded += value.byteLength;
      tell();
    }
    if (bytes !== content.length) throw new Error(`${bytes} bytes`);
    return content;
  }

  function tell() {
    const percent = Math.floor((100 * loaded) / total);
    if (percent === told) return;
    told = percent;
    postMessage({ loaded, total });
    if (loaded >= total) postMessage({ starting: true });
  }
}

// Pyodide only warns where a module cannot be used, and then waits for ever.
WebAssembly.instantiateStreaming = async (coming, imports) => {
  const response = await coming;
  try {
    const module = await (compiled.get(response) ?? WebAssembly.compileStreaming(response));
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  } catch (error) {
    // One that is cut short is no library either: which of the two it is, only its length tells.
    await counted.get(response);
    fail(error);
    throw error;
  }
};

self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
