// The answers of all categorical states, made with the page by the same rules and drawn by
// the same renderer (calculator/results/result_table.py): what a choice shows at once.

import { filled } from "./link.js";

export class StaticAnswers {
  constructor(table) {
    this.table = table;
  }

  // The result's HTML for these answers, as far as their choices go, or null where the
  // table holds no such answer: a day before its first, or a value that it does not know.
  html(fields, today) {
    const day = fields.on ?? today;
    const period = this.table.periods.filter(({ since }) => since <= day).pop();
    if (!period) return null;
    const cards = period.programmes.map((programme) => this.#card(programme, fields));
    if (cards.includes(null)) return null;
    const [before, after] = this.table.frame;
    return before + cards.join("") + after + this.#dated(day);
  }

  #dated(day) {
    const { line, date, first_day, months } = this.table.dated;
    const [year, month, number] = day.split("-").map(Number);
    const parts = { day: number === 1 ? first_day : number, month: months[month - 1], year };
    return filled(line, { date: filled(date, parts) });
  }

  #card({ keys, cards, states }, fields) {
    let state = 0;
    for (const [key, values] of keys) {
      const place = values.indexOf(fields[key] ?? "");
      if (place < 0) return null;
      state = state * values.length + place;
    }
    return cards[states[state]].map((part) => this.table.parts[part]).join("");
  }
}
