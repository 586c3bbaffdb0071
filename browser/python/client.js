// Python as the page sees it: a worker, started once and asked by number.
//
// There may be two bundles of Pyodide, see pyodide_bundle/pack.py: where the lean one is at
// fault, the next one starts and is asked again what is open. Where a file does not come,
// another bundle would not come either.
//
// The page asks for the files, and hands them to the worker: they come while that is made.

import { trustedScript } from "../site/trusted.js";
import { fetchFiles } from "./files.js";
import { moduleWorker } from "./support.js";

/** @import { AnswerRequest, AnswerResponse, Bundle, FromWorker, ToWorker } from "../types.d.ts" */

/**
 * @typedef {object} ClientSettings
 * @property {string} bundleUrl the folder of all bundles, with a slash at its end
 * @property {Bundle[]} [bundles] what engine.json in that folder lists, where the page knows it
 * @property {string} workerUrl
 * @property {number} patienceMs so long without a byte or a step, Python is taken to have failed
 * @property {(percent: number, bytes: number, total: number) => void} onProgress
 * @property {() => void} onStarting all files are there
 * @property {() => void} onReady
 * @property {(id: number, response: AnswerResponse) => void} onResponse
 * @property {() => void} onFailed
 * @property {() => void} [onCancelled]
 */

export class PythonClient {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  #ready = false;
  #asked = 0;
  /** Requests without a response. @type {Map<number, AnswerRequest>} */
  #open = new Map();
  /** The bundle that runs, and those to be tried after it. @type {Bundle[]} */
  #bundles = [];
  /** @type {AbortController | null} */
  #fetching = null;
  #settings;
  #bundleUrl;
  #workerUrl;

  /** @param {ClientSettings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.#bundleUrl = new URL(settings.bundleUrl, location.href).href;
    this.#workerUrl = new URL(settings.workerUrl, location.href).href;
  }

  get started() {
    return this.#worker !== null;
  }

  /** @throws {Error} where the browser allows no worker, or knows no modules there */
  async start() {
    if (this.started) return;
    const current = this.#begin();
    try {
      const bundles = this.#settings.bundles ?? (await this.#listed());
      if (current !== this.#worker) return;
      this.#bundles = bundles;
      this.#prepare(current);
    } catch (error) {
      if (current === this.#worker) this.#fail(error);
    }
  }

  /** @returns {Promise<Bundle[]>} */
  async #listed() {
    const response = await fetch(`${this.#bundleUrl}engine.json`);
    if (!response.ok) throw new Error(`engine.json: ${response.status}`);
    return (await response.json()).engines;
  }

  /**
   * Puts a request to Python, which may still be starting.
   * @param {number} id greater than those before
   * @param {AnswerRequest} request
   */
  ask(id, request) {
    this.#asked = id;
    this.#open.set(id, request);
    if (this.#ready) this.#bePatient();
    if (this.#worker) tell(this.#worker, { id, request });
  }

  /** Stops what is on its way, and asks for nothing more until the next `start`. */
  cancel() {
    if (!this.started) return;
    this.#end();
    this.#settings.onCancelled?.();
  }

  #begin() {
    this.#bePatient();
    const current = moduleWorker(trustedScript(this.#workerUrl));
    this.#worker = current;
    current.onmessage = ({ data }) => {
      if (current === this.#worker) this.#heard(data);
    };
    current.onerror = (event) => {
      if (current === this.#worker) this.#fail(event.message);
    };
    return current;
  }

  /**
   * Tells the worker which bundle it is, and fetches that one's files.
   * @param {Worker} worker
   */
  #prepare(worker) {
    const { name, sizes, ...rest } = this.#bundles[0];
    const folder = `${this.#bundleUrl}${name}/`;
    tell(worker, { start: { folder, name, names: Object.keys(sizes), ...rest } });
    this.#fetching = new AbortController();
    const files = fetchFiles(folder, sizes, {
      signal: this.#fetching.signal,
      onProgress: (bytes, total) => {
        if (worker === this.#worker) this.#came(bytes, total);
      },
    });
    for (const [file, coming] of files) {
      coming.then(
        (content) => tell(worker, { file, content }, [content.buffer]),
        (error) => {
          if (worker === this.#worker) this.#fail(error.message);
        },
      );
    }
  }

  /**
   * @param {number} bytes
   * @param {number} total
   */
  #came(bytes, total) {
    this.#bePatient();
    this.#settings.onProgress(Math.floor((100 * bytes) / total), bytes, total);
    if (bytes >= total) this.#settings.onStarting();
  }

  /** @param {FromWorker} message */
  #heard(message) {
    this.#bePatient();
    if ("ready" in message) {
      this.#ready = true;
      if (this.#asked === 0) clearTimeout(this.#patience);
      this.#settings.onReady();
    } else if ("response" in message) {
      if (message.id === this.#asked) clearTimeout(this.#patience);
      this.#open.delete(message.id);
      this.#settings.onResponse(message.id, message.response);
    } else if ("failed" in message) {
      if (message.file === null && this.#bundles.length > 1) this.#tryNext(message.failed);
      else this.#fail(message.failed);
    }
  }

  /** @param {string} why */
  #tryNext(why) {
    console.warn(`The ${this.#bundles[0].name} bundle gives way: ${why}`);
    this.#worker?.terminate();
    this.#fetching?.abort();
    this.#ready = false;
    this.#bundles = this.#bundles.slice(1);
    const current = this.#begin();
    this.#prepare(current);
    for (const [id, request] of this.#open) tell(current, { id, request });
  }

  #bePatient() {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail("too slow"), this.#settings.patienceMs);
  }

  #end() {
    clearTimeout(this.#patience);
    this.#worker?.terminate();
    this.#fetching?.abort();
    this.#worker = null;
    this.#ready = false;
    this.#asked = 0;
    this.#open.clear();
    this.#bundles = [];
  }

  /** @param {unknown} why */
  #fail(why) {
    console.error(why);
    this.#end();
    this.#settings.onFailed();
  }
}

/**
 * @param {Worker} worker
 * @param {ToWorker} message
 * @param {Transferable[]} [handedOver]
 */
function tell(worker, message, handedOver = []) {
  worker.postMessage(message, handedOver);
}
