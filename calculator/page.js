// The calculator's page: answers live in the form and in the address's fragment, Python
// answers in a worker. Nothing is sent anywhere.

import { companionsOf } from "./companions.js";
import { Engine } from "./engine.js";
import { trustedMarkup } from "./trusted.js";

const root = document.querySelector(".calculator");
const form = root.querySelector("form");
const { kind, language, built, links, engineUrl, worker: workerUrl } = root.dataset;

// So long without a byte or a step, the engine is taken to have failed.
const PATIENCE_MS = Number(root.dataset.patienceMs ?? 60_000);
const TYPING_PAUSE_MS = 250;

// --- The answers: form ⇄ fragment -------------------------------------------------------

function fields() {
  const answers = {};
  for (const [name, value] of new FormData(form)) if (value.trim() !== "") answers[name] = value;
  return answers;
}

function fillForm() {
  const answers = new URLSearchParams(location.hash.slice(1));
  companions.fill(answers);
  for (const control of form.elements) {
    if (!control.name) continue;
    const value = answers.get(control.name) ?? "";
    if (control.type === "radio") control.checked = control.value === value;
    else control.value = value;
  }
  // An answer that the form does not offer counts as not answered.
  for (const name of new Set([...form.querySelectorAll("input[type=radio]")].map((r) => r.name))) {
    const group = form.elements[name];
    if (![...group].some((radio) => radio.checked)) {
      [...group].find((radio) => radio.value === "").checked = true;
    }
  }
}

function keepInAddress() {
  const fragment = new URLSearchParams({ ...fields(), ...companions.kept() }).toString();
  const address = fragment ? `#${fragment}` : location.pathname + location.search;
  history.replaceState(history.state, "", address);
  takeToOtherLanguage();
}

// However the link is opened, by a click or in a new tab, the answers go along.
function takeToOtherLanguage() {
  const link = document.querySelector("[data-language-switch]");
  if (link) link.hash = new URLSearchParams({ ...fields(), ...companions.kept() }).toString();
}

// What stands beside the form: the region, the plan of hours, the dates to keep.
const companions = companionsOf(root, { changed: keepInAddress, ask });

// --- The engine -------------------------------------------------------------------------

const engine = new Engine({
  engineUrl,
  workerUrl,
  patienceMs: PATIENCE_MS,
  onProgress: showProgress,
  onStarting: () => progressText(root.dataset.textStarting),
  onReady() {
    setEngine("python");
    announce(root.dataset.textReady);
  },
  onReply(id, reply) {
    if (id > shown) show(id, reply);
  },
  onFailed() {
    setEngine("failed");
    root.querySelector(".phone-fold").open = true;
  },
});
let asked = 0;
let shown = 0;

function setEngine(state) {
  root.dataset.engine = state;
  root.querySelector(".engine-progress").hidden = state !== "loading";
  root.querySelector(".engine-failed").hidden = state !== "failed";
  root.querySelector(".result").setAttribute("aria-busy", String(state === "loading"));
}

function startEngine() {
  if (engine.started) return;
  setEngine("loading");
  showProgress(0);
  engine.start();
}

function ask() {
  startEngine();
  asked += 1;
  const request = { kind, language, today: today(), links: JSON.parse(links), fields: fields() };
  engine.ask(asked, { ...request, ...companions.request() });
}

// The device's own day; a clock that stands before the site was built is wrong.
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const local = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return local > built ? local : built;
}

// --- What the person sees ---------------------------------------------------------------

function show(id, reply) {
  shown = id;
  const body = root.querySelector(".result-body");
  const open = new Set(
    [...body.querySelectorAll("details[open]")].map((d) => d.closest("[data-programme]").dataset.programme),
  );
  body.innerHTML = trustedMarkup(reply.html);
  for (const details of body.querySelectorAll("details")) {
    details.open = open.has(details.closest("[data-programme]").dataset.programme);
  }
  showErrors(reply.errors);
  companions.answered(reply);
  announce(reply.announcement);
}

function showErrors(errors) {
  for (const place of form.querySelectorAll(".error")) {
    const name = place.id.slice("error-".length);
    const text = errors[name];
    place.hidden = !text;
    place.textContent = text ? root.dataset.textError + text : "";
    const control = form.elements[name];
    if (control instanceof HTMLInputElement) control.setAttribute("aria-invalid", String(Boolean(text)));
    // An error behind a fold would not be seen.
    if (text && place.closest("details")) place.closest("details").open = true;
  }
}

function showProgress(percent) {
  const within = Math.min(percent, 100);
  root.querySelector("progress").value = within;
  progressText(root.dataset.textLoading.replace("{percent}", within));
}

function progressText(text) {
  root.querySelector("[data-progress-text]").textContent = text;
}

function announce(text) {
  root.querySelector("[data-announce]").textContent = text;
}

// --- The beginning ----------------------------------------------------------------------

let typing = null;

function answersChanged(event) {
  keepInAddress();
  clearTimeout(typing);
  // Do not answer at every letter that is typed.
  typing = setTimeout(ask, event.type === "input" && event.target.type === "text" ? TYPING_PAUSE_MS : 0);
}

function erase() {
  form.reset();
  companions.erase();
  keepInAddress();
  ask();
  form.querySelector("input").focus();
}

function seeResult() {
  const heading = root.querySelector("#result");
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

function retry() {
  ask();
  seeResult(); // the button goes away, and the focus must not go with it
}

const actions = { erase, retry, "see-result": seeResult };

form.addEventListener("input", answersChanged);
form.addEventListener("focusin", startEngine, { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  seeResult();
});
root.addEventListener("click", (event) => {
  actions[event.target.closest("[data-action]")?.dataset.action]?.();
});
addEventListener("hashchange", () => {
  // A link to a place of the page, such as the one that skips to the content: the answers
  // stay, and so does their address.
  if (document.getElementById(location.hash.slice(1))) return keepInAddress();
  fillForm();
  takeToOtherLanguage();
  ask();
});

fillForm();
takeToOtherLanguage();
if (Object.keys(fields()).length > 0 || companions.kept().plan) ask();
