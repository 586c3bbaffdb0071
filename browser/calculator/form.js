// The form of questions: reads what a person gave, shows what came from elsewhere, and says
// questions and answers as the person reads them.

import { find, findAll } from "../site/dom.js";
import { OWN_NAMES } from "./fragment.js";
import { withUnit } from "./numbers.js";

/** @import { Answers, Errors } from "../types.d.ts" */

/**
 * What a form could not take of the answers that it was given: names of those that it cannot
 * hold, of those given twice of which it took the first, and names that it does not know.
 * @typedef {{ unread: string[], doubled: string[], strangers: string[] }} NotTaken
 */

export class AnswerForm {
  /** @param {HTMLFormElement} element */
  constructor(element) {
    this.element = element;
  }

  /** Every answer, in the form's order; the unanswered are left out. @returns {Answers} */
  read() {
    /** @type {Answers} */
    const answers = {};
    for (const [name, value] of new FormData(this.element)) {
      if (typeof value === "string" && value.trim()) answers[name] = value;
    }
    return answers;
  }

  /**
   * Shows answers in place of those that are there.
   * @param {URLSearchParams} answers
   * @returns {NotTaken}
   */
  fill(answers) {
    for (const control of this.#controls()) {
      const value = answers.get(control.name) ?? "";
      if (control.type === "radio") control.checked = control.value === value;
      else control.value = value;
    }
    const unread = [];
    const names = new Set(this.#controls().map(({ name }) => name));
    for (const name of names) {
      const given = answers.get(name)?.trim();
      const choices = this.#choices(name);
      if (choices.some(({ checked }) => checked)) continue;
      // An answer that the form does not offer counts as not answered.
      const unanswered = choices.find(({ value }) => value === "");
      if (unanswered) unanswered.checked = true;
      if (given && (unanswered || !this.typedField(name)?.value.trim())) unread.push(name);
    }
    const doubled = new Set();
    const strangers = new Set();
    for (const [name, value] of answers) {
      if (!value.trim() || OWN_NAMES.includes(name)) continue;
      if (!names.has(name)) strangers.add(name);
      else if (value !== answers.get(name)) doubled.add(name);
    }
    return { unread, doubled: [...doubled], strangers: [...strangers] };
  }

  /** The field of an answer that is typed; null for a choice. @param {string} name */
  typedField(name) {
    const field = this.element.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field : null;
  }

  /** Names of the answers that are typed, which only Python can read. @param {Answers} answers */
  typedIn(answers) {
    return Object.keys(answers).filter((name) => this.typedField(name));
  }

  /** All fields to type in, by name. @returns {Map<string, HTMLInputElement>} */
  typedFields() {
    const typed = this.#controls().filter(({ name }) => this.typedField(name));
    return new Map(typed.map((field) => [field.name, field]));
  }

  /**
   * The errors that the browser sees by itself: what has not the shape of a number (the field's
   * pattern, from calculator/form/fields.py). Limits are for the rules to know.
   * @returns {Errors}
   */
  unreadable() {
    const found = this.#controls().filter(
      ({ value, validity }) => value.trim() && validity.patternMismatch,
    );
    return Object.fromEntries(
      found.map(({ name, dataset: { textUnreadable = "" } }) => [name, textUnreadable]),
    );
  }

  /** An answer as the person reads it. @param {string} name @param {string} value */
  text(name, value) {
    const field = this.typedField(name);
    if (!field) {
      const choice = this.#choices(name).find((one) => one.value === value);
      return choice?.closest("label")?.textContent ?? value;
    }
    const unit = field.parentElement?.querySelector(".unit");
    if (!(unit instanceof HTMLElement)) return value;
    const { saidOne = "#", saidOther = "#" } = unit.dataset;
    return withUnit(value, saidOne, saidOther, document.documentElement.lang);
  }

  #controls() {
    return findAll(this.element, "input[name]", HTMLInputElement);
  }

  /** The choices of a question; none where the answer is typed. @param {string} name */
  #choices(name) {
    const group = this.element.elements.namedItem(name);
    const members = group instanceof RadioNodeList ? [...group] : [];
    return /** @type {HTMLInputElement[]} */ (members);
  }
}

/** The element in which a question is asked, by the answer's name. @param {string} name */
export function questionOf(name) {
  return document.getElementById(`question-${name}`);
}

/** What a question, or a step, asks, as the person reads it. @param {ParentNode | null} question */
export function titleOf(question) {
  return question ? find(question, "legend, label").textContent : "";
}
