// A button at each question, and at the result, that reads it aloud; only where the device has
// a voice for the page's language.

import { find, findAll, make } from "../site/dom.js";
import { passages, Reader, whenOffered } from "../site/reader.js";
import { textsOf } from "../site/texts.js";
import { fullTitleOf } from "./form.js";

/** @import { State } from "./state.js" */
/** @import { Passage } from "../site/reader.js" */
/** @typedef {{ button: HTMLButtonElement, title: () => string, read: () => Passage[] }} Part */

const RESULT_PARTS = "#result, .result-body, .contacts, .region-answer";

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {string} language
 */
export function listening(root, state, language) {
  const texts = textsOf(root, ["textListen", "textStopListening"]);
  /** @type {Part[]} */
  const parts = [];
  /** The questions that have a button. @type {Set<Element>} */
  const offered = new Set();
  /** @type {Part | null} */
  let current = null;
  /** What is being read. @type {Passage[]} */
  let list = [];
  /** @type {Reader | null} */
  let reader = null;

  /** @param {Part} part */
  function label({ button, title }) {
    button.textContent = button === current?.button ? texts.stopListening : texts.listen;
    button.setAttribute("aria-label", `${button.textContent}, ${title()}`);
  }

  /** @param {Part | null} part */
  function show(part) {
    const before = current;
    current = part;
    if (before) label(before);
    if (part) label(part);
  }

  function stop() {
    if (current) reader?.stop();
  }

  /**
   * @param {Element} place behind which the button stands
   * @param {() => string} title
   * @param {() => Element[]} elements what it reads
   */
  function offer(place, title, elements) {
    const button = make("button", "", "listen-part");
    button.type = "button";
    const read = () => elements().flatMap((element) => passages(element, language));
    const part = { button, title, read };
    parts.push(part);
    label(part);
    place.after(button);
    button.addEventListener("click", () => {
      const again = current === part;
      stop();
      if (again) return;
      reader ??= new Reader(language, (now) => {
        if (now === "idle") show(null);
      });
      list = read();
      if (!list.length) return;
      show(part);
      reader.read(list);
    });
  }

  /** Offers each question that has no button yet: those of a chosen programme may come late. */
  function offerQuestions() {
    for (const question of findAll(root, "form .question")) {
      if (MANY_PROGRAMMES) {
        if (offered.has(question)) continue;
        offered.add(question);
      }
      const place = question.querySelector(":scope > .hint") ?? find(question, "legend, label");
      const group = question.parentElement?.closest("fieldset")?.querySelector(":scope > legend");
      const title = () => fullTitleOf(question);
      offer(place, title, () => (group ? [group, question] : [question]));
    }
  }

  function build() {
    offerQuestions();
    const heading = find(root, "#result");
    offer(
      heading,
      () => heading.textContent,
      () => findAll(root, RESULT_PARTS),
    );
    state.subscribe("place", stop);
    state.subscribe("shown", () => {
      // Python often says later what the table said at once: that goes on being read.
      if (!current || current.button.closest("form")) return;
      if (said(list) !== said(current.read())) stop();
    });
    if (!MANY_PROGRAMMES) return;
    // Other programmes may be chosen: with other questions, or with the same ones more than once.
    state.subscribe("beside", () => {
      offerQuestions();
      parts.map(label);
    });
  }

  whenOffered(language, (hasVoice) => {
    if (hasVoice && !parts.length) build();
    for (const { button } of parts) button.hidden = !hasVoice;
  });
}

/** @param {readonly Passage[]} list */
function said(list) {
  return list.map(({ text }) => text).join("\n");
}
