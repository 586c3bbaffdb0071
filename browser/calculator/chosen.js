// Which programmes an address names, where there are many. Pure functions.

/** @import { State } from "./state.js" */

/** The ids of the programmes that a person has chosen to see. @param {Pick<State, "beside">} state */
export function chosenOf({ beside }) {
  return (beside.programmes ?? "").split(".").filter(Boolean);
}

/**
 * The programmes that are named as chosen, and those whose own questions are answered. An address
 * may be a stranger's: whatever it names, there are no more than are known.
 * @param {URLSearchParams} given
 * @param {readonly string[]} known ids
 * @param {readonly string[]} asking ids of programmes with questions of their own
 */
export function namedIn(given, known, asking) {
  const named = (given.get("programmes") ?? "").split(".").filter((id) => known.includes(id));
  const answered = [...given.keys()].map((name) => name.split(".")[0]);
  return [...new Set([...named, ...answered.filter((id) => asking.includes(id))])];
}

/**
 * What an address names as chosen and is none of the programmes `known`.
 * @param {URLSearchParams} given
 * @param {readonly string[]} known ids
 */
export function strangersIn(given, known) {
  const named = (given.get("programmes") ?? "").split(".").map((id) => id.trim());
  return [...new Set(named)].filter((id) => id && !known.includes(id));
}
