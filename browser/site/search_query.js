// What a person typed, as the index knows it: without the words that say nothing, with the
// pages' own words for other people's, and with slips of the keyboard mended.

import { plain, slips } from "./letters.js";
import { owns } from "./own.js";

// The same elisions as in compiler/publish/search_index.py.
const ELISION = /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])['’](?=\p{L})/giu;
/** Shorter words are never mended: too many are a letter apart. */
const FEWEST_LETTERS = 4;
const TELEPHONE = /^[\s(+]*[0-9][0-9\s().-]{5,}$/;
const POSTAL_CODE = /^\s*([A-Za-z][0-9][A-Za-z])\s*-?\s*[0-9][A-Za-z][0-9]\s*$/;

/**
 * A section that answers, by which words people look for it, and whether it only says that the
 * documents do not tell.
 * @typedef {{ words: string[], url: string, title: string, text: string, silent?: true }} Answer
 */

/**
 * What is known of words, as compiler/publish/search_vocabulary.py writes it: those that say
 * nothing; the pages' words for other people's, which may be several words long; all words of
 * the pages of two letters or more, with their accents; words that are near to others and right
 * themselves; answers.
 * @typedef {object} Words
 * @property {string[]} stop
 * @property {Record<string, string>} synonyms
 * @property {string[]} vocabulary
 * @property {string[]} right
 * @property {Answer[]} answers
 */

/**
 * A word as it was typed, and the one that was taken for it.
 * @typedef {{ typed: string, meant: string }} Mended
 */

/**
 * What to look for. `words`: as the pages write them; `mended`: what took the place of what was
 * typed; `exact`: only pages that are looked for by these very signs will do; `unknown`: words that
 * no page has; `answers`: sections for these words; `answered`: there is nothing else in the
 * query; `silent`: words that no document speaks of.
 * @typedef {object} Understood
 * @property {string[]} words
 * @property {Mended[]} mended
 * @property {boolean} exact
 * @property {string[]} unknown
 * @property {Answer[]} answers
 * @property {boolean} answered
 * @property {string[]} silent
 */

/** More answers would hide the pages. */
const MOST_ANSWERS = 3;

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

  const typed = query
    .toLowerCase()
    .replace(ELISION, "$1")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  const asked = answersTo(typed.map(plain), known.answers);
  const { words: said, rest } = phrases(typed, known.synonyms);
  /** @type {Mended[]} */
  const mended = [];
  /** @type {string[]} */
  const unknown = [];
  let answered = true;
  const words = rest.flatMap((word) => {
    const bare = plain(word);
    if (known.stop.includes(bare)) return [];
    const hasAnswer = asked.covered.has(singular(bare));
    if (!hasAnswer) answered = false;
    const synonym = synonymOf(bare, known.synonyms) ?? synonymOf(singular(bare), known.synonyms);
    if (synonym) return synonym.split(" ").map((one) => written(one, known.vocabulary) ?? one);
    const same = written(word, known.vocabulary);
    if (same !== null) return [same];
    if (hasAnswer) return [];
    const meant = mend(bare, known);
    if (meant === null) {
      unknown.push(word);
      return [];
    }
    mended.push({ typed: word, meant });
    const more = answersTo([plain(meant)], known.answers);
    for (const answer of more.answers) asked.answers.add(answer);
    if (more.answers.size) answered = !unknown.length && rest.length === mended.length;
    const other = synonymOf(plain(meant), known.synonyms) ?? meant;
    return other.split(" ").flatMap((one) => written(one, known.vocabulary) ?? []);
  });
  const answers = known.answers.filter((one) => asked.answers.has(one)).slice(0, MOST_ANSWERS);
  return {
    words: [...new Set([...said.map((one) => written(one, known.vocabulary) ?? one), ...words])],
    mended,
    exact: false,
    unknown,
    answers,
    answered: answered && answers.length > 0,
    silent: typed.filter((word) => asked.silent.has(singular(plain(word)))),
  };
}

/**
 * The answers that are looked for by some of these words, the words (in the singular), and those
 * of them that no document speaks of. Of « combien de temps », « combien » is no word by itself.
 * @param {string[]} typed without accents
 * @param {Answer[]} answers
 */
function answersTo(typed, answers) {
  let text = ` ${typed.map(singular).join(" ")} `;
  const phrases = answers
    .flatMap((answer) => answer.words.map((words) => ({ answer, words: singularsOf(words) })))
    .filter(({ words }) => text.includes(` ${words} `))
    .sort((one, other) => other.words.length - one.words.length);
  const found = { answers: new Set(), covered: new Set(), silent: new Set() };
  for (const { answer, words } of phrases) {
    if (!text.includes(` ${words} `)) continue;
    text = text.replaceAll(` ${words} `, "  ");
    found.answers.add(answer);
    for (const word of words.split(" ")) {
      found.covered.add(word);
      if (answer.silent) found.silent.add(word);
    }
  }
  return found;
}

/** @param {string} words */
function singularsOf(words) {
  return words.split(" ").map(singular).join(" ");
}

/** @param {string} sign @returns {Understood} */
function exactly(sign) {
  const nothing = { mended: [], unknown: [], answers: [], answered: false, silent: [] };
  return { words: [sign], exact: true, ...nothing };
}

/**
 * The pages' words for what is said in several words, and the words that are left.
 * @param {string[]} typed
 * @param {Record<string, string>} synonyms
 */
function phrases(typed, synonyms) {
  const rest = [...typed];
  /** @type {string[]} */
  const words = [];
  const longest = Object.keys(synonyms).sort((one, two) => two.length - one.length);
  for (const phrase of longest) {
    const { length } = phrase.split(" ");
    if (length < 2) continue;
    for (let place = 0; place + length <= rest.length; place += 1) {
      if (plain(rest.slice(place, place + length).join(" ")) !== phrase) continue;
      rest.splice(place, length);
      words.push(...synonyms[phrase].split(" "));
    }
  }
  return { words, rest };
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
  const stem = bare.length < FEWEST_LETTERS ? bare : bare.replace(/(es|s|x|e)$/, "");
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
    if (other.length < FEWEST_LETTERS) continue;
    const bare = plain(other);
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
