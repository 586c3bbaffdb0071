// Starts Python with the rules in it, in the worker and (when the engine is made) in Node.
// Returns the function that answers: JSON text in, JSON text out.

export async function startStock({ loadPyodide, engine }) {
  const pyodide = await loadPyodide({ indexURL: engine, packages: ["passerelle"] });
  return answerOf(pyodide);
}

// From the library and our packages. `lock` names no package; `packages` is a promise of the
// bytes that `unpack` reads; `options` are more of Pyodide's own.
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
    fsInit: async (files, { sitePackages }) => unpack(await packages, files, sitePackages),
    ...options,
  });
  return answerOf(pyodide);
}

// From Python's memory as the build left it once all was read (pyodide_bundle/snapshot.mjs).
// `image` is a promise of its bytes, `size` that of the memory; no library is read.
export async function startFromImage({
  loadPyodide,
  createPyodideModule,
  engine,
  lock,
  image,
  size,
}) {
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

function answerOf(pyodide) {
  return pyodide.pyimport("calculator.handle_request").answer;
}

// Four bytes for the length of an index (JSON), the index, then the contents in its order.
function opened(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { index, content: bytes.subarray(4 + length) };
}

// Files: the index is {path: size}.
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

// Memory: the index is {steps: [unchanged, changed, unchanged, changed, ...], references}, the
// content what changed. Gives the references: which things of JavaScript Python's memory points
// to, as Pyodide writes them down.
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
