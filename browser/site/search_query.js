// What a person typed, as the index knows it: without the words that say nothing, with the
// pages' own words for other people's, and with slips of the keyboard mended.

import { plain, slips } from "./letters.js";
import { owns } from "./own.js";

// The same elisions as in compiler/publish/search_index.py.
const ELISION = /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])['’](?=\p{L})/giu;
const TELEPHONE = /^[\s(+]*[0-9][0-9\s().-]{5,}$/;
const POSTAL_CODE = /^\s*([A-Za-z][0-9][A-Za-z])\s*-?\s*[0-9][A-Za-z][0-9]\s*$/;

/**
 * What is known of the index's words, as compiler/publish/search_index.py writes it: words that
 * say nothing; the pages' words for other people's, which may be several words long; all words of
 * the pages of two letters or more.
 * @typedef {{ stop: string[], synonyms: Record<string, string>, vocabulary: string[] }} Words
 */

/**
 * What to look for: the words; those of them that took the place of what was typed; whether
 * only pages that are looked for by these very signs will do; and words that no page has.
 * @typedef {{ words: string[], mended: string[], exact: boolean, unknown: string[] }} Understood
 */

/**
 * @param {string} query as typed
 * @param {Words} known
 * @returns {Understood}
 */
export function understood(query, known) {
  const telephone = query.match(TELEPHONE);
  if (telephone) {
    // A number, however it is written: its digits, without the 1 of a long-distance call.
    const digits = query.replace(/[^0-9]/g, "");
    return exactly(digits.length === 11 ? digits.slice(1) : digits);
  }
  const code = query.match(POSTAL_CODE);
  if (code) return exactly(code[1].toLowerCase());

  const typed = plain(query)
    .replace(ELISION, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const { words: said, rest } = phrases(typed, known.synonyms);
  const telling = rest.filter((word) => !known.stop.includes(word));
  /** @type {string[]} */
  const mended = [];
  /** @type {string[]} */
  const unknown = [];
  const words = (telling.length || said.length ? telling : typed).flatMap((word) => {
    const synonym = synonymOf(word, known.synonyms) ?? synonymOf(singular(word), known.synonyms);
    if (synonym) return synonym.split(" ");
    const meant = mend(word, known.vocabulary);
    if (meant === null) unknown.push(word);
    else if (!word.startsWith(meant)) mended.push(meant);
    return meant === null ? [] : [meant];
  });
  return { words: [...new Set([...said, ...words])], mended, exact: false, unknown };
}

/** @param {string} sign @returns {Understood} */
function exactly(sign) {
  return { words: [sign], mended: [], exact: true, unknown: [] };
}

/**
 * The pages' words for what is said in several words, and the words that are left.
 * @param {string[]} typed
 * @param {Record<string, string>} synonyms
 */
function phrases(typed, synonyms) {
  let text = ` ${typed.join(" ")} `;
  /** @type {string[]} */
  const words = [];
  const longest = Object.entries(synonyms).sort(([one], [two]) => two.length - one.length);
  for (const [phrase, meant] of longest) {
    if (!phrase.includes(" ") || !text.includes(` ${phrase} `)) continue;
    text = text.replaceAll(` ${phrase} `, " ");
    words.push(...meant.split(" "));
  }
  return { words, rest: text.split(" ").filter(Boolean) };
}

/** @param {string} word @param {Record<string, string>} synonyms */
function synonymOf(word, synonyms) {
  return owns(synonyms, word) ? synonyms[word] : undefined;
}

/** @param {string} word */
function singular(word) {
  return word.replace(/[sx]$/, "");
}

/**
 * The word itself where a page has it (or its beginning), the word without its ending where one has
 * that, else the nearest that one has; null where none is near. Numbers are taken as they are.
 * @param {string} word
 * @param {string[]} vocabulary
 * @returns {string | null}
 */
export function mend(word, vocabulary) {
  if (/[0-9]/.test(word)) return word;
  if (word.length < 4) {
    const begun = word.length > 1 && vocabulary.some((other) => other.startsWith(word));
    return begun ? word : null;
  }
  const stem = word.replace(/(es|s|x|e)$/, "");
  // Asked for a word that no page has, the index would weigh pages by others with its letters.
  for (const begun of [word, stem]) {
    if (vocabulary.some((other) => other.startsWith(begun))) return begun;
  }
  const key = sound(word);
  const limit = key.length < 6 ? 1 : key.length < 9 ? 2 : 3;
  /** @type {[string | null, number]} */
  let [nearest, least] = [null, limit + 1];
  for (const other of vocabulary) {
    if (other.length < 4) continue;
    // Two slips rarely begin a word: a first letter that differs weighs as one more.
    const steps = distance(key, sound(other), least) + (other[0] === word[0] ? 0 : 0.5);
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

/**
 * A text of the index as it is written: there, a word after an apostrophe stands alone.
 * @param {string} text
 */
export function rejoined(text) {
  return text.replace(
    /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])’ (?=<mark>|\p{L})/giu,
    "$1$2’",
  );
}

/**
 * Results of several searches as one list: pages that hold most of the words come first.
 * @template {{ id: string, score: number }} T
 * @param {T[][]} lists one for each word
 */
export function joinedResults(lists) {
  /** @type {Map<string, T>} */
  const found = new Map();
  for (const result of lists.flat()) {
    const score = result.score + (found.get(result.id)?.score ?? 0);
    found.set(result.id, { ...result, score });
  }
  return [...found.values()].sort((one, other) => other.score - one.score);
}
