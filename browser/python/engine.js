// The engine as the page sees it: Python in a worker, started once and asked by number.
// Calls back: onProgress(percent, bytes, total), onStarting(), onReady(), onReply(id, reply),
// onFailed(), onCancelled().
//
// There may be two engines, see pyodide_bundle/pack.py: where the lean one is at fault, the
// next one starts and is asked again what is open. Where a file does not come, another engine
// would not come either.
//
// The page asks for the files, and hands them to the worker: they come while that is made.

import { trustedScript } from "../site/trusted.js";
import { fetchFiles } from "./files.js";

export class Engine {
  #worker = null;
  #patience = null;
  #ready = false;
  #asked = 0;
  #open = new Map();
  #engines = [];
  #fetching = null;

  // `engines`: what engine.json below `engineUrl` lists, where the page knows it.
  // `patienceMs`: so long without a byte or a step, the engine is taken to have failed.
  constructor({ engineUrl, engines, workerUrl, patienceMs, ...callbacks }) {
    this.engineUrl = new URL(engineUrl, location.href).href;
    this.workerUrl = new URL(workerUrl, location.href).href;
    this.engines = engines;
    this.patienceMs = patienceMs;
    this.onCancelled = () => {};
    Object.assign(this, callbacks);
  }

  get started() {
    return this.#worker !== null;
  }

  // Which engine runs, "lean" or "stock"; null before it is known.
  get name() {
    return this.started ? (this.#engines[0]?.name ?? null) : null;
  }

  async start() {
    if (this.started) return;
    const current = this.#begin();
    try {
      const engines = this.engines ?? (await this.#listed());
      if (current !== this.#worker) return;
      this.#engines = engines;
      this.#prepare();
    } catch (error) {
      if (current === this.#worker) this.#fail(error);
    }
  }

  async #listed() {
    const response = await fetch(`${this.engineUrl}engine.json`);
    if (!response.ok) throw new Error(`engine.json: ${response.status}`);
    return (await response.json()).engines;
  }

  ask(id, request) {
    this.#asked = id;
    this.#open.set(id, request);
    if (this.#ready) this.#bePatient();
    this.#worker.postMessage({ id, request });
  }

  // Stops what is on its way, and asks for nothing more until the next `start`.
  cancel() {
    if (!this.started) return;
    this.#end();
    this.onCancelled();
  }

  #begin() {
    this.#bePatient();
    const current = (this.#worker = new Worker(trustedScript(this.workerUrl), { type: "module" }));
    current.onmessage = ({ data }) => current === this.#worker && this.#heard(data);
    current.onerror = (event) => current === this.#worker && this.#fail(event.message);
    return current;
  }

  #prepare() {
    const { name, sizes, ...rest } = this.#engines[0];
    const engine = `${this.engineUrl}${name}/`;
    const worker = this.#worker;
    const names = Object.keys(sizes);
    worker.postMessage({ start: { engine, name, names, ...rest } });
    this.#fetching = new AbortController();
    const onProgress = (bytes, total) => worker === this.#worker && this.#came(bytes, total);
    const files = fetchFiles(engine, sizes, { signal: this.#fetching.signal, onProgress });
    for (const [file, coming] of files) {
      coming.then(
        (content) => worker.postMessage({ file, content }, [content.buffer]),
        (error) => worker === this.#worker && this.#fail(error.message),
      );
    }
  }

  #came(bytes, total) {
    this.#bePatient();
    this.onProgress(Math.floor((100 * bytes) / total), bytes, total);
    if (bytes >= total) this.onStarting();
  }

  #heard(message) {
    this.#bePatient();
    if ("ready" in message) {
      this.#ready = true;
      if (this.#asked === 0) clearTimeout(this.#patience);
      this.onReady();
    } else if ("reply" in message) {
      if (message.id === this.#asked) clearTimeout(this.#patience);
      this.#open.delete(message.id);
      this.onReply(message.id, message.reply);
    } else if ("failed" in message) {
      if (message.file === null && this.#engines.length > 1) this.#tryNext(message.failed);
      else this.#fail(message.failed);
    }
  }

  #tryNext(why) {
    console.warn(`The ${this.#engines[0].name} engine gives way: ${why}`);
    this.#worker.terminate();
    this.#fetching.abort();
    this.#ready = false;
    this.#engines = this.#engines.slice(1);
    const current = this.#begin();
    this.#prepare();
    for (const [id, request] of this.#open) current.postMessage({ id, request });
  }

  #bePatient() {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail("too slow"), this.patienceMs);
  }

  #end() {
    clearTimeout(this.#patience);
    this.#worker?.terminate();
    this.#fetching?.abort();
    this.#worker = null;
    this.#ready = false;
    this.#asked = 0;
    this.#open.clear();
    this.#engines = [];
  }

  #fail(why) {
    console.error(why);
    this.#end();
    this.onFailed();
  }
}
