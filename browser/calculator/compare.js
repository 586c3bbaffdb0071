// The page that compares two situations: the first as it was given on the calculator's page, the
// second in the form. Both stand in the address, and are handed over in the tab, as on that page.

import "../site/older.js";
import { around, find } from "../site/dom.js";
import { whenErasedElsewhere } from "../site/erasing.js";
import { afterPause, TYPING_PAUSE_MS } from "../site/pause.js";
import { started } from "../site/started.js";
import { textsOf } from "../site/texts.js";
import { Address } from "./address.js";
import { chosenOf, namedIn, strangersIn } from "./chosen.js";
import { CompareTools } from "./compare_tools.js";
import { today } from "./dates.js";
import { listQuestions, showDoubts, showErrors } from "./errors.js";
import { AnswerForm, questionOf } from "./form.js";
import { lostBeside } from "./fragment.js";
import { openedLink } from "./link.js";
import { pairOf, situationsOf } from "./pair.js";
import { regionPicker } from "./region_picker.js";
import { settingsOf } from "./settings.js";
import { SideBySide } from "./side_by_side.js";
import { announceFirst } from "./speech.js";
import { State } from "./state.js";
import { TwoResults } from "./two_results.js";

/** @import { Answers } from "../types.d.ts" */
/** @import { NotTaken } from "./form.js" */
/** @import { Source } from "./state.js" */

/** So long a click lasts, and a little more. */
const AFTER_CLICK_MS = 300;
const NOWHERE = { view: null, step: null };

const root = find(document, ".comparison");
const settings = settingsOf(root);
const texts = textsOf(root, ["textError", "textSeeErrors", "textSwapped", "textErrorsInA"]);
const state = new State();
const address = new Address(state, "comparison");
const form = new AnswerForm(find(root, "form", HTMLFormElement));
const fold = find(root, ".second-situation", HTMLDetailsElement);
const region = regionPicker(root, state);
const results = new TwoResults(root, settings, state, form, show);
const sides = new SideBySide(root, settings, form);
const tools = new CompareTools(root, settings, state);

/** The answers of the two situations. @type {{ a: Answers, b: Answers }} */
let pair = { a: {}, b: {} };

// --- What follows the answers -----------------------------------------------------------

/** @param {{ a: Answers, b: Answers }} changed @param {Source} by */
function setPair(changed, by) {
  pair = changed;
  state.setAnswers(pairOf(pair.a, pair.b), by);
  const somethingGiven = Object.keys(state.answers).length > 0;
  find(root, "[data-start]").hidden = somethingGiven;
  find(root, "[data-both]").hidden = !somethingGiven;
  root.toggleAttribute("data-answered", somethingGiven);
}

state.subscribe("answers", (by) => {
  if (by === "person") {
    tools.changed();
    address.writeSoon();
  }
});
state.subscribe("beside", (by) => {
  if (by !== "person") return;
  address.writeSoon();
  sides.lead(pair, state.beside);
});
state.subscribe("python", () => {
  root.dataset.engine = state.python;
});

/** Shows both results, whole or as far as they are known. */
function show() {
  const { errors } = results.b;
  showErrors(form.element, "error-", errors, texts.error, form.typedFields());
  showDoubts(form.element, form.doubtful(today(settings.built), true));
  const notice = find(root, "[data-errors-notice]");
  listQuestions(notice, texts.seeErrors, Object.keys(errors));
  if (Object.keys(results.a.errors).length) {
    notice.hidden = false;
    notice.append(texts.errorsInA);
  }
  sides.draw(pair, results, MANY_PROGRAMMES ? chosenOf(state) : []);
  sides.lead(pair, state.beside);
}

// --- What the person does ---------------------------------------------------------------

const ask = () => results.ask(pair);
const typing = afterPause(ask);
const left = afterPause(() => {
  if (form.hasHalfUntold(results.b.errors)) ask();
});

/** @param {Event} event */
function answersChanged({ type, target }) {
  if (!(target instanceof HTMLInputElement) || !target.name) return;
  target.removeAttribute("aria-invalid");
  setPair({ ...pair, b: form.read() }, "person");
  // Do not answer at every letter that is typed.
  typing.call(type === "input" && target.type === "text" ? TYPING_PAUSE_MS : 0);
}

/**
 * Takes over what no hand gave on this page; gives what could not be taken.
 * @param {URLSearchParams} given
 * @param {Source} by
 * @returns {NotTaken}
 */
function takeAll(given, by) {
  // Shown on the calculator's page, to which the comparison leads back.
  const known = settings.programmeIds;
  const chosen = MANY_PROGRAMMES && { programmes: namedIn(given, known, []).join(".") };
  state.setBeside({ ...region.fill(given), ...chosen }, by);
  const { a, b } = situationsOf(given);
  // The form reads the first one too: so both hold only what it can hold.
  const notTaken = [form.fill(a)];
  const first = form.read();
  notTaken.push(form.fill(b));
  setPair({ a: first, b: form.read() }, by);
  /** @param {keyof NotTaken} kind */
  const all = (kind) => [...new Set(notTaken.flatMap((one) => one[kind]))];
  const strangers = [...all("strangers"), ...lostBeside(given, state.beside)];
  if (MANY_PROGRAMMES) strangers.push(...strangersIn(given, known));
  return { unread: all("unread"), doubled: all("doubled"), strangers };
}

function toResult() {
  const heading = find(root, "#result");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

function swap() {
  typing.cancel();
  form.fill(new URLSearchParams(Object.entries(pair.a)));
  setPair({ a: pair.b, b: pair.a }, "person");
  announceFirst(texts.swapped);
  ask();
}

/** @param {boolean} here whether on this page, else in another tab */
function forget(here) {
  typing.cancel();
  takeAll(new URLSearchParams(), "erase");
  state.calendarOwner = "";
  address.erase();
  ask();
  tools.erase(here);
}

/** @type {Map<string, () => void>} */
const actions = new Map([
  ["see-result", toResult],
  ["swap", swap],
  ["erase", () => forget(true)],
  ["retry", ask],
  ["copy", () => tools.copy()],
  ["print", () => tools.print()],
]);

/** Leads to where a question is asked. @param {HTMLElement} question */
function goTo(question) {
  for (const around of [fold, question.closest("details")]) if (around) around.open = true;
  question.scrollIntoView({ block: "start" });
  find(question, ":checked, input").focus({ preventScroll: true });
}

form.element.addEventListener("input", answersChanged);
// After the click that took the focus away: what is told moves the button below the finger.
form.element.addEventListener("focusout", () => left.call(AFTER_CLICK_MS));
form.element.addEventListener("submit", (event) => {
  event.preventDefault();
  toResult();
});
root.addEventListener("click", (event) => {
  const { action = "", question = "" } =
    around(event, "[data-action], [data-question]")?.dataset ?? {};
  // The second click of a double click would swap back.
  if (event.detail > 1) return;
  actions.get(action)?.();
  const asked = question && questionOf(question);
  if (!asked) return;
  event.preventDefault();
  goTo(asked);
});

// The person went back or forth, or wrote another address, see page.js.
addEventListener("hashchange", () => {
  const entry = address.entry();
  if (entry) resume(entry.answers);
  else if (document.getElementById(location.hash.slice(1))) address.write();
  else readAddress();
});
addEventListener("pageshow", ({ persisted }) => {
  const answers = persisted && address.shownAgain();
  if (answers) resume(answers);
});

whenErasedElsewhere(() => {
  if (Object.keys({ ...state.answers, ...state.beside }).length) forget(false);
  else address.erase();
});

/** Shows situations that this tab had before. @param {URLSearchParams} answers */
function resume(answers) {
  takeAll(answers, "history");
  address.write();
  ask();
}

function readAddress() {
  const link = openedLink(address.read());
  state.setPlace(NOWHERE);
  const notTaken = takeAll(link.given, "address");
  address.begin();
  tools.linkIsOpened(link, notTaken);
  // Whoever opens a comparison sees it; whoever begins one sees the form.
  fold.open = !Object.keys(state.answers).some((name) => !(name in pair.a));
  address.write({ depth: 0 });
  ask();
}

const entry = address.entry();
if (entry) resume(entry.answers);
else readAddress();
started(root);
root.dataset.started = "";
find(root, ".phone-fold", HTMLDetailsElement).open = state.python === "failed";
