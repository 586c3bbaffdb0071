// What a person typed, as the index knows it: without the words that say nothing, with the
// pages' own words for other people's, and with slips of the keyboard mended.

import { plain } from "./letters.js";
import { owns } from "./own.js";
import { answersTo, nearlyAsked } from "./search_answers.js";
import { mend, singular, written } from "./search_words.js";

/** @import { Answer } from "./search_answers.js" */

// The same elisions as in compiler/publish/search_index.py.
const ELISION = /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])['’](?=\p{L})/giu;
const TELEPHONE = /^[\s(+]*[0-9][0-9\s().-]{5,}$/;
const POSTAL_CODE = /^\s*([A-Za-z][0-9][A-Za-z])\s*-?\s*[0-9][A-Za-z][0-9]\s*$/;

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
  // What no answer is for: where there is any, pages are looked for by that alone.
  /** @type {Set<string>} */
  const telling = new Set();
  /** @param {string | null} word */
  const hasAnswers = (word) => {
    const more = word === null ? [] : [...answersTo([plain(word)], known.answers).answers];
    for (const answer of more) asked.answers.add(answer);
    return more.length > 0;
  };
  const words = rest.flatMap((word) => {
    const bare = plain(word);
    if (known.stop.includes(bare)) return [];
    const isAsked =
      asked.covered.has(singular(bare)) || hasAnswers(nearlyAsked(bare, known.answers));
    const synonym = synonymOf(bare, known.synonyms) ?? synonymOf(singular(bare), known.synonyms);
    const same = synonym ? null : written(word, known.vocabulary);
    const meant = synonym || same !== null || isAsked ? null : mend(bare, known);
    if (meant !== null) mended.push({ typed: word, meant });
    const others = synonym ?? (meant && (synonymOf(plain(meant), known.synonyms) ?? meant));
    const found = same !== null ? [same] : asWritten(others?.split(" ") ?? [], known.vocabulary);
    if (!isAsked && !found.length && meant === null) unknown.push(word);
    if (!isAsked && !hasAnswers(meant)) {
      answered = false;
      for (const one of found) telling.add(one);
    }
    return found;
  });
  const answers = known.answers.filter((one) => asked.answers.has(one)).slice(0, MOST_ANSWERS);
  const all = new Set([...asWritten(said, known.vocabulary), ...words]);
  return {
    words: [...(answers.length && telling.size ? telling : all)],
    mended,
    exact: false,
    unknown,
    answers,
    answered: answered && answers.length > 0,
    silent: typed.filter((word) => asked.silent.has(singular(plain(word)))),
  };
}

/** @param {string[]} words @param {string[]} vocabulary */
function asWritten(words, vocabulary) {
  return words.flatMap((word) => written(word, vocabulary) ?? []);
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
