// The engine as the page sees it: Python in a worker, started once and asked by number.
// Calls back: onProgress(percent), onStarting(), onReady(), onReply(id, reply), onFailed().

import { trustedScript } from "./trusted.js";

export class Engine {
  #worker = null;
  #patience = null;
  #ready = false;
  #asked = 0;

  // `patienceMs`: so long without a byte or a step, the engine is taken to have failed.
  constructor({ engineUrl, workerUrl, patienceMs, ...callbacks }) {
    this.engineUrl = new URL(engineUrl, location.href).href;
    this.workerUrl = new URL(workerUrl, location.href).href;
    this.patienceMs = patienceMs;
    Object.assign(this, callbacks);
  }

  get started() {
    return this.#worker !== null;
  }

  async start() {
    if (this.started) return;
    this.#bePatient();
    const current = (this.#worker = new Worker(trustedScript(this.workerUrl), { type: "module" }));
    current.onmessage = ({ data }) => current === this.#worker && this.#heard(data);
    current.onerror = () => current === this.#worker && this.#fail();
    try {
      const response = await fetch(`${this.engineUrl}engine.json`);
      if (!response.ok) throw new Error(`engine.json: ${response.status}`);
      const { sizes } = await response.json();
      current.postMessage({ start: { engine: this.engineUrl, sizes } });
    } catch {
      if (current === this.#worker) this.#fail();
    }
  }

  ask(id, request) {
    this.#asked = id;
    if (this.#ready) this.#bePatient();
    this.#worker.postMessage({ id, request });
  }

  #heard(message) {
    this.#bePatient();
    if ("loaded" in message) this.onProgress(Math.floor((100 * message.loaded) / message.total));
    else if ("starting" in message) this.onStarting();
    else if ("ready" in message) {
      this.#ready = true;
      if (this.#asked === 0) clearTimeout(this.#patience);
      this.onReady();
    } else if ("reply" in message) {
      if (message.id === this.#asked) clearTimeout(this.#patience);
      this.onReply(message.id, message.reply);
    } else if ("failed" in message) {
      console.error(message.failed);
      this.#fail();
    }
  }

  #bePatient() {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(), this.patienceMs);
  }

  #fail() {
    clearTimeout(this.#patience);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    this.#asked = 0;
    this.onFailed();
  }
}
