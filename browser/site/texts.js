// Sentences that the build wrote into the page, for scripts to fill and show.

import { owns } from "./own.js";

/**
 * Some of an element's `data-text-…` attributes. They are asked for by their whole names in its
 * `dataset` ("textSeeErrors"), so that a test finds what each script asks for, and given by the
 * rest of these names ("seeErrors").
 * @template {`text${string}`} Name
 * @param {HTMLElement} element
 * @param {readonly Name[]} names
 * @returns {{ [N in Name as N extends `text${infer Rest}` ? Uncapitalize<Rest> : never]: string }}
 * @throws {TypeError} where one is missing
 */
export function textsOf({ dataset }, names) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const name of names) {
    const text = dataset[name];
    if (text === undefined) throw new TypeError(`no text in the page: ${name}`);
    texts[name[4].toLowerCase() + name.slice(5)] = text;
  }
  return /** @type {any} */ (texts);
}

/**
 * A text with values in the place of the names in braces; a name without a value stays.
 * @param {string} text such as "Question {number} of {total}"
 * @param {Readonly<Record<string, string | number>>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) =>
    owns(values, name) ? String(values[name]) : place,
  );
}
