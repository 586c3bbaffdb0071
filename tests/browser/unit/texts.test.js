import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, textsOf } from "../../../browser/site/texts.js";
import { cases } from "./cases.js";

cases(
  "text filled",
  {
    "one place": ["{number} pages", { number: 3 }, "3 pages"],
    "two places, one twice": ["{a} {b} {a}", { a: "x", b: "y" }, "x y x"],
    "signs that replace() would read": ["«{query}»", { query: "$& $' $1" }, "«$& $' $1»"],
    "a place in a value is no place": ["{a}", { a: "{b}", b: "x" }, "{b}"],
    "a name without a value stays": ["{a} {b}", { a: "x" }, "x {b}"],
    "a name of all objects is no value": ["{constructor}", {}, "{constructor}"],
    "zero is a value": ["{number}", { number: 0 }, "0"],
  },
  ([text, values, sentence]) => assert.equal(filled(text, values), sentence),
);

test("texts of the page: by the rest of their names", () => {
  const element = /** @type {any} */ ({
    dataset: { textSeeErrors: "See", textOne: "", other: "x" },
  });
  assert.deepEqual(textsOf(element, ["textSeeErrors", "textOne"]), { seeErrors: "See", one: "" });
});

test("texts of the page: a missing one is an error that names it", () => {
  const element = /** @type {any} */ ({ dataset: {} });
  assert.throws(() => textsOf(element, ["textGone"]), /textGone/);
});
