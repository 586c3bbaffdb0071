// Python on a page that calculates: started when it is wanted, its way here and its failure shown.

import { PythonClient } from "../python/client.js";
import { canRunPython, NoModulesInWorkers } from "../python/support.js";
import { find, findAll } from "../site/dom.js";
import { whenReleased } from "../site/press.js";
import { filled, textsOf } from "../site/texts.js";
import { announce } from "./speech.js";

/** @import { AnswerRequest, AnswerResponse } from "../types.d.ts" */
/** @import { Settings } from "./settings.js" */
/** @import { Python, State } from "./state.js" */

export class Engine {
  #root;
  #state;
  #texts;
  #client;
  #onFailed;
  /** Whether this browser can run Python: if not, nothing of it is fetched, however often. */
  #able = canRunPython();

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {State} state
   * @param {object} listeners
   * @param {(id: number, response: AnswerResponse) => void} listeners.onResponse
   * @param {() => void} listeners.onFailed
   */
  constructor(root, settings, state, { onResponse, onFailed }) {
    this.#root = root;
    this.#state = state;
    this.#onFailed = onFailed;
    this.#texts = textsOf(root, [
      "textLoading",
      "textStarting",
      "textReady",
      "textOffline",
      "textUnsupported",
    ]);
    this.#client = new PythonClient({
      ...settings,
      onProgress: (percent) => this.#showProgress(percent),
      onStarting: () => this.#progressText(this.#texts.starting),
      onReady: () =>
        whenReleased(() => {
          this.#setPython("python");
          announce(this.#texts.ready);
        }),
      onResponse: (id, response) => whenReleased(() => onResponse(id, response)),
      onFailed: () => whenReleased(() => this.#failed()),
    });
  }

  get started() {
    return this.#client.started;
  }

  /** Whether it is worth trying at all. */
  get able() {
    return this.#able;
  }

  /**
   * @param {number} id greater than those before
   * @param {AnswerRequest} request
   */
  ask(id, request) {
    this.#client.ask(id, request);
  }

  start() {
    if (this.#client.started) return;
    if (!this.#able) return this.#unable();
    this.#setPython("loading");
    this.#showProgress(0);
    this.#client.start().catch((error) => {
      if (error instanceof NoModulesInWorkers) this.#unable();
      else this.#failed(); // a worker may be forbidden
    });
  }

  /** @param {Python} python */
  #setPython(python) {
    this.#state.setPython(python);
    this.#find(".engine-progress").hidden = python !== "loading";
    this.#find(".engine-failed").hidden = python !== "failed";
  }

  /** Says once what the results leave out; there is nothing to try again. */
  #unable() {
    this.#able = false;
    if (this.#state.python === "failed") return;
    for (const part of findAll(this.#root, ".engine-failed > *")) part.hidden = true;
    this.#failed(this.#texts.unsupported);
  }

  /** @param {string} [reason] */
  #failed(reason = navigator.onLine ? "" : this.#texts.offline) {
    this.#setPython("failed");
    const place = this.#find("[data-failed-reason]");
    place.hidden = !reason;
    place.textContent = reason;
    find(this.#root, ".phone-fold", HTMLDetailsElement).open = true;
    this.#onFailed();
  }

  /** @param {number} percent */
  #showProgress(percent) {
    const within = Math.min(percent, 100);
    find(this.#root, ".engine-progress progress", HTMLProgressElement).value = within;
    this.#progressText(filled(this.#texts.loading, { percent: within }));
  }

  /** @param {string} text */
  #progressText(text) {
    this.#find("[data-progress-text]").textContent = text;
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.#root, selector);
  }
}
