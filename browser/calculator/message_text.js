// The texts that a person sends of a result, put together from what the rules said of each
// programme (calculator/results/message_text.py). Pure functions.

import { LONGEST_MAIL, mailAddress } from "../site/messages.js";
import { filled } from "../site/texts.js";

/** @import { CardData } from "../types.d.ts" */

/** Whom to call: the name, and the numbers. @typedef {[string, string[]]} Office */

/**
 * @typedef {object} MessageTexts
 * @property {string} estimate
 * @property {string} regionOffice
 * @property {string} office
 * @property {string} call
 * @property {string} link
 * @property {string} given
 * @property {string} others
 * @property {string} ask
 */

/**
 * @typedef {object} Sent
 * @property {CardData[]} cards
 * @property {Office | undefined} region
 * @property {Office | undefined} everywhere
 * @property {number} others how many programmes that are not among the cards may be for the person
 * @property {string} link
 * @property {{ question: string, text: string, remark: string }[]} given `remark`: why the result
 *   does not count it, or what is asked about it, or ""
 */

/**
 * For a text message: each programme in a few words, one number, the link.
 * @param {Pick<Sent, "cards" | "region" | "everywhere" | "others" | "link">} sent
 * @param {MessageTexts} texts
 */
export function shortText({ cards, region, everywhere, others, link }, texts) {
  const lines = [texts.estimate, ...cards.map(({ short }) => `${short}.`)];
  lines.push(...othersLine(others, texts));
  if (region) lines.push(filled(texts.regionOffice, { number: region[1][0] }));
  // Of many programmes, the shown ones may all be those of that office.
  if (everywhere && (MANY_PROGRAMMES || !region))
    lines.push(officeLine([everywhere[0], everywhere[1].slice(0, 1)], texts));
  return [...lines, link].join("\n");
}

/**
 * The whole: the result, whom to call, the link, the answers, and what to ask.
 * @param {Sent} sent
 * @param {MessageTexts} texts
 * @param {number} [most] questions to ask about each programme, those that decide most
 */
export function wholeText(
  { cards, region, everywhere, others, link, given },
  texts,
  most = Infinity,
) {
  const offices = [region, everywhere].filter(/** @returns {one is Office} */ (one) => !!one);
  let asked = new Set();
  const parts = [
    [texts.estimate],
    ...cards.map(({ name, sentence, lines }) => [name, plain(sentence), ...lines]),
    othersLine(others, texts),
    offices.length ? [texts.call, ...offices.map((one) => officeLine(one, texts))] : [],
    [texts.link, link],
    given.length ? [texts.given, ...given.map(answerLine)] : [],
    ...cards.map(({ name, ask }) => {
      // Of many programmes, whoever calls for one asks all that is to be asked about it.
      if (MANY_PROGRAMMES) asked = new Set();
      const fresh = ask.filter((question) => !asked.has(question));
      for (const question of fresh) asked.add(question);
      const title = filled(texts.ask, { programme: name });
      const listed = fresh.slice(0, most).map((question) => `- ${question}`);
      return listed.length ? [title, ...listed] : [];
    }),
  ];
  return parts
    .filter(({ length }) => length)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/**
 * The address that writes the whole as a mail; where it would be too long, with fewer questions.
 * @param {string} subject
 * @param {Sent} sent
 * @param {MessageTexts} texts
 * @returns {{ address: string, cut: boolean }}
 */
export function wholeMail(subject, sent, texts) {
  const longest = Math.max(0, ...sent.cards.map(({ ask }) => ask.length));
  // Without the answers, which the link has too, before there are hardly any questions.
  const tries = [
    ...countdown(longest, 2).map((most) => ({ sent, most })),
    ...countdown(longest, 0).map((most) => ({ sent: { ...sent, given: [] }, most })),
  ];
  const addresses = tries.map((one) =>
    mailAddress(subject, plain(wholeText(one.sent, texts, one.most))),
  );
  const place = addresses.findIndex((address) => address.length <= LONGEST_MAIL);
  return { address: addresses[place < 0 ? addresses.length - 1 : place], cut: place !== 0 };
}

/** @param {number} from @param {number} to */
function countdown(from, to) {
  return Array.from({ length: Math.max(1, from - to + 1) }, (_, place) => from - place);
}

/** @param {number} count @param {MessageTexts} texts */
function othersLine(count, texts) {
  return MANY_PROGRAMMES && count ? [filled(texts.others, { count: String(count) })] : [];
}

/** @param {Office} office @param {MessageTexts} texts */
function officeLine([name, numbers], { office }) {
  return filled(office, { name, number: numbers.join(", ") });
}

/** @param {Sent["given"][number]} answer */
function answerLine({ question, text, remark }) {
  const said = question.endsWith("?") ? `${question} ${text}` : `${question}: ${text}`;
  return `- ${[said, remark].filter(Boolean).join(". ")}`;
}

/**
 * A text as people type it: what the page shows has signs of typesetting.
 * @param {string} text
 */
export function plain(text) {
  return text
    .replace(/«\s?/g, '"')
    .replace(/\s?»/g, '"')
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—\u2011]/g, "-")
    .replace(/[\u00a0\u202f]/g, " ");
}
