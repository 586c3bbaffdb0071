// Who answers: at once the table that was made with the page, and as soon as it can Python,
// which knows the rest (hours, dates, costs) and takes over without a flicker.

import { Engine } from "../python/engine.js";
import { trustedMarkup } from "../site/trusted.js";
import { showErrors, unreadable } from "./errors.js";
import { filled } from "./link.js";
import { announce } from "./speech.js";
import { StaticAnswers } from "./static.js";

// So long without a byte or a step, the engine is taken to have failed.
const PATIENCE_MS = 60_000;

export class Live {
  #asked = 0;

  // `answers`, `companions`, `result`, `steps` as in their modules; `onShown(whole, uncounted)` is
  // called whenever a result was drawn: `whole` where it counts all that can be counted;
  // `uncounted` says by name why an answer is not.
  constructor(root, { answers, companions, result, steps, onShown }) {
    Object.assign(this, { root, answers, companions, result, steps, onShown });
    this.table = new StaticAnswers(JSON.parse(this.#find(".answer-table").textContent));
    this.asBuilt = result.body.innerHTML;
    const { engineUrl, engines, worker, patienceMs, textStarting, textReady } = root.dataset;
    this.engine = new Engine({
      engineUrl,
      engines: JSON.parse(engines),
      workerUrl: worker,
      patienceMs: Number(patienceMs ?? PATIENCE_MS),
      onProgress: (percent) => this.#showProgress(percent),
      onStarting: () => this.#progressText(textStarting),
      onReady: () => {
        this.#setState("python");
        announce(textReady);
      },
      // Only the last question's answer is that of the form as it stands.
      onReply: (id, reply) => id === this.#asked && this.#showReply(reply),
      onFailed: () => this.#failed(),
    });
  }

  // Answers the form as it stands.
  ask() {
    const fields = this.answers.fields();
    this.#asked += 1;
    // It comes while the table answers.
    if (this.engine.started || this.#wants(fields)) this.#start();
    // Python answers before a flicker could be seen; until it can, the table does.
    if (this.root.dataset.engine !== "python") this.#answerAtOnce(fields);
    if (!this.engine.started) return;
    const { kind, language, built, links } = this.root.dataset;
    const request = { kind, language, today: today(built), links: JSON.parse(links), fields };
    this.engine.ask(this.#asked, { ...request, ...this.companions.request() });
  }

  // Each programme's card for the answers as they stand now; those on show may be older.
  cards() {
    const html = this.table.html(this.answers.fields(), today(this.root.dataset.built));
    if (html === null) return this.result.cards;
    const template = document.createElement("template");
    template.innerHTML = trustedMarkup(html);
    return [...template.content.querySelectorAll("[data-programme]")];
  }

  // The person is about to answer: the engine may begin to come.
  prepare() {
    if (this.#wants(this.answers.fields())) this.#start();
  }

  // Saving data, the engine is fetched only for what the table does not know.
  #wants(fields) {
    return (
      !navigator.connection?.saveData ||
      this.answers.typed(fields).length > 0 ||
      Boolean(this.companions.kept().plan)
    );
  }

  #start() {
    if (this.engine.started) return;
    // No browser without it can run Python, however often it tries.
    if (typeof WebAssembly !== "object") return this.#failed();
    this.#setState("loading");
    this.#showProgress(0);
    // A worker may be forbidden.
    this.engine.start().catch(() => this.#failed());
  }

  #setState(state) {
    this.root.dataset.engine = state;
    this.#find(".engine-progress").hidden = state !== "loading";
    this.#find(".engine-failed").hidden = state !== "failed";
  }

  #failed() {
    this.#setState("failed");
    const { textOffline, textUnsupported } = this.root.dataset;
    let reason = navigator.onLine ? "" : textOffline;
    if (typeof WebAssembly !== "object") reason = textUnsupported;
    const place = this.#find("[data-failed-reason]");
    place.hidden = !reason;
    place.textContent = reason;
    this.#find(".phone-fold").open = true;
    this.#find(".result").setAttribute("aria-busy", "false");
    const fields = this.answers.fields();
    if (Object.keys(fields).length > 0) this.#answerAtOnce(fields);
  }

  // The table's answer to what was chosen; what was typed is said not to be counted.
  #answerAtOnce(fields) {
    const {
      built,
      textPending,
      textComputing,
      textNotCounted,
      textNotComputed,
      textNotYet,
      textNotHere,
    } = this.root.dataset;
    const errors = unreadable(this.answers.form);
    const typed = this.answers.typed(fields).filter((name) => !(name in errors));
    const html = this.table.html(fields, today(built));
    const whole = html !== null && typed.length === 0;
    const over = this.root.dataset.engine === "failed";
    this.result.draw(html ?? this.asBuilt);
    if (typed.some((name) => name.startsWith("monthly_costs."))) {
      this.result.withhold(over ? textNotComputed : textComputing);
    }
    const place = this.#find("[data-pending-notice]");
    place.hidden = whole;
    place.textContent = over ? textNotCounted : textPending;
    this.#find(".result").setAttribute("aria-busy", String(!whole && !over));
    showErrors(this.root, this.steps, errors);
    const open = Object.fromEntries(typed.map((name) => [name, over ? textNotHere : textNotYet]));
    this.#shown(this.result.spoken(), whole, { ...open, ...this.#refused(errors) });
  }

  #showReply(reply) {
    this.#find("[data-pending-notice]").hidden = true;
    this.#find(".result").setAttribute("aria-busy", "false");
    this.result.draw(reply.html);
    showErrors(this.root, this.steps, reply.errors);
    this.companions.answered(reply);
    this.#shown(reply.announcement, true, this.#refused(reply.errors));
  }

  #refused(errors) {
    const said = (problem) => filled(this.root.dataset.textRefused, { problem });
    return Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, said(text)]));
  }

  #shown(announcement, whole, uncounted) {
    this.onShown(whole, uncounted);
    announce(announcement);
  }

  #showProgress(percent) {
    const within = Math.min(percent, 100);
    this.#find(".engine-progress progress").value = within;
    this.#progressText(this.root.dataset.textLoading.replace("{percent}", within));
  }

  #progressText(text) {
    this.#find("[data-progress-text]").textContent = text;
  }

  #find(selector) {
    return this.root.querySelector(selector);
  }
}

// The device's own day; a clock that stands before the site was built is wrong.
function today(built) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const local = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return local > built ? local : built;
}
