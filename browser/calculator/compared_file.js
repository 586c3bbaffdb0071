// The table of the page that compares two situations, where there are many programmes: a file
// (calculator/comparison.py), fetched when it is wanted and kept as long as the page stands.

import { fetchJson } from "./result_files.js";

/** @import { ComparisonFile, ResultTable } from "../types.d.ts" */

/**
 * Without any period until it has come: nothing is known then.
 * @implements {ResultTable}
 */
export class ComparedFile {
  #address;
  #onCome;
  #coming = false;
  /** @type {ResultTable["frame"]} */
  frame = ["", ""];
  /** @type {ResultTable["parts"]} */
  parts = [];
  /** @type {ResultTable["periods"]} */
  periods = [];
  dated = /** @type {ResultTable["dated"]} */ ({});
  /** Each programme's place for its table, as HTML. @type {Record<string, string>} */
  sections = {};

  /** @param {string} address @param {() => void} onCome is called when it is there */
  constructor(address, onCome) {
    this.#address = address;
    this.#onCome = onCome;
  }

  /** What does not come is asked for again the next time. */
  async fetch() {
    if (this.#coming || this.periods.length) return;
    this.#coming = true;
    try {
      const { dated, periods, sections } = /** @type {ComparisonFile} */ (
        await fetchJson(this.#address)
      );
      this.dated = dated;
      this.periods = periods;
      this.sections = sections;
    } catch {
      return; // Python knows the lines too
    } finally {
      this.#coming = false;
    }
    this.#onCome();
  }
}
