import assert from "node:assert/strict";
import { inWords, isFar, kindOfDay, today } from "../../../browser/calculator/dates.js";
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

cases(
  "kind of day",
  {
    "a day": ["2026-12-01", "day"],
    "the last day of the first month": ["2026-01-31", "day"],
    "a leap day": ["2028-02-29", "day"],
    "a leap day of a century": ["2000-02-29", "day"],
    "no leap day": ["2027-02-29", "impossible"],
    "no leap day of a century": ["2100-02-29", "impossible"],
    "the 31st of February": ["2026-02-31", "impossible"],
    "a month too many": ["2026-13-01", "impossible"],
    "no month": ["2026-00-10", "impossible"],
    "no day": ["2026-01-00", "impossible"],
    "no year": ["0000-01-01", "impossible"],
    "a year of two digits": ["0026-02-28", "day"],
    "half a date": ["2026-12", "shapeless"],
    "another order": ["31/02/2026", "shapeless"],
    "three digits of a day": ["2026-12-011", "shapeless"],
    "five digits of a year": ["12026-02-01", "shapeless"],
    words: ["soon", "shapeless"],
  },
  ([text, kind]) => assert.equal(kindOfDay(text), kind),
);

cases(
  "far days",
  {
    "this year": ["2026-01-01", false],
    "five years on": ["2031-12-31", false],
    "six years on": ["2032-01-01", true],
    "five years ago": ["2021-01-01", false],
    "centuries ago": ["1026-05-01", true],
    "centuries ahead": ["2226-05-01", true],
  },
  ([day, far]) => assert.equal(isFar(day, "2026-11-28", 5), far),
);

const MONTHS = ["janvier", "février", "mars"];

cases(
  "days in words",
  {
    "the first of a month": ["2026-02-01", "1er février 2026"],
    another: ["2026-03-31", "31 mars 2026"],
    "an early year": ["0026-01-02", "2 janvier 26"],
  },
  ([day, said]) => {
    const words = { date: "{day} {month} {year}", first_day: "1er", months: MONTHS };
    assert.equal(inWords(day, words), said);
  },
);
