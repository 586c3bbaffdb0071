// The field for a postal code, of the directory and of the calculator. What is typed goes
// nowhere and is not kept.

import { lookup } from "./postal.js";

/** @import { Found, PostalAreas } from "./postal.js" */

/**
 * Looks up what is typed in a field. `onFound` is called with what was found and what was typed;
 * with null where the areas could not be fetched. It is not called again while only the rest of
 * a whole code is typed: what it shows must not be read aloud twice.
 * @param {HTMLInputElement} field
 * @param {PostalAreas | (() => Promise<PostalAreas>)} areas or what fetches them
 * @param {(found: Found | null, typed: string) => void} onFound
 */
export function postalField(field, areas, onFound) {
  let known = typeof areas === "function" ? null : areas;
  /** @type {Promise<void> | null} */
  let coming = null;
  let told = "";

  /** Fetches the areas, if they are not there. */
  async function prepare() {
    if (typeof areas !== "function") return;
    coming ??= areas().then(
      (content) => {
        known = content;
      },
      () => {
        coming = null; // the next letter tries again
      },
    );
    await coming;
  }

  async function answer() {
    const typed = field.value;
    if (!known) await prepare();
    if (typed !== field.value) return; // somebody went on typing
    const found = known && lookup(typed, known);
    const what = found ? found.kind + found.area : "";
    if (found && what === told) return;
    told = what;
    onFound(found, typed);
  }

  field.addEventListener("input", answer);
  return {
    answer,
    prepare,
    /** Empties the field, and shows nothing. */
    clear() {
      field.value = "";
      told = "";
    },
  };
}
