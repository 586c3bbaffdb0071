// What cannot be read of an answer, said beside its field.

import { findAll, make } from "../site/dom.js";
import { owns } from "../site/own.js";
import { asked } from "./form.js";

/** @import { Errors } from "../types.d.ts" */

/**
 * Shows errors at the places for them: elements whose id is `prefix` and a name.
 * @param {ParentNode} root
 * @param {string} prefix
 * @param {Readonly<Errors>} errors
 * @param {string} before what each error begins with
 * @param {Map<string, HTMLInputElement>} fields by name, to be marked as wrong or not
 */
export function showErrors(root, prefix, errors, before, fields) {
  for (const [name, field] of fields)
    field.setAttribute("aria-invalid", String(owns(errors, name)));
  for (const place of findAll(root, ".error")) {
    const name = place.id.slice(prefix.length);
    const text = owns(errors, name) ? errors[name] : "";
    place.hidden = !text;
    place.textContent = text ? before + text : "";
    // An error behind a fold would not be seen.
    const fold = text && place.closest("details");
    if (fold) fold.open = true;
  }
}

/**
 * Shows what is asked about answers that may be slips, beside their fields.
 * @param {ParentNode} root
 * @param {Readonly<Errors>} doubtful
 */
export function showDoubts(root, doubtful) {
  for (const place of findAll(root, ".doubt")) {
    const text = doubtful[place.id.slice("doubt-".length)] ?? "";
    place.hidden = !text;
    place.textContent = text;
  }
}

/**
 * A notice with a link to each of some questions; hidden where there is none.
 * @param {HTMLElement} notice
 * @param {string} text
 * @param {string[]} names
 */
export function listQuestions(notice, text, names) {
  notice.hidden = names.length === 0;
  const items = names.map((name) => make("li", [questionLink(name, asked(name))]));
  notice.replaceChildren(make("p", text), make("ul", items));
}

/**
 * A link to where a question is asked; page.js goes there.
 * @param {string} name
 * @param {string} text
 */
export function questionLink(name, text) {
  const link = make("a", text);
  link.href = `#question-${name}`;
  link.dataset.question = name;
  link.target = "_self"; // in a frame, links lead out of it
  return link;
}
