// Runs Python away from the page, so that the page never freezes. What it is told and tells has
// the types ToWorker and FromWorker: `start` once, then each of the files named there, and any
// number of requests.

import { startFromImage, startStock } from "./start.js";

/** @import { AnswerRequest, Bundle, FromWorker, ToWorker } from "../types.d.ts" */

const STOCK_SCRIPTS = ["pyodide.mjs"];
const LEAN_SCRIPTS = [...STOCK_SCRIPTS, "pyodide.asm.mjs"];
const MODULE = "pyodide.asm.wasm";

/** Answers a request, both as JSON text. @type {((request: string) => string) | null} */
let answer = null;
let failed = false;
/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null;
/** @type {{ id: number, request: AnswerRequest }[]} */
const waiting = [];
/** What gives a file to those who wait for it. @type {Map<string, (content: Uint8Array<ArrayBuffer>) => void>} */
const given = new Map();
/** The bytes of each file. @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
const coming = new Map();

/** @param {MessageEvent<ToWorker>} event */
self.onmessage = ({ data }) => {
  if ("start" in data) start(data.start);
  else if ("file" in data) receive(data.file, data.content);
  else if (answer) respond(data);
  else waiting.push(data);
};

/** @param {{ folder: string, names: string[] } & Omit<Bundle, "sizes">} bundle */
async function start({ folder, name, lock, names }) {
  try {
    for (const file of names) coming.set(file, new Promise((resolve) => given.set(file, resolve)));
    serveFiles(folder);
    const lean = name === "lean";
    const scripts = (lean ? LEAN_SCRIPTS : STOCK_SCRIPTS).map((file) => script(folder + file));
    const [{ loadPyodide }, asm] = await Promise.all(scripts);
    const options = { loadPyodide, createPyodideModule: asm?.default, engine: folder, lock };
    if (lean) answer = await startFromImage({ ...options, image: file("passerelle.image") });
    else answer = await startStock(options);
    tell({ ready: true });
    waiting.splice(0).forEach(respond);
  } catch (error) {
    fail(error);
  }
}

/**
 * The bytes of a file that the page fetches.
 * @param {string} name
 */
function file(name) {
  const content = coming.get(name);
  if (!content) throw new Error(`${name}: not in the list of files`);
  return content;
}

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} content
 */
function receive(name, content) {
  // At once: the scripts would ask for it later.
  if (name === MODULE) compile(content);
  given.get(name)?.(content);
}

/** @param {Uint8Array<ArrayBuffer>} content */
function compile(content) {
  compiled = WebAssembly.compile(content);
  compiled.catch(() => {}); // told where it is asked for
}

/** @param {string} address */
async function script(address) {
  try {
    return await import(address);
  } catch (error) {
    const file = address.slice(address.lastIndexOf("/") + 1);
    throw Object.assign(new Error(`${file}: ${textOf(error)}`), { file });
  }
}

/** @param {{ id: number, request: AnswerRequest }} message */
function respond({ id, request }) {
  if (failed || !answer) return; // what is at fault must not answer
  try {
    tell({ id, response: JSON.parse(answer(JSON.stringify(request))) });
  } catch (error) {
    fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  if (failed) return;
  failed = true; // what follows from it says nothing new
  const file = error instanceof Error && "file" in error ? String(error.file) : null;
  tell({ failed: textOf(error).slice(-2000), file });
}

/** @param {unknown} error */
function textOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {FromWorker} message */
function tell(message) {
  self.postMessage(message);
}

/**
 * Pyodide asks for its files itself, but waits for ever when one does not come as it should, and
 * reports no progress: it is given those that the page fetches.
 * @param {string} folder
 */
function serveFiles(folder) {
  const fetchOriginal = self.fetch;
  self.fetch = async (address, options) => {
    const url = address instanceof Request ? address.url : address;
    const name = new URL(url, folder).href.slice(folder.length);
    const content = coming.get(name);
    if (content) return new Response(await content);
    // Pyodide asks for it in any case; what is in an image was read from it.
    if (name === "python_stdlib.zip") return new Response();
    return fetchOriginal(address, options);
  };
}

// Pyodide only warns where a module cannot be used, and then waits for ever.
WebAssembly.instantiateStreaming = async (_, imports) => {
  try {
    await coming.get(MODULE);
    const module = /** @type {WebAssembly.Module} */ (await compiled);
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  } catch (error) {
    fail(error);
    throw error;
  }
};

self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
