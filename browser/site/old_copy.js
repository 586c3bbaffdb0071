// A copy of a page may be kept for months: it then says since when its amounts may have changed.

import { findAll } from "./dom.js";

const OLD_MONTHS = 6;

/**
 * Whether a day lies more than six months back.
 * @param {string} day in ISO form
 * @param {Date} [now]
 */
export function isOld(day, now = new Date()) {
  const [year, month, number] = day.split("-").map(Number);
  return now > new Date(year, month - 1 + OLD_MONTHS, number + 1);
}

/** Shows the page's notice where the day that it bears lies far enough back. */
export function tellAge() {
  for (const notice of findAll(document, "[data-values-checked]")) {
    notice.hidden = !isOld(notice.dataset.valuesChecked ?? "");
  }
}
