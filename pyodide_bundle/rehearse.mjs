// Runs Pyodide under Node as a browser's worker does, with the application's requests.
// node rehearse.mjs < JOB: JSON, {bundle, lock, start, files, before, requests, out, first, every,
// image, collect, record, to}.
//   bundle     the folder with Pyodide's files
//   lock       the content of Pyodide's lock file
//   start      the application's start module (see application.py)
//   files      the files of the application's packages by name, a byte a sign
//   before     Python to run before the requests, when it starts with these files
//   requests   a JSON file, a list of texts; of these
//   first      is run, counted from 0, and then
//   every      so many-th after it
// and, where it is wanted:
//   image      the snapshot to start from; without it Python starts from the library and `files`
//   collect    whether Python is to collect garbage all the time
//   record     whether to tell what remove_unused.py has recorded
//   to         {file, run, needed}: a snapshot to write after them, when the Python text `run` has
//              run (see snapshot.mjs)
// Writes to `out`: {responses, imports, called}; `responses` are their hashes, as the texts may
// be more than fits into the memory; `imports` are those of the module; `called` lists the
// functions of Python that were called.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import node from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { snapshotOf } from "./snapshot.mjs";

// Node would print the line at fault, a megabyte of script, and may not get to its end.
node.on("uncaughtException", (error) => {
  node.stderr.write(String(error?.message ?? error).slice(-2000));
  node.exit(1);
});
const job = JSON.parse(await text(node.stdin));
const engine = pathToFileURL(job.bundle).href;
const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => engine + name);
const module = await WebAssembly.compile(await readFile(`${job.bundle}pyodide.asm.wasm`));

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
WebAssembly.instantiateStreaming = async (_, imports) => ({
  module,
  instance: await WebAssembly.instantiate(module, imports),
});
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
// The memory before Python's start, from which a start from a snapshot begins too.
let initial = null;
const create = (settings) =>
  createPyodideModule({
    ...settings,
    onRuntimeInitialized() {
      initial = this.HEAPU8.slice();
    },
  });
// Docstrings and assertions are off, and the order of sets is fixed.
const env = { PYTHONOPTIMIZE: "2", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
const fromLibrary = {
  lockFileContents: job.lock,
  packages: [],
  env: { ...env, LANG: "C.UTF-8" },
  fsInit: (system, { sitePackages }) => {
    for (const [name, content] of Object.entries(job.files)) {
      const path = `${sitePackages}/${name}`;
      system.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      system.writeFile(path, Buffer.from(content, "latin1"));
    }
  },
};
let pyodide = null;
const given = {
  engine,
  lock: job.lock,
  createPyodideModule: create,
  loadPyodide: async (options) => {
    const more = job.image ? {} : { ...fromLibrary, createPyodideModule: create };
    pyodide = await loadPyodide({ ...options, ...more, _makeSnapshot: Boolean(job.to) });
    if (!job.image) pyodide.runPython(job.before);
    return pyodide;
  },
};
const answer = job.image
  ? await startFromImage({ ...given, image: readFile(job.image) })
  : await startStock(given);

// When Python collects garbage depends on its memory, not on the requests, and it looks at all that
// is in use just then. -1 is below any number of new objects (0 would be never).
const gc = job.collect ? pyodide.pyimport("gc") : null;
gc?.set_threshold(-1);
const requests = JSON.parse(await readFile(job.requests, "utf8"));
const chosen = requests.filter((_, place) => place % job.every === job.first);
const responses = chosen.map((request) =>
  createHash("sha256").update(answer(request)).digest("base64"),
);
gc?.collect();
const called = job.record ? JSON.parse(pyodide.globals.get("recorded")()) : [];
if (job.to) {
  answer.destroy();
  if (job.to.run) pyodide.runPython(job.to.run);
  const files = [job.start, ...scripts.map(fileURLToPath)];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  await writeFile(job.to.file, snapshotOf(pyodide, initial, { ...job.to, scripts: texts }));
}
const imports = WebAssembly.Module.imports(module);
await writeFile(job.out, JSON.stringify({ responses, imports, called }));
node.exit(); // without `process`, Node would wait for ever
