// The results of all categorical states, made with the page by the same rules and drawn by
// the same renderer (calculator/results/result_table.py): what a choice shows at once.

import { filled } from "../site/texts.js";
import { inWords } from "./dates.js";

/** @import { Answers, CardData, CardParts, ProgrammeStates, ResultTable } from "../types.d.ts" */

/** @typedef {{ html: string, cards: CardData[] }} TableResult */

/** Stands for a link, by its name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has
const PLACE = /\u0001(\w+)\u0001/g;

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
  const found = [];
  for (const programme of period.programmes) {
    const one = resultOf(table, programme, answers);
    if (!one) return null;
    found.push(one);
  }
  const { order, frame } = table;
  // So few are left as they were by every browser's sort where their verdicts are alike.
  if (order) found.sort((a, b) => order[a.card.verdict] - order[b.card.verdict]);
  const [before, after] = frame;
  const html = found.map((one) => one.html).join("");
  return { html: before + html + after + dated(table, day), cards: found.map(({ card }) => card) };
}

/**
 * The result of one programme, or null.
 * @param {Pick<ResultTable, "parts">} table
 * @param {ProgrammeStates} programme
 * @param {Readonly<Answers>} answers
 * @param {Record<string, string>} [links] addresses, where the parts have places for them
 */
export function resultOf(table, programme, answers, links) {
  const state = stateOf(programme.keys, answers);
  if (state === null) return null;
  const number = programme.states.length ? programme.states[state] : state;
  const html = programme.cards[number].map((part) => table.parts[part]).join("");
  const { same, cards } = programme.data;
  return {
    html: links ? html.replace(PLACE, (_, name) => links[name]) : html,
    card: withTexts(table, /** @type {CardParts} */ ({ ...same, ...cards[number] })),
  };
}

/**
 * The data with sentences where the table has numbers of parts. That of the comparison has none.
 * @param {Pick<ResultTable, "parts">} table
 * @param {CardParts} card
 * @returns {CardData}
 */
function withTexts({ parts }, { lines, ask, ...card }) {
  const texts = (/** @type {number[]} */ numbers) => numbers.map((part) => parts[part]);
  const sentences = lines && { lines: texts(lines), ask: texts(ask) };
  return /** @type {CardData} */ ({ ...card, ...sentences });
}

/**
 * @template {{ since: string }} T
 * @param {{ periods: T[] }} table
 * @param {string} day
 * @returns {T | undefined}
 */
export function periodOf({ periods }, day) {
  return periods.findLast(({ since }) => since <= day);
}

/**
 * The number of the state of some answers, or null.
 * @param {ProgrammeStates["keys"]} keys
 * @param {Readonly<Answers>} answers
 */
export function stateOf(keys, answers) {
  let state = 0;
  for (const [key, values] of keys) {
    const place = values.indexOf(answers[key] ?? "");
    if (place < 0) return null;
    state = state * values.length + place;
  }
  return state;
}

/**
 * The line with the day and the rules' version.
 * @param {Pick<ResultTable, "dated">} table
 * @param {string} day in ISO form
 */
export function dated({ dated: { line, last_known, known_until, ...words } }, day) {
  return filled(day <= known_until ? line : last_known, { date: inWords(day, words) });
}
