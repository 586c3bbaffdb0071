// The results of all categorical states where there are many programmes: an index of the verdicts,
// and the cards of each programme in a file of its own (calculator/results/result_index.py). They
// are fetched when they are wanted, and kept as long as the page stands.

import { othersByVerdict, shownFirst } from "./relevance.js";
import { dated, periodOf, resultOf, stateOf } from "./result_table.js";

/** @import { Answers, IndexedProgramme, Outcome, ProgrammeFile, ResultIndex, StillAsked } from "../types.d.ts" */
/** @import { TableResult } from "./result_table.js" */

/** A programme with its outcome for some answers. @typedef {IndexedProgramme & Outcome} Decided */

export class ResultFiles {
  #address;
  #links;
  /** @type {ResultIndex | null} */
  #index = null;
  /** Each programme's file, by its name. @type {Map<string, ProgrammeFile>} */
  #files = new Map();
  /** What is on its way, by name. @type {Map<string, Promise<any>>} */
  #coming = new Map();

  /**
   * @param {string} address of the index
   * @param {Record<string, string>} links addresses of other pages, by their names
   */
  constructor(address, links) {
    this.#address = new URL(address, location.href).href;
    this.#links = links;
  }

  /**
   * The result for some answers; null where it is not there yet, or where the table holds none.
   * @param {Readonly<Answers>} answers
   * @param {string} today in ISO form
   * @param {readonly string[]} chosen programmes
   * @returns {TableResult | null}
   */
  lookUp(answers, today, chosen) {
    const index = this.#index;
    const day = answers.on ?? today;
    const all = index && decided(index, answers, day);
    if (!all) return null;
    const shown = shownFirst(all, chosen, index);
    const byThemselves = shownFirst(all, [], index);
    const drawn = [];
    for (const programme of shown) {
      const { file, name } = programme;
      const table = this.#files.get(file);
      const period = table && periodOf(table, day);
      const one = period && resultOf(table, period.programmes[0], answers, this.#links);
      if (!one) return null;
      const onlyChosen = !byThemselves.includes(programme);
      drawn.push(onlyChosen ? { ...one, html: withPutAway(index, one.html, name) } : one);
    }
    const [before, between, after] = index.frame;
    const cards = drawn.map(({ html }) => html).join("");
    return {
      html: before + cards + between + othersHtml(index, all, shown) + after + dated(index, day),
      cards: drawn.map(({ card }) => card),
    };
  }

  /**
   * What can still matter to each programme, shown or not; null where nothing tells.
   * @param {Readonly<Answers>} answers
   * @param {string} today
   * @param {readonly string[]} chosen
   * @returns {StillAsked[] | null}
   */
  asked(answers, today, chosen) {
    if (!this.#index?.others) return this.lookUp(answers, today, chosen)?.cards ?? null;
    return this.#index && decided(this.#index, answers, answers.on ?? today);
  }

  /**
   * Fetches what the result for some answers needs; gives whether it is there.
   * @param {Readonly<Answers>} answers
   * @param {string} today
   * @param {readonly string[]} chosen
   */
  async load(answers, today, chosen) {
    try {
      const index = await this.#indexed();
      const all = decided(index, answers, answers.on ?? today);
      if (!all) return false;
      await Promise.all(shownFirst(all, chosen, index).map((one) => this.#file(one)));
      return true;
    } catch {
      return false; // Python knows it too
    }
  }

  /**
   * A programme's own questions as HTML, where programmes are chosen.
   * @param {string} id
   * @throws {Error} where they do not come
   */
  async formOf(id) {
    const { periods } = await this.#indexed();
    const found = periods[0].programmes.find(({ programme }) => programme === id);
    return found ? ((await this.#file(found)).form ?? "") : "";
  }

  /** @returns {Promise<ResultIndex>} */
  async #indexed() {
    const index = this.#index ?? (await this.#fetch(this.#address));
    this.#index = index;
    return index;
  }

  /** @param {IndexedProgramme} programme @returns {Promise<ProgrammeFile>} */
  async #file({ file }) {
    const content = this.#files.get(file) ?? (await this.#fetch(new URL(file, this.#address).href));
    this.#files.set(file, content);
    return content;
  }

  /** @param {string} address */
  #fetch(address) {
    const coming = this.#coming.get(address) ?? fetchJson(address);
    this.#coming.set(address, coming);
    // What did not come may come the next time.
    coming.catch(() => this.#coming.delete(address));
    return coming;
  }
}

/** @param {string} address */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * Every programme with its outcome; null where the index knows no such day or value.
 * @param {ResultIndex} index
 * @param {Readonly<Answers>} answers
 * @param {string} day in ISO form
 * @returns {Decided[] | null}
 */
export function decided(index, answers, day) {
  const period = periodOf(index, day);
  if (!period) return null;
  const all = [];
  for (const programme of period.programmes) {
    const state = stateOf(programme.keys, answers);
    if (state === null) return null;
    all.push({ ...programme, ...index.outcomes[programme.states[state]] });
  }
  return all;
}

/**
 * The names of those that are not shown, drawn as calculator/results/others.py does.
 * @param {ResultIndex} index
 * @param {readonly Decided[]} all
 * @param {readonly Decided[]} shown
 */
export function othersHtml(index, all, shown) {
  if (!index.others) return shown.length ? "" : index.none;
  const { around, groups, item } = index.others;
  const drawn = othersByVerdict(all, shown, index).map(([verdict, members]) => {
    const items = members.map(({ programme, name }) => {
      return item[0] + programme + item[1] + verdict + item[2] + escaped(name) + item[3];
    });
    const [before, between, after] = groups[verdict];
    return before + members.length + between + items.join("") + after;
  });
  return drawn.length ? around[0] + drawn.join("") + around[1] : "";
}

/**
 * The card of a programme that is shown because it was chosen, with the button that puts it away,
 * drawn as calculator/results/cards.py does. An organisation does it in the form.
 * @param {ResultIndex} index
 * @param {string} card
 * @param {string} name
 */
function withPutAway({ others }, card, name) {
  if (!others) return card;
  const end = card.lastIndexOf("</");
  const [before, after] = others.put_away;
  return card.slice(0, end) + before + escaped(name) + after + card.slice(end);
}

/** A text as HTML. @param {string} text */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
