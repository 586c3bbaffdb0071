// One question at a time: which come, in which order, and where the person is. The view and
// the step stand in the address; the browser's own buttons go back and forth.

const RESULT = "result";

export class Steps {
  // `answers` as in answers.js; `cards()` gives each programme's card for the answers as
  // they stand now, be it shown already or not.
  constructor(root, answers, cards) {
    this.root = root;
    this.answers = answers;
    this.cards = cards;
    this.form = answers.form;
    this.heading = root.querySelector(".step-heading h3");
    const all = [...this.form.querySelectorAll("[data-step]")];
    // What can decide comes before what only changes hours, dates and amounts.
    const deciding = all.filter((element) => element.querySelector("[type=radio]"));
    this.all = [...deciding, ...all.filter((element) => !deciding.includes(element))];
  }

  get active() {
    return this.answers.extras.get("view") === "steps";
  }

  get current() {
    return this.answers.extras.get("step");
  }

  // The steps that were answered, or can still matter to some programme, by their names.
  plan() {
    const fields = this.answers.fields();
    const wanted = new Set(
      this.cards().flatMap(({ dataset }) =>
        `${dataset.missing ?? ""} ${dataset.further ?? ""}`.split(" "),
      ),
    );
    return this.all
      .filter((element) => names(element).some((name) => name in fields || wanted.has(name)))
      .map(({ dataset }) => dataset.step);
  }

  // Shows what the address says: a view, and in it a step. The focus follows a step.
  show({ focus = true } = {}) {
    const { root, active } = this;
    root.dataset.view = active ? "steps" : "all";
    for (const [action, hidden] of [
      ["view-steps", active],
      ["view-all", !active],
    ]) {
      root.querySelector(`[data-action=${action}]`).hidden = hidden;
    }
    if (!active) return this.#showAll();
    const known = [...this.all.map(({ dataset }) => dataset.step), RESULT];
    if (!known.includes(this.current)) this.answers.extras.set("step", known[0]);
    this.#showOne(this.current);
    if (focus) this.focus();
  }

  focus() {
    const place = this.current === RESULT ? this.root.querySelector("#result") : this.heading;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  // The step after or before the current one, in the order of all; past the last, the result.
  next() {
    return this.plan().find((step) => this.#place(step) > this.#place(this.current)) ?? RESULT;
  }

  back() {
    return this.plan()
      .filter((step) => this.#place(step) < this.#place(this.current))
      .pop();
  }

  // Goes to a step, as an entry of its own in the browser's history.
  go(step, { push = true } = {}) {
    this.answers.extras.set("view", "steps").set("step", step);
    const depth = (history.state?.depth ?? 0) + (push ? 1 : 0);
    this.answers.write({ depth, push });
    this.show();
  }

  // To the view and the step of an entry of the history.
  goTo({ view, step }) {
    const { extras } = this.answers;
    for (const [key, value] of Object.entries({ view, step })) {
      if (value) extras.set(key, value);
      else extras.delete(key);
    }
    this.show({ focus: this.active });
  }

  // To where a question is asked, in either view.
  goToQuestion(name) {
    const question = document.getElementById(`question-${name}`);
    const step = question.closest("[data-step]")?.dataset.step;
    if (this.active && step) return this.go(step);
    if (this.active) this.goToView("all"); // a question that is no step
    const fold = question.closest("details");
    if (fold) fold.open = true;
    question.scrollIntoView({ block: "start" });
    question.querySelector(":checked, input").focus({ preventScroll: true });
  }

  goToView(view) {
    const { extras } = this.answers;
    extras.delete("step");
    if (view === "steps") return this.go(this.#firstOpen());
    extras.delete("view");
    this.answers.write();
    this.show();
    this.root.querySelector("[data-action=view-steps]").focus();
  }

  // Whether a question is not on show, stepping.
  hides(name) {
    return this.active && document.getElementById(`question-${name}`).hidden;
  }

  // Numbers and titles follow the answers.
  refresh() {
    if (this.active && this.current !== RESULT) this.#title(this.current);
  }

  #firstOpen() {
    const fields = this.answers.fields();
    const open = this.all.filter((element) => !names(element).some((name) => name in fields));
    const plan = this.plan();
    return open.map(({ dataset }) => dataset.step).find((step) => plan.includes(step)) ?? RESULT;
  }

  #place(step) {
    const place = this.all.findIndex(({ dataset }) => dataset.step === step);
    return place < 0 ? this.all.length : place;
  }

  #showAll() {
    delete this.root.dataset.step;
    this.root.querySelector(".step-heading").hidden = true;
    this.root.querySelector(".step-buttons").hidden = true;
    this.root.querySelector(".form-buttons").hidden = false;
    for (const element of this.form.querySelectorAll("fieldset, .question, .question-fold")) {
      element.hidden = false;
    }
  }

  #showOne(step) {
    this.root.dataset.step = step;
    const shown = this.all[this.#place(step)];
    for (const element of this.form.querySelectorAll("fieldset, .question, .question-fold")) {
      element.hidden = !(element.contains(shown ?? null) || shown?.contains(element));
    }
    this.root.querySelector(".step-heading").hidden = !shown;
    this.root.querySelector(".step-buttons").hidden = !shown;
    this.root.querySelector(".form-buttons").hidden = true;
    if (shown) this.#title(step);
  }

  #title(step) {
    const plan = this.plan();
    if (!plan.includes(step)) plan.push(step);
    plan.sort((one, other) => this.#place(one) - this.#place(other));
    const text = this.root.dataset.textStepOf;
    const number = plan.indexOf(step) + 1;
    const element = this.all[this.#place(step)];
    const first = plan[0] === step;
    this.root.querySelector("[data-step-count]").textContent = text
      .replace("{number}", number)
      .replace("{total}", plan.length);
    this.root.querySelector("[data-step-title]").textContent =
      element.querySelector("legend, label").textContent;
    this.root.querySelector("[data-action=back]").hidden = first;
    this.root.querySelector("[data-action=unknown]").hidden = Boolean(
      element.querySelector("[type=radio]"),
    );
  }
}

function names(element) {
  return [...new Set([...element.querySelectorAll("[name]")].map(({ name }) => name))];
}
