// Starts Python with the rules in it, in the worker and (when the bundle is made) in Node.

/**
 * Answers a request of calculator/handle_request.py: JSON text in, JSON text out.
 * @typedef {((request: string) => string) & { destroy(): void }} Answer
 */

/**
 * What of Pyodide is used: its own scripts, and the folder in which its files are.
 * @typedef {{ pyimport(name: string): { answer: Answer } }} Pyodide
 * @typedef {{ API: object & { restoreSnapshot?: () => object }, HEAPU8: Uint8Array }} Module
 * @typedef {object} Scripts
 * @property {(options: object) => Promise<Pyodide>} loadPyodide
 * @property {string} engine the folder's address, with a slash at its end
 */

/**
 * @typedef {object} LeanScripts
 * @property {(settings: object) => Promise<Module>} createPyodideModule
 * @property {string} [lock] Pyodide's lock file, which names no package
 */

/**
 * From Pyodide as it is published, with our packages as a wheel.
 * @param {Scripts} scripts
 */
export async function startStock({ loadPyodide, engine }) {
  const pyodide = await loadPyodide({ indexURL: engine, packages: ["passerelle"] });
  return answerOf(pyodide);
}

/**
 * From Python's memory as the build left it once all was read (pyodide_bundle/snapshot.mjs); no
 * library is read.
 * @param {Scripts & LeanScripts & { image: Promise<Uint8Array> }} scripts `image` are the
 *   snapshot's bytes
 */
export async function startFromImage({ loadPyodide, createPyodideModule, engine, lock, image }) {
  /** @param {object} settings */
  const create = async (settings) => {
    const made = createPyodideModule(settings);
    const [module, bytes] = await Promise.all([made, image]);
    // In place of Pyodide's own, which takes the whole memory: of this one only what changed
    // since the module was made is there, and what a browser does otherwise than Node is kept.
    module.API.restoreSnapshot = () => lay(bytes, module.HEAPU8);
    return module;
  };
  const pyodide = await loadPyodide({
    indexURL: engine,
    createPyodideModule: create,
    lockFileContents: lock,
    _loadSnapshot: new Uint8Array(), // that there is one
  });
  return answerOf(pyodide);
}

/** @param {Pyodide} pyodide */
function answerOf(pyodide) {
  return pyodide.pyimport("calculator.handle_request").answer;
}

/**
 * Writes a snapshot into memory: four bytes for the length of an index, the index (JSON), the
 * content. The index is {steps: [unchanged, changed, unchanged, changed, ...], references}, the
 * content what changed.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} memory
 * @returns {object} the references: which things of JavaScript Python's memory points to, as
 *   Pyodide writes them down
 */
function lay(bytes, memory) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const content = bytes.subarray(4 + length);
  let address = 0;
  let start = 0;
  for (let place = 0; place < index.steps.length; place += 2) {
    const size = index.steps[place + 1];
    address += index.steps[place];
    memory.set(content.subarray(start, start + size), address);
    address += size;
    start += size;
  }
  return index.references;
}
