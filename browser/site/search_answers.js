// The sections that answer what people look for in words of their own.

import { singular } from "./search_words.js";

/** Of shorter words, one letter says too much. */
const LONG = 6;

/**
 * A section that answers, by which words people look for it, and whether it only says that the
 * documents do not tell.
 * @typedef {{ words: string[], url: string, title: string, text: string, silent?: true }} Answer
 */

/**
 * The answers that are looked for by some of these words, the words (in the singular), and those
 * of them that no document speaks of. Of « combien de temps », « combien » is no word by itself.
 * @param {string[]} typed without accents
 * @param {Answer[]} answers
 */
export function answersTo(typed, answers) {
  let text = ` ${typed.map(singular).join(" ")} `;
  const phrases = answers
    .flatMap((answer) => answer.words.map((words) => ({ answer, words: singularsOf(words) })))
    .filter(({ words }) => text.includes(` ${words} `))
    .sort((one, other) => other.words.length - one.words.length);
  /** @type {{ answers: Set<Answer>, covered: Set<string>, silent: Set<string> }} */
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

/**
 * The word that leads to an answer and lacks only its last letter here; null where there is none.
 * @param {string} word without accents
 * @param {Answer[]} answers
 */
export function nearlyAsked(word, answers) {
  if (word.length < LONG) return null;
  for (const { words } of answers) {
    const whole = words.find((one) => one.length === word.length + 1 && one.startsWith(word));
    if (whole) return whole;
  }
  return null;
}
