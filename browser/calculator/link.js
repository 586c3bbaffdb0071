// A link to answers: with the rules' version and, in short, what the rules said, so that
// whoever opens it later learns what has changed since, and with a mark by which a link that was
// cut on its way is known. Answers kept on the device have the same pairs. Pure functions.

import { owns } from "../site/own.js";
import { filled } from "../site/texts.js";
import { encoded } from "./fragment.js";

/** @import { CardData } from "../types.d.ts" */

/** The result in a link: programme-verdict[-low-high] for each, two hyphens between. */
const SHORT = /^[a-z][a-z0-9_]*-[a-z_]+(-\d{1,9}\.\d\d-\d{1,9}\.\d\d)?$/;
/** The sign between the parts of a result: in links with a mark, and in those before them. */
const MARKED = "-";
const OLDER = "*";
const VERSION = /^[\w.-]{1,20}$/;
/** What a messenger, or a sentence around it, puts behind a link. */
const BEHIND = /[^A-Za-z0-9]+$/;
/** An answer with signs of a sentence behind it: none ends with one. */
const WITH_SIGNS = /^([\w.,-]*\w)[.,;:!?)\]}>»”"’']+$/;

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

/**
 * A link as it was opened. `whole`: nothing of it was lost, as far as anything tells; `marked`: it
 * has the mark that tells; `shorts`: what the rules said of each programme when it was made.
 * @typedef {object} OpenedLink
 * @property {URLSearchParams} given its pairs; a stranger may have written them
 * @property {boolean} whole
 * @property {boolean} marked
 * @property {string} version of the rules that it was made with; "" where it says none
 * @property {string[]} shorts
 */

/** @param {CardData[]} cards */
export function shortResult(cards) {
  return cards
    .map(({ programme, verdict, total }) => [programme, verdict, ...(total ?? [])].join("-"))
    .join("--");
}

/**
 * The pairs of a link.
 * @param {[string, string][]} pairs its answers, and what is beside them
 * @param {string} version
 * @param {CardData[] | null} cards what the rules say of these answers; null where that is not
 *   known yet
 * @returns {[string, string][]}
 */
export function linkPairs(pairs, version, cards) {
  /** @type {[string, string][]} */
  const all = [...pairs, ["v", version]];
  if (cards?.length) all.push(["r", shortResult(cards)]);
  // In front: what is cut off is at the end.
  return [["c", mark(all)], ...all];
}

/**
 * A mark of pairs, another one as soon as a letter of them is lost (FNV-1a, 32 bits).
 * @param {Iterable<[string, string]>} pairs
 */
function mark(pairs) {
  let hash = 0x811c9dc5;
  for (const letter of encoded(pairs)) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/**
 * @param {URLSearchParams} given
 * @returns {OpenedLink}
 */
export function openedLink(given) {
  const marked = given.get("c");
  if (marked === null) return olderLink(given);
  const pairs = [...given].filter(([name]) => name !== "c");
  // What stands behind a link is not of it.
  for (const ending of [/$/, BEHIND]) {
    const mended = pairs.map(
      ([name, value], place) =>
        /** @type {[string, string]} */ ([
          name,
          place === pairs.length - 1 ? value.replace(ending, "") : value,
        ]),
    );
    if (mark(mended) === marked) return link(new URLSearchParams(mended), true, MARKED);
  }
  return link(given, false, MARKED);
}

/**
 * Links without a mark: addresses of the page, and links of earlier releases, which had asterisks
 * in the result. Some messengers cut them there.
 * @param {URLSearchParams} given
 */
function olderLink(given) {
  const version = given.get("v");
  const result = given.get("r");
  if (!version && !result) return link(withoutSigns(given), true, OLDER);
  // Who writes another version has not cut anything.
  if (version && !VERSION.test(version)) return link(given, true, OLDER);
  return link(given, Boolean(version && result?.includes("*")), OLDER);
}

/** Without the signs that a sentence puts behind a link. @param {URLSearchParams} given */
function withoutSigns(given) {
  const pairs = [...given];
  const last = pairs[pairs.length - 1];
  if (last) last[1] = last[1].replace(WITH_SIGNS, "$1");
  return new URLSearchParams(pairs);
}

/**
 * @param {URLSearchParams} given
 * @param {boolean} whole
 * @param {string} sign between the parts of the result
 * @returns {OpenedLink}
 */
function link(given, whole, sign) {
  const then = given.get("v") ?? "";
  const version = VERSION.test(then) ? then : "";
  const result = (given.get("r") ?? "").replace(BEHIND, "");
  const shorts = result ? result.split(sign + sign).map((one) => one.split(sign).join("-")) : [];
  return { given, whole, marked: sign === MARKED, version, shorts };
}

/**
 * What has changed since a link was made, in sentences; none where nothing has. Null where the
 * link turns out to be cut: then it says nothing of what has changed, and neither do we.
 * @param {OpenedLink} link
 * @param {object} now
 * @param {string} now.version of the rules
 * @param {CardData[]} now.cards
 * @param {ChangeTexts} texts
 * @param {string} language
 * @returns {string[] | null}
 */
export function changesSince(link, { version, cards }, texts, language) {
  const { version: then, shorts } = link;
  if (!link.whole) return null;
  if (!then) return [];
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const short of shorts) {
    const [programme, verdict, ...money] = short.split("-");
    if (!SHORT.test(short) || !owns(texts.verdicts, verdict)) return null;
    said.set(programme, [verdict, ...money]);
  }
  // A link with a mark is whole: what it says nothing of was not shown then.
  if (!link.marked && shorts.length && cards.some(({ programme }) => !said.has(programme))) {
    return null;
  }
  const last = shorts[shorts.length - 1]?.split("-")[0];
  const words = wordsOf(texts, language);
  const changed = [];
  for (const card of cards) {
    const before = said.get(card.programme);
    const [, ...now] = shortResult([card]).split("-");
    if (!before || before.join("-") === now.join("-")) continue;
    // Without its amounts the end of an older link may be gone.
    if (!link.marked && card.programme === last && before.length < 3 && before[0] === now[0]) {
      return null;
    }
    const pair = thenAndNow(words(before), words(now));
    changed.push(filled(texts.was, { programme: card.name, ...pair }));
  }
  const sentences = then === version ? [] : [filled(texts.otherVersion, thenAndNow(then, version))];
  if (changed.length) return [...sentences, texts.changed, ...changed];
  return sentences.length && said.size ? [...sentences, texts.sameAnswer] : sentences;
}

/**
 * @param {ChangeTexts} texts
 * @param {string} language
 */
function wordsOf(texts, language) {
  /** @param {number} amount */
  const money = (amount) => {
    // In these two languages of Canada the plain symbol is the narrow one, which not all know.
    const minimumFractionDigits = Number.isInteger(amount) ? 0 : 2;
    return new Intl.NumberFormat(`${language}-CA`, {
      ...{ style: "currency", currency: "CAD", minimumFractionDigits },
    }).format(amount);
  };
  /** @param {string[]} short a verdict, and amounts if there are any */
  return ([verdict, low, high]) => {
    const word = texts.verdicts[verdict];
    if (!low) return word;
    const [from, to] = [low, high].map((amount) => money(Number(amount)));
    return filled(texts.withMoney, { verdict: word, low: from, high: to });
  };
}

/**
 * @param {string} then
 * @param {string} now
 */
function thenAndNow(then, now) {
  return { then, now };
}
