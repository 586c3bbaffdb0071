// Two situations side by side on the page: a table for each thing compared, and what differs in
// words.

import { find, findAll, make } from "../site/dom.js";
import { filled } from "../site/texts.js";

/** @import { Line, Standing } from "./comparison.js" */

/** A line with what there is to remark on each side, "" for nothing. */
/** @typedef {Line & { remarks?: [string, string] }} Remarked */

/** @typedef {{ same: string, differs: string, unknown: string }} Marks */

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
function group({ about, label, a, b, standing, remarks = ["", ""] }, marks) {
  const head = make("th", [text(`${label} `), make("span", marks[standing], "mark")]);
  head.colSpan = 2;
  head.scope = "rowgroup";
  const sides = [side(a, remarks[0]), side(b, remarks[1])];
  // What is the same in both is said once, across both columns.
  const once = standing !== "differs" && sides[0].isEqualNode(sides[1]);
  if (once) sides.pop();
  if (once) sides[0].colSpan = 2;
  const whole = make("tbody", [make("tr", [head]), make("tr", sides)]);
  whole.dataset.standing = standing;
  whole.dataset.about = about;
  return whole;
}

/**
 * @param {Line["a"]} parts
 * @param {string} remark
 */
function side(parts, remark) {
  const texts = parts.map((part) => make("p", part.text));
  if (remark) texts.push(make("p", remark, "uncounted"));
  return make("td", texts);
}

/** @param {string} content */
export function text(content) {
  return document.createTextNode(content);
}

/**
 * What a summary says of a line that differs: what it is about, and each side.
 * @param {string} about
 * @param {Line} line
 * @param {{ sideA: string, sideB: string }} texts
 */
export function inWords(about, { a, b }, texts) {
  const place = firstDifference(a, b);
  const said = (/** @type {Line["a"]} */ parts) => (parts[place] ?? parts[0])?.text ?? "";
  return [
    make("strong", about),
    make("p", filled(texts.sideA, { text: said(a) })),
    make("p", filled(texts.sideB, { text: said(b) })),
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
