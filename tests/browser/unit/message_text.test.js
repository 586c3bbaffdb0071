import assert from "node:assert/strict";
import { test } from "node:test";
import {
  plain,
  shortText,
  wholeMail,
  wholeText,
} from "../../../browser/calculator/message_text.js";
import { LONGEST_MAIL, mailAddress } from "../../../browser/site/messages.js";
import { cases } from "./cases.js";

Object.assign(globalThis, { MANY_PROGRAMMES: false });

const TEXTS = {
  estimate: "An estimate.",
  regionOffice: "Regional office: {number}",
  office: "{name}: {number}",
  call: "Who to call",
  link: "Link",
  given: "Answers",
  others: "Others: {count}.",
  ask: "To ask, {programme}",
};

/** @type {any[]} */
const CARDS = [
  {
    name: "One",
    short: "One: possible",
    sentence: "You could.",
    lines: ["Up to 3."],
    ask: ["a?", "b?"],
  },
  { name: "Two", short: "Two: to confirm", sentence: "Ask.", lines: [], ask: ["b?", "c?"] },
];
/** @type {import("../../../browser/calculator/message_text.js").Sent} */
const SENT = {
  cards: CARDS,
  region: ["Estrie", ["1 800", "819"]],
  everywhere: ["Services", ["1 877", "2"]],
  others: 0,
  link: "https://a.example/#c=1",
  given: [
    { question: "Are you?", text: "Yes", remark: "" },
    { question: "Costs", text: "60 $", remark: "Not counted." },
  ],
};

cases(
  "short text",
  {
    "the region's first number": [
      SENT,
      "An estimate.\nOne: possible.\nTwo: to confirm.\nRegional office: 1 800\nhttps://a.example/#c=1",
    ],
    "without a region, that of all of them": [
      { ...SENT, region: undefined },
      "An estimate.\nOne: possible.\nTwo: to confirm.\nServices: 1 877\nhttps://a.example/#c=1",
    ],
    "no number at all": [
      { ...SENT, region: undefined, everywhere: undefined },
      "An estimate.\nOne: possible.\nTwo: to confirm.\nhttps://a.example/#c=1",
    ],
  },
  ([sent, text]) => assert.equal(shortText(/** @type {any} */ (sent), TEXTS), text),
);

test("whole text: every question once, what is not counted says so", () => {
  assert.equal(
    wholeText(SENT, TEXTS),
    `An estimate.

One
You could.
Up to 3.

Two
Ask.

Who to call
Estrie: 1 800, 819
Services: 1 877, 2

Link
https://a.example/#c=1

Answers
- Are you? Yes
- Costs: 60 $. Not counted.

To ask, One
- a?
- b?

To ask, Two
- c?`,
  );
});

test("whole text: of many programmes, each has all its questions", () => {
  Object.assign(globalThis, { MANY_PROGRAMMES: true });
  const text = wholeText(SENT, TEXTS);
  Object.assign(globalThis, { MANY_PROGRAMMES: false });
  assert.ok(text.endsWith("To ask, One\n- a?\n- b?\n\nTo ask, Two\n- b?\n- c?"));
});

test("of many programmes: how many more there may be, and whom to call for each", () => {
  Object.assign(globalThis, { MANY_PROGRAMMES: true });
  const sent = { ...SENT, others: 10 };
  const texts = [shortText(sent, TEXTS), wholeText(sent, TEXTS)];
  Object.assign(globalThis, { MANY_PROGRAMMES: false });
  const numbers = "Regional office: 1 800\nServices: 1 877";
  assert.ok(texts[0].includes(`Two: to confirm.\nOthers: 10.\n${numbers}\nhttps`));
  assert.ok(texts[1].includes("Ask.\n\nOthers: 10.\n\nWho to call"));
});

test("whole text: no heading stands over nothing", () => {
  const cards = [{ ...CARDS[0], ask: [] }];
  const sent = { ...SENT, cards, region: undefined, everywhere: undefined, link: "l", given: [] };
  assert.equal(wholeText(sent, TEXTS), "An estimate.\n\nOne\nYou could.\nUp to 3.\n\nLink\nl");
});

test("mail: whole as long as it fits", () => {
  const { address, cut } = wholeMail("s", SENT, TEXTS);
  assert.equal(address, mailAddress("s", wholeText(SENT, TEXTS)));
  assert.equal(cut, false);
});

test("mail: what decides most is asked of each programme where not all fits", () => {
  const many = (/** @type {string} */ name) =>
    Array.from({ length: 30 }, (_, place) => `${name} number ${place + 10}, is it so or not?`);
  const cards = CARDS.map((card) => ({ ...card, ask: many(card.name) }));
  const { address, cut } = wholeMail("s", { ...SENT, cards }, TEXTS);
  assert.equal(cut, true);
  assert.ok(address.length <= LONGEST_MAIL);
  const body = decodeURIComponent(address);
  for (const name of ["One", "Two"]) assert.ok(body.includes(`${name} number 10,`));
  assert.ok(!body.includes("number 39,"));
});

cases(
  "plain text",
  {
    "no-break spaces and apostrophes": ["jusqu’à 173\u00a0$", "jusqu'à 173 $"],
    "French quotation marks": ["« oui »", '"oui"'],
    dashes: ["a – b", "a - b"],
  },
  ([text, typed]) => assert.equal(plain(text), typed),
);
