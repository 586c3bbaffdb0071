// The answers given, each with a way to change it. The same list stands on paper.

import { find, make } from "../site/dom.js";
import { textsOf } from "../site/texts.js";
import { questionLink } from "./errors.js";
import { questionOf, titleOf } from "./form.js";

/** @import { Answers, Errors } from "../types.d.ts" */
/** @import { AnswerForm } from "./form.js" */

/**
 * @param {HTMLElement} root
 * @param {AnswerForm} form
 * @param {Readonly<Answers>} answers
 * @param {Readonly<Errors>} uncounted why the result does not count an answer, by its name
 */
export function listGiven(root, form, answers, uncounted) {
  const { change } = textsOf(root, ["textChange"]);
  const given = Object.entries(answers);
  // On paper the empty form gives way to this list.
  root.toggleAttribute("data-answered", given.length > 0);
  find(root, "[data-none-given]").hidden = given.length > 0;
  find(root, ".given").hidden = false;
  const rows = given.map(([name, value]) =>
    row(name, form.text(name, value), change, uncounted[name]),
  );
  find(root, ".given-list").replaceChildren(...rows);
}

/**
 * @param {string} name
 * @param {string} answer as the person reads it
 * @param {string} change the link's text
 * @param {string | undefined} remark why it is not counted
 */
function row(name, answer, change, remark) {
  const question = titleOf(questionOf(name));
  const link = questionLink(name, change);
  link.setAttribute("aria-label", `${change}, ${question}`);
  const parts = [make("dt", question), make("dd", answer), make("dd", [link])];
  if (remark) parts.push(make("dd", remark, "uncounted"));
  const whole = make("div", parts);
  whole.toggleAttribute("data-uncounted", Boolean(remark));
  return whole;
}
