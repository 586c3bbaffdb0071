// The results of all categorical states, made with the page by the same rules and drawn by
// the same renderer (calculator/results/result_table.py): what a choice shows at once.

import { filled } from "../site/texts.js";
import { inWords } from "./dates.js";

/** @import { Answers, CardData, CardParts, Period, ProgrammeStates, ResultTable } from "../types.d.ts" */

/** @typedef {{ html: string, cards: CardData[] }} TableResult */

/**
 * The result for some answers, as far as their choices go, or null where the table holds no such
 * result: a day before its first, or a value that it does not know.
 * @param {ResultTable} table
 * @param {Readonly<Answers>} answers
 * @param {string} today in ISO form; where the answers have no day of their own
 * @returns {TableResult | null}
 */
export function lookUp(table, answers, today) {
  const day = answers.on ?? today;
  const period = periodOf(table, day);
  if (!period) return null;
  let html = "";
  const cards = [];
  for (const programme of period.programmes) {
    const number = cardOf(programme, answers);
    if (number === null) return null;
    html += programme.cards[number].map((part) => table.parts[part]).join("");
    const { same, cards: different } = programme.data;
    cards.push(withTexts(table, /** @type {CardParts} */ ({ ...same, ...different[number] })));
  }
  const [before, after] = table.frame;
  return { html: before + html + after + dated(table, day), cards };
}

/**
 * The data with sentences where the table has numbers of parts. That of the comparison has none.
 * @param {ResultTable} table
 * @param {CardParts} card
 * @returns {CardData}
 */
function withTexts({ parts }, { lines, ask, ...card }) {
  const texts = (/** @type {number[]} */ numbers) => numbers.map((part) => parts[part]);
  const sentences = lines && { lines: texts(lines), ask: texts(ask) };
  return /** @type {CardData} */ ({ ...card, ...sentences });
}

/**
 * @param {ResultTable} table
 * @param {string} day
 * @returns {Period | undefined}
 */
function periodOf({ periods }, day) {
  return periods.findLast(({ since }) => since <= day);
}

/**
 * The number of the card for some answers, or null.
 * @param {ProgrammeStates} programme
 * @param {Readonly<Answers>} answers
 */
function cardOf({ keys, states }, answers) {
  let state = 0;
  for (const [key, values] of keys) {
    const place = values.indexOf(answers[key] ?? "");
    if (place < 0) return null;
    state = state * values.length + place;
  }
  return states[state];
}

/**
 * The line with the day and the rules' version.
 * @param {ResultTable} table
 * @param {string} day in ISO form
 */
export function dated({ dated: { line, last_known, known_until, ...words } }, day) {
  return filled(day <= known_until ? line : last_known, { date: inWords(day, words) });
}
