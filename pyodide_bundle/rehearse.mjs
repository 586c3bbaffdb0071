// Runs the bundle under Node, as the worker runs it in a browser, with the application's requests.
// node rehearse.mjs JOB: a JSON file {bundle, packages, lock, env, wasm, requests, every, from, to,
// start, before, tell, after, places, out}.
//   bundle     the folder with Pyodide's files, the library and the application's packages
//   packages   the name of the packages' file in that folder
//   start      the application's start module (see application.py)
//   wasm       the module to run instead of the folder's own; null for that one
//   requests   a JSON file, a list of texts
//   every      1 to run all requests, 2 for every second one
//   from       {snapshot, size}: a file to start from, see snapshot.mjs; null for the library
//   to         {file, remove, ran, own}: a snapshot to write after the requests; null for none
//   before     Python to run before the requests (null for none)
//   tell       Python to run after them, an expression whose value (a text) is returned
//   after      Python to run at the end, with the folders `places` mounted by name
// Writes to `out`: {responses, ran, told, size}; `ran` lists the functions that an instrumented
// module recorded, `size` is that of the memory of which a snapshot was written.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { snapshotOf, watched } from "./snapshot.mjs";

const COUNTER = "ran:"; // as in wasm_functions.py

// Pyodide's script is one line of a megabyte: print the error's message, not the line.
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(-2000));
  process.exit(1);
});

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => job.bundle + name);
const { startLean, startFromImage } = await import(pathToFileURL(job.start));
const { loadPyodide } = await import(pathToFileURL(scripts[0]));
const { default: createPyodideModule } = await import(pathToFileURL(scripts[1]));
const { initial, create } = watched(createPyodideModule);

// The same sources are to make the same snapshot: free and uninitialized memory would hold the
// time, random numbers and the path of the program.
if (job.to) {
  process.env.TZ = "UTC";
  process.argv.splice(0, Infinity, "node", "python");
  Date.now = () => Date.UTC(2020);
  performance.now = () => 0;
  crypto.getRandomValues = (numbers) => numbers.fill(7);
}

let exported = null;
let pyodide = null;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (source, given) => {
  const main = given?.["GOT.mem"] !== undefined;
  const bytes = main && job.wasm ? await readFile(job.wasm) : source;
  const made = await instantiate(bytes, given);
  if (main) exported = (made.instance ?? made).exports;
  return made;
};

const given = {
  loadPyodide: async (options) => (pyodide = await loadPyodide(options)),
  engine: job.bundle,
  lock: job.lock,
};
const { from, to } = job;
const answer = from
  ? await startFromImage({
      ...given,
      createPyodideModule,
      image: readFile(from.snapshot),
      size: from.size,
    })
  : await startLean({
      ...given,
      createPyodideModule: create,
      packages: readFile(job.bundle + job.packages),
      options: { env: job.env, ...(to && { _makeSnapshot: true }) },
    });

if (job.before) pyodide.runPython(job.before);
const requests = JSON.parse(await readFile(job.requests, "utf8"));
const chosen = requests.filter((_, place) => place % job.every === 0);
const responses = chosen.map((request) => answer(request));
const ran = Object.entries(exported)
  .filter(([name, counter]) => name.startsWith(COUNTER) && counter.value)
  .map(([name]) => Number(name.slice(COUNTER.length)))
  .sort((one, other) => one - other);
const told = job.tell && pyodide.runPython(job.tell);

if (job.after) {
  const { FS } = pyodide;
  for (const [name, folder] of Object.entries(job.places)) {
    FS.mkdirTree(name);
    FS.mount(FS.filesystems.NODEFS, { root: folder }, name);
  }
  pyodide.runPython(job.after);
}

let size = null;
if (to) {
  answer.destroy();
  const texts = [job.start, ...scripts].map((file) => readFile(file, "utf8"));
  const made = snapshotOf(pyodide, initial.memory, { ...to, scripts: await Promise.all(texts) });
  await writeFile(to.file, made.bytes);
  size = made.size;
}
await writeFile(job.out, JSON.stringify({ responses, ran, told, size }));
