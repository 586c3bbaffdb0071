// Words as the pages write them, and slips of the keyboard.

import { plain, slips } from "./letters.js";

/** @import { Words } from "./search_query.js" */

/** Shorter words are never mended: too many are a letter apart. */
const FEWEST_LETTERS = 4;

/**
 * A word as the pages write it: with the very accents that were typed, else with others; where no
 * page has it, its beginning (as while somebody types) or the word without its ending. Null where no
 * page has any of them. Numbers are taken as they are.
 * @param {string} word
 * @param {string[]} vocabulary the commonest first
 * @returns {string | null}
 */
export function written(word, vocabulary) {
  if (/[0-9]/.test(word) || (word.length > 1 && vocabulary.includes(word))) return word;
  const bare = plain(word);
  const same = bare.length > 1 && vocabulary.find((other) => plain(other) === bare);
  if (same) return same;
  const shorter = bare.replace(/(es|s|x|e)$/, "");
  const stem = shorter.length < FEWEST_LETTERS ? bare : shorter;
  // Asked for a word that no page has, the index would weigh pages by others with its letters.
  for (const begun of bare.length > 1 ? [bare, stem] : []) {
    const longer = vocabulary.find((other) => plain(other).startsWith(begun));
    if (longer)
      return longer.length === plain(longer).length ? longer.slice(0, begun.length) : begun;
  }
  return null;
}

/**
 * The known word that a slip of the keyboard made of this one; null where there is none, and
 * where this one is a word itself.
 * @param {string} word without accents
 * @param {Pick<Words, "vocabulary" | "right" | "answers">} known
 * @returns {string | null}
 */
export function mend(word, { vocabulary, right, answers }) {
  if (word.length < FEWEST_LETTERS) return null;
  if (right.includes(word) || right.includes(singular(word))) return null;
  const key = sound(word);
  /** @type {[string | null, number]} */
  let [nearest, least] = [null, 2];
  const single = answers.flatMap(({ words }) => words.filter((one) => !one.includes(" ")));
  for (const other of [...vocabulary, ...single]) {
    const bare = plain(other);
    if (other.length < FEWEST_LETTERS && sound(bare) !== key) continue;
    // A slip rarely begins a word: a first letter that differs weighs as half of one more.
    const steps = distance(key, sound(bare), 2) + (bare[0] === word[0] ? 0 : 0.5);
    if (steps < least) [nearest, least] = [other, steps];
  }
  return nearest;
}

/**
 * A word with one letter for those that sound alike in both languages, doubled or not.
 * @param {string} word
 */
function sound(word) {
  return word
    .replace(/e?au/g, "o")
    .replaceAll("ph", "f")
    .replaceAll("y", "i")
    .replace(/(.)\1+/g, "$1");
}

/**
 * How many slips lead from one word to another; `limit` or more is not counted on.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  const row = slips(a, b, limit);
  return row ? row[b.length] : limit;
}

/** Of a short word the ending belongs to it: « bs » is not « b ». @param {string} word */
export function singular(word) {
  return word.replace(/(...)[sx]$/, "$1");
}
