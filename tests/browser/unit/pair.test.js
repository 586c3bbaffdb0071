import assert from "node:assert/strict";
import { test } from "node:test";
import { encoded, parsed } from "../../../browser/calculator/fragment.js";
import { pairOf, situationsOf } from "../../../browser/calculator/pair.js";
import { cases } from "./cases.js";

/** @param {string} hash */
function both(hash) {
  const { a, b } = situationsOf(parsed(hash));
  return { a: Object.fromEntries(a), b: Object.fromEntries(b) };
}

test("pair: only what the second situation has otherwise is written", () => {
  const a = { assistance: "none", weekly_hours: "12" };
  assert.deepEqual(pairOf(a, a), a);
  assert.deepEqual(pairOf(a, { ...a, weekly_hours: "18,5" }), { ...a, "b.weekly_hours": "18,5" });
  assert.deepEqual(pairOf(a, { assistance: "none" }), { ...a, "b.weekly_hours": "unknown" });
  assert.deepEqual(pairOf({}, a), { "b.assistance": "none", "b.weekly_hours": "12" });
});

/** @type {Record<string, [Record<string, string>, Record<string, string>]>} */
const PAIRS = {
  none: [{}, {}],
  "the first alone": [{ adult: "true" }, {}],
  "the second alone": [{}, { adult: "true" }],
  "some of each": [
    { adult: "true", weekly_hours: "12" },
    { adult: "false", "monthly_costs.transport": "45,50 $" },
  ],
  "signs of addresses": [{ weekly_hours: "1 000 & b.weekly_hours=3" }, { weekly_hours: "~25#" }],
};

cases("pair: an address gives back both situations", PAIRS, ([a, b]) => {
  const text = encoded(Object.entries(pairOf(a, b)));
  assert.match(text, /^[\w.~=&-]*$/);
  assert.deepEqual(both(text), { a, b });
});

test("pair: an address of one situation is both of them", () => {
  const one = { adult: "true", region: "estrie" };
  assert.deepEqual(both("adult=true&region=estrie"), { a: one, b: one });
});

test("pair: what a stranger wrote twice stays twice", () => {
  const { a, b } = situationsOf(parsed("adult=true&b.adult=false&b.adult=true&b.x=1"));
  assert.deepEqual(a.getAll("adult"), ["true"]);
  assert.deepEqual(b.getAll("adult"), ["false", "true"]);
  assert.deepEqual(b.get("x"), "1");
});
