/** @import { Answers } from "../types.d.ts" */

/** Answers kept on the device, by the kind of calculator. Storage may be forbidden. */
export class AnswerStorage {
  #key;

  /** @param {string} kind */
  constructor(kind) {
    this.#key = `passerelle.${kind}`;
  }

  /** What is kept, null for nothing. Others may have written there: only texts are given. */
  get content() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      if (!kept || typeof kept !== "object") return null;
      const texts = Object.entries(kept).filter(([, value]) => typeof value === "string");
      return /** @type {Answers} */ (Object.fromEntries(texts));
    } catch {
      return null;
    }
  }

  /**
   * Keeps answers in place of those before; gives whether the device allows it.
   * @param {Readonly<Answers>} answers
   */
  put(answers) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(answers));
      return true;
    } catch {
      return false;
    }
  }

  clear() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Where nothing can be kept there is nothing to erase.
    }
  }
}
