import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstOpen,
  inOrder,
  neighbours,
  plannedSteps,
  RESULT,
  titleInHistory,
  wayTo,
} from "../../../browser/calculator/step_order.js";
import { cases } from "./cases.js";

const step = (name, deciding, questions = [name]) => ({ name, deciding, questions });
const HOURS = step("weekly_hours", false);
const COSTS = step("monthly_costs", false, ["monthly_costs.transport", "monthly_costs.other"]);
const FORM = [HOURS, step("assistance", true), COSTS, step("adult", true)];
const ALL = inOrder(FORM);

/** @returns {any} */
const card = (missing, further = []) => ({ missing, further });
const names = (steps) => steps.map(({ name }) => name);

test("steps: what decides comes first, each in the form's order", () => {
  assert.deepEqual(names(ALL), ["assistance", "adult", "weekly_hours", "monthly_costs"]);
  assert.deepEqual(names(FORM)[0], "weekly_hours", "the form's own order is left as it is");
});

cases(
  "planned steps",
  {
    "nothing open and nothing answered": [{}, [card([])], []],
    "a question that can still decide": [{}, [card(["adult"])], ["adult"]],
    "a question of a group that changes what follows": [
      {},
      [card([], ["monthly_costs.other"])],
      ["monthly_costs"],
    ],
    "questions of either programme": [
      {},
      [card(["adult"]), card(["assistance"])],
      ["assistance", "adult"],
    ],
    "what was answered stays": [{ weekly_hours: "3" }, [card([])], ["weekly_hours"]],
    "one answer of a group is enough": [
      { "monthly_costs.transport": "3" },
      [card([])],
      ["monthly_costs"],
    ],
    "an answer without a step": [{ on: "2027-01-01" }, [card([])], []],
    "no programme": [{}, [], []],
    "nothing that tells": [{}, null, ["assistance", "adult", "weekly_hours", "monthly_costs"]],
  },
  ([answers, cards, planned]) =>
    assert.deepEqual(names(plannedSteps(ALL, answers, cards)), planned),
);

cases(
  "steps around one",
  {
    "the first": ["assistance", ALL, { back: null, next: "adult", number: 1, total: 4 }],
    "one in the middle": [
      "adult",
      ALL,
      { back: "assistance", next: "weekly_hours", number: 2, total: 4 },
    ],
    "after the last comes the result": [
      "monthly_costs",
      ALL,
      { back: "weekly_hours", next: RESULT, number: 4, total: 4 },
    ],
    "a step that is not planned counts all the same": [
      "adult",
      [ALL[0], ALL[3]],
      { back: "assistance", next: "monthly_costs", number: 2, total: 3 },
    ],
    "the only one": ["adult", [ALL[1]], { back: null, next: RESULT, number: 1, total: 1 }],
    "the result comes after all": [
      RESULT,
      ALL,
      { back: "monthly_costs", next: RESULT, number: 5, total: 5 },
    ],
  },
  ([current, planned, around]) => assert.deepEqual(neighbours(ALL, planned, current), around),
);

cases(
  "the first open step",
  {
    "nothing answered": [{}, "assistance"],
    "the first answered": [{ assistance: "none" }, "adult"],
    "one of a group answered": [
      { assistance: "none", adult: "true", weekly_hours: "3", "monthly_costs.other": "3" },
      RESULT,
    ],
  },
  ([answers, name]) => assert.equal(firstOpen(ALL, answers), name),
);

test("steps: an answer that makes a question superfluous never takes the number back", () => {
  const FIVE = ["a", "b", "c", "d", "e"].map((name) => step(name, true));
  const [a, b, c, d, e] = FIVE;
  // Skipped at first, "b" and then "c" decide nothing any more.
  const way = [
    ["a", [a, b, c, d, e], 1],
    ["b", [a, b, c, d, e], 2],
    ["c", [a, b, c, d, e], 3],
    ["c", [a, c, d, e], 3],
    ["d", [a, d, e], 4],
    ["e", [a, d, e], 5],
  ];
  let already = [];
  for (const [name, planned, number] of way) {
    const place = neighbours(FIVE, planned, name, already);
    assert.equal(place.number, number, name);
    assert.ok(place.total >= place.number);
    already = wayTo(FIVE, planned, name, already);
  }
  // Back at the beginning the way begins anew.
  already = wayTo(FIVE, [a, d, e], "a", already);
  assert.equal(neighbours(FIVE, [a, d, e], "d", already).number, 2);
});

cases(
  "titles in the history",
  {
    "a step": ["How old are you?", "Estimate", "", "How old are you? – Estimate"],
    "an error": ["How old are you?", "Estimate", "Error: ", "Error: How old are you? – Estimate"],
    "all questions": ["", "Estimate", "", "Estimate"],
    "all questions, with an error": ["", "Estimate", "Error: ", "Error: Estimate"],
  },
  ([asked, page, error, title]) => assert.equal(titleInHistory(asked, page, error), title),
);
