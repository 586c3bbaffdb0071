// Python's memory as a file from which a browser starts, see `startFromImage` of start.js.
// Most of a start is spent on reading the library; here it is spent once, by the build.
//
// No question of a person has reached this Python: only those of rehearsal_requests.py have.
//
// What is sent should be small, so what is free is emptied, and what no question uses is let go
// of before (shake.py). Python keeps every name it has ever read for good; those that nothing
// points to any more are emptied too.

// Unchanged bytes between two changes that are sent along: a run of its own would cost more.
const GAP = 64;
// A name in a script, where it is one of a thing of Python: `.name`, or in quotes.
const NAME = /\.([A-Za-z_]\w*)|(?<=["'`.\s])([A-Za-z_]\w*)(?=["'`.\s])/g;

// Notes the memory as it is before Python's own start, where a start from an image begins too.
export function watched(createPyodideModule) {
  const noted = { base: null };
  const create = (settings) =>
    createPyodideModule({
      ...settings,
      onRuntimeInitialized() {
        noted.base = this.HEAPU8.slice();
      },
    });
  return { noted, create };
}

// The file's bytes. `shake` is the text of shake.py, `ran` the functions that questions call, as
// JSON; null for a memory that is left as it is. `scripts` are the texts that may name things.
export function imageOf(pyodide, base, { shake, ran, scripts }) {
  const module = pyodide._module;
  if (shake) letGo(pyodide, base, shake, ran, scripts);
  // Nothing runs, so the stack holds nothing.
  const stack = [module.___stack_low, module.___stack_high];
  const runs = changes(base, module.HEAPU8, module._sbrk(0), stack);
  const references = pyodide._api.serializeHiwireState();
  const ends = [0, ...runs.map(([address, size]) => address + size)];
  const steps = runs.flatMap(([address, size], place) => [address - ends[place], size]);
  const index = new TextEncoder().encode(JSON.stringify({ steps, references }));
  const parts = runs.map(([address, size]) => module.HEAPU8.subarray(address, address + size));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(index.length);
  return { bytes: Buffer.concat([head, index, ...parts]), size: module.HEAPU8.length };
}

function letGo(pyodide, base, shake, ran, scripts) {
  const module = pyodide._module;
  pyodide.runPython(shake);
  const asked = new Set([...scripts.join(" ").matchAll(NAME)].map((found) => found[1] ?? found[2]));
  const named = new Set(endsOfStrings(base));
  const all = JSON.parse(pyodide.runPython("names()"));
  const given = { ran, asked: all.filter((name) => asked.has(name)), named: all.filter((name) => named.has(name)) };
  const text = (value) => JSON.stringify(value);
  pyodide.runPython(`let_go(${text(given.ran)}, ${text(text(given.asked))}, ${text(text(given.named))})`);
  empty(module);
  const kept = new Map(JSON.parse(pyodide.runPython("interned()")));
  pyodide.runPython("collect()");
  empty(module); // of the addresses that were just listed, too
  const dead = unreferenced(module.HEAPU32.subarray(0, module._sbrk(0) >> 2), kept);
  pyodide.runPython(`forget(${text(text(dead))})`);
  pyodide.runPython("import gc; gc.collect(); del gc");
  empty(module, true);
  for (const address of dead) module.HEAPU8.fill(0, address, address + kept.get(address));
}

// Every text that ends where a string of the module's constants does: compilers store a string
// that is the end of another one with it.
function* endsOfStrings(memory) {
  const LONGEST = 60;
  for (const text of Buffer.from(memory).toString("latin1").split("\0")) {
    if (text.length > LONGEST) continue;
    for (let start = 0; start < text.length; start += 1) yield text.slice(start);
  }
}

// Zeros in what is free: take all of it that can be had without more memory. `forGood`: what lies
// between things that are in use is not given back, so that no list of it has to be sent.
function empty(module, forGood = false) {
  const sizes = [];
  for (let size = 65536; size > 512; size = Math.floor(size * 0.9)) sizes.push(size);
  for (let size = 512; size >= 8; size -= 8) sizes.push(size);
  const end = module._sbrk(0);
  const taken = [];
  for (const size of sizes) {
    for (;;) {
      const before = module._sbrk(0);
      const address = module._malloc(size);
      module.HEAPU8.fill(0, address, address + size);
      taken.push(address);
      if (module._sbrk(0) !== before) break;
    }
  }
  const back = forGood ? taken.filter((address) => address >= end) : taken;
  back.reverse().forEach((address) => module._free(address));
}

// Those of some addresses that stand in memory twice side by side, as a key and its value do in
// the table of all names, and nowhere else. A word that only looks like an address keeps a name
// too many.
export function unreferenced(words, addresses) {
  const counts = new Map();
  const pairs = new Set();
  words.forEach((word, place) => {
    const address = word & ~3; // two bits may say what kind of pointer it is
    if (!addresses.has(address)) return;
    counts.set(address, (counts.get(address) ?? 0) + 1);
    if (words[place + 1] === word) pairs.add(address);
  });
  return [...pairs].filter((address) => counts.get(address) === 2);
}

// [address, size] of what differs from `base`, up to `end`, without the range `left`.
export function changes(base, memory, end, left) {
  const runs = [];
  for (let address = 0; address < end; address += 1) {
    if (address === left[0]) address = left[1];
    if (memory[address] === (base[address] ?? 0)) continue;
    const last = runs.at(-1);
    if (last && address - last[0] - last[1] < GAP) last[1] = address + 1 - last[0];
    else runs.push([address, 1]);
  }
  return runs;
}
