// Who answers: at once the table that was made with the page, and as soon as it can Python,
// which knows the rest (hours, dates, costs) and takes over without a flicker.

import { find } from "../site/dom.js";
import { textsOf } from "../site/texts.js";
import { chosenOf } from "./chosen.js";
import { today } from "./dates.js";
import { Engine } from "./engine.js";
import { lookUp } from "./result_table.js";
import { announce } from "./speech.js";
import { allOf, leftToPython, refused, UNCOUNTED_TEXTS } from "./uncounted.js";

/** @import { Answers, AnswerResponse, CardData, Errors, ResultTable, StillAsked } from "../types.d.ts" */
/** @import { AnswerForm } from "./form.js" */
/** @import { Result } from "./result.js" */
/** @import { ResultFiles } from "./result_files.js" */
/** @import { Settings } from "./settings.js" */
/** @import { State } from "./state.js" */

export class Live {
  #root;
  #settings;
  #state;
  #form;
  #widgets;
  #result;
  #texts;
  /** The table in the page, where there are few programmes. @type {ResultTable | null} */
  #table = null;
  #files;
  /** What Python said last of what can still matter. @type {StillAsked | null} */
  #lastAsked = null;
  #engine;
  /** The number of the last request. */
  #asked = 0;
  /** The number of the last request for which no file of results came. */
  #without = 0;
  /** The answers that it was about. @type {Readonly<Answers>} */
  #askedOf = {};
  /** The result before any answer, as the build drew it. */
  #asBuilt;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {object} parts
   * @param {State} parts.state
   * @param {AnswerForm} parts.form
   * @param {ReturnType<typeof import("./widgets.js").widgetsOf>} parts.widgets
   * @param {Result} parts.result
   * @param {ResultFiles | null} parts.files of results, where there are many programmes
   */
  constructor(root, settings, { state, form, widgets, result, files }) {
    this.#root = root;
    this.#settings = settings;
    this.#state = state;
    this.#form = form;
    this.#widgets = widgets;
    this.#result = result;
    this.#texts = textsOf(root, UNCOUNTED_TEXTS);
    this.#files = files;
    if (!files) this.#table = JSON.parse(find(root, ".answer-table").textContent);
    this.#asBuilt = { html: "", cards: this.#lookUp({})?.cards ?? [] };
    state.setShown({ ...state.shown, cards: this.#asBuilt.cards });
    this.#engine = new Engine(root, settings, state, {
      // Only the last request's response is that of the form as it stands.
      onResponse: (id, response) => {
        if (id === this.#asked) this.#showResponse(response);
      },
      onFailed: () => {
        this.#setBusy(false);
        const chosen = MANY_PROGRAMMES && chosenOf(state).length > 0;
        if (chosen || Object.keys(state.answers).length > 0) this.#answerAtOnce();
      },
    });
  }

  /**
   * What can still matter to each programme for the answers as they stand now, those on show may be
   * older; null where nothing tells.
   * @returns {readonly StillAsked[] | null}
   */
  get asked() {
    const { answers, shown } = this.#state;
    if (!MANY_PROGRAMMES || !this.#files) return this.#lookUp(answers)?.cards ?? shown.cards;
    const last = this.#lastAsked && [this.#lastAsked];
    const chosen = MANY_PROGRAMMES ? chosenOf(this.#state) : [];
    return this.#files.asked(answers, today(this.#settings.built), chosen) ?? last;
  }

  /** Answers the form as it stands. */
  ask() {
    const { answers } = this.#state;
    this.#rememberAsBuilt();
    this.#asked += 1;
    this.#askedOf = answers;
    // It comes while the table answers.
    if (this.#engine.started || this.#wantsPython()) this.#engine.start();
    // Python answers before a flicker could be seen; until it can, the table does.
    if (this.#state.python !== "python") this.#answerAtOnce();
    if (!this.#engine.started) return;
    const { kind, language, built, links } = this.#settings;
    const request = { kind, language, today: today(built), links, fields: answers };
    this.#engine.ask(this.#asked, { ...request, ...this.#widgets.request() });
  }

  /** The person is about to answer: Python may begin to come. */
  prepare() {
    if (!this.#wantsPython()) return;
    this.#engine.start();
    if (MANY_PROGRAMMES) {
      this.#files?.load(this.#state.answers, today(this.#settings.built), chosenOf(this.#state));
    }
  }

  /** Saving data, Python is fetched only for what the table does not know. */
  #wantsPython() {
    const { answers, beside } = this.#state;
    const saving = navigator.connection?.saveData;
    return (
      !saving ||
      this.#form.typedIn(answers).length > 0 ||
      Boolean(beside.plan) ||
      this.#widgets.waits
    );
  }

  /** Before anything is drawn: Python may fail before anything is asked. */
  #rememberAsBuilt() {
    this.#asBuilt.html ||= this.#find(".result-body").innerHTML;
  }

  /** The table's result for what was chosen; what was typed is said not to be counted. */
  #answerAtOnce() {
    this.#rememberAsBuilt();
    const { answers, shown } = this.#state;
    const errors = this.#form.unreadable();
    const over = this.#state.python === "failed";
    const left = leftToPython(this.#form.typedIn(answers), errors, over, this.#texts);
    const found = this.#lookUp(answers);
    const whole = found !== null && left.names.length === 0;
    if (MANY_PROGRAMMES && !found && this.#files) this.#fetchResults(this.#files);
    // What is on its way leaves what stands there, such as the result of the answers before.
    const waits =
      MANY_PROGRAMMES && !found && this.#files && !(over && this.#without === this.#asked);
    let { html, cards } = found ?? (waits ? { html: "", cards: shown.cards } : this.#asBuilt);
    if (!waits) this.#result.draw(html);
    if (left.names.some((name) => name.startsWith("monthly_costs."))) {
      this.#result.withhold(left.amount);
      cards = cards.map((card) => ({ ...card, total: null }));
    }
    const place = this.#find("[data-pending-notice]");
    // Where Python cannot run it is said already.
    place.hidden = whole || !this.#engine.able;
    place.textContent = left.notice;
    this.#setBusy(!whole && !over);
    const nothing = MANY_PROGRAMMES && !found && this.#files;
    const open = nothing ? allOf(Object.keys(answers), left.reason) : left.why;
    this.#shown(cards, answers, whole, errors, open);
    if (!waits) announce(cards.map(({ sentence }) => sentence).join(" "));
  }

  /**
   * Fetches what the result for the answers needs, and shows it unless Python was quicker.
   * @param {ResultFiles} files
   */
  async #fetchResults(files) {
    if (!MANY_PROGRAMMES) return;
    const { answers } = this.#state;
    // Said again: behind a return, what is imported would stay in the script for few programmes.
    const chosen = MANY_PROGRAMMES ? chosenOf(this.#state) : [];
    const asked = this.#asked;
    const there = await files.load(answers, today(this.#settings.built), chosen);
    if (asked !== this.#asked || this.#state.python === "python") return;
    if (there) return this.#answerAtOnce();
    if (!this.#engine.started && this.#engine.able) {
      this.#engine.start(); // saving data or not: nothing else knows
      return this.ask();
    }
    if (this.#without === asked) return;
    this.#without = asked;
    this.#answerAtOnce();
  }

  /** @param {AnswerResponse} response */
  #showResponse(response) {
    this.#find("[data-pending-notice]").hidden = true;
    this.#setBusy(false);
    this.#result.draw(response.html);
    this.#widgets.show(response);
    if (MANY_PROGRAMMES) this.#lastAsked = response.asked ?? null;
    // What was typed while the answer was on its way is not wrong in that way any more.
    const [of, now] = [this.#askedOf, this.#state.answers];
    const still = Object.entries(response.errors).filter(([name]) => of[name] === now[name]);
    // Python is not told of half a date, which is no value.
    const errors = { ...this.#form.unreadable(), ...Object.fromEntries(still) };
    this.#shown(response.cards, this.#askedOf, true, errors, {});
    announce(response.announcement);
  }

  /**
   * @param {CardData[]} cards
   * @param {Readonly<Answers>} answers those that the result is of
   * @param {boolean} whole
   * @param {Errors} errors answers that cannot be counted, with what is wrong
   * @param {Errors} open answers that are not counted yet, with why
   */
  #shown(cards, answers, whole, errors, open) {
    this.#state.setErrors(errors);
    const uncounted = { ...open, ...refused(errors, this.#texts) };
    this.#state.setShown({ cards, answers, whole, uncounted });
  }

  /** @param {Answers} answers */
  #lookUp(answers) {
    const day = today(this.#settings.built);
    if (MANY_PROGRAMMES && this.#files) {
      return this.#files.lookUp(answers, day, chosenOf(this.#state));
    }
    return this.#table && lookUp(this.#table, answers, day);
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#find(".result").setAttribute("aria-busy", String(busy));
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.#root, selector);
  }
}
