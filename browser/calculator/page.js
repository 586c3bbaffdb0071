// The calculator's page: what a person does changes the state, and the rest follows the state.
// Answers are given by a table and by Python. Nothing is sent anywhere.

import "../site/older.js";
import { around, find } from "../site/dom.js";
import { whenErasedElsewhere } from "../site/erasing.js";
import { owns } from "../site/own.js";
import { afterPause, TYPING_PAUSE_MS } from "../site/pause.js";
import { started } from "../site/started.js";
import { textsOf } from "../site/texts.js";
import { Address } from "./address.js";
import { chosenOf } from "./chosen.js";
import { today } from "./dates.js";
import { listQuestions, showDoubts, showErrors } from "./errors.js";
import { AnswerForm, questionOf } from "./form.js";
import { lostBeside, parsed } from "./fragment.js";
import { listGiven } from "./given.js";
import { Keeping } from "./keeping.js";
import { openedLink } from "./link.js";
import { listening } from "./listening.js";
import { Live } from "./live.js";
import { allProgrammes, chosenProgrammes } from "./programmes.js";
import { ProgrammesOnShow } from "./programmes_on_show.js";
import { Result } from "./result.js";
import { ResultFiles } from "./result_files.js";
import { sending } from "./sending.js";
import { settingsOf } from "./settings.js";
import { State } from "./state.js";
import { RESULT } from "./step_order.js";
import { Steps } from "./steps.js";
import { widgetsOf } from "./widgets.js";

/** @import { Place, Source } from "./state.js" */

/**
 * What puts something else below the finger at once: the next step's buttons stand at the same
 * place, and a programme that is moved scrolls the page.
 */
const ONE_AT_A_TIME = ["next", "unknown", "back"];
if (MANY_PROGRAMMES) ONE_AT_A_TIME.push("show-programme", "put-programme-away");

/** So long a click lasts, and a little more. */
const AFTER_CLICK_MS = 300;

const root = find(document, ".calculator");
const settings = settingsOf(root);
const texts = textsOf(root, ["textError", "textSeeErrors"]);
const state = new State();
const address = new Address(state, settings.kind);
const form = new AnswerForm(find(root, "form", HTMLFormElement));
const widgets = widgetsOf(root, state, () => live.ask());
const result = new Result(find(root, ".result-body"));
const files =
  MANY_PROGRAMMES && settings.results ? new ResultFiles(settings.results, settings.links) : null;
const programmes = MANY_PROGRAMMES
  ? chosenProgrammes(root, state, files, {
      onOther: otherQuestions,
      onLate: comeLate,
      onLacking: showLacking,
    })
  : allProgrammes();
const onShow = MANY_PROGRAMMES ? new ProgrammesOnShow(root, state, () => live.ask()) : null;
const live = new Live(root, settings, { state, form, widgets, result, files });
const steps = new Steps(root, state, address, () => live.asked);
const keeping = new Keeping(root, settings, state);
const toSend = sending(root, state, form, keeping);

// --- What follows the state -------------------------------------------------------------

/** Whether the person has asked for the result below all questions, far from what is wrong. */
let atResult = false;

state.subscribe("answers", (by) => {
  if (MANY_PROGRAMMES) onShow?.stay();
  if (by === "person" || by === "storage") address.writeSoon();
});
state.subscribe("beside", (by) => {
  if (by === "person") address.writeSoon();
  toSend.show();
});
state.subscribe("python", () => {
  root.dataset.engine = state.python;
});
state.subscribe("errors", () => {
  showErrors(form.element, "error-", state.errors, texts.error, form.typedFields());
  const names = Object.keys(state.errors);
  listErrors(atResult ? names : names.filter((name) => steps.hides(name)));
  showDoubts(form.element, doubts({ typing: true }));
  steps.showTitle();
});
state.subscribe("shown", () => {
  steps.refresh();
  if (MANY_PROGRAMMES) onShow?.follow();
  list();
  toSend.show();
  keeping.resultIsShown();
});

/**
 * What is asked about answers that may be slips, but for those that are refused: one sentence a field.
 * @param {{ typing: boolean }} how
 */
function doubts({ typing }) {
  const all = Object.entries(form.doubtful(today(settings.built), typing));
  return Object.fromEntries(all.filter(([name]) => !owns(state.errors, name)));
}

/** Lists the answers given, and what is asked about them. */
function list() {
  const doubtful = doubts({ typing: true });
  showDoubts(form.element, doubtful);
  listGiven(root, form, state.answers, state.shown.uncounted, doubtful);
}

// --- What the person does ---------------------------------------------------------------

const typing = afterPause(() => live.ask());

const left = afterPause(() => {
  if (form.hasHalfUntold(state.errors)) live.ask();
  list();
});

/** @param {Event} event */
function answersChanged({ type, target }) {
  if (!(target instanceof HTMLInputElement) || !target.name) return;
  atResult = false;
  // What was wrong is no longer what stands there: whoever goes on at once is not held back.
  target.removeAttribute("aria-invalid");
  state.forgetError(target.name);
  state.setAnswers(form.read(), "person");
  // Do not answer at every letter that is typed.
  typing.call(type === "input" && target.type === "text" ? TYPING_PAUSE_MS : 0);
}

/**
 * Takes answers over that a person did not give in the form; gives what it could not take.
 * @param {URLSearchParams} given
 * @param {Source} by
 */
function take(given, by) {
  const notTaken = form.fill(given);
  state.setAnswers(form.read(), by);
  if (MANY_PROGRAMMES) {
    // Of questions that did not come it is said where the programmes are chosen.
    const strangers = notTaken.strangers.filter((name) => !programmes.lacks?.(name));
    return { ...notTaken, strangers };
  }
  return notTaken;
}

/**
 * Takes over what stands beside the answers too.
 * @param {URLSearchParams} given
 * @param {Source} by
 */
function takeAll(given, by) {
  state.setBeside({ ...widgets.fill(given), ...programmes.fill(given) }, by);
  steps.read();
  const notTaken = take(given, by);
  notTaken.strangers.push(...lostBeside(given, state.beside));
  if (MANY_PROGRAMMES) notTaken.strangers.push(...(programmes.strangers?.(given) ?? []));
  return notTaken;
}

/** The form asks other questions than before. */
function otherQuestions() {
  steps.read();
  steps.show({ focus: false });
  state.setAnswers(form.read(), "person");
  live.ask();
}

/** Answers whose questions came late, beside those given meanwhile. @param {URLSearchParams} late */
function comeLate(late) {
  steps.read();
  take(new URLSearchParams([...late, ...Object.entries(state.answers)]), "storage");
  steps.show({ focus: false });
  live.ask();
}

/** Questions of opened answers did not come: they stay in the address, and it is told. */
function showLacking() {
  if (state.stepping) {
    state.setPlace({ step: "programmes" }); // there it is told
    steps.show({ focus: false });
  }
  address.write();
}

/** @param {boolean} here whether on this page, else in another tab */
function forget(here) {
  typing.cancel();
  takeAll(new URLSearchParams(), "erase");
  state.calendarOwner = "";
  keeping.erase(here);
  state.setPlace({ step: null });
  steps.show({ focus: here });
  address.erase();
  live.ask();
  keeping.showSaid();
}

function erase() {
  forget(true);
  if (!state.stepping) find(form.element, "input").focus();
  keeping.showSaid();
}

function seeResult() {
  if (state.stepping) return steps.go(RESULT);
  // What is wrong stands far above the result, out of sight.
  atResult = true;
  state.setErrors({ ...form.unreadable(), ...state.errors });
  toResult();
}

/** Names questions with errors at the result, each with a link. @param {string[]} names */
function listErrors(names) {
  listQuestions(find(root, "[data-errors-notice]"), texts.seeErrors, names);
}

function toResult() {
  const heading = find(root, "#result");
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

/** @param {Event} event */
function programmeOf(event) {
  return around(event, "[data-programme]")?.dataset.programme ?? "";
}

function retry() {
  live.ask();
  toResult(); // the button goes away, and the focus must not go with it
}

function next() {
  const step = steps.element;
  if (MANY_PROGRAMMES && step?.matches(".choosing")) return nextOfChoice(step);
  // Whoever presses Enter at once is quicker than any answer, and than Python that is on its
  // way: what is no number holds back all the same. Limits are told afterwards, with a link.
  const errors = form.unreadable();
  const wrong = [...form.typedFields()].find(
    ([name, field]) => step?.contains(field) && (owns(state.errors, name) || owns(errors, name)),
  );
  if (!wrong) {
    const doubtful = doubts({ typing: false });
    const asked = form.toAskAbout(doubtful, step);
    if (!asked) return steps.next();
    showDoubts(form.element, doubtful);
    return asked.focus();
  }
  const [name, field] = wrong;
  if (!owns(state.errors, name)) {
    state.setErrors(errors);
    live.ask(); // the list of answers says it too
  }
  field.focus();
}

/** From the choice of programmes, whose questions come next. @param {Element} choice */
async function nextOfChoice(choice) {
  const isSomeChosen = await programmes.isSomeChosen?.();
  // Pressed twice while questions were on their way, it goes on once.
  if (isSomeChosen && steps.element === choice) steps.next();
}

/** "I don't know", said of what is typed. */
function unknown() {
  const { element } = steps;
  const others = Object.entries(state.answers).filter(
    ([name]) => !element?.contains(form.typedField(name)),
  );
  take(new URLSearchParams(others), "person");
  live.ask();
  steps.next();
}

function back() {
  if (!address.depth) return steps.back();
  address.clean();
  history.back();
}

function restore() {
  const kept = keeping.restore();
  if (kept) programmes.whenAsked(kept.link.given, () => restored(kept));
}

/** @param {NonNullable<ReturnType<typeof keeping.restore>>} kept */
function restored(kept) {
  const { given } = kept.link;
  // What was kept before regions were says nothing of them.
  if (!given.has("region")) given.set("region", state.beside.region ?? "");
  const notTaken = takeAll(given, "storage");
  notTaken.unread.push(...kept.unread.filter(questionOf));
  notTaken.strangers.push(...kept.unread.filter((name) => !questionOf(name)));
  keeping.linkIsOpened(kept.link, notTaken);
  live.ask();
  seeResult();
}

/** @type {Record<string, (event: Event) => void>} */
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
  "copy-short": () => toSend.short.copy(),
  "copy-whole": () => toSend.whole.copy(),
  "share-short": () => toSend.short.share(),
  "share-whole": () => toSend.whole.share(),
  print: () => keeping.print(),
  keep: () => keeping.keep(),
  forget: () => keeping.forget(),
  "forget-others": () => keeping.forgetOthers(),
};
if (MANY_PROGRAMMES && onShow) {
  actions["show-programme"] = (event) => onShow.show(programmeOf(event));
  actions["put-programme-away"] = (event) => onShow.putAway(programmeOf(event));
  actions["retry-questions"] = () => programmes.retry?.();
}

form.element.addEventListener("input", answersChanged);
// After the click that took the focus away: what is told moves the button below the finger.
form.element.addEventListener("focusout", () => left.call(AFTER_CLICK_MS));
// Once the browser has painted what the person has just done: to start takes an old phone longer.
const prepare = () => requestAnimationFrame(() => setTimeout(() => live.prepare()));
form.element.addEventListener("focusin", prepare, { once: true });
form.element.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!state.stepping) toResult();
});
form.element.addEventListener("keydown", (event) => {
  const inField = event.target instanceof HTMLInputElement;
  if (event.key !== "Enter" || !state.stepping || !inField) return;
  event.preventDefault();
  next();
});
root.addEventListener("click", (event) => {
  const { action, question } = around(event, "[data-action], [data-question]")?.dataset ?? {};
  // The second click of a double click is for the button that was there, not for what came there.
  if (event.detail > 1 && ONE_AT_A_TIME.includes(action ?? "")) return;
  if (action && owns(actions, action)) actions[action](event);
  if (question && questionOf(question)) {
    event.preventDefault();
    steps.goToQuestion(question);
  }
});

// The person went back or forth, or wrote another address. Among the entries of one series
// of answers only the step differs: the answers stay as they are now.
addEventListener("hashchange", () => {
  const entry = address.entry();
  if (entry?.same) {
    steps.goTo(entry.place);
    return address.write();
  }
  if (entry) return resumeAndAsk(entry.answers, entry.place);
  // A link to a place of the page, such as the one that skips to the content: the answers
  // stay, and so does their address.
  if (placeOnPage()) return address.write();
  programmes.whenAsked(parsed(location.hash), () => {
    readAddress();
    live.ask();
  });
});

// The browser shows the page as it was left; meanwhile the answers may have changed elsewhere.
addEventListener("pageshow", ({ persisted }) => {
  const answers = persisted && address.shownAgain();
  if (!answers) return;
  resumeAndAsk(answers, state.place);
});

whenErasedElsewhere(() => {
  const isAwaited = MANY_PROGRAMMES && Boolean(state.awaited?.programmes.length);
  if (Object.keys({ ...state.answers, ...state.beside }).length || isAwaited) forget(false);
  else address.erase();
});

/** The place of the page that the address names, if there is one. */
function placeOnPage() {
  const place = document.getElementById(location.hash.slice(1));
  return place === root ? null : place;
}

/** @param {URLSearchParams} answers @param {Place} place */
function resumeAndAsk(answers, place) {
  programmes.whenAsked(answers, () => {
    resume(answers, place);
    live.ask();
  });
}

/**
 * Shows answers that this tab had before, wherever they were changed since.
 * @param {URLSearchParams} answers
 * @param {Place} place
 */
function resume(answers, place) {
  takeAll(answers, "history");
  state.setPlace(place);
  keeping.answersAreBack();
  show();
  address.write();
}

function readAddress() {
  const link = openedLink(address.read());
  const notTaken = takeAll(link.given, "address");
  if (address.begin()) keeping.answersAreBack();
  else {
    state.calendarOwner = "";
    keeping.answersAreOthers();
  }
  keeping.linkIsOpened(link, notTaken);
  show();
  // A link is read once: its answers are now the page's, and go where its address goes.
  if (placeOnPage()) address.mark();
  else address.write({ depth: 0 });
}

/** Shows answers that no hand gave on this page. */
function show() {
  // Python comes while the page is set up.
  if (somethingGiven()) live.prepare();
  const slug = CSS.escape(state.beside.region ?? "");
  const region = root.querySelector(`.phone-fold [data-region="${slug}"]`);
  region?.parentElement?.prepend(region);
  steps.show({ focus: false });
  list();
}

function somethingGiven() {
  if (MANY_PROGRAMMES && chosenOf(state).length) return true;
  return Object.keys(state.answers).length > 0 || Boolean(state.beside.plan);
}

listening(root, state, settings.language);
const entry = address.entry();
programmes.whenAsked(entry?.answers ?? parsed(location.hash), () => {
  if (entry) resume(entry.answers, entry.place);
  else readAddress();
  address.whenHandedOverLate((answers) => resumeAndAsk(answers, state.place));
  // Only now is there something behind every control.
  started(root);
  root.dataset.started = "";
  find(root, ".phone-fold", HTMLDetailsElement).open = state.python === "failed";
  // In a task of its own: on an old phone, one for both would hold the page up.
  if (somethingGiven()) setTimeout(() => live.ask());
});
