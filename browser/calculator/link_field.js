// The link to the answers, copied; or shown in its field, to be copied by hand.

import { copied } from "../site/copying.js";
import { find } from "../site/dom.js";

/** @param {HTMLElement} root */
const fieldOf = (root) => find(root, "#keep-link", HTMLInputElement);

/**
 * @param {HTMLElement} root
 * @param {string} link
 * @param {(took: boolean) => void} tell says whether the clipboard took it, before the field that
 *   is shown instead gets the focus
 */
export async function copyLink(root, link, tell) {
  const field = fieldOf(root);
  const took = await copied(link);
  field.value = link;
  find(root, ".keep-link").hidden = took;
  tell(took);
  if (took) return;
  field.focus();
  field.select();
}

/** Nothing of a link stands there any more. @param {HTMLElement} root */
export function forgetLink(root) {
  fieldOf(root).value = "";
  find(root, ".keep-link").hidden = true;
}
