import assert from "node:assert/strict";
import {
  amountOf,
  compact,
  hoursOf,
  local,
  plain,
  stepped,
  withUnit,
} from "../../../browser/calculator/numbers.js";
import { cases } from "./cases.js";

cases(
  "a number with a point",
  {
    "French decimals": ["12,5", "12.5"],
    "English decimals": ["12.5", "12.5"],
    "a whole number": ["12", "12"],
    "spaces around it": [" 12,5 ", "12.5"],
    "no number stays": ["abc", "abc"],
    "no longer than the address may hold": ["1234567890123456", "123456789012"],
  },
  ([typed, text]) => assert.equal(plain(typed), text),
);

cases(
  "an amount as a number",
  {
    "a whole number": ["99999", 99_999],
    "with spaces and a sign": ["99\u00a0999 $", 99_999],
    "French decimals": ["1 999,50", 1999.5],
    "English decimals": ["$1999.50", 1999.5],
    "English thousands": ["1,999.50", 1999.5],
    nothing: ["", 0],
    words: ["abc", 0],
    "several commas": ["1,2,3", Number.NaN],
  },
  ([typed, amount]) => assert.equal(amountOf(typed), amount),
);

cases(
  "a number as the page's language writes it",
  {
    French: ["12.5", ",", "12,5"],
    English: ["12.5", ".", "12.5"],
    "a whole number": ["12", ",", "12"],
    nothing: ["", ",", ""],
  },
  ([number, decimal, text]) => assert.equal(local(number, decimal), text),
);

cases(
  "a number with its unit",
  {
    "French: one": ["1", "fr", "1 heure"],
    "French: less than two is one": ["1,5", "fr", "1,5 heure"],
    "French: two": ["2", "fr", "2 heures"],
    "French: fewer than none count as many as they are": ["-3", "fr", "-3 heures"],
    "English: one fewer than none": ["-1", "en", "-1 heure"],
    "French: zero is one": ["0", "fr", "0 heure"],
    "English: one": ["1", "en", "1 heure"],
    "English: one and a half are many": ["1.5", "en", "1.5 heures"],
    "English: zero is many": ["0", "en", "0 heures"],
    "spaces around it are left out": [" 2 ", "fr", "2 heures"],
    "no number stays as it is": ["beaucoup", "fr", "beaucoup"],
    "a unit that was typed stays as it is": ["12 h", "fr", "12 h"],
  },
  ([value, language, text]) => assert.equal(withUnit(value, "# heure", "# heures", language), text),
);

cases(
  "a number with a sign of its own",
  { "signs that replace() would read stay": ["1", "$& #", "$& 1"] },
  ([value, one, text]) => assert.equal(withUnit(value, one, "", "fr"), text),
);

cases(
  "hours at a touch",
  {
    more: ["10", 0.5, "10.5"],
    fewer: ["10", -0.5, "9.5"],
    "French decimals": ["10,5", 0.5, "11"],
    "never below none": ["0", -0.5, "0"],
    "never above all": ["168", 0.5, "168"],
    "nothing typed counts as none": ["", 0.5, "0.5"],
    "what cannot be read is left": ["abc", 0.5, null],
    "too many are left": ["200", -0.5, null],
    "fewer than none are left": ["-3", 0.5, null],
  },
  ([typed, by, hours]) => assert.equal(stepped(typed, by, 168), hours),
);

cases(
  "a plan in the address",
  {
    "one week": [["10"], "10"],
    "the same every week": [["10", "10", "10"], "10"],
    "rising, then the same": [["10", "12", "15", "15"], "10,12,15"],
    "only the end is shortened": [["10", "10", "12"], "10,10,12"],
    "no week": [[], ""],
  },
  ([hours, plan]) => assert.equal(compact(hours), plan),
);

cases(
  "hours of a plan",
  {
    none: ["", 26, []],
    "three weeks": ["10,12.5,15", 26, ["10", "12.5", "15"]],
    "more weeks than there are": ["1,2,3", 2, ["1", "2"]],
    "a week that is too long": ["1234567890123456", 26, ["123456789012"]],
    "an empty week": ["10,,12", 26, ["10", "", "12"]],
  },
  ([plan, weeks, hours]) => assert.deepEqual(hoursOf(plan, weeks), hours),
);
