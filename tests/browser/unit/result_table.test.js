import assert from "node:assert/strict";
import { test } from "node:test";
import { lookUp } from "../../../browser/calculator/result_table.js";
import { cases } from "./cases.js";

/** A table of one programme with two questions, whose amount changes once. @type {any} */
const TABLE = {
  frame: ["[", "]"],
  dated: {
    line: "as of {date}",
    last_known: "last known, for {date}",
    known_until: "2027-02-02",
    date: "{day} {month} {year}",
    first_day: "1er",
    months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet"],
  },
  parts: ["open", "yes ", "no", "173", "180"],
  periods: ["2026-04-01", "2027-01-01"].map((since, period) => ({
    since,
    programmes: [
      {
        keys: [
          ["assistance", ["", "none", "some"]],
          ["adult", ["", "true"]],
        ],
        cards: [[0], [2], [1, 3 + period]],
        data: {
          same: { programme: "paas_action", name: "PAAS Action" },
          cards: [
            { verdict: "unknown", missing: ["assistance"], lines: [], ask: [0] },
            { verdict: "not_possible", missing: [], lines: [2], ask: [] },
            { verdict: "possible", missing: [], lines: [3, 4], ask: [] },
          ],
        },
        states: [0, 0, 1, 1, 0, 2],
      },
    ],
  })),
};

cases(
  "table, what is drawn",
  {
    "nothing answered": [{}, "2026-05-02", "[open]as of 2 mai 2026"],
    "the first key is the slowest": [{ assistance: "none" }, "2026-05-02", "[no]as of 2 mai 2026"],
    "the last key is the quickest": [{ adult: "true" }, "2026-05-02", "[open]as of 2 mai 2026"],
    both: [{ assistance: "some", adult: "true" }, "2026-05-02", "[yes 173]as of 2 mai 2026"],
    "an answer that the programme does not ask": [
      { assistance: "none", weekly_hours: "3" },
      "2026-05-02",
      "[no]as of 2 mai 2026",
    ],
    "the first day of a month": [{}, "2026-07-01", "[open]as of 1er juillet 2026"],
    "the first day of a period": [
      { assistance: "some", adult: "true" },
      "2027-01-01",
      "[yes 180]as of 1er janvier 2027",
    ],
    "the last day of a period": [
      { assistance: "some", adult: "true", on: "2026-06-30" },
      "2027-02-02",
      "[yes 173]as of 30 juin 2026",
    ],
    "the answers' own day comes before today": [
      { on: "2027-02-03" },
      "2026-05-02",
      "[open]last known, for 3 février 2027",
    ],
    "the last day for which the values are known": [{}, "2027-02-02", "[open]as of 2 février 2027"],
  },
  ([answers, day, html]) => assert.equal(lookUp(TABLE, answers, day)?.html, html),
);

cases(
  "table, what it does not hold",
  {
    "a day before its first": [{}, "2026-03-31"],
    "a value that it does not know": [{ assistance: "other" }, "2026-05-02"],
    "a value named like a property of all objects": [{ adult: "constructor" }, "2026-05-02"],
  },
  ([answers, day]) => assert.equal(lookUp(TABLE, answers, day), null),
);

cases(
  "table, what scripts need",
  {
    "what all cards have, and what is a card's own": [
      { assistance: "some", adult: "true" },
      [
        {
          ...{ programme: "paas_action", name: "PAAS Action", verdict: "possible", missing: [] },
          ...{ lines: ["173", "180"], ask: [] },
        },
      ],
    ],
    "an open question": [
      {},
      [
        {
          ...{ programme: "paas_action", name: "PAAS Action" },
          ...{ verdict: "unknown", missing: ["assistance"], lines: [], ask: ["open"] },
        },
      ],
    ],
  },
  ([answers, cards]) => assert.deepEqual(lookUp(TABLE, answers, "2026-05-02")?.cards, cards),
);

test("table of the comparison, which has no sentences", () => {
  const [period] = TABLE.periods;
  const [programme] = period.programmes;
  const cards = programme.data.cards.map(({ verdict }) => ({ verdict }));
  const data = { ...programme.data, cards };
  const table = { ...TABLE, periods: [{ ...period, programmes: [{ ...programme, data }] }] };
  const found = lookUp(/** @type {any} */ (table), {}, "2026-05-02");
  assert.deepEqual(found?.cards, [
    { programme: "paas_action", name: "PAAS Action", verdict: "unknown" },
  ]);
});

test("table, each state has a card of its own", () => {
  const [{ programmes }] = TABLE.periods;
  const own = { ...programmes[0], keys: [["assistance", ["", "none", "some"]]], states: [] };
  const table = { ...TABLE, periods: [{ since: "2026-04-01", programmes: [own] }] };
  const drawn = ["", "none", "some"].map(
    (assistance) => lookUp(table, assistance ? { assistance } : {}, "2026-05-02")?.html,
  );
  assert.deepEqual(drawn, [
    "[open]as of 2 mai 2026",
    "[no]as of 2 mai 2026",
    "[yes 173]as of 2 mai 2026",
  ]);
});

test("table of more than two, in the order of their verdicts", () => {
  const [period] = TABLE.periods;
  const [one] = period.programmes;
  /** A programme of one card. @param {string} programme @param {string} verdict @param {number} part */
  const always = (programme, verdict, part) => ({
    ...{ keys: [], cards: [[part]], states: [] },
    data: { same: { programme, verdict }, cards: [{}] },
  });
  const programmes = [
    always("a", "not_possible", 2),
    always("b", "unknown", 0),
    { ...one },
    always("d", "possible", 1),
  ];
  const table = { ...TABLE, periods: [{ ...period, programmes }] };
  const shown = (/** @type {object} */ more) => {
    const given = /** @type {any} */ ({ ...table, ...more });
    return lookUp(given, {}, "2026-05-02")?.cards.map(({ programme }) => programme);
  };
  const order = { possible: 0, to_confirm: 1, unknown: 1, not_possible: 3 };
  assert.deepEqual(shown({}), ["a", "b", "paas_action", "d"]);
  assert.deepEqual(shown({ order }), ["d", "b", "paas_action", "a"]);
});
