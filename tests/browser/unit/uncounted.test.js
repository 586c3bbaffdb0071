import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allOf,
  leftToPython,
  refused,
  UNCOUNTED_TEXTS,
} from "../../../browser/calculator/uncounted.js";

const TEXTS = {
  pending: "on its way",
  computing: "being computed",
  notCounted: "not counted",
  notComputed: "not computed",
  notYet: "not yet",
  notHere: "not here",
  refused: "not counted: {problem}",
};

test("uncounted: what is typed waits for Python while it comes", () => {
  assert.deepEqual(leftToPython(["weekly_hours", "on"], {}, false, TEXTS), {
    names: ["weekly_hours", "on"],
    reason: "not yet",
    why: { weekly_hours: "not yet", on: "not yet" },
    amount: "being computed",
    notice: "on its way",
  });
});

test("uncounted: where Python does not come any more, it is said so", () => {
  assert.deepEqual(leftToPython(["weekly_hours"], {}, true, TEXTS), {
    names: ["weekly_hours"],
    reason: "not here",
    why: { weekly_hours: "not here" },
    amount: "not computed",
    notice: "not counted",
  });
});

test("uncounted: nothing is said of what was not typed", () => {
  assert.equal(leftToPython([], {}, false, TEXTS).notice, "being computed");
  assert.equal(leftToPython([], {}, true, TEXTS).notice, "not computed");
  assert.equal(leftToPython(["on"], { on: "no day" }, false, TEXTS).notice, "being computed");
});

test("uncounted: what cannot be read waits for nobody", () => {
  const left = leftToPython(["on", "constructor"], { on: "no such day" }, false, TEXTS);
  assert.deepEqual(left.names, ["constructor"]);
  assert.deepEqual(left.why, { constructor: "not yet" });
});

test("uncounted: each name gets the reason", () => {
  assert.deepEqual(allOf(["adult", "on"], "not yet"), { adult: "not yet", on: "not yet" });
  assert.deepEqual(allOf([], "not yet"), {});
});

test("uncounted: what is refused is told with what is wrong, sign for sign", () => {
  const errors = { on: "no such day", weekly_hours: "$& is no number" };
  assert.deepEqual(refused(errors, TEXTS), {
    on: "not counted: no such day",
    weekly_hours: "not counted: $& is no number",
  });
  assert.deepEqual(refused({}, TEXTS), {});
});

test("uncounted: every text has its attribute", () => {
  const names = Object.keys(TEXTS).map((name) => `text${name[0].toUpperCase()}${name.slice(1)}`);
  assert.deepEqual([...UNCOUNTED_TEXTS].sort(), names.sort());
});
