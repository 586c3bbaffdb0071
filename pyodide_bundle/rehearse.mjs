// Runs the engine under Node, as the worker runs it, with every question of rehearsal_requests.py.
// node rehearse.mjs JOB: a JSON file {engine, lock, env, wasm, questions, every, from, to, start,
// before, tell, after, places, out}.
//   engine     the folder with Pyodide's files (its python_stdlib.zip and passerelle.pack too)
//   wasm       the module to run in place of the folder's own; null for that one
//   every      1 for all questions, 2 for every second one
//   from       {image, size}: a file to start from, see snapshot.mjs; null for the library
//   to         {image, shake, ran}: a file to write once the questions were asked; null for none
//   before     Python to run before the questions (null for none)
//   tell       Python whose value, a text, is told at the end
//   after      Python to run at the end, which finds the folders `places` mounted by name
// Writes to `out`: {replies, ran, told, size}; `ran` lists the functions that an instrumented
// module noted, `size` is that of the memory an image was made of.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { imageOf, watched } from "./snapshot.mjs";

const COUNTER = "ran:"; // as in wasm.py

// Pyodide is one line of a megabyte: only what an error says is of use, not where it stands.
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(-2000));
  process.exit(1);
});

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => job.engine + name);
const { startLean, startFromImage } = await import(pathToFileURL(job.start));
const { loadPyodide } = await import(pathToFileURL(scripts[0]));
const { default: createPyodideModule } = await import(pathToFileURL(scripts[1]));
const { noted, create } = watched(createPyodideModule);

// The same sources are to make the same image, whatever the hour and the folder: memory that is
// free or not yet written holds times and chance, and Python knows what it was started as.
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
  engine: job.engine,
  lock: job.lock,
};
const { from, to } = job;
const answer = from
  ? await startFromImage({ ...given, createPyodideModule, image: readFile(from.image), size: from.size })
  : await startLean({
      ...given,
      createPyodideModule: create,
      packages: readFile(`${job.engine}passerelle.pack`),
      options: { env: job.env, ...(to && { _makeSnapshot: true }) },
    });

if (job.before) pyodide.runPython(job.before);
const questions = JSON.parse(await readFile(job.questions, "utf8"));
const asked = questions.filter((_, place) => place % job.every === 0);
const replies = asked.map((question) => answer(question));
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
  const made = imageOf(pyodide, noted.base, { ...to, scripts: await Promise.all(texts) });
  await writeFile(to.image, made.bytes);
  size = made.size;
}
await writeFile(job.out, JSON.stringify({ replies, ran, told, size }));
