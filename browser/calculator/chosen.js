// Which programmes an address names, where there are many. Pure functions.

/** The name of a programme, as the rules have it. */
const ID = /^[a-z][a-z0-9_]*$/;
/** As many as a person may choose, and more: an address may be a stranger's. */
const MOST = 100;

/**
 * The programmes that are named as chosen, and those of `ids` whose own questions are answered.
 * @param {URLSearchParams} given
 * @param {readonly string[]} ids of programmes with questions of their own
 */
export function namedIn(given, ids) {
  const named = (given.get("programmes") ?? "").split(".").filter((id) => ID.test(id));
  const answered = [...given.keys()].map((name) => name.split(".")[0]);
  return [...new Set([...named, ...answered.filter((id) => ids.includes(id))])].slice(0, MOST);
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
