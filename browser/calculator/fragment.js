// The address's fragment: the answers under the contract's names, and beside them what is the
// page's own and no answer. Pure functions; address.js writes it.

/** @import { Answers } from "../types.d.ts" */
/** @import { Beside, Place } from "./state.js" */

/** Names in the fragment that are no answers: where the person is, what a link says once. */
const PLACE = ["view", "step"];
const READ_ONCE = ["c", "v", "r"];
const BESIDE = ["region", "plan", "programmes"];

/** The names that a fragment may hold beside those of the form. */
export const OWN_NAMES = [...PLACE, ...READ_ONCE, ...BESIDE];

/**
 * Pairs as a text of letters, digits and `-_.~=&` only, which no messenger cuts: other
 * characters are their bytes after a tilde, as addresses have them after a percent sign.
 * @param {Iterable<[string, string]>} pairs
 */
export function encoded(pairs) {
  const text = new URLSearchParams([...pairs]).toString();
  return text.replace(/%/g, "~").replace(/\+/g, "~20").replace(/\*/g, "~2A");
}

/**
 * The pairs of a fragment: of one that `encoded` wrote, of an older link, or of a stranger's.
 * @param {string} hash with or without its number sign
 * @returns {URLSearchParams}
 */
export function parsed(hash) {
  // Some mail programs write "&" as in HTML.
  const text = hash.replace(/^#/, "").replace(/&amp;/g, "&");
  return new URLSearchParams(text.replace(/~(?=[\dA-F]{2})/g, "%"));
}

/**
 * The view and the step of a fragment; null where it says none.
 * @param {URLSearchParams} given
 * @returns {Place}
 */
export function placeOf(given) {
  return { view: given.get("view") || null, step: given.get("step") || null };
}

/**
 * What a link has beside the answers, and the page could not take: a region that there is not.
 * @param {URLSearchParams} given
 * @param {Readonly<Beside>} beside
 */
export function lostBeside(given, { region }) {
  return given.get("region")?.trim() && !region ? ["region"] : [];
}

/**
 * The pairs of a fragment; empty ones are left out.
 * @param {Readonly<Place>} place
 * @param {Readonly<Answers>} answers
 * @param {Readonly<Beside>} beside
 * @returns {[string, string][]}
 */
export function pairsOf({ view, step }, answers, { region, plan, programmes }) {
  const own = [["view", view], ["step", step], ...Object.entries(answers)];
  const all = [...own, ["region", region], ["plan", plan], ["programmes", programmes]];
  return all.filter(/** @returns {pair is [string, string]} */ (pair) => Boolean(pair[1]));
}

/**
 * A fragment, without its number sign.
 * @param {Readonly<Place>} place
 * @param {Readonly<Answers>} answers
 * @param {Readonly<Beside>} beside
 */
export function fragment(place, answers, beside) {
  return encoded(pairsOf(place, answers, beside));
}
