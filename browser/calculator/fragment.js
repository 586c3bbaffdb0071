// The address's fragment: the answers under the contract's names, and beside them what is the
// page's own and no answer. Pure functions; address.js writes it.

/** @import { Answers } from "../types.d.ts" */
/** @import { Beside, Place } from "./state.js" */

/** Names in the fragment that are no answers: where the person is, what a link says once. */
const PLACE = ["view", "step"];
const READ_ONCE = ["v", "r"];
const BESIDE = ["region", "plan"];

/** The names that a fragment may hold beside those of the form. */
export const OWN_NAMES = [...PLACE, ...READ_ONCE, ...BESIDE];

/**
 * @param {string} hash with or without its number sign
 * @returns {URLSearchParams}
 */
export function parsed(hash) {
  return new URLSearchParams(hash.replace(/^#/, ""));
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
 * A fragment, without its number sign.
 * @param {Readonly<Place>} place
 * @param {Readonly<Answers>} answers
 * @param {Readonly<Beside>} beside
 * @param {[string, string][]} [more]
 */
export function fragment(place, answers, beside, more = []) {
  const { region, plan } = beside;
  const own = Object.entries({ ...place, ...answers, region, plan });
  const pairs = own.filter(/** @returns {pair is [string, string]} */ (pair) => Boolean(pair[1]));
  return new URLSearchParams([...pairs, ...more]).toString();
}
