// Starts Python with the rules in it, in the worker and (when the bundle is made) in Node.

/**
 * Answers a request of calculator/handle_request.py: JSON text in, JSON text out.
 * @typedef {((request: string) => string) & { destroy(): void }} Answer
 */

/**
 * What of Pyodide is used: its own scripts, and the folder in which its files are.
 * @typedef {{ pyimport(name: string): { answer: Answer } }} Pyodide
 * @typedef {{ mkdirTree(path: string): void,
 *   writeFile(path: string, content: Uint8Array, options: object): void }} Files
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
 * From the library and our packages.
 * @param {Scripts & LeanScripts & {
 *   packages: Promise<Uint8Array>,
 *   options?: object,
 * }} scripts `packages` are the bytes that `unpack` reads; `options` are more of Pyodide's own
 */
export async function startLean({
  loadPyodide,
  createPyodideModule,
  engine,
  lock,
  packages,
  options,
}) {
  const pyodide = await loadPyodide({
    indexURL: engine,
    createPyodideModule,
    lockFileContents: lock,
    /**
     * @param {Files} files
     * @param {{ sitePackages: string }} places
     */
    fsInit: async (files, { sitePackages }) => unpack(await packages, files, sitePackages),
    ...options,
  });
  return answerOf(pyodide);
}

/**
 * From Python's memory as the build left it once all was read (pyodide_bundle/snapshot.mjs); no
 * library is read.
 * @param {Scripts & LeanScripts & { image: Promise<Uint8Array>, size: number }} scripts `image`
 *   are the snapshot's bytes, `size` those of the memory
 */
export async function startFromImage({
  loadPyodide,
  createPyodideModule,
  engine,
  lock,
  image,
  size,
}) {
  /** @param {object} settings */
  const create = async (settings) => {
    const made = createPyodideModule({ ...settings, INITIAL_MEMORY: size });
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
 * Takes apart: four bytes for the length of an index (JSON), the index, then the contents in its
 * order.
 * @param {Uint8Array} bytes
 */
function opened(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { index, content: bytes.subarray(4 + length) };
}

/**
 * Writes files. The index is {path: size}.
 * @param {Uint8Array} bytes
 * @param {Files} files
 * @param {string} folder
 */
function unpack(bytes, files, folder) {
  const { index, content } = opened(bytes);
  let start = 0;
  for (const [path, size] of Object.entries(index)) {
    const file = `${folder}/${path}`;
    files.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    files.writeFile(file, content.subarray(start, start + size), { canOwn: true });
    start += size;
  }
}

/**
 * Writes into memory. The index is {steps: [unchanged, changed, unchanged, changed, ...],
 * references}, the content what changed.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} memory
 * @returns {object} the references: which things of JavaScript Python's memory points to, as
 *   Pyodide writes them down
 */
function lay(bytes, memory) {
  const { index, content } = opened(bytes);
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
