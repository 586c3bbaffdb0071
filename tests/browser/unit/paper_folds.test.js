// The folds of a page while it is printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PaperFolds } from "../../../browser/site/paper_folds.js";

/** A page with some folds, open or not. */
function page(...open) {
  const folds = open.map((one) => ({ open: one }));
  const root = { querySelectorAll: () => folds.filter((fold) => !fold.open) };
  return { root, states: () => folds.map((fold) => fold.open) };
}

for (const sign of ["event", "media"]) {
  test(`all folds are open while printing, and as before afterwards (${sign})`, () => {
    const { root, states } = page(true, false, false);
    const folds = new PaperFolds(root);
    folds.open(sign);
    assert.deepEqual(states(), [true, true, true]);
    folds.restore(sign);
    assert.deepEqual(states(), [true, false, false]);
  });
}

test("both signs of one printing close nothing too early, and restore once", () => {
  const { root, states } = page(true, false);
  const folds = new PaperFolds(root);
  folds.open("event");
  folds.open("media");
  folds.restore("media");
  assert.deepEqual(states(), [true, true]);
  folds.restore("event");
  assert.deepEqual(states(), [true, false]);
  // The next printing begins anew.
  folds.open("media");
  folds.restore("media");
  assert.deepEqual(states(), [true, false]);
});

test("the media's sign first, then the event's: the event's end holds", () => {
  const { root, states } = page(false);
  const folds = new PaperFolds(root);
  folds.open("media");
  folds.open("event");
  folds.restore("media");
  assert.deepEqual(states(), [true]);
  folds.restore("event");
  assert.deepEqual(states(), [false]);
});
