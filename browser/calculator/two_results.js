// Who answers for two situations: at once the table that was made with the page, and as soon as it
// can Python, which is asked for one after the other.

import { find } from "../site/dom.js";
import { owns } from "../site/own.js";
import { textsOf } from "../site/texts.js";
import { ComparedFile } from "./compared_file.js";
import { withoutTyped } from "./comparison.js";
import { kindOfDay, today } from "./dates.js";
import { Engine } from "./engine.js";
import { dated, lookUp } from "./result_table.js";
import { leftToPython, refused, UNCOUNTED_TEXTS } from "./uncounted.js";

/** @import { Answers, AnswerResponse, ComparedProgramme, Errors, ResultTable } from "../types.d.ts" */
/** @import { AnswerForm } from "./form.js" */
/** @import { Settings } from "./settings.js" */
/** @import { State } from "./state.js" */

/** @typedef {{ a: Answers, b: Answers }} Pair */

/**
 * A situation's result: null where nothing is known of it. `errors`: what is wrong with answers;
 * `uncounted`: why an answer is not counted.
 * @typedef {{ programmes: ComparedProgramme[] | null, errors: Errors, uncounted: Errors }} One
 */

/** @type {One} */
const NOTHING = { programmes: null, errors: {}, uncounted: {} };

export class TwoResults {
  #root;
  #settings;
  #state;
  #form;
  #show;
  #texts;
  #engine;
  /** @type {ResultTable | ComparedFile} */
  #table;
  /** @type {Pair} */
  #pair = { a: {}, b: {} };
  /** The number of the last request, which is the second's. */
  #asked = 0;
  /** The first's response, until the second's is there. @type {AnswerResponse | null} */
  #first = null;

  a = NOTHING;
  b = NOTHING;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {State} state
   * @param {AnswerForm} form of the second situation; both have the same fields
   * @param {() => void} show is called as soon as there is something else to show
   */
  constructor(root, settings, state, form, show) {
    this.#root = root;
    this.#settings = settings;
    this.#state = state;
    this.#form = form;
    this.#show = show;
    this.#texts = textsOf(root, UNCOUNTED_TEXTS);
    this.#table =
      MANY_PROGRAMMES && settings.results
        ? new ComparedFile(settings.results, () => this.#come())
        : JSON.parse(find(root, ".answer-table").textContent);
    this.#engine = new Engine(root, settings, state, {
      onResponse: (id, response) => this.#heard(id, response),
      onFailed: () => this.#atOnce(),
    });
  }

  /** Answers two situations as they stand. @param {Pair} pair */
  ask(pair) {
    this.#pair = pair;
    this.#asked += 2;
    this.#first = null;
    const given = Object.keys(pair.a).length + Object.keys(pair.b).length > 0;
    if (MANY_PROGRAMMES && given && this.#table instanceof ComparedFile) this.#table.fetch();
    if (given && (this.#engine.started || this.#wantsPython())) this.#engine.start();
    // Python answers before a flicker could be seen; until it can, the table does.
    if (!given || this.#state.python !== "python") this.#atOnce();
    if (!given || !this.#engine.started) return;
    const { kind, language, built, links } = this.#settings;
    const request = { kind, language, today: today(built), links, rows: true };
    this.#engine.ask(this.#asked - 1, { ...request, fields: pair.a });
    this.#engine.ask(this.#asked, { ...request, fields: pair.b });
  }

  /** The lines with the day and the rules' version, as HTML of our own: one for each day. */
  datedLines() {
    const { built } = this.#settings;
    const days = [this.#pair.a, this.#pair.b].map(({ on = "" }) =>
      kindOfDay(on) === "day" ? on : today(built),
    );
    if (MANY_PROGRAMMES && !this.#table.periods.length) return "";
    return [...new Set(days)].map((day) => dated(this.#table, day)).join("");
  }

  /** Where there are many: each programme's place for its table, as HTML, as soon as it is known. */
  get sections() {
    return MANY_PROGRAMMES && this.#table instanceof ComparedFile ? this.#table.sections : {};
  }

  /** What Python has answered stands, and gets its places. */
  #come() {
    if (this.#state.python === "python") this.#show();
    else this.#atOnce();
  }

  /** Saving data, Python is fetched only for what the table does not know. */
  #wantsPython() {
    const typed = [this.#pair.a, this.#pair.b].flatMap((one) => this.#form.typedIn(one));
    return !navigator.connection?.saveData || typed.length > 0;
  }

  #atOnce() {
    const over = this.#state.python === "failed";
    const unreadable = this.#form.unreadable();
    this.a = this.#looked(this.#pair.a, {}, over);
    this.b = this.#looked(this.#pair.b, unreadable, over);
    const whole = [this.a, this.b].every(
      ({ programmes, uncounted, errors }) =>
        programmes && Object.keys(uncounted).every((name) => owns(errors, name)),
    );
    const place = find(this.#root, "[data-pending-notice]");
    // Where Python cannot run it is said already.
    place.hidden = whole || !this.#engine.able;
    place.textContent = leftToPython([], {}, over, this.#texts).notice;
    this.#setBusy(!whole && !over);
    this.#show();
  }

  /**
   * What the table knows; what was typed is said not to be counted.
   * @param {Answers} answers
   * @param {Errors} errors
   * @param {boolean} over whether Python does not come any more
   * @returns {One}
   */
  #looked(answers, errors, over) {
    const left = leftToPython(this.#form.typedIn(answers), errors, over, this.#texts);
    const found = lookUp(this.#table, answers, today(this.#settings.built));
    const cards = /** @type {ComparedProgramme[] | undefined} */ (
      /** @type {unknown} */ (found?.cards)
    );
    return {
      programmes: cards ? withoutTyped(cards, left.names, left.amount) : null,
      errors,
      uncounted: { ...left.why, ...refused(errors, this.#texts) },
    };
  }

  /**
   * @param {number} id
   * @param {AnswerResponse} response
   */
  #heard(id, response) {
    if (id === this.#asked - 1) this.#first = response;
    if (id !== this.#asked || !this.#first) return;
    // Python is not told of half a date, which is no value.
    const ofForm = { ...this.#form.unreadable(), ...response.errors };
    this.a = this.#answered(this.#first, this.#first.errors);
    this.b = this.#answered(response, ofForm);
    find(this.#root, "[data-pending-notice]").hidden = true;
    this.#setBusy(false);
    this.#show();
  }

  /**
   * @param {AnswerResponse} response
   * @param {Errors} errors
   * @returns {One}
   */
  #answered({ rows }, errors) {
    return { programmes: rows ?? null, errors, uncounted: refused(errors, this.#texts) };
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    find(this.#root, ".result").setAttribute("aria-busy", String(busy));
  }
}
