// Runs the engine under Node, as the worker runs it, with every question of exercise.py.
// node rehearse.mjs JOB: a JSON file {engine, lock, env, wasm, questions, every, snapshot, start, after,
// places, out}.
//   engine     the folder with Pyodide's files (its python_stdlib.zip and passerelle.pack too)
//   wasm       the module to run in place of the folder's own; null for that one
//   every      1 for all questions, 2 for every second one
//   snapshot   {from: a file to start from} or {to: a file to write one to}; {} for none
//   after      Python to run at the end, which finds the folders `places` mounted by name
// Writes to `out`: {replies, ran}; `ran` lists the functions that an instrumented module noted.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const COUNTER = "ran:"; // as in wasm.py

// Pyodide is one line of a megabyte: only what an error says is of use, not where it stands.
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(-2000));
  process.exit(1);
});

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
const { startLean } = await import(pathToFileURL(job.start));
const { loadPyodide } = await import(pathToFileURL(`${job.engine}pyodide.mjs`));
const { default: create } = await import(pathToFileURL(`${job.engine}pyodide.asm.mjs`));

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

const { from, to } = job.snapshot;
let made = null;
const answer = await startLean({
  loadPyodide: async (options) => (pyodide = await loadPyodide(options)),
  createPyodideModule: create,
  engine: job.engine,
  lock: job.lock,
  env: job.env,
  packages: readFile(`${job.engine}passerelle.pack`),
  snapshot: from && (await readFile(from)),
  onSnapshot: to && ((bytes) => (made = bytes)),
});
if (made) await writeFile(to, made);

const questions = JSON.parse(await readFile(job.questions, "utf8"));
const asked = questions.filter((_, place) => place % job.every === 0);
const replies = asked.map((question) => answer(question));
const ran = Object.entries(exported)
  .filter(([name, counter]) => name.startsWith(COUNTER) && counter.value)
  .map(([name]) => Number(name.slice(COUNTER.length)))
  .sort((one, other) => one - other);

if (job.after) {
  const { FS } = pyodide;
  for (const [name, folder] of Object.entries(job.places)) {
    FS.mkdirTree(name);
    FS.mount(FS.filesystems.NODEFS, { root: folder }, name);
  }
  pyodide.runPython(job.after);
}
await writeFile(job.out, JSON.stringify({ replies, ran }));
