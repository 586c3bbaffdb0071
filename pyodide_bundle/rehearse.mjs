// Runs Pyodide under Node as a browser's worker does, with the application's requests.
// node rehearse.mjs JOB: a JSON file {bundle, lock, start, wasm, image, packages, requests, every,
// before, record, to, out}.
//   bundle     the folder with Pyodide's files
//   lock       the content of Pyodide's lock file
//   start      the application's start module (see application.py)
//   wasm       the module to run
//   packages   the folder of the application's packages
//   requests   a JSON file, a list of texts
// and, where it is wanted:
//   image      the snapshot to start from; without it Python starts from the library and `packages`
//   every      2 to run every second request only
//   before     Python to run before the requests
//   record     whether to tell what remove_unused.py has recorded
//   to         {file, run, own, called}: a snapshot to write after them, when the Python text `run`
//              has run (see snapshot.mjs)
// Writes to `out`: {responses, ran, called}; `responses` are their hashes, as the texts may
// be more than fits into the memory; `ran` lists the functions that an instrumented module
// recorded, `called` those of Python.

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import node from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { snapshotOf, watched } from "./snapshot.mjs";

const COUNTER = "ran:"; // as in wasm_functions.py
// When Python collects garbage depends on the memory that it starts from, not on the requests, and
// what is in use just then is looked at. So wherever functions are counted, it does so after each
// new object (the threshold is below any number of them; 0 would be never), and at the
// end all of it.
const THRESHOLD = -1;

// Pyodide's script is one line of a megabyte: print the error's message, not the line.
for (const fault of ["uncaughtException", "unhandledRejection"]) {
  node.on(fault, (error) => {
    node.stderr.write(`${String(error?.message ?? error).slice(-2000)}\n`);
    node.exit(1);
  });
}

const job = JSON.parse(await readFile(node.argv[2], "utf8"));
const engine = pathToFileURL(job.bundle).href;
const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => engine + name);
const module = await WebAssembly.compile(await readFile(job.wasm));
let exported = null;

// What Pyodide looks at to know where it is, and what it then calls: that of a browser's worker.
node.env.TZ = "UTC";
const browser = {
  process: undefined,
  self: globalThis,
  WorkerGlobalScope: { [Symbol.hasInstance]: () => true },
  location: new URL(engine),
  navigator: { userAgent: "Chrome", language: "en" },
  fetch: async (address) => new Response(await readFile(fileURLToPath(String(address)))),
};
for (const [name, value] of Object.entries(browser)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
WebAssembly.instantiateStreaming = async (_, imports) => {
  const instance = await WebAssembly.instantiate(module, imports);
  exported = instance.exports;
  return { module, instance };
};
// The same sources are to make the same snapshot: free and uninitialized memory would hold the
// time and random numbers.
if (job.to) {
  Date.now = () => Date.UTC(2020);
  performance.now = () => 0;
  crypto.getRandomValues = (numbers) => numbers.fill(7);
}

const { startStock, startFromImage } = await import(pathToFileURL(job.start));
const { loadPyodide } = await import(scripts[0]);
const { default: createPyodideModule } = await import(scripts[1]);
const { initial, create } = watched(createPyodideModule);
// Docstrings and assertions are off, and the order of sets is fixed.
const env = { PYTHONOPTIMIZE: "2", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
const fromLibrary = {
  lockFileContents: job.lock,
  packages: [],
  env: { ...env, LANG: "C.UTF-8" },
  fsInit: (files, { sitePackages }) => copy(job.packages, files, sitePackages),
};
let pyodide = null;
const given = {
  engine,
  lock: job.lock,
  createPyodideModule: create,
  loadPyodide: async (options) => {
    const more = job.image ? {} : { ...fromLibrary, createPyodideModule: create };
    pyodide = await loadPyodide({ ...options, ...more, _makeSnapshot: Boolean(job.to) });
    if (job.before) pyodide.runPython(job.before);
    return pyodide;
  },
};
const answer = job.image
  ? await startFromImage({ ...given, image: readFile(job.image) })
  : await startStock(given);

async function copy(folder, files, to) {
  files.mkdirTree(to);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [here, there] = [folder, to].map((place) => `${place}/${entry.name}`);
    if (entry.isDirectory()) await copy(here, files, there);
    else files.writeFile(there, await readFile(here));
  }
}

const counters = Object.entries(exported).filter(([name]) => name.startsWith(COUNTER));
const gc = counters.length ? pyodide.pyimport("gc") : null;
gc?.set_threshold(THRESHOLD);
const requests = JSON.parse(await readFile(job.requests, "utf8"));
const chosen = requests.filter((_, place) => place % (job.every ?? 1) === 0);
const responses = chosen.map((request) =>
  createHash("sha256").update(answer(request)).digest("base64"),
);
gc?.collect();
const ran = counters
  .filter(([, counter]) => counter.value)
  .map(([name]) => Number(name.slice(COUNTER.length)));
const called = job.record ? JSON.parse(pyodide.globals.get("recorded")()) : [];
const { to } = job;
if (to) {
  answer.destroy();
  if (to.run) pyodide.runPython(to.run);
  const files = [fileURLToPath(pathToFileURL(job.start)), ...scripts.map(fileURLToPath)];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  await writeFile(to.file, snapshotOf(pyodide, initial.memory, { ...to, scripts: texts }));
}
await writeFile(job.out, JSON.stringify({ responses, ran, called }));
node.exit(); // without `process`, Node would wait for ever
