// What a tab remembers of the answers given in it, apart from its history, whose entries say
// only which step. Answers that belong together are a series: those of one visit or link, on
// whichever step, in whichever language. Pure; address.js owns it.

import { isOwner } from "./calendar_identity.js";

/** So many series are remembered; those not used for longest are forgotten. */
const MOST = 50;

/**
 * A series of a kind of calculator: its answers as a fragment, see fragment.js.
 * @typedef {{ kind: string, series: string, fragment: string }} Remembered
 */

export class TabMemory {
  #kind;
  /** The last used comes last. @type {Remembered[]} */
  #all = [];
  /** Whether something was erased: whatever is not here is then gone, wherever it still stands. */
  #erased = false;

  /** Of whom the calendar's dates are, see calendar_identity.js. */
  owner = "";

  /** So many entries the tab's history had as the last calculator was left. */
  entries = 0;

  /** @param {string} kind of calculator */
  constructor(kind) {
    this.#kind = kind;
  }

  /**
   * Takes the place of what is here; a text that `text` did not write is as good as none.
   * @param {string | null} text
   * @returns {boolean} whether there was something
   */
  load(text) {
    try {
      const { erased, all, owner, entries } = JSON.parse(text ?? "");
      const known = all.map((/** @type {unknown[]} */ one) => {
        if (!one.every((part) => typeof part === "string")) throw new TypeError("not ours");
        const [kind, series, fragment] = /** @type {string[]} */ (one);
        return { kind, series, fragment };
      });
      this.#all = known;
      this.#erased = erased === true;
      this.owner = isOwner(owner) ? owner : "";
      this.entries = entries;
      return true;
    } catch {
      return false;
    }
  }

  /** For the next page; null where it needs to know nothing. */
  text() {
    if (!this.#erased && !this.#all.length) return null;
    const all = this.#all.map(({ kind, series, fragment }) => [kind, series, fragment]);
    const { owner, entries } = this;
    return JSON.stringify({ erased: this.#erased, all, owner, entries });
  }

  /** The answers of a series; null where nothing is known of it. @param {string} series */
  answersOf(series) {
    const found = this.#all.find((one) => one.kind === this.#kind && one.series === series);
    return found?.fragment ?? (this.#erased ? "" : null);
  }

  /** @param {string} series @param {string} fragment its answers now */
  remember(series, fragment) {
    const kind = this.#kind;
    const others = this.#all.filter((one) => one.kind !== kind || one.series !== series);
    this.#all = [...others, { kind, series, fragment }].slice(-MOST);
  }

  /** The series that was answered last; "" after all were erased, null where nothing is known. */
  get lastSeries() {
    return this.#ours.pop()?.series ?? (this.#erased ? "" : null);
  }

  get #ours() {
    return this.#all.filter(({ kind }) => kind === this.#kind);
  }

  /**
   * The last series of this calculator, if these are its answers: the same page in the other
   * language goes on with it, and the way back from the page that compares.
   * @param {string} fragment
   */
  seriesWith(fragment) {
    const last = this.#ours.pop();
    return last?.fragment === fragment ? last.series : null;
  }

  /** Forgets the answers of all series, of every calculator. */
  erase() {
    this.#all = [];
    this.#erased = true;
    this.owner = "";
  }
}
