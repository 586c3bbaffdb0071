// What a person types may have the signs that `replace` reads in its second argument ("$&" is
// what was found). Such text goes into sentences as it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { local, plain, withUnit } from "../../../browser/calculator/numbers.js";
import { filled } from "../../../browser/site/texts.js";
import { cases } from "./cases.js";
import { sources } from "./sources.js";

const SIGNS = ["$&", "$$", "$`", "$'", "$1", "$<name>", "{query}", "\\$&"];

cases("signs in a sentence", Object.fromEntries(SIGNS.map((sign) => [sign, sign])), (typed) => {
  assert.equal(filled("“{text}” is {text}", { text: typed }), `“${typed}” is ${typed}`);
  assert.equal(withUnit(typed, "# hour", "# hours", "en"), typed);
  assert.equal(local("12.5", typed), `12${typed}5`);
  assert.equal(plain(typed), typed.trim().replace(",", "."));
});

test("signs: no value that is not written in the script is put in as a pattern", () => {
  // A second argument that is no text written there, nor a function: a variable's content.
  const call =
    /\.replace(?:All)?\(\s*(?:\/(?:\\.|[^/\n])+\/[a-z]*|"[^"]*"|'[^']*'|[\w.]+),\s*([^)]*)/g;
  const fixed = /^(["'`]|\(|\w+ =>|function\b)/;
  const found = sources().flatMap(({ name, text }) =>
    [...text.matchAll(call)]
      .filter(([, second]) => !fixed.test(second.trim()))
      .map(([whole]) => `${name}: ${whole}`),
  );
  assert.deepEqual(found, []);
});
