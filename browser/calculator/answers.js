// The answers: the form's fields ⇄ the address's fragment, under contract.md's names.
// Beside them the fragment may hold what is the page's own and no answer.

// What stays in the address while answers change; the rest is read once.
const KEPT = ["view", "step"];
const READ_ONCE = ["v", "r"];

const BARE_NUMBER = /^[-\d\s.,]+$/;

export class Answers {
  // `companions` keep something beside the answers too, see widgets.js.
  constructor(form, companions) {
    this.form = form;
    this.companions = companions;
    this.extras = new Map();
    // Entries of the browser's history bear the number of the answers that they belong to:
    // another number is another set of answers, from another address.
    this.series = 0;
  }

  // Every answer by its name, the unanswered left out.
  fields() {
    const answers = {};
    for (const [name, value] of new FormData(this.form)) {
      if (value.trim() !== "") answers[name] = value;
    }
    return answers;
  }

  // The fields that are typed, not chosen: what only the live engine can answer.
  typed(fields = this.fields()) {
    return Object.keys(fields).filter((name) => !this.#isChoice(name));
  }

  get names() {
    return new Set([...this.form.elements].map(({ name }) => name).filter(Boolean));
  }

  // Fills the form with answers. Gives back the names of those that it cannot hold, and
  // whether there were names that it does not know.
  fill(answers) {
    for (const control of this.form.elements) {
      if (!control.name) continue;
      const value = answers.get(control.name) ?? "";
      if (control.type === "radio") control.checked = control.value === value;
      else control.value = value;
    }
    const unread = [];
    for (const name of this.names) {
      const given = answers.get(name)?.trim();
      if (this.#isChoice(name)) {
        const group = [...this.form.elements[name]];
        if (group.some((radio) => radio.checked)) continue;
        // An answer that the form does not offer counts as not answered.
        group.find((radio) => radio.value === "").checked = true;
        if (given) unread.push(name);
      } else if (given && this.form.elements[name].value.trim() === "") unread.push(name);
    }
    const known = new Set([...this.names, ...KEPT, ...READ_ONCE, ...this.companions.names]);
    const strangers = [...answers].some(([name, value]) => value.trim() && !known.has(name));
    return { unread, strangers };
  }

  // Fills the form from the address, and takes what is the page's own out of it.
  read() {
    this.series = Date.now() + Math.random();
    const given = new URLSearchParams(location.hash.slice(1));
    this.extras = new Map(KEPT.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
    this.companions.fill(given);
    return { given, ...this.fill(given) };
  }

  // The fragment, without its number sign.
  fragment(more = []) {
    const kept = Object.entries({ ...this.fields(), ...this.companions.kept() });
    return new URLSearchParams([...this.extras, ...kept, ...more]).toString();
  }

  // Writes the address, and takes the answers along to the other language: however that
  // link is opened, by a click or in a new tab.
  write({ depth = history.state?.depth ?? 0, push = false } = {}) {
    const { series, extras } = this;
    const state = { series, depth, view: extras.get("view"), step: extras.get("step") };
    const fragment = this.fragment();
    const address = fragment ? `#${fragment}` : location.pathname + location.search;
    try {
      history[push ? "pushState" : "replaceState"](state, "", address);
    } catch {
      // Some browsers refuse many changes within a short time: the next one brings this too.
    }
    this.takeToOtherLanguage();
  }

  // Puts the mark of these answers on the entry, and leaves its address as it is.
  mark() {
    const { series, extras } = this;
    const state = { series, depth: 0, view: extras.get("view"), step: extras.get("step") };
    history.replaceState(state, "");
  }

  takeToOtherLanguage() {
    const link = document.querySelector("[data-language-switch]");
    if (link) link.hash = this.fragment();
  }

  // A question as the person reads it.
  label(name) {
    const question = document.getElementById(`question-${name}`);
    return question.querySelector("legend, label").textContent;
  }

  // An answer as the person reads it.
  text(name, value) {
    if (!this.#isChoice(name)) {
      const unit = this.form.elements[name].parentElement.querySelector(".unit");
      // Behind a bare number only: some write the unit themselves, or no number at all.
      return unit && BARE_NUMBER.test(value) ? said(unit, value.trim()) : value;
    }
    const radio = [...this.form.elements[name]].find((one) => one.value === value);
    return radio.closest("label").textContent;
  }

  #isChoice(name) {
    return this.form.elements[name] instanceof RadioNodeList;
  }
}

// A number with its unit in the right plural, which decimals have too ("1,5 heure").
function said(unit, value) {
  const plural = new Intl.PluralRules(document.documentElement.lang).select(
    Number(value.replace(",", ".")),
  );
  const { saidOne, saidOther } = unit.dataset;
  return (plural === "one" ? saidOne : saidOther).replace("#", () => value);
}
