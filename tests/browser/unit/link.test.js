import assert from "node:assert/strict";
import { test } from "node:test";
import { encoded, parsed } from "../../../browser/calculator/fragment.js";
import {
  changesSince,
  linkPairs,
  openedLink,
  shortResult,
} from "../../../browser/calculator/link.js";
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
    "a verdict without money": [[INTERAGIR], "interagir-to_confirm"],
    "a verdict with money": [[PAAS], "paas_action-possible-0.00-173.00"],
    "two programmes": [[PAAS, INTERAGIR], "paas_action-possible-0.00-173.00--interagir-to_confirm"],
  },
  ([cards, short]) => assert.equal(shortResult(cards), short),
);

/** What is said of a link as it was opened; "cut" where it is told to be incomplete. */
function told(/** @type {string} */ fragment, now = NOW) {
  return changesSince(openedLink(parsed(fragment)), now, TEXTS, "en") ?? "cut";
}

/** @type {[string, string][]} */
const ANSWERS = [
  ["assistance", "basic_income"],
  ["weekly_hours", "12,5"],
];
const LINK = encoded(linkPairs(ANSWERS, "1.9", NOW.cards));

test("link: its pairs, of letters that no messenger cuts", () => {
  const { c, ...rest } = Object.fromEntries(parsed(LINK));
  assert.match(c, /^[a-z0-9]+$/);
  const r = "paas_action-possible-0.00-173.00--interagir-to_confirm";
  assert.deepEqual(rest, { ...Object.fromEntries(ANSWERS), v: "1.9", r });
  assert.match(LINK, /^c=[A-Za-z0-9_.~=&-]+[a-z0-9]$/);
});

test("link: without a result it has none", () => {
  const pairs = linkPairs(ANSWERS, "1.9", null);
  assert.deepEqual(
    pairs.map(([name]) => name),
    ["c", "assistance", "weekly_hours", "v"],
  );
  assert.deepEqual(told(encoded(pairs)), ["version 1.9, now 2.0"]);
});

test("link: whole, it says what has changed", () => {
  assert.deepEqual(told(LINK), ["version 1.9, now 2.0", "same"]);
  assert.deepEqual(told(LINK, { ...NOW, version: "1.9" }), []);
  const other = { version: "2.0", cards: [card("paas_action", "to_confirm"), INTERAGIR] };
  assert.deepEqual(told(LINK, other), [
    "version 1.9, now 2.0",
    "changed",
    "PAAS_ACTION: yes $0-$173 -> maybe",
  ]);
});

test("link: the name of a programme may have digits", () => {
  const now = { version: "1.9", cards: [card("copy_10", "possible", ["0.00", "173.00"])] };
  assert.deepEqual(told(encoded(linkPairs(ANSWERS, "1.9", now.cards)), now), []);
});

test("link: cut anywhere, it says neither that nothing has changed nor that something has", () => {
  for (let end = 4; end < LINK.length; end += 1) {
    assert.equal(told(LINK.slice(0, end)), "cut", LINK.slice(0, end));
  }
});

test("link: a letter changed on the way is seen", () => {
  for (let place = 4; place < LINK.length; place += 1) {
    const letter = LINK[place] === "x" ? "y" : "x";
    const changed = LINK.slice(0, place) + letter + LINK.slice(place + 1);
    assert.equal(openedLink(parsed(changed)).whole, false, changed);
  }
});

cases(
  "link with what a sentence puts behind it",
  { dot: ".", bracket: ")", angle: ">", escaped: "%3E", quote: "%C2%BB", several: ").", cut: "&" },
  (behind) => {
    const opened = openedLink(parsed(LINK + behind));
    assert.equal(opened.whole, true);
    assert.deepEqual(told(LINK + behind), ["version 1.9, now 2.0", "same"]);
  },
);

cases(
  "link with what is not of it",
  { word: ".Bonjour", pair: "&adult=true", tracker: "&fbclid=x" },
  (behind) => assert.equal(told(LINK + behind), "cut"),
);

test("link: an answer that ends with a sign is left alone where it is not the last", () => {
  const link = encoded(linkPairs([["weekly_hours", "12,"]], "2.0", null));
  assert.deepEqual(openedLink(parsed(`${link}.`)).given.get("weekly_hours"), "12,");
  assert.equal(openedLink(parsed(`${link}.`)).whole, true);
});

test("link: amounts that there were none of are no cut in a link with a mark", () => {
  const link = encoded(linkPairs(ANSWERS, "2.0", [card("paas_action", "possible")]));
  assert.deepEqual(told(link, { ...NOW, cards: [PAAS] }), [
    "changed",
    "PAAS_ACTION: yes -> yes $0-$173",
  ]);
});

test("link: the last answer is mended too where nothing follows it", () => {
  const short = encoded(linkPairs([["adult", "true"]], "2.0", null));
  assert.equal(openedLink(parsed(`${short}.`)).given.get("v"), "2.0");
});

// Links of the releases before had asterisks in the result, and no mark.
const OLD = "paas_action*possible*0.00*173.00**interagir*to_confirm";
const WAS_NOT = "paas_action*not_possible**interagir*to_confirm";

cases(
  "an older link",
  {
    "an address without any of it": ["assistance=none", []],
    nothing: ["", []],
    "the same version and result": [`v=2.0&r=${OLD}`, []],
    "another version, the same result": [`v=1.9&r=${OLD}`, ["version 1.9, now 2.0", "same"]],
    "as other programs write it": [
      `v=1.9&r=${OLD.replaceAll("*", "%2A")}`,
      ["version 1.9, now 2.0", "same"],
    ],
    "another verdict": [`v=2.0&r=${WAS_NOT}`, ["changed", "PAAS_ACTION: no -> yes $0-$173"]],
    "another verdict and version": [
      `v=1.9&r=${WAS_NOT}`,
      ["version 1.9, now 2.0", "changed", "PAAS_ACTION: no -> yes $0-$173"],
    ],
    "another amount": [
      "v=2.0&r=paas_action*possible*0.00*150.50**interagir*to_confirm",
      ["changed", "PAAS_ACTION: yes $0-$150.50 -> yes $0-$173"],
    ],
    "an amount of two digits": [
      "v=2.0&r=paas_action*possible*10.00*173.00**interagir*to_confirm",
      ["changed", "PAAS_ACTION: yes $10-$173 -> yes $0-$173"],
    ],
    "another amount at the end": [
      "v=2.0&r=interagir*to_confirm**paas_action*possible*0.00*150.50",
      ["changed", "PAAS_ACTION: yes $0-$150.50 -> yes $0-$173"],
    ],
    "no amount, but not at the end": [
      "v=2.0&r=paas_action*possible**interagir*to_confirm",
      ["changed", "PAAS_ACTION: yes -> yes $0-$173"],
    ],
    "two programmes changed, in the order of the page": [
      "v=2.0&r=interagir*possible**paas_action*to_confirm",
      ["changed", "PAAS_ACTION: maybe -> yes $0-$173", "INTERAGIR: yes -> maybe"],
    ],
    "with a dot behind": [`v=1.9&r=${OLD}.`, ["version 1.9, now 2.0", "same"]],
    "without its result": ["v=2.0", "cut"],
    "cut before its result": ["v=1.9&r=", "cut"],
    "without its version": [`r=${OLD}`, "cut"],
    "cut at the first asterisk": ["v=1.9&r=paas_action", "cut"],
    "cut between the programmes": ["v=1.9&r=paas_action*possible*0.00*173.00", "cut"],
    "cut within an amount": ["v=1.9&r=interagir*to_confirm**paas_action*possible*0.00*17", "cut"],
    "cut before the amounts": ["v=1.9&r=interagir*to_confirm**paas_action*possible", "cut"],
    "cut within a verdict": ["v=1.9&r=paas_action*possible*0.00*173.00**interagir*to_c", "cut"],
    "a programme that there is no more": ["v=2.0&r=third*possible", "cut"],
    "a verdict that there is not": ["v=2.0&r=paas_action*certain**interagir*to_confirm", "cut"],
    "a verdict named like a property of all objects": [
      "v=2.0&r=paas_action*constructor**interagir*to_confirm",
      "cut",
    ],
    "a programme of signs that none has": [`v=2.0&r=${OLD}**1*possible`, "cut"],
    "a programme named like one": ["v=2.0&r=constructor*possible", "cut"],
    "a version that is none": [`v=<b>&r=${WAS_NOT}`, []],
    "a version that is none, without a result": ["v=<b>", []],
    "a version that is too long": [`v=${"1".repeat(21)}&r=${WAS_NOT}`, []],
  },
  ([link, sentences]) => assert.deepEqual(told(link), sentences),
);

test("link: a whole one says nothing of a programme that was not shown when it was made", () => {
  const pairs = linkPairs([["adult", "true"]], "1.9", /** @type {any} */ ([PAAS]));
  const link = openedLink(new URLSearchParams(pairs));
  assert.deepEqual(changesSince(link, NOW, TEXTS, "en"), ["version 1.9, now 2.0", "same"]);
});

cases(
  "amounts in the page's language",
  { French: ["fr", "0\u00a0$-150,50\u00a0$"], English: ["en", "$0-$150.50"] },
  ([language, amounts]) => {
    const link = parsed("v=2.0&r=paas_action*possible*0.00*150.50**interagir*to_confirm");
    const [, sentence] = changesSince(openedLink(link), NOW, TEXTS, language) ?? [];
    assert.ok(sentence.startsWith(`PAAS_ACTION: yes ${amounts} -> `), sentence);
  },
);

cases(
  "link: an address with a sign of a sentence behind it",
  {
    "a full stop": ["adult=true&weekly_hours=12.", "12"],
    "a bracket and a comma": ["adult=true&weekly_hours=12.5),", "12.5"],
    "nothing behind": ["adult=true&weekly_hours=12.5", "12.5"],
    "more than an answer": ["adult=true&weekly_hours=(12).", "(12)."],
  },
  ([text, hours]) => {
    const { given, whole } = openedLink(new URLSearchParams(text));
    assert.deepEqual([given.get("weekly_hours"), whole], [hours, true]);
  },
);
