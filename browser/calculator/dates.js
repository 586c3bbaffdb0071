// Days, in ISO form ("2026-12-01"). Pure functions.

import { filled } from "../site/texts.js";

/** @import { DateWords } from "../types.d.ts" */

/**
 * The device's own day; a clock that stands before the site was built is wrong.
 * @param {string} built the day of the build
 * @param {Date} [now]
 */
export function today(built, now = new Date()) {
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  const local = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return local > built ? local : built;
}

/**
 * What a text is: a day, a day that no calendar has, or nothing like one.
 * @param {string} text
 * @returns {"day" | "impossible" | "shapeless"}
 */
export function kindOfDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return "shapeless";
  const [year, month, day] = text.split("-").map(Number);
  const last = new Date(Date.UTC(2000, month, 0));
  last.setUTCFullYear(year, month, 0);
  const isThere = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= last.getUTCDate();
  return isThere ? "day" : "impossible";
}

/**
 * Whether a day is so far from another that its year may be a slip.
 * @param {string} day
 * @param {string} from
 * @param {number} years
 */
export function isFar(day, from, years) {
  return Math.abs(Number(day.slice(0, 4)) - Number(from.slice(0, 4))) > years;
}

/**
 * A day in words.
 * @param {string} day
 * @param {DateWords} words
 */
export function inWords(day, { date, first_day, months }) {
  const [year, month, number] = day.split("-").map(Number);
  const parts = { day: number === 1 ? first_day : number, month: months[month - 1], year };
  return filled(date, parts);
}
