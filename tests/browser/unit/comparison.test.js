import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answersStand,
  linesOf,
  standing,
  withoutTyped,
} from "../../../browser/calculator/comparison.js";
import { cases } from "./cases.js";

/** @import { Part, Row } from "../../../browser/types.d.ts" */

/** A part by its text; in brackets it is not known. @param {string} text @returns {Part} */
function part(text) {
  return { text, known: !text.startsWith("(") };
}

/** @type {Record<string, [string[], string[], string]>} */
const STANDINGS = {
  "the same": [["x"], ["x"], "same"],
  "another text": [["x"], ["y"], "differs"],
  "the first open": [["(x)"], ["y"], "unknown"],
  "the second open": [["x"], ["(x)"], "unknown"],
  "both open": [["(x)"], ["(x)"], "unknown"],
  "a known difference beside what is open": [["(x)", "1"], ["y", "2"], "differs"],
  "no difference beside what is open": [["(x)", "1"], ["y", "1"], "unknown"],
  "one more": [["x"], ["x", "y"], "differs"],
  "one more, open": [["x"], ["x", "(y)"], "unknown"],
  "nothing and something": [[], ["x"], "differs"],
};

cases("comparison: what is open is no difference", STANDINGS, ([a, b, expected]) => {
  assert.equal(standing(a.map(part), b.map(part)), expected);
});

/** @param {string} about @param {string[]} texts @param {boolean} [idle] @returns {Row} */
function row(about, texts, idle = false) {
  return { about, label: about.toUpperCase(), parts: texts.map(part), idle };
}

test("comparison: a line that is idle in both is left out, and no other", () => {
  const a = [row("verdict", ["possible"]), row("check", ["(none)"], true), row("x", ["1"], true)];
  const b = [row("verdict", ["possible"]), row("check", ["within"]), row("x", ["1"], true)];
  assert.deepEqual(
    linesOf(a, b).map(({ about, label, standing }) => [about, label, standing]),
    [
      ["verdict", "VERDICT", "same"],
      ["check", "CHECK", "unknown"],
    ],
  );
});

test("comparison: a line that one situation lacks stands beside that one's verdict", () => {
  const lines = linesOf(
    [row("verdict", ["no", "It is not."]), row("dates", ["May"])],
    [row("verdict", ["not yet", "It begins later."])],
  );
  assert.deepEqual(lines[1].b, [part("not yet")]);
  assert.equal(lines[1].standing, "differs");
});

test("comparison: what a typed answer decides is withheld until it is counted", () => {
  const check = { ...row("check", ["within"], true), idle: true };
  check.parts[0].needs = ["weekly_hours"];
  const programmes = [{ programme: "p", name: "P", rows: [row("verdict", ["x"]), check] }];
  const [{ rows }] = withoutTyped(programmes, ["weekly_hours"], "later");
  assert.deepEqual(rows[0], programmes[0].rows[0]);
  assert.deepEqual(rows[1].parts, [{ text: "later", known: false, needs: ["weekly_hours"] }]);
  assert.equal(rows[1].idle, false);
  assert.deepEqual(withoutTyped(programmes, ["start_date"], "later"), programmes);
});

/** @type {Record<string, [string, string, string]>} */
const ANSWERS = {
  none: ["", "", "same"],
  "the same": ["12", "12", "same"],
  "the same in both languages": ["12,5", " 12.5", "same"],
  others: ["12", "18,5", "differs"],
  "none in the second": ["12", "", "unknown"],
  "zero is something": ["", "0", "unknown"],
};

cases("comparison: an answer that is not given is not known", ANSWERS, ([a, b, expected]) => {
  assert.equal(answersStand(a, b), expected);
});
