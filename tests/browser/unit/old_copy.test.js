import assert from "node:assert/strict";
import { isOld } from "../../../browser/site/old_copy.js";
import { cases } from "./cases.js";

cases(
  "a copy is old after more than six months",
  {
    "the same day": ["2026-11-28", new Date(2026, 10, 28, 12), false],
    "a clock that is behind": ["2026-11-28", new Date(2000, 0, 1), false],
    "six months to the day": ["2026-11-28", new Date(2027, 4, 28, 23, 59), false],
    "a day more": ["2026-11-28", new Date(2027, 4, 29, 0, 1), true],
    "years later": ["2026-11-28", new Date(2031, 0, 1), true],
    "a month that lacks the day": ["2026-08-31", new Date(2027, 1, 15), false],
  },
  ([day, now, old]) => assert.equal(isOld(day, now), old),
);
