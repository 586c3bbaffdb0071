// The engine as the page sees it: Python in a worker, started once and asked by number.
// Calls back: onProgress(percent, bytes, total), onStarting(), onReady(), onReply(id, reply),
// onFailed(), onCancelled().
//
// There may be two engines, see calculator/engine/pack.py: where the lean one is at fault, the
// next one starts and is asked again what is open. Where a file does not come, another engine
// would not come either.

import { trustedScript } from "./trusted.js";

export class Engine {
  #worker = null;
  #patience = null;
  #ready = false;
  #asked = 0;
  #open = new Map();
  #engines = [];

  // `patienceMs`: so long without a byte or a step, the engine is taken to have failed.
  constructor({ engineUrl, workerUrl, patienceMs, ...callbacks }) {
    this.engineUrl = new URL(engineUrl, location.href).href;
    this.workerUrl = new URL(workerUrl, location.href).href;
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
      const response = await fetch(`${this.engineUrl}engine.json`);
      if (!response.ok) throw new Error(`engine.json: ${response.status}`);
      const { engines } = await response.json();
      if (current !== this.#worker) return;
      this.#engines = engines;
      this.#prepare();
    } catch (error) {
      if (current === this.#worker) this.#fail(error);
    }
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
    const { name, ...rest } = this.#engines[0];
    const engine = `${this.engineUrl}${name}/`;
    this.#worker.postMessage({ start: { engine, name, ...rest } });
  }

  #heard(message) {
    this.#bePatient();
    if ("loaded" in message) {
      const { loaded, total } = message;
      this.onProgress(Math.floor((100 * loaded) / total), loaded, total);
    } else if ("starting" in message) this.onStarting();
    else if ("ready" in message) {
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
