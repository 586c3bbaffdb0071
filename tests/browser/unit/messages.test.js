import assert from "node:assert/strict";
import { lengthOf, mailAddress, smsAddress } from "../../../browser/site/messages.js";
import { cases } from "./cases.js";

const repeated = (/** @type {string} */ letter, /** @type {number} */ times) =>
  letter.repeat(times);

cases(
  "length of a text message",
  {
    nothing: ["", 0, 1],
    "one full message": [repeated("é", 160), 160, 1],
    "one letter more": [repeated("é", 161), 161, 2],
    "two full parts": [repeated("a", 306), 306, 2],
    "three parts": [repeated("a", 307), 307, 3],
    "a tilde counts twice": [repeated("~", 80), 160, 1],
    "one tilde too many": [repeated("~", 81), 162, 2],
    "an accent out of the alphabet": [repeated("ê", 70), 70, 1],
    "one letter more, with such an accent": [repeated("ê", 71), 71, 2],
    "two full parts with one": [`${repeated("a", 133)}’`, 134, 2],
    "three parts with one": [`${repeated("a", 134)}’`, 135, 3],
    "a picture counts twice": ["🙂", 2, 1],
    "lines and capitals of the alphabet": ["É\nÇ\rÀ".slice(0, 4), 4, 1],
    "lower case of a letter of the alphabet": [`ç${repeated("a", 70)}`, 71, 2],
  },
  ([text, count, parts]) => assert.deepEqual(lengthOf(String(text)), { count, parts }),
);

cases(
  "addresses of messages",
  {
    "text message": [smsAddress("a b\nc&d#e"), "sms:?&body=a%20b%0Ac%26d%23e"],
    mail: [mailAddress("à + b", "1\n2&3"), "mailto:?subject=%C3%A0%20%2B%20b&body=1%0D%0A2%263"],
  },
  ([made, wanted]) => assert.equal(made, wanted),
);
