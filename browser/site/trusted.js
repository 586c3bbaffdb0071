// The only place that may make markup, and addresses of scripts, from text: the site's policy
// lets nothing else do so, where the browser knows trusted types.

import { ownScript } from "./own_script.js";

const policy = globalThis.trustedTypes?.createPolicy("passerelle", {
  // From our own renderer, which escapes what it is given, or the index of our own pages.
  createHTML: (markup) => markup,
  createScriptURL: ownScript,
});

/**
 * Markup that may become part of the page. The type is that of a text: TypeScript's own types of
 * `innerHTML` know no other.
 * @param {string} markup
 * @returns {string}
 */
export const trustedMarkup = (markup) =>
  /** @type {string} */ (/** @type {unknown} */ (policy?.createHTML(markup) ?? markup));

/**
 * The address of a script that may be started; its type is that of a text, as above.
 * @param {string} address
 * @returns {string}
 * @throws {TypeError} where it is of another origin and the browser knows trusted types
 */
export const trustedScript = (address) =>
  /** @type {string} */ (/** @type {unknown} */ (policy?.createScriptURL(address) ?? address));
