// Which programmes are shown first where there are many. The order comes from the rules
// (rules/relevance.py), with the index of results. Pure functions.

/** @import { Relevance } from "../types.d.ts" */

/**
 * The programmes whose results are shown: the first that are possible or open, and the first of
 * all only where none is; then those that the person has chosen.
 * @template {{ programme: string, verdict: string }} T
 * @param {readonly T[]} all in their declared order
 * @param {readonly string[]} chosen ids; unknown ones are left out
 * @param {Relevance} relevance
 * @returns {T[]}
 */
export function shownFirst(all, chosen, { order, few, first, closed }) {
  if (all.length <= few) return [...all];
  const placeOf = (/** @type {T} */ { verdict }) => order[verdict];
  // Not every browser's own sort leaves equals as they were.
  const places = [...new Set(Object.values(order))].sort((a, b) => a - b);
  const ordered = places.flatMap((place) => all.filter((one) => placeOf(one) === place));
  const open = ordered.filter((one) => placeOf(one) < closed);
  const byThemselves = (open.length ? open : ordered).slice(0, first);
  const added = chosen.flatMap((id) => all.filter(({ programme }) => programme === id));
  return [...new Set([...byThemselves, ...added])];
}

/**
 * The programmes that are not shown, by verdict, the verdicts in the rules' order.
 * @template {{ verdict: string }} T
 * @param {readonly T[]} all in their declared order
 * @param {readonly T[]} shown
 * @param {Relevance} relevance
 * @returns {[string, T[]][]}
 */
export function othersByVerdict(all, shown, { order }) {
  const rest = all.filter((one) => !shown.includes(one));
  const groups = Object.keys(order).map(
    (verdict) =>
      /** @type {[string, T[]]} */ ([verdict, rest.filter((one) => one.verdict === verdict)]),
  );
  return groups.filter(([, { length }]) => length);
}
