// Whom to call, as plain text, from the lists that stand in the page.

import { findAll } from "../site/dom.js";
import { plain } from "./message_text.js";

/** @import { CardData } from "../types.d.ts" */
/** @import { Office } from "./message_text.js" */

/**
 * Of many programmes: shows the contacts that one calls for those whose results are shown, and says
 * where there is none. Before any is chosen each stands there, with its programmes' names.
 * @param {ParentNode} root
 * @param {readonly CardData[]} cards
 */
export function showContacts(root, cards) {
  const contacts = findAll(root, ".contacts [data-contact]");
  for (const one of contacts) {
    const ids = (one.dataset.programmes ?? "").split(" ");
    one.hidden = cards.length > 0 && !cards.some(({ programme }) => ids.includes(programme));
  }
  const none = contacts.every(({ hidden }) => hidden);
  for (const place of findAll(root, "[data-no-contact]")) place.hidden = !none;
}

/**
 * The office of a region. @param {ParentNode} root @param {string} slug
 */
export function officeOf(root, slug) {
  return read(root, `.phone-fold [data-region="${CSS.escape(slug)}"]`, ".region-name");
}

/** The first contact for all regions that is shown, if there is one. @param {ParentNode} root */
export function officeOfAll(root) {
  return read(root, ".contacts [data-contact]:not([hidden])", ".contact-name");
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @param {string} name
 * @returns {Office | undefined}
 */
function read(root, selector, name) {
  const [entry] = findAll(root, selector);
  if (!entry) return undefined;
  const text = (/** @type {HTMLElement} */ { textContent }) => plain(textContent.trim());
  const numbers = findAll(entry, "a.telephone").map(text);
  // Those that cost nothing begin with a 1, and come first.
  const isFree = (/** @type {string} */ number) => number.startsWith("1");
  const ordered = [...numbers.filter(isFree), ...numbers.filter((one) => !isFree(one))];
  return [findAll(entry, name).map(text).join(""), ordered];
}
