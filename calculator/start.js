// Starts Python with the rules in it, in the worker and (when the engine is made) in Node.
// Returns the function that answers: JSON text in, JSON text out.

export async function startStock({ loadPyodide, engine }) {
  const pyodide = await loadPyodide({ indexURL: engine, packages: ["passerelle"] });
  return answerOf(pyodide);
}

// `env` is for rehearsals. `lock` names no package; `packages` is a promise of the bytes that `unpack` reads.
// `snapshot` is one to start from; `onSnapshot(bytes)` gets one to keep, see snapshot.js.
export async function startLean(given) {
  const { loadPyodide, createPyodideModule, engine, lock, packages, env, snapshot, onSnapshot } = given;
  const pyodide = await loadPyodide({
    indexURL: engine,
    createPyodideModule,
    lockFileContents: lock,
    ...(env && { env }),
    ...(snapshot && { _loadSnapshot: snapshot }),
    ...(onSnapshot && { _makeSnapshot: true }),
    fsInit: async (files, { sitePackages }) => unpack(await packages, files, sitePackages),
  });
  if (onSnapshot) {
    // Before the first question, so that nothing of a person is in it.
    pyodide.pyimport("calculator.page").prepare();
    onSnapshot(pyodide.makeMemorySnapshot());
  }
  return answerOf(pyodide);
}

function answerOf(pyodide) {
  return pyodide.pyimport("calculator.page").answer;
}

// Files one after the other: four bytes for the length of an index ({path: size} as JSON),
// the index, then the contents in its order.
function unpack(bytes, files, folder) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let start = 4 + length;
  for (const [path, size] of Object.entries(index)) {
    const file = `${folder}/${path}`;
    files.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    files.writeFile(file, bytes.subarray(start, start + size), { canOwn: true });
    start += size;
  }
}
