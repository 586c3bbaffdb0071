// The answers given, each with a way to change it. The same list stands on paper.

import { find, make } from "../site/dom.js";
import { textsOf } from "../site/texts.js";
import { questionLink } from "./errors.js";
import { asked } from "./form.js";

/** @import { Answers, Errors } from "../types.d.ts" */
/** @import { AnswerForm, Listed } from "./form.js" */

/**
 * @param {HTMLElement} root
 * @param {AnswerForm} form
 * @param {Readonly<Answers>} answers
 * @param {Readonly<Errors>} uncounted why the result does not count an answer, by its name
 * @param {Readonly<Errors>} doubtful what is asked about an answer, by its name
 */
export function listGiven(root, form, answers, uncounted, doubtful) {
  const { change } = textsOf(root, ["textChange"]);
  const listed = form.listed(answers, uncounted);
  // On paper the empty form gives way to this list.
  root.toggleAttribute("data-answered", listed.length > 0);
  find(root, "[data-none-given]").hidden = listed.length > 0;
  const rows = listed.map((one) => row(one, change, uncounted[one.name], doubtful[one.name]));
  find(root, ".given-list").replaceChildren(...rows);
}

/**
 * @param {Listed} listed
 * @param {string} change the link's text
 * @param {string | undefined} remark why it is not counted
 * @param {string | undefined} doubt
 */
function row({ name, text, given }, change, remark, doubt) {
  const question = asked(name);
  const link = questionLink(name, change);
  link.setAttribute("aria-label", `${change}, ${question}`);
  const parts = [make("dt", question), make("dd", text), make("dd", [link])];
  if (remark) parts.push(make("dd", remark, "uncounted"));
  else if (doubt) parts.push(make("dd", doubt, "doubt"));
  const whole = make("div", parts);
  whole.toggleAttribute("data-uncounted", Boolean(remark));
  whole.toggleAttribute("data-open", !given);
  return whole;
}
