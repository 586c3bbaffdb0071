import assert from "node:assert/strict";
import { today } from "../../../browser/calculator/dates.js";
import { cases } from "./cases.js";

const BUILT = "2026-11-22";

cases(
  "today",
  {
    "a day after the build": [new Date(2027, 0, 5), "2027-01-05"],
    "the day of the build": [new Date(2026, 10, 22, 12), BUILT],
    "a clock before the build is wrong": [new Date(1970, 0, 1), BUILT],
    "the day before the build": [new Date(2026, 10, 21, 23, 59), BUILT],
    "the device's own day, one minute before midnight": [
      new Date(2027, 11, 31, 23, 59),
      "2027-12-31",
    ],
    "a leap day": [new Date(2028, 1, 29), "2028-02-29"],
  },
  ([now, day]) => assert.equal(today(BUILT, now), day),
);
