import assert from "node:assert/strict";
import { plain, slips } from "../../../browser/site/letters.js";
import { cases } from "./cases.js";

cases(
  "plain letters",
  {
    "accents and capitals": ["Évaluée À NOËL", "evaluee a noel"],
    "a ligature": ["Cœur", "coeur"],
    "a curved apostrophe": ["l’aide", "l'aide"],
  },
  ([text, letters]) => assert.equal(plain(text), letters),
);

cases(
  "slips",
  {
    "none to the whole, and to each beginning what lacks": ["ab", "ab", [2, 1, 0]],
    "a letter that lacks": ["granb", "granby", [5, 4, 3, 2, 1, 0, 1]],
    "two letters swapped": ["gapse", "gaspe", [5, 4, 3, 2, 2, 1]],
    "nothing typed": ["", "ab", [0, 1, 2]],
    "no name": ["ab", "", [2]],
  },
  ([text, other, row]) => assert.deepEqual(slips(text, other), row),
);

cases(
  "slips, not counted on",
  {
    "too many": ["abcdef", "uvwxyz", 1, true],
    "as many as the limit": ["abcdef", "abcdxf", 1, false],
    "a swap at the end": ["abcdfe", "abcdef", 1, false],
  },
  ([text, other, limit, isNull]) => assert.equal(slips(text, other, limit) === null, isNull),
);
