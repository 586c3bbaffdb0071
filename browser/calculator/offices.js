// Whom to call, as plain text, from the lists that stand in the page.

import { findAll } from "../site/dom.js";
import { plain } from "./message_text.js";

/** @import { Office } from "./message_text.js" */

/**
 * The office of a region. @param {ParentNode} root @param {string} slug
 */
export function officeOf(root, slug) {
  return read(root, `.phone-fold [data-region="${CSS.escape(slug)}"]`, ".region-name");
}

/** The first contact for all regions, if there is one. @param {ParentNode} root */
export function officeOfAll(root) {
  return read(root, ".contacts [data-contact]", ".contact-name");
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
