// The folds of a page while it is printed.

/** @typedef {"event" | "media"} Sign what told of printing: beforeprint, or the media query */

export class PaperFolds {
  #root;
  /** Those that were closed before. @type {{ open: boolean }[]} */
  #opened = [];
  /** @type {Sign | null} */
  #by = null;

  /** @param {{ querySelectorAll(selector: string): Iterable<unknown> }} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {Sign} sign */
  open(sign) {
    if (this.#by !== "event") this.#by = sign;
    const closed = /** @type {Iterable<{ open: boolean }>} */ (
      this.#root.querySelectorAll("details:not([open])")
    );
    for (const fold of closed) {
      fold.open = true;
      this.#opened.push(fold);
    }
  }

  /**
   * Closes what was opened. While a preview stands open its media may change to and fro: where
   * an event told of the beginning, only one tells of the end.
   * @param {Sign} sign
   */
  restore(sign) {
    if (this.#by === "event" && sign === "media") return;
    for (const fold of this.#opened.splice(0)) fold.open = false;
    this.#by = null;
  }
}
