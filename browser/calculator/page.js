// The calculator's page: answers live in the form and in the address's fragment, and are
// answered by a table and by Python. Nothing is sent anywhere.

import { Answers } from "./answers.js";
import { showErrors, unreadable } from "./errors.js";
import { listGiven } from "./given.js";
import { Keeping } from "./keeping.js";
import { Live } from "./live.js";
import { Result } from "./result.js";
import { foretell } from "./speech.js";
import { Steps } from "./steps.js";
import { companionsOf } from "./widgets.js";

const root = document.querySelector(".calculator");
const form = root.querySelector("form");
const TYPING_PAUSE_MS = 250;

// What stands beside the form: the region, the plan of hours, the dates to keep.
const companions = companionsOf(root, { changed: () => answers.write(), ask: () => live.ask() });
const answers = new Answers(form, companions);
const result = new Result(root.querySelector(".result-body"));
const steps = new Steps(root, answers, () => live.cards());
const keeping = new Keeping(root, answers, result);
const live = new Live(root, {
  ...{ answers, companions, result, steps },
  onShown(whole, uncounted) {
    steps.refresh();
    listGiven(root, answers, uncounted);
    keeping.resultIsShown(whole);
  },
});

// --- What the person does ---------------------------------------------------------------

let typing = null;

function answersChanged(event) {
  if (!event.target.name) return;
  // What was wrong is no longer what stands there: whoever goes on at once is not held back.
  event.target.removeAttribute("aria-invalid");
  answers.write();
  keeping.answersChanged();
  clearTimeout(typing);
  // Do not answer at every letter that is typed.
  typing = setTimeout(
    () => live.ask(),
    event.type === "input" && event.target.type === "text" ? TYPING_PAUSE_MS : 0,
  );
}

function erase() {
  form.reset();
  companions.erase();
  keeping.erase();
  answers.extras.delete("step");
  steps.show();
  answers.write();
  foretell(root.dataset.textErased);
  live.ask();
  if (!steps.active) form.querySelector("input").focus();
}

function seeResult() {
  if (steps.active) steps.go("result");
  else toResult();
}

function toResult() {
  const heading = root.querySelector("#result");
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

function retry() {
  live.ask();
  toResult(); // the button goes away, and the focus must not go with it
}

function next() {
  const step = root.querySelector("form [data-step]:not([hidden])");
  // Whoever presses Enter at once is quicker than any answer, and than Python that is on its
  // way: what is no number holds back all the same. Limits are told afterwards, with a link.
  const errors = unreadable(form);
  const told = (field) => field.getAttribute("aria-invalid") === "true";
  const wrong = [...step.querySelectorAll("[name]")].find(
    (field) => told(field) || field.name in errors,
  );
  if (!wrong) return steps.go(steps.next());
  if (!told(wrong)) showErrors(root, steps, errors);
  wrong.focus();
}

// "I don't know", said of what is typed.
function unknown() {
  for (const field of form.querySelectorAll(`form [data-step="${steps.current}"] input`))
    field.value = "";
  answers.write();
  live.ask();
  steps.go(steps.next());
}

function back() {
  if (history.state?.depth) history.back();
  else steps.go(steps.back(), { push: false });
}

const actions = {
  next,
  unknown,
  back,
  erase,
  retry,
  restore,
  "see-result": seeResult,
  "view-steps": () => steps.goToView("steps"),
  "view-all": () => steps.goToView("all"),
  copy: () => keeping.copy(),
  print: () => print(),
  keep: () => keeping.keep(),
  forget: () => keeping.forget(),
};

function restore() {
  keeping.restore();
  answers.write();
  live.ask();
  seeResult();
}

form.addEventListener("input", answersChanged);
form.addEventListener("focusin", () => live.prepare(), { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!steps.active) toResult();
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !steps.active || !event.target.matches("input")) return;
  event.preventDefault();
  next();
});
root.addEventListener("click", (event) => {
  const { action, question } =
    event.target.closest("[data-action], [data-question]")?.dataset ?? {};
  actions[action]?.();
  if (question && document.getElementById(`question-${question}`)) {
    event.preventDefault();
    steps.goToQuestion(question);
  }
});

// The person went back or forth, or wrote another address. Among the entries of one series
// of answers only the step differs: the answers stay as they are now.
addEventListener("hashchange", () => {
  if (history.state?.series === answers.series) {
    steps.goTo(history.state);
    return answers.write();
  }
  // A link to a place of the page, such as the one that skips to the content: the answers
  // stay, and so does their address.
  const place = document.getElementById(location.hash.slice(1));
  if (place && place !== root) return answers.write();
  readAddress();
  live.ask();
});

function readAddress() {
  const given = answers.read();
  // The engine comes while the page is set up.
  if (somethingGiven()) live.prepare();
  keeping.linkIsOpened(given);
  answers.takeToOtherLanguage();
  const region = root.querySelector(
    `.phone-fold [data-region="${CSS.escape(companions.kept().region ?? "")}"]`,
  );
  if (region) region.parentElement.prepend(region);
  steps.show({ focus: false });
  answers.mark();
}

function somethingGiven() {
  return Object.keys(answers.fields()).length > 0 || companions.kept().plan;
}

readAddress();
// In a task of its own: on an old phone, one for both would hold the page up.
if (somethingGiven()) setTimeout(() => live.ask());
