// What differs between two situations. What an unanswered question leaves open is no difference.
// Pure functions.

import { plain } from "./numbers.js";

/** @import { ComparedProgramme, Part, Row } from "../types.d.ts" */

/**
 * How two sides stand to each other. "unknown": something is open that could make a difference.
 * @typedef {"same" | "differs" | "unknown"} Standing
 */

/** @typedef {{ about: string, label: string, a: Part[], b: Part[], standing: Standing }} Line */

/**
 * @param {readonly Part[]} a
 * @param {readonly Part[]} b
 * @returns {Standing}
 */
export function standing(a, b) {
  const open = [...a, ...b].some(({ known }) => !known);
  const inBoth = Math.min(a.length, b.length);
  for (let place = 0; place < inBoth; place += 1) {
    const [one, other] = [a[place], b[place]];
    if (one.known && other.known && one.text !== other.text) return "differs";
  }
  if (open) return "unknown";
  return a.length === b.length ? "same" : "differs";
}

/**
 * The lines of a programme in two situations, side by side; those that say nothing in either are
 * left out.
 * @param {readonly Row[]} a
 * @param {readonly Row[]} b
 * @returns {Line[]}
 */
export function linesOf(a, b) {
  const byAbout = (/** @type {readonly Row[]} */ rows) =>
    new Map(rows.map((row) => [row.about, row]));
  const [inA, inB] = [byAbout(a), byAbout(b)];
  const lines = [];
  for (const about of new Set([...inA.keys(), ...inB.keys()])) {
    const [one, other] = [inA.get(about), inB.get(about)];
    const label = (one ?? other)?.label ?? "";
    if ((one?.idle ?? true) && (other?.idle ?? true)) continue;
    // What a situation has no line about can't be, and its verdict says so.
    const [partsA, partsB] = [one?.parts ?? outcome(a), other?.parts ?? outcome(b)];
    lines.push({ about, label, a: partsA, b: partsB, standing: standing(partsA, partsB) });
  }
  return lines;
}

/** @param {readonly Row[]} rows */
function outcome(rows) {
  return rows.length ? rows[0].parts.slice(0, 1) : [];
}

/**
 * The lines as they are as long as some typed answers are not counted: a text takes the place of
 * what is computed from these.
 * @param {readonly ComparedProgramme[]} programmes
 * @param {readonly string[]} names
 * @param {string} text
 * @returns {ComparedProgramme[]}
 */
export function withoutTyped(programmes, names, text) {
  /** @param {Part} part */
  const isOpen = ({ needs = [] }) => needs.some((name) => names.includes(name));
  /** @param {Part} part */
  const withheld = (part) => (isOpen(part) ? { ...part, text, known: false } : part);
  /** @param {Row} row */
  const row = (row) => ({
    ...row,
    parts: row.parts.map(withheld),
    idle: row.idle && !row.parts.some(isOpen),
  });
  return programmes.map((programme) => ({ ...programme, rows: programme.rows.map(row) }));
}

/**
 * How an answer of two situations stands; an empty one is none.
 * @param {string} a
 * @param {string} b
 * @returns {Standing}
 */
export function answersStand(a, b) {
  if (plain(a) === plain(b)) return "same";
  return a && b ? "differs" : "unknown";
}
