// The programmes that a person chooses, where there are many: ids in the state, with dots between.
// An organisation chooses them in the form, which then asks what they ask.

import { find, findAll, make } from "../site/dom.js";
import { rememberTexts } from "../site/originals.js";
import { owns } from "../site/own.js";
import { trustedMarkup } from "../site/trusted.js";
import { chosenOf, namedIn, strangersIn } from "./chosen.js";
import { announce } from "./speech.js";

/** @import { ResultFiles } from "./result_files.js" */
/** @import { Beside, State } from "./state.js" */
/** @typedef {ReturnType<typeof chosenProgrammes>} Chosen */

/** Questions that take longer than that are said to be on their way, in milliseconds. */
const SLOW_MS = 500;
const COMING = "[data-choosing-coming]";

/**
 * Where all programmes are shown: nothing is chosen, and the form has all questions.
 * @returns {Pick<Chosen, "fill" | "whenAsked"> & Partial<Chosen>}
 */
export function allProgrammes() {
  return {
    fill: () => ({}),
    whenAsked: (_, then) => then(),
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {ResultFiles | null} files of results; null where all programmes are shown
 * @param {object} listeners
 * @param {() => void} listeners.onOther is called when the form has other questions
 * @param {(late: URLSearchParams) => void} listeners.onLate is called with answers whose questions
 *   came late, once the form has these
 * @param {() => void} listeners.onLacking is called when questions of opened answers did not come
 */
export function chosenProgrammes(root, state, files, { onOther, onLate, onLacking }) {
  const boxes = findAll(root, ".choosing input", HTMLInputElement);
  const ids = boxes.map(({ value }) => value);
  // Where none is chosen beforehand, the result as the page was made names each of them.
  const results = findAll(root, ".result-body [data-programme]");
  const known = boxes.length ? ids : results.map(({ dataset }) => dataset.programme ?? "");
  /** Each programme's questions in the form. @type {Map<string, Element>} */
  const groups = new Map();
  /**
   * Questions that the person has taken out of the form, with their answers: these count no more,
   * and are there again with the programme.
   * @type {Map<string, Element>}
   */
  const aside = new Map();
  /** Ids of programmes whose questions are on their way. @type {Set<string>} */
  const coming = new Set();
  /** Ids of chosen programmes whose questions did not come. @type {Set<string>} */
  const lacking = new Set();
  /** Answers of which some came without their questions; others with each address. */
  let waiting = new URLSearchParams();
  /** All that a person has chosen until now, done when their questions are there or have failed. */
  let choosing = Promise.resolve();

  /** @param {string} html */
  function drawn(html) {
    const template = make("div");
    template.innerHTML = trustedMarkup(html);
    const group = template.querySelector("fieldset") ?? template;
    rememberTexts(findAll(group, "legend, label"));
    return group;
  }

  /** @param {string} id */
  async function add(id) {
    const html = (await files?.formOf(id)) ?? "";
    if (groups.has(id)) return;
    const group = aside.get(id) ?? drawn(html);
    // In the order of the programmes, whichever comes first.
    const after = ids.slice(ids.indexOf(id) + 1).flatMap((one) => groups.get(one) ?? []);
    (after[0] ?? find(root, "form .question-fold")).before(group);
    groups.set(id, group);
  }

  /** @param {readonly string[]} kept ids; the questions of others go, but for those on their way */
  function keep(kept) {
    for (const box of boxes) {
      const there = kept.includes(box.value) && groups.has(box.value);
      box.checked = there || coming.has(box.value) || lacking.has(box.value);
    }
    for (const [id, group] of groups) {
      if (kept.includes(id) || coming.has(id)) continue;
      group.remove();
      groups.delete(id);
      aside.set(id, group);
    }
  }

  /** Has the first that is chosen seen, where the boxes stand in a list that is moved. */
  function showChosen() {
    const choice = boxes.find(({ checked }) => checked)?.closest(".choice");
    const list = choice?.parentElement;
    if (!(choice instanceof HTMLElement) || !list) return;
    list.scrollTop = choice.offsetTop - list.offsetTop;
  }

  /** What is chosen and not there goes where the answers go. */
  function remember() {
    const programmes = [...new Set([...coming, ...lacking])];
    const late = [...waiting].filter(([name]) => programmes.includes(name.split(".")[0]));
    state.awaited = { programmes, answers: Object.fromEntries(late) };
  }

  /** Says which questions did not come, as long as they are wanted and not there. */
  function tell() {
    // The estimate, in which nobody chooses beforehand, has no such place.
    for (const place of findAll(root, "[data-choosing-failed]")) {
      // Gone while they are tried again, and back where that fails: seen, and read again.
      const failed = boxes.filter(({ value }) => lacking.has(value) && !coming.has(value));
      find(place, "ul").replaceChildren(...failed.map(nameOf));
      place.hidden = !lacking.size;
    }
    tellComing();
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;

  /** Says that questions are on their way, as long as they are, where they take a while. */
  function tellComing() {
    clearTimeout(slow);
    if (coming.size) slow = setTimeout(showComing, SLOW_MS);
    else for (const place of findAll(root, COMING)) place.hidden = true;
  }

  function showComing() {
    for (const place of findAll(root, COMING)) {
      place.hidden = false;
      announce(place.textContent);
    }
  }

  /** Says, or no more, that a programme is to be chosen. @param {boolean} needed */
  function askForOne(needed) {
    for (const place of findAll(root, "[data-choosing-needed]")) {
      place.hidden = !needed;
      // It is read from there, and its link and the boxes come next.
      if (needed) place.focus();
    }
  }

  /** Fetches questions, as far as they come. @param {readonly string[]} wanted ids */
  async function fetchAll(wanted) {
    for (const id of wanted) coming.add(id);
    remember();
    tellComing();
    await Promise.all(wanted.map((id) => add(id).catch(() => {})));
  }

  /** Tries again what did not come; what was answered meanwhile stays as it is. */
  async function retry() {
    const given = waiting;
    const tried = [...lacking].filter((id) => !coming.has(id));
    if (!tried.length) return;
    const fetched = fetchAll(tried);
    tell();
    await fetched;
    // Meanwhile other answers were opened, or all were erased.
    if (waiting !== given) return keep(chosenOf(state));
    const come = tried.filter((id) => coming.delete(id) && groups.has(id));
    for (const id of come) lacking.delete(id);
    remember();
    const chosen = [...new Set([...chosenOf(state), ...come])];
    keep(chosen);
    const isPressed = document.activeElement?.closest("[data-choosing-failed]");
    tell();
    // The button goes away, and the focus must not go with it.
    if (isPressed && !lacking.size) boxes.find(({ value }) => come.includes(value))?.focus();
    if (!come.length) return;
    state.setBeside({ programmes: chosen.join(".") }, "storage");
    const late = [...given].filter(([name]) => {
      return come.includes(name.split(".")[0]) && !owns(state.answers, name);
    });
    onLate(new URLSearchParams(late));
  }
  addEventListener("online", retry);

  /** @param {HTMLInputElement} box */
  async function choose({ value, checked }) {
    lacking.delete(value);
    if (!checked) coming.delete(value);
    tell();
    askForOne(false);
    if (checked) {
      const fetched = fetchAll([value]);
      state.setBeside({}, "person"); // its address has the programme from now on
      await fetched;
      // Meanwhile it was taken away, or other answers were opened.
      if (!coming.delete(value)) return keep(chosenOf(state));
      if (!groups.has(value)) lacking.add(value);
      tell();
    }
    // Others may have been chosen since: only this one changes.
    const others = chosenOf(state).filter((id) => id !== value);
    const chosen = groups.has(value) && checked ? [...others, value] : others;
    remember();
    keep(chosen);
    state.setBeside({ programmes: chosen.join(".") }, "person");
    onOther();
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      choosing = Promise.all([choosing, choose(box)]).then(() => {});
    });
  }

  return {
    /**
     * Shows the programmes of an address, and gives those that are chosen.
     * @param {URLSearchParams} given
     * @returns {Beside}
     */
    fill(given) {
      waiting = new URLSearchParams();
      lacking.clear();
      coming.clear();
      remember();
      tell();
      askForOne(false);
      const named = files ? namedIn(given, known, ids) : [];
      const chosen = named.filter((id) => !boxes.length || groups.has(id));
      keep(chosen);
      showChosen();
      // Other answers stand in place of all that were given.
      aside.clear();
      return { programmes: chosen.join(".") };
    },

    /** Names of no programme that an address has as chosen. @param {URLSearchParams} given */
    strangers: (given) => (files ? strangersIn(given, known) : []),

    retry,

    /**
     * Whether a programme is chosen, with its questions, once all that were chosen have come or
     * failed. Where none is, says so.
     */
    async isSomeChosen() {
      if (coming.size) {
        showComing();
        // The button that was pressed may stand far below.
        find(root, COMING).scrollIntoView({ block: "nearest" });
      }
      await choosing;
      if (chosenOf(state).length) return true;
      if (lacking.size) find(root, "[data-choosing-failed] button").focus();
      else askForOne(true);
      return false;
    },

    /** Whether a name is that of a programme's question that did not come. @param {string} name */
    lacks(name) {
      const [id] = name.split(".");
      return ids.includes(id) && !groups.has(id);
    },

    /**
     * Does something with answers once the form has the questions for them, at once where it has.
     * @param {URLSearchParams} given
     * @param {() => void} then
     */
    whenAsked(given, then) {
      const wanted = namedIn(given, ids, ids).filter((id) => !groups.has(id));
      if (!wanted.length) return then();
      fetchAll(wanted).then(() => {
        const failed = wanted.filter((id) => !groups.has(id));
        then();
        if (!failed.length) return;
        // The rest is taken over; what did not come is told, and waits for the network.
        waiting = given;
        for (const id of failed) lacking.add(id);
        remember();
        keep(chosenOf(state));
        tell();
        onLacking();
      });
    },
  };
}

/** A programme's name, as its box has it. @param {HTMLInputElement} box */
function nameOf(box) {
  const name = make("li", box.closest("label")?.textContent ?? "");
  name.translate = false;
  return name;
}
