// The answers of all categorical states, made with the page by the same rules and drawn by
// the same renderer (calculator/answer_table.py): what a choice shows at once.

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
    // The line with the day speaks of today's values, not of a day that was chosen.
    return before + cards.join("") + after + (fields.on ? "" : period.dated);
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
