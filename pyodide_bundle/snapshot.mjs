// The interpreter's memory as a file from which a browser starts, by `startFromImage` of the start
// module (application.py). Reading the library takes most of Python's start; the build does it
// once.
//
// The memory has only seen the application's rehearsal requests, none of a person.
//
// To keep the file small, objects that no recorded request uses are removed before
// (remove_unused.py) and free memory is filled with zeros. Python never frees interned strings;
// those without a reference are removed too.

// Fewer unchanged bytes between two changes are included: a separate run would cost more.
const GAP = 64;
// A name in a script that may be one of a Python object: `.name`, or a word of a text.
const NAME = /(?<=["'`.\s])[A-Za-z_]\w*/g;

// The file's bytes. `base` is the initial memory. `needed` is {own, called}: the application's
// packages, and what requests call (for remove_unused.py); without it all is kept. `scripts` are
// the texts of scripts that may name Python objects.
export function snapshotOf(pyodide, base, { needed, scripts }) {
  const module = pyodide._module;
  if (needed) removeUnused(pyodide, base, needed, scripts);
  // A browser lays the snapshot into the memory that the module begins with.
  if (module.HEAPU8.length !== base.length) throw new Error("Python needed more memory");
  // Nothing runs, so the stack is empty.
  const stack = [module.___stack_low, module.___stack_high];
  const runs = changes(base, module.HEAPU8, module._sbrk(0), stack);
  const references = pyodide._api.serializeHiwireState();
  const ends = [0, ...runs.map(([address, size]) => address + size)];
  const steps = runs.flatMap(([address, size], place) => [address - ends[place], size]);
  const index = new TextEncoder().encode(JSON.stringify({ steps, references }));
  const parts = runs.map(([address, size]) => module.HEAPU8.subarray(address, address + size));
  const length = new Uint8Array(Uint32Array.of(index.length).buffer);
  return Buffer.concat([length, index, ...parts]);
}

function removeUnused(pyodide, base, needed, scripts) {
  const module = pyodide._module;
  const inScripts = new Set(scripts.join(" ").match(NAME));
  const inConstants = new Set(endsOfStrings(base));
  const all = JSON.parse(pyodide.runPython("names()"));
  const [of_scripts, of_constants] = [inScripts, inConstants].map((some) =>
    all.filter((name) => some.has(name)),
  );
  const call = (name, given) =>
    pyodide.runPython(`${name}(${JSON.stringify(JSON.stringify(given))})`);
  call("remove", { ...needed, of_scripts, of_constants });
  const kept = new Map(JSON.parse(pyodide.runPython("interned()")));
  pyodide.runPython("gc.collect()");
  empty(module);
  const dead = unreferenced(module.HEAPU32.subarray(0, module._sbrk(0) >> 2), kept);
  call("forget", dead);
  pyodide.runPython("import gc; gc.collect(); del gc");
  empty(module, true);
  for (const address of dead) module.HEAPU8.fill(0, address, address + kept.get(address));
}

// Every suffix of the strings in the initial memory: compilers store a string that is the end of
// another one with it.
function* endsOfStrings(memory) {
  const LONGEST = 60;
  for (const text of Buffer.from(memory).toString("latin1").split("\0")) {
    if (text.length > LONGEST) continue;
    for (let start = 0; start < text.length; start += 1) yield text.slice(start);
  }
}

// Fills free memory with zeros, by allocating all that there is without growing the memory. `keep`:
// free blocks between used ones stay allocated, so that the allocator's lists of them are empty.
function empty(module, keep = false) {
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
  const back = keep ? taken.filter((address) => address >= end) : taken;
  for (const address of back.reverse()) module._free(address);
}

// Those of `addresses` that occur in memory exactly twice, side by side, as key and value in the
// table of interned strings. A word that only looks like an address may keep a string too many.
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

// [address, size] of each run that differs from `base`, up to `end`, without the range `left`.
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
