// The files of an engine, asked for all at once and counted (after decompression) as they come.

// Gives by name a promise of the bytes. `sizes` says how many there are to be; one that does not
// come as it should ends with an error that names it. Calls back: onProgress(bytes, total), at
// each percent.
export function fetchFiles(folder, sizes, { signal, onProgress }) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  let told = -1;
  return new Map(Object.entries(sizes).map(([name, size]) => [name, get(name, size)]));

  async function get(name, size) {
    try {
      const response = await fetch(folder + name, { signal });
      // A page instead of a file: the sign-in of a café's network, for instance.
      const page = response.headers.get("content-type")?.startsWith("text/html");
      if (!response.ok || page) throw new Error(response.status);
      return await read(response.body.getReader(), size);
    } catch (error) {
      throw new Error(`${name}: ${error.message}`);
    }
  }

  async function read(reader, size) {
    const content = new Uint8Array(size);
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (bytes + value.byteLength <= size) content.set(value, bytes);
      bytes += value.byteLength;
      loaded += value.byteLength;
      tell();
    }
    if (bytes !== size) throw new Error(`${bytes} bytes`);
    return content;
  }

  function tell() {
    const percent = Math.floor((100 * loaded) / total);
    if (percent !== told) onProgress(loaded, total);
    told = percent;
  }
}
