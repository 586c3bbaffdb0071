import assert from "node:assert/strict";
import { readsOther } from "../../../browser/site/known_language.js";
import { cases } from "./cases.js";

cases(
  "page in French, for a browser of",
  {
    French: [["fr-CA", "en"], false],
    English: [["en-CA", "fr"], true],
    "English, in capitals": [["EN"], true],
    "another one, then English": [["es", "en-US", "fr"], true],
    "another one, then French": [["ar-DZ", "fr", "en"], false],
    "neither of the two": [["es-419", "ht"], false],
    "one that begins alike": [["enm", "frc"], false],
    nothing: [[], false],
  },
  ([languages, offered]) => {
    assert.equal(readsOther(/** @type {string[]} */ (languages), "fr", "en"), offered);
  },
);
