// Answers kept on the device, one set for each kind of calculator. Storage may be forbidden or
// full, other tabs write there too, and anybody may have: nothing that stands there is trusted.

import { KINDS, keyOf, storedText } from "../site/kept_answers.js";

/**
 * What came of keeping a change: "none" where this tab keeps nothing, "elsewhere" where another
 * tab, or the browser, has changed what is kept, "refused" where the device takes nothing more.
 * @typedef {"none" | "kept" | "elsewhere" | "refused"} Followed
 */

/**
 * What is kept. `pairs`: as in a link, see link.js; `unread`: names whose values are no texts;
 * `broken`: it is nothing that a calculator has written.
 * @typedef {{ pairs: [string, string][], unread: string[], broken: boolean }} Kept
 */

export class AnswerStorage {
  #kind;
  /**
   * What this tab has written, or taken over: as long as that stands there, it is this tab's.
   * Null where this tab keeps nothing.
   * @type {string | null}
   */
  #mine = null;

  /** @param {string} kind of calculator */
  constructor(kind) {
    this.#kind = kind;
  }

  /** Whether nothing is kept: what cannot be read is something. */
  get isEmpty() {
    return this.#text() === null;
  }

  /** Whether this tab keeps its answers on the device, and follows their changes there. */
  get follows() {
    return this.#mine !== null;
  }

  /** Whether what this tab has kept has been changed by another tab, or by the browser. */
  get isLost() {
    return this.follows && this.#text() !== this.#mine;
  }

  /** Whether an event of the browser's storage is about these answers. @param {StorageEvent} event */
  concerns({ key }) {
    return key === null || key === keyOf(this.#kind);
  }

  /** What is kept; null for nothing. @returns {Kept | null} */
  read() {
    const text = this.#text();
    return text === null ? null : readable(text);
  }

  /** What is kept is this tab's from now on. */
  adopt() {
    this.#mine = this.#text();
  }

  /** What is kept is none of this tab's any more, and stays. */
  leave() {
    this.#mine = null;
  }

  /**
   * Keeps what has changed, as long as what is kept is this tab's: what somebody erased elsewhere
   * is not kept once more.
   * @param {[string, string][]} pairs
   * @returns {Followed}
   */
  follow(pairs) {
    if (!this.follows) return "none";
    if (!this.isLost) return this.put(pairs) ? "kept" : "refused";
    this.leave();
    return "elsewhere";
  }

  /**
   * Keeps answers in place of those before, and follows them from now on; gives whether the device
   * allows it. If not, this tab keeps nothing.
   * @param {[string, string][]} pairs
   */
  put(pairs) {
    const text = JSON.stringify(Object.fromEntries(pairs));
    try {
      localStorage.setItem(keyOf(this.#kind), text);
    } catch {
      this.leave();
      return false;
    }
    this.#mine = text;
    return true;
  }

  /** Gives whether nothing is kept any more. */
  clear() {
    this.leave();
    return removed(this.#kind);
  }

  /** Whether answers of another calculator are kept. */
  get hasOthers() {
    return this.#others().some((kind) => storedText(kind) !== null);
  }

  /** Removes those of the other calculators; gives whether none is kept any more. */
  clearOthers() {
    return this.#others().map(removed).every(Boolean);
  }

  #others() {
    return KINDS.filter((kind) => kind !== this.#kind);
  }

  #text() {
    return storedText(this.#kind);
  }
}

/** @param {string} kind */
function removed(kind) {
  try {
    localStorage.removeItem(keyOf(kind));
  } catch {
    // Whether there is anything is all that counts.
  }
  return storedText(kind) === null;
}

/**
 * @param {string} text
 * @returns {Kept}
 */
function readable(text) {
  let all;
  try {
    all = JSON.parse(text);
  } catch {
    all = null;
  }
  if (typeof all !== "object" || !all || Array.isArray(all)) {
    return { pairs: [], unread: [], broken: true };
  }
  /** @type {[string, string][]} */
  const pairs = [];
  const unread = [];
  for (const [name, value] of Object.entries(all)) {
    if (typeof value === "string") pairs.push([name, value]);
    // "Not answered" in any other form says nothing that could be lost.
    else if (value !== null) unread.push(name);
  }
  return { pairs, unread, broken: false };
}
