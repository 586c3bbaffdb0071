// Two situations side by side on the page: a table for each thing compared, and what differs in
// words.

import { find, findAll, make } from "../site/dom.js";
import { filled } from "../site/texts.js";

/** @import { Line, Standing } from "./comparison.js" */

/** A line with what there is to remark on each side, "" for nothing. */
/** @typedef {Line & { remarks?: [string, string] }} Remarked */

/** @typedef {{ differs: string, unknown: string }} Marks */

/** @typedef {{ heading: string, note?: string, items: Node[][] }} Summary */

/**
 * Fills a table anew: for each line what it is about, with a word where the sides differ or where
 * that is not known yet, and below it both sides. What the table ends with stays.
 * @param {HTMLElement} table
 * @param {readonly Remarked[]} lines
 * @param {Marks} marks
 */
export function drawTable(table, lines, marks) {
  for (const group of findAll(table, "tbody:not(.full-results)")) group.remove();
  const groups = lines.map((line) => group(line, marks));
  const last = table.querySelector(".full-results");
  for (const one of groups) table.insertBefore(one, last);
}

/**
 * @param {Remarked} line
 * @param {Marks} marks
 */
function group({ label, a, b, standing, remarks = ["", ""] }, marks) {
  const head = make("th", label);
  head.colSpan = 2;
  head.scope = "rowgroup";
  if (standing !== "same") head.append(" ", mark(standing, marks));
  const sides = [a, b].map((parts, place) => {
    const texts = parts.map(({ text }) => make("p", text));
    if (remarks[place]) texts.push(make("p", remarks[place], "uncounted"));
    return make("td", texts);
  });
  const whole = make("tbody", [make("tr", [head]), make("tr", sides)]);
  whole.dataset.standing = standing;
  return whole;
}

/**
 * @param {"differs" | "unknown"} standing
 * @param {Marks} marks
 */
function mark(standing, marks) {
  return make("span", marks[standing], "mark");
}

/**
 * What a summary says of a line that differs: what it is about, and each side.
 * @param {string} about
 * @param {Line} line
 * @param {{ sideA: string, sideB: string }} texts
 */
export function inWords(about, { a, b }, texts) {
  const place = firstDifference(a, b);
  const text = (/** @type {Line["a"]} */ parts) => (parts[place] ?? parts[0])?.text ?? "";
  return [
    make("strong", about),
    make("p", filled(texts.sideA, { text: text(a) })),
    make("p", filled(texts.sideB, { text: text(b) })),
  ];
}

/**
 * @param {Line["a"]} a
 * @param {Line["b"]} b
 */
function firstDifference(a, b) {
  const found = a.findIndex(
    (one, place) => one.known && b[place]?.known && one.text !== b[place].text,
  );
  return found < 0 ? Math.min(a.length, b.length) : found;
}

/**
 * @param {HTMLElement} place
 * @param {readonly Summary[]} summaries those without an item are left out
 * @param {string[]} notes
 */
export function drawSummaries(place, summaries, notes) {
  const said = summaries.filter(({ items }) => items.length);
  place.replaceChildren(
    ...notes.map((note) => make("p", note)),
    ...said.flatMap(({ heading, note, items }) => [
      make("h3", heading),
      ...(note ? [make("p", note)] : []),
      make(
        "ul",
        items.map((item) => make("li", item)),
      ),
    ]),
  );
}

/**
 * Leads each link to the whole result of its situation.
 * @param {ParentNode} root
 * @param {string} address
 * @param {{ a: string, b: string }} fragments
 */
export function leadToResults(root, address, fragments) {
  for (const side of /** @type {const} */ (["a", "b"])) {
    const link = find(root, `[data-full=${side}]`, HTMLAnchorElement);
    link.href = address + (fragments[side] && `#${fragments[side]}`);
  }
}
