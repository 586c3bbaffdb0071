// Two situations as one set of answers, for the address: the first's answers by their names, and
// what the second has otherwise by names with a prefix. Pure functions.

import { owns } from "../site/own.js";

/** @import { Answers } from "../types.d.ts" */

/** Before a name: the second situation's answer, where it is not the first's. */
const SECOND = "b.";

/** In the place of an answer: the second situation has none. */
const UNANSWERED = "unknown";

/**
 * @param {Readonly<Answers>} a
 * @param {Readonly<Answers>} b
 * @returns {Answers}
 */
export function pairOf(a, b) {
  /** @type {Answers} */
  const pair = { ...a };
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const value = owns(b, name) ? b[name] : UNANSWERED;
    if (!owns(a, name) || value !== a[name]) pair[SECOND + name] = value;
  }
  return pair;
}

/**
 * The answers of each situation in an address, which a stranger may have written.
 * @param {URLSearchParams} given
 * @returns {{ a: URLSearchParams, b: URLSearchParams }}
 */
export function situationsOf(given) {
  const [a, changed] = [new URLSearchParams(), new URLSearchParams()];
  for (const [name, value] of given) {
    if (name.startsWith(SECOND)) changed.append(name.slice(SECOND.length), value);
    else a.append(name, value);
  }
  const b = new URLSearchParams();
  for (const [name, value] of a) if (!changed.has(name)) b.append(name, value);
  for (const [name, value] of changed) if (value !== UNANSWERED) b.append(name, value);
  return { a, b };
}
