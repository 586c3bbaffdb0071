// Owns what the calculator's page knows: the answers, the step, whether Python answers, and what
// is shown. Form, address, storage and `data-` attributes mirror it; nothing reads them back but
// the form's own fields, when a person has changed them.

/** @import { Answers, CardData, Errors } from "../types.d.ts" */

/**
 * Where a change came from: a person's hands on this page, an address that was opened, what the
 * device keeps, what the tab remembers of an entry of its history, or the button that erases all.
 * @typedef {"person" | "address" | "storage" | "history" | "erase"} Source
 */

/** What the page keeps beside the answers: the region to call, the plan of hours, and the programmes
 * that were chosen of many, with dots between. */
/** @typedef {{ region?: string, plan?: string, programmes?: string }} Beside */

/** The view ("steps", else all questions) and its step, as the address has them. */
/** @typedef {{ view: string | null, step: string | null }} Place */

/**
 * Who answers: the table made with the page, the table while Python comes, Python, or the table
 * after Python has failed. The contract's `data-engine`.
 * @typedef {"static" | "loading" | "python" | "failed"} Python
 */

/**
 * The result on show: of which answers, whether it counts all that can be counted, and why an
 * answer is not.
 * @typedef {object} Shown
 * @property {CardData[]} cards
 * @property {Readonly<Answers>} answers as the state had them: the same object
 * @property {boolean} whole
 * @property {Errors} uncounted
 */

/**
 * The kinds of change, with what their listeners are told.
 * @typedef {{ answers: Source, beside: Source, place: null, python: null, errors: null,
 *   shown: null }} Changes
 */

export class State {
  /** @type {Readonly<Answers>} */
  #answers = {};
  /** @type {Readonly<Beside>} */
  #beside = {};
  /** @type {Readonly<Place>} */
  #place = { view: null, step: null };
  /** @type {Python} */
  #python = "static";
  /** @type {Readonly<Errors>} */
  #errors = {};
  /** @type {Readonly<Shown>} */
  #shown = { cards: [], answers: {}, whole: false, uncounted: {} };
  /** @type {{ [Kind in keyof Changes]?: ((change: Changes[Kind]) => void)[] }} */
  #listeners = {};

  /**
   * Has a function called after each change of a kind, in the order of subscription.
   * @template {keyof Changes} Kind
   * @param {Kind} kind
   * @param {(change: Changes[Kind]) => void} listener
   */
  subscribe(kind, listener) {
    /** @type {((change: Changes[Kind]) => void)[]} */
    const listeners = this.#listeners[kind] ?? [];
    listeners.push(listener);
    Object.assign(this.#listeners, { [kind]: listeners });
  }

  /** The answers, in the form's order. */
  get answers() {
    return this.#answers;
  }

  /**
   * The one way in for answers.
   * @param {Answers} answers
   * @param {Source} by
   */
  setAnswers(answers, by) {
    this.#answers = Object.freeze({ ...answers });
    this.#tell("answers", by);
  }

  get beside() {
    return this.#beside;
  }

  /**
   * Changes some of what is kept beside the answers; an empty text takes it away.
   * @param {Beside} changed
   * @param {Source} by
   */
  setBeside(changed, by) {
    const all = { ...this.#beside, ...changed };
    const kept = Object.entries(all).filter(([, text]) => text);
    this.#beside = Object.freeze(Object.fromEntries(kept));
    this.#tell("beside", by);
  }

  get place() {
    return this.#place;
  }

  /**
   * Programmes that were chosen and whose questions are not there yet, with the answers to these:
   * the address has them too, so that a page that is loaded again does not lose them.
   * @type {{ programmes: readonly string[], answers: Readonly<Answers> } | undefined}
   */
  awaited;

  /**
   * Of whom the dates are that go into a calendar, see calendar_identity.js; "" for nobody yet.
   * No address has it: a link may go to somebody else.
   */
  calendarOwner = "";

  /** Whether one question at a time is shown. */
  get stepping() {
    return this.#place.view === "steps";
  }

  /** @param {Partial<Place>} place */
  setPlace(place) {
    this.#place = Object.freeze({ ...this.#place, ...place });
    this.#tell("place", null);
  }

  get python() {
    return this.#python;
  }

  /** @param {Python} python */
  setPython(python) {
    this.#python = python;
    this.#tell("python", null);
  }

  /** What is told to be wrong with answers, by their names. */
  get errors() {
    return this.#errors;
  }

  /** @param {Errors} errors */
  setErrors(errors) {
    this.#errors = Object.freeze({ ...errors });
    this.#tell("errors", null);
  }

  /**
   * A person changes an answer that was told to be wrong: what was told no longer holds, and
   * stays on show until the next result.
   * @param {string} name
   */
  forgetError(name) {
    const { [name]: _, ...rest } = this.#errors;
    this.#errors = Object.freeze(rest);
  }

  get shown() {
    return this.#shown;
  }

  /** Whether the result on show is that of the answers as they stand, with all that they count. */
  get isSettled() {
    return this.#shown.whole && this.#shown.answers === this.#answers;
  }

  /** @param {Shown} shown */
  setShown(shown) {
    this.#shown = Object.freeze({ ...shown });
    this.#tell("shown", null);
  }

  /**
   * @template {keyof Changes} Kind
   * @param {Kind} kind
   * @param {Changes[Kind]} change
   */
  #tell(kind, change) {
    for (const listener of this.#listeners[kind] ?? []) listener(change);
  }
}
