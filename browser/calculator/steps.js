// Shows one question at a time. The view and the step stand in the address; the browser's own
// buttons go back and forth.

import { find, findAll } from "../site/dom.js";
import { filled, textsOf } from "../site/texts.js";
import { fullTitleOf, questionOf } from "./form.js";
import {
  firstOpen,
  inOrder,
  neighbours,
  plannedSteps,
  RESULT,
  titleInHistory,
  wayTo,
} from "./step_order.js";

/** @import { StillAsked } from "../types.d.ts" */
/** @import { Address } from "./address.js" */
/** @import { Beside, Place, State } from "./state.js" */
/** @import { Step } from "./step_order.js" */

/** Where programmes are chosen in the form, that is always asked. @type {StillAsked} */
const CHOOSING = { missing: ["programmes"], further: [] };

export class Steps {
  #root;
  #form;
  #state;
  #address;
  #asked;
  #heading;
  #texts;
  /** The page's title before any step. */
  #title = document.title;
  /** What the result is called. */
  #resultTitle;
  /** Names of the steps on the way to this one. @type {string[]} */
  #way = [];
  /** @type {(Step & { element: HTMLElement })[]} */
  #all;

  /**
   * @param {HTMLElement} root
   * @param {State} state
   * @param {Address} address
   * @param {() => readonly StillAsked[] | null} asked what can still matter to each programme, for
   *   the answers as they stand now, be their result shown already or not
   */
  constructor(root, state, address, asked) {
    this.#root = root;
    this.#form = find(root, "form");
    this.#state = state;
    this.#address = address;
    this.#asked = asked;
    this.#heading = find(root, ".step-heading h3");
    this.#resultTitle = find(root, "#result").textContent;
    this.#texts = textsOf(root, ["textStepOf", "textError"]);
    this.#all = [];
    this.read();
  }

  /** Reads the form's steps, when it has others. */
  read() {
    const steps = findAll(this.#form, "[data-step]").map((element) => {
      const fields = findAll(element, "input[name]", HTMLInputElement);
      const name = element.dataset.step ?? "";
      return {
        name,
        // Which programmes to look at is no answer.
        questions: fields.length ? [...new Set(fields.map((field) => field.name))] : [name],
        deciding: !fields.length || fields.some(({ type }) => type === "radio"),
        element,
      };
    });
    this.#all = inOrder(steps);
  }

  /** The element of the step on show; null at the result. */
  get element() {
    return this.#step(this.#state.place.step)?.element ?? null;
  }

  /** Shows what the state says: a view, and in it a step. The focus follows a step. */
  show({ focus = true } = {}) {
    const { stepping } = this.#state;
    this.#root.dataset.view = stepping ? "steps" : "all";
    find(this.#root, "[data-action=view-steps]").hidden = stepping;
    find(this.#root, "[data-action=view-all]").hidden = !stepping;
    if (stepping) this.#showOne();
    else this.#showAll();
    this.showTitle();
    if (stepping && focus) this.focus();
  }

  /** The page's title is that of the step, and says first that there is an answer to correct. */
  showTitle() {
    const { stepping, place, errors } = this.#state;
    const step = this.#step(place.step);
    const result = stepping && place.step === RESULT && this.#resultTitle;
    document.title = titleInHistory(
      stepping && step ? fullTitleOf(step.element) : result || "",
      this.#title,
      Object.keys(errors).length ? this.#texts.error : "",
    );
  }

  focus() {
    const atResult = this.#state.place.step === RESULT;
    const place = atResult ? find(this.#root, "#result") : this.#heading;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  /** To the step after the current one; past the last, the result. */
  next() {
    this.go(this.#neighbours().next);
  }

  /** To the step before the current one, in place of its entry in the browser's history. */
  back() {
    const { back } = this.#neighbours();
    this.go(back, { push: false });
  }

  /**
   * Goes to a step, as an entry of its own in the browser's history.
   * @param {string | null} step
   */
  go(step, { push = true } = {}) {
    this.#state.setPlace({ view: "steps", step });
    this.#address.write({ depth: this.#address.depth + (push ? 1 : 0), push });
    this.show();
  }

  /**
   * To the view and the step of an entry of the history.
   * @param {Place} entry
   */
  goTo(entry) {
    this.#state.setPlace(entry);
    this.show({ focus: this.#state.stepping });
  }

  /**
   * To where a question is asked, in either view.
   * @param {string} name
   */
  goToQuestion(name) {
    const question = questionOf(name);
    if (!question) return;
    const step = this.#all.find(({ element }) => element.contains(question));
    if (this.#state.stepping && step) return this.go(step.name);
    if (this.#state.stepping) this.goToView("all"); // a question that is no step
    const fold = question.closest("details");
    if (fold) fold.open = true;
    question.scrollIntoView({ block: "start" });
    find(question, ":checked, input").focus({ preventScroll: true });
  }

  /** @param {"steps" | "all"} view */
  goToView(view) {
    if (view === "steps") return this.go(firstOpen(this.#planned(), this.#given()));
    this.#state.setPlace({ view: null, step: null });
    this.#address.write();
    this.show();
    find(this.#root, "[data-action=view-steps]").focus();
  }

  /**
   * Whether a question is not on show, stepping.
   * @param {string} name
   */
  hides(name) {
    return this.#state.stepping && Boolean(questionOf(name)?.hidden);
  }

  /** Numbers and titles follow the answers. */
  refresh() {
    if (this.#state.stepping) this.#showHeading();
  }

  /** @param {string | null} name */
  #step(name) {
    return this.#all.find((step) => step.name === name);
  }

  #planned() {
    const asked = this.#asked();
    const all = MANY_PROGRAMMES && asked ? [...asked, CHOOSING] : asked;
    return plannedSteps(this.#all, this.#given(), all);
  }

  /** The answers, and that programmes are chosen, which is a step too. */
  #given() {
    const { answers, beside } = this.#state;
    if (!MANY_PROGRAMMES || !beside.programmes) return answers;
    return { ...answers, programmes: beside.programmes };
  }

  #neighbours() {
    return neighbours(this.#all, this.#planned(), this.#state.place.step, this.#way);
  }

  #showAll() {
    delete this.#root.dataset.step;
    this.#frame(false, true);
    for (const element of this.#questions()) element.hidden = false;
  }

  #showOne() {
    const { step } = this.#state.place;
    if (step !== RESULT && !this.#step(step)) this.#state.setPlace({ step: this.#all[0].name });
    const { element } = this;
    this.#root.dataset.step = this.#state.place.step ?? "";
    for (const one of this.#questions()) {
      one.hidden = !element || !(one.contains(element) || element.contains(one));
    }
    this.#frame(element !== null, false);
    this.#showHeading();
  }

  #questions() {
    return findAll(this.#form, "fieldset, .question, .question-fold");
  }

  /**
   * The heading and the buttons of a step, and those of all questions.
   * @param {boolean} ofStep
   * @param {boolean} ofAll
   */
  #frame(ofStep, ofAll) {
    find(this.#root, ".step-heading").hidden = !ofStep;
    find(this.#root, ".step-buttons").hidden = !ofStep;
    find(this.#root, ".form-buttons").hidden = !ofAll;
  }

  #showHeading() {
    const step = this.#step(this.#state.place.step);
    if (!step) return;
    const { back, number, total } = this.#neighbours();
    this.#way = wayTo(this.#all, this.#planned(), step.name, this.#way);
    let count = filled(this.#texts.stepOf, { number, total });
    if (MANY_PROGRAMMES && !areCounted(this.#all, this.#state.beside)) count = "";
    find(this.#root, "[data-step-count]").textContent = step.element.dataset.ownCount ?? count;
    find(this.#root, "[data-step-title]").textContent = fullTitleOf(step.element);
    find(this.#root, "[data-action=back]").hidden = back === null;
    find(this.#root, "[data-action=unknown]").hidden = step.deciding;
  }
}

/**
 * Where programmes are to be chosen, nobody knows before how many questions these have.
 * @param {readonly { element: HTMLElement }[]} steps
 * @param {Readonly<Beside>} beside
 */
function areCounted(steps, { programmes }) {
  return Boolean(programmes) || !steps.some(({ element }) => element.dataset.ownCount);
}
