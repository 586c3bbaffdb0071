// What a screen reader is told: one live region, one thing at a time.

import { find } from "../site/dom.js";

const place = find(document, ".calculator [data-announce]");
let before = "";
/** What stands there, whatever a browser that translates the page has made of it. */
let last = "";

/** @param {string} text */
export function announce(text) {
  const told = [before, text].filter(Boolean).join(" ");
  // The same words again would be read again.
  if (told === last) return;
  last = told;
  place.textContent = told;
}

/**
 * Tells a text, and once more before the next announcements: one that follows at once would hush
 * it.
 * @param {string} text
 * @param {number} [milliseconds] for so long
 */
export function announceFirst(text, milliseconds = 1500) {
  before = text;
  announce("");
  setTimeout(() => {
    if (before === text) before = "";
  }, milliseconds);
}
