import assert from "node:assert/strict";
import { changesSince, linkExtras, shortResult } from "../../../browser/calculator/link.js";
import { cases } from "./cases.js";

/** @returns {any} */
const card = (programme, verdict, total = null) => ({
  ...{ programme, verdict, total, name: programme.toUpperCase() },
});
const PAAS = card("paas_action", "possible", ["0.00", "173.00"]);
const INTERAGIR = card("interagir", "to_confirm");
const NOW = { version: "2.0", cards: [PAAS, INTERAGIR] };
const TEXTS = {
  was: "{programme}: {then} -> {now}",
  withMoney: "{verdict} {low}-{high}",
  otherVersion: "version {then}, now {now}",
  sameAnswer: "same",
  changed: "changed",
  verdicts: { possible: "yes", to_confirm: "maybe", not_possible: "no" },
};

cases(
  "short result",
  {
    "no programme": [[], ""],
    "a verdict without money": [[INTERAGIR], "interagir*to_confirm"],
    "a verdict with money": [[PAAS], "paas_action*possible*0.00*173.00"],
    "two programmes": [[PAAS, INTERAGIR], "paas_action*possible*0.00*173.00**interagir*to_confirm"],
  },
  ([cards, short]) => assert.equal(shortResult(cards), short),
);

cases(
  "pairs of a link",
  { "the version and the result": ["1.2", [INTERAGIR], "1.2", "interagir*to_confirm"] },
  ([version, cards, v, r]) =>
    assert.deepEqual(linkExtras(version, cards), [
      ["v", v],
      ["r", r],
    ]),
);

const SAME = shortResult(NOW.cards);
const WAS_NOT = "paas_action*not_possible**interagir*to_confirm";

cases(
  "what has changed",
  {
    "a link that says nothing of it": ["", []],
    "the same version and result": [`v=2.0&r=${SAME}`, []],
    "the same version, and nothing said of the result": ["v=2.0", []],
    "another version, the same result": [`v=1.9&r=${SAME}`, ["version 1.9, now 2.0", "same"]],
    "another version, and nothing said of the result": ["v=1.9", ["version 1.9, now 2.0"]],
    "another verdict": [`v=2.0&r=${WAS_NOT}`, ["changed", "PAAS_ACTION: no -> yes $0-$173"]],
    "another verdict and version": [
      `v=1.9&r=${WAS_NOT}`,
      ["version 1.9, now 2.0", "changed", "PAAS_ACTION: no -> yes $0-$173"],
    ],
    "another amount": [
      "v=2.0&r=paas_action*possible*0.00*150.50",
      ["changed", "PAAS_ACTION: yes $0-$150.50 -> yes $0-$173"],
    ],
    "two programmes changed, in the order of the page": [
      "v=2.0&r=interagir*possible**paas_action*to_confirm",
      ["changed", "PAAS_ACTION: maybe -> yes $0-$173", "INTERAGIR: yes -> maybe"],
    ],
    "a programme that there is no more": ["v=2.0&r=third*possible", []],
    "a verdict that there is not": ["v=2.0&r=paas_action*certain", []],
    "a verdict named like a property of all objects": ["v=2.0&r=paas_action*constructor", []],
    "money that is no amount": ["v=2.0&r=paas_action*possible*0*a", []],
    "a version that is none": [`v=<b>&r=${WAS_NOT}`, []],
    "a version that is too long": [`v=${"1".repeat(21)}&r=${WAS_NOT}`, []],
  },
  ([link, sentences]) =>
    assert.deepEqual(changesSince(new URLSearchParams(link), NOW, TEXTS, "en"), sentences),
);

cases(
  "amounts in the page's language",
  { French: ["fr", "0\u00a0$-150,50\u00a0$"], English: ["en", "$0-$150.50"] },
  ([language, amounts]) => {
    const given = new URLSearchParams("v=2.0&r=paas_action*possible*0.00*150.50");
    const [, sentence] = changesSince(given, NOW, TEXTS, language);
    assert.ok(sentence.startsWith(`PAAS_ACTION: yes ${amounts} -> `), sentence);
  },
);
