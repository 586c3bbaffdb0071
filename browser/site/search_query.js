// What a person typed, as the index knows it: without the words that say nothing, with the
// pages' own words for other people's, and with slips of the keyboard mended.

// The same elisions as in compiler/publish/search_index.py.
const ELISION = /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])['’](?=\p{L})/giu;
const TELEPHONE = /^[\s(+]*[0-9][0-9\s().-]{5,}$/;
const POSTAL_CODE = /^\s*([A-Za-z][0-9][A-Za-z])\s*-?\s*[0-9][A-Za-z][0-9]\s*$/;

/**
 * What is known of the index's words, as compiler/publish/search_index.py writes it: words that
 * say nothing; the pages' words for other people's; all words of the pages.
 * @typedef {{ stop: string[], synonyms: Record<string, string>, vocabulary: string[] }} Words
 */

/**
 * What to look for: the words; those of them that took the place of what was typed; and whether
 * only pages that are looked for by these very signs will do.
 * @typedef {{ words: string[], mended: string[], exact: boolean }} Understood
 */

/**
 * Lower case, no accents, straight apostrophes.
 * @param {string} text
 */
export function folded(text) {
  const plain = text.toLowerCase().replaceAll("œ", "oe").normalize("NFKD");
  return plain.replace(/\p{M}/gu, "").replaceAll("’", "'");
}

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
    return { words: [digits.length === 11 ? digits.slice(1) : digits], mended: [], exact: true };
  }
  const code = query.match(POSTAL_CODE);
  if (code) return { words: [code[1].toLowerCase()], mended: [], exact: true };

  const typed = folded(query)
    .replace(ELISION, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = typed.filter((word) => !known.stop.includes(word));
  /** @type {string[]} */
  const mended = [];
  const words = (telling.length ? telling : typed).flatMap((word) => {
    const synonym = known.synonyms[word] ?? known.synonyms[singular(word)];
    if (synonym) return synonym.split(" ");
    const meant = mend(word, known.vocabulary);
    if (meant !== word) mended.push(meant);
    return [meant];
  });
  return { words: [...new Set(words)], mended, exact: false };
}

/** @param {string} word */
function singular(word) {
  return word.replace(/[sx]$/, "");
}

/**
 * The word itself where a page has it (or its beginning), else the nearest that one has.
 * @param {string} word
 * @param {string[]} vocabulary
 */
export function mend(word, vocabulary) {
  if (word.length < 4 || /[0-9]/.test(word)) return word;
  const stem = word.replace(/(es|s|x|e)$/, "");
  if (vocabulary.some((other) => other.startsWith(stem))) return word;
  const key = sound(word);
  const limit = key.length < 6 ? 1 : key.length < 9 ? 2 : 3;
  let [nearest, least] = [word, limit + 1];
  for (const other of vocabulary) {
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
 * How many letters must be added, left out, changed or swapped; `limit` or more is not counted on.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  /** @type {[number[], number[]]} */
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
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
