// What of the answers a result does not count, and what is said of it. Pure functions.

import { owns } from "../site/own.js";
import { filled } from "../site/texts.js";

/** @import { Errors } from "../types.d.ts" */

/** The attributes of the calculator's root that hold the texts. */
export const UNCOUNTED_TEXTS = /** @type {const} */ ([
  "textPending",
  "textComputing",
  "textNotCounted",
  "textNotComputed",
  "textNotYet",
  "textNotHere",
  "textRefused",
]);

/**
 * What only Python counts, while it is on its way or when it does not come any more: the names of
 * what was typed and can be read, each with why it is not counted, and what to say instead of
 * the result's amounts and below it.
 * @param {string[]} typed names of fields that something is typed in
 * @param {Errors} errors those of them that cannot be read
 * @param {boolean} over whether Python does not come any more
 * @param {Record<string, string>} texts
 */
export function leftToPython(typed, errors, over, texts) {
  const names = typed.filter((name) => !owns(errors, name));
  const reason = over ? texts.notHere : texts.notYet;
  const amount = over ? texts.notComputed : texts.computing;
  const ofTyped = over ? texts.notCounted : texts.pending;
  const notice = names.length ? ofTyped : amount;
  return { names, reason, why: allOf(names, reason), amount, notice };
}

/** Each name with the same text. @param {string[]} names @param {string} text @returns {Errors} */
export function allOf(names, text) {
  return Object.fromEntries(names.map((name) => [name, text]));
}

/** What is refused, with what is wrong. @param {Errors} errors @param {Record<string, string>} texts */
export function refused(errors, texts) {
  const said = Object.entries(errors).map(([name, problem]) => [
    name,
    filled(texts.refused, { problem }),
  ]);
  return /** @type {Errors} */ (Object.fromEntries(said));
}
