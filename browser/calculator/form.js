// The form of questions: reads what a person gave, shows what came from elsewhere, and says
// questions and answers as the person reads them.

import { find, findAll } from "../site/dom.js";
import { originalText, rememberTexts } from "../site/originals.js";
import { filled, textsOf } from "../site/texts.js";
import { inWords, isFar, kindOfDay } from "./dates.js";
import { OWN_NAMES } from "./fragment.js";
import { amountOf, withUnit } from "./numbers.js";

/** @import { Answers, DateWords, Errors } from "../types.d.ts" */

/**
 * What a form could not take of the answers that it was given: names of those that it cannot
 * hold, of those given twice of which it took the first, and names that it does not know.
 * @typedef {{ unread: string[], doubled: string[], strangers: string[] }} NotTaken
 */

/**
 * A question with its answer as the person reads it; `given` is false where it was left open.
 * @typedef {{ name: string, text: string, given: boolean }} Listed
 */

/** The last day that a field takes: a year has four digits, and no more. */
const LAST_DAY = "9999-12-31";

export class AnswerForm {
  #texts;
  #dateWords;
  /** What stood in fields when the person was asked about it, by name. @type {Map<string, string>} */
  #askedAbout = new Map();
  /** Of the page; a browser that translates it says another one. */
  #language = document.documentElement.lang;

  /** @param {HTMLFormElement} element */
  constructor(element) {
    this.element = element;
    rememberTexts(findAll(element, "legend, label"));
    this.#texts = textsOf(element, ["textUnknown", "textIncomplete"]);
    /** @type {DateWords} */
    this.#dateWords = JSON.parse(element.dataset.dateWords ?? "");
    for (const field of element.querySelectorAll("input[type=date]")) {
      field.setAttribute("max", LAST_DAY);
    }
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
   * pattern, from calculator/form/fields.py), and what is no day. Limits are for the rules to know.
   * @returns {Errors}
   */
  unreadable() {
    const problems = this.#controls().map((control) => [control.name, problemOf(control)]);
    return Object.fromEntries(problems.filter(([, problem]) => problem));
  }

  /**
   * Whether a field that was left holds half a date untold, or was told of one that is gone: its
   * value is none before and after, so that no event tells of it.
   * @param {Readonly<Errors>} told
   */
  hasHalfUntold(told) {
    const left = this.#controls().filter((field) => field !== document.activeElement);
    return left.some(
      (field) =>
        isDate(field) &&
        !field.value &&
        field.validity.badInput !== Object.hasOwn(told, field.name),
    );
  }

  /**
   * Answers that may be slips, by name, with what is asked about them.
   * @param {string} today
   * @param {boolean} [typing] whether the field with the focus is left alone: its year has perhaps
   *   only its first digit
   * @returns {Errors}
   */
  doubtful(today, typing = false) {
    /** @type {Errors} */
    const doubtful = {};
    for (const [name, value] of Object.entries(this.read())) {
      const field = this.typedField(name);
      const isTyped =
        document.activeElement === field && this.#askedAbout.get(name) !== field?.value;
      const text = typing && isTyped ? "" : this.doubt(name, value, today);
      if (text) doubtful[name] = text;
    }
    return doubtful;
  }

  /**
   * What is asked about an answer that may be a slip, "" for nothing.
   * @param {string} name
   * @param {string} value
   * @param {string} today
   */
  doubt(name, value, today) {
    const {
      textDoubtful = "",
      doubtfulYears,
      doubtfulAbove,
    } = this.typedField(name)?.dataset ?? {};
    const isDoubtful = doubtfulYears
      ? kindOfDay(value) === "day" && isFar(value, today, Number(doubtfulYears))
      : amountOf(value) > Number(doubtfulAbove);
    return isDoubtful ? filled(textDoubtful, { given: this.text(name, value) }) : "";
  }

  /**
   * A field with a doubtful answer that the person has not been asked about, null for none. Each is
   * asked about once: whoever goes on means it.
   * @param {Readonly<Errors>} doubtful
   * @param {Element | null} within
   */
  toAskAbout(doubtful, within) {
    const fields = Object.keys(doubtful).map((name) => this.typedField(name));
    const field = fields.find(
      (one) => one && within?.contains(one) && this.#askedAbout.get(one.name) !== one.value,
    );
    if (field) this.#askedAbout.set(field.name, field.value);
    return field ?? null;
  }

  /**
   * Every question with its answer, in the form's order; none where nothing was answered. What
   * few need stands only if it was given.
   * @param {Readonly<Answers>} answers
   * @param {Readonly<Errors>} uncounted
   * @returns {Listed[]}
   */
  listed(answers, uncounted) {
    const names = [...new Set(this.#controls().map(({ name }) => name))];
    const isGiven = (/** @type {string} */ name) =>
      Object.hasOwn(answers, name) || Object.hasOwn(uncounted, name);
    if (!names.some(isGiven)) return [];
    const shown = names.filter(
      (name) => isGiven(name) || !this.typedField(name)?.closest(".question-fold"),
    );
    return shown.map((name) => {
      if (!isGiven(name)) return { name, text: this.#texts.unknown, given: false };
      const text = Object.hasOwn(answers, name)
        ? this.text(name, answers[name])
        : this.#texts.incomplete;
      return { name, text, given: true };
    });
  }

  /** An answer as the person reads it. @param {string} name @param {string} value */
  text(name, value) {
    const field = this.typedField(name);
    if (!field) {
      const choice = this.#choices(name).find((one) => one.value === value);
      const label = choice?.closest("label");
      return label ? originalText(label) : value;
    }
    if (isDate(field)) {
      return kindOfDay(value) === "day" ? inWords(value, this.#dateWords) : value;
    }
    const unit = field.parentElement?.querySelector(".unit");
    if (!(unit instanceof HTMLElement)) return value;
    const { saidOne = "#", saidOther = "#" } = unit.dataset;
    return withUnit(value, saidOne, saidOther, this.#language);
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

/** A browser may show a field for text where the page has one for a date. */
function isDate(/** @type {HTMLInputElement} */ { dataset }) {
  return dataset.textIncomplete !== undefined;
}

/**
 * What is wrong with what stands in a field, "" for nothing. Half a date is no value, but not
 * nothing either.
 * @param {HTMLInputElement} field
 */
function problemOf(field) {
  const { textUnreadable = "", textIncomplete = "", textImpossible = "" } = field.dataset;
  if (field.validity.badInput) return textIncomplete;
  const typed = field.value.trim();
  if (!typed) return "";
  if (!isDate(field)) return field.validity.patternMismatch ? textUnreadable : "";
  return { day: "", impossible: textImpossible, shapeless: textUnreadable }[kindOfDay(typed)];
}

/** The element in which a question is asked, by the answer's name. @param {string} name */
export function questionOf(name) {
  return document.getElementById(`question-${name}`);
}

/** What a question, or a step, asks, as the person reads it. @param {ParentNode | null} question */
export function titleOf(question) {
  return question ? originalText(find(question, "legend, label")) : "";
}

/**
 * What a question, or a step, asks where it stands far from the others of its programme: with the
 * programme's name where several were chosen, whose questions may be the same.
 * @param {Element | null} question
 */
export function fullTitleOf(question) {
  const title = titleOf(question);
  if (!MANY_PROGRAMMES || findAll(document, ".choosing :checked").length < 2) return title;
  const group = question?.closest("[data-asked]");
  const asked = group?.getAttribute("data-asked");
  return asked ? filled(asked, { question: title }) : title;
}

/** What is asked for an answer, where it stands far from its question. @param {string} name */
export function asked(name) {
  return fullTitleOf(questionOf(name));
}
