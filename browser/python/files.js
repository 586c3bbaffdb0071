// The files of a bundle, asked for all at once and counted (after decompression) as they come.

/**
 * Fetches files. One that does not come as it should ends with an error that names it.
 * @param {string} folder their address, with a slash at its end
 * @param {Record<string, number>} sizes how many bytes of each file there are to be
 * @param {object} options
 * @param {AbortSignal} options.signal
 * @param {(bytes: number, total: number) => void} options.onProgress called at each percent
 * @returns {Map<string, Promise<Uint8Array<ArrayBuffer>>>} the bytes, by name
 */
export function fetchFiles(folder, sizes, { signal, onProgress }) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  let told = -1;
  return new Map(Object.entries(sizes).map(([name, size]) => [name, get(name, size)]));

  /**
   * @param {string} name
   * @param {number} size
   */
  async function get(name, size) {
    try {
      const response = await fetch(folder + name, { signal });
      // A page instead of a file: the sign-in of a café's network, for instance.
      const page = response.headers.get("content-type")?.startsWith("text/html");
      if (!response.ok || !response.body || page) throw new Error(String(response.status));
      return await read(response.body.getReader(), size);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }

  /**
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader
   * @param {number} size
   */
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
