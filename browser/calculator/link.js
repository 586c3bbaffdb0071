// A link to answers: with the rules' version and, in short, what the rules said, so that
// whoever opens it later learns what has changed since. Pure functions.

import { filled } from "../site/texts.js";

/** @import { CardData } from "../types.d.ts" */

/** The result in an address: programme*verdict[*low*high] for each, two asterisks between. */
const SHORT = /^[a-z_]+\*[a-z_]+(\*\d{1,9}\.\d\d\*\d{1,9}\.\d\d)?$/;
const VERSION = /^[\w.-]{1,20}$/;

/**
 * Sentences about what has changed, with places in braces; `verdicts` has the word for each.
 * @typedef {object} ChangeTexts
 * @property {string} was
 * @property {string} withMoney
 * @property {string} otherVersion
 * @property {string} sameAnswer
 * @property {string} changed
 * @property {Record<string, string>} verdicts
 */

/** @param {CardData[]} cards */
export function shortResult(cards) {
  return cards
    .map(({ programme, verdict, total }) => [programme, verdict, ...(total ?? [])].join("*"))
    .join("**");
}

/**
 * What a link says beside the answers: the rules' version, and what the rules said.
 * @param {string} version
 * @param {CardData[]} cards
 * @returns {[string, string][]}
 */
export function linkExtras(version, cards) {
  return [
    ["v", version],
    ["r", shortResult(cards)],
  ];
}

/**
 * What has changed since a link was made, in sentences; none where nothing has.
 * @param {URLSearchParams} given the pairs of the link; a stranger may have written them
 * @param {object} now
 * @param {string} now.version of the rules
 * @param {CardData[]} now.cards
 * @param {ChangeTexts} texts
 * @param {string} language
 * @returns {string[]}
 */
export function changesSince(given, { version, cards }, texts, language) {
  const then = given.get("v") ?? "";
  if (!VERSION.test(then)) return [];
  const said = new Map();
  for (const short of (given.get("r") ?? "").split("**")) {
    if (SHORT.test(short)) said.set(short.split("*")[0], short);
  }
  /** @param {number} amount */
  const money = (amount) => {
    // In these two languages of Canada the plain symbol is the narrow one, which not all know.
    const minimumFractionDigits = Number.isInteger(amount) ? 0 : 2;
    return new Intl.NumberFormat(`${language}-CA`, {
      ...{ style: "currency", currency: "CAD", minimumFractionDigits },
    }).format(amount);
  };
  /** @param {string[]} short */
  const words = ([, verdict, low, high]) => {
    const word = texts.verdicts[verdict];
    if (!low) return word;
    const [from, to] = [low, high].map((amount) => money(Number(amount)));
    return filled(texts.withMoney, { verdict: word, low: from, high: to });
  };
  const changed = cards.flatMap((card) => {
    const now = shortResult([card]);
    const before = said.get(card.programme)?.split("*");
    if (!before || before.join("*") === now || !Object.hasOwn(texts.verdicts, before[1])) return [];
    const pair = thenAndNow(words(before), words(now.split("*")));
    return [filled(texts.was, { programme: card.name, ...pair })];
  });
  const sentences = then === version ? [] : [filled(texts.otherVersion, thenAndNow(then, version))];
  if (changed.length) return [...sentences, texts.changed, ...changed];
  return sentences.length && said.size ? [...sentences, texts.sameAnswer] : sentences;
}

/**
 * @param {string} then
 * @param {string} now
 */
function thenAndNow(then, now) {
  return { then, now };
}
