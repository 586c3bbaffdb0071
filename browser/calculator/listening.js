// A button at each question, and at the result, that reads it aloud; only where the device has
// a voice for the page's language.

import { find, findAll, make } from "../site/dom.js";
import { passages, Reader, whenOffered } from "../site/reader.js";
import { textsOf } from "../site/texts.js";
import { titleOf } from "./form.js";

/** @import { State } from "./state.js" */
/** @typedef {{ button: HTMLButtonElement, title: string }} Part */

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
  /** @type {Part | null} */
  let current = null;
  /** @type {Reader | null} */
  let reader = null;

  /** @param {Part} part */
  function label({ button, title }) {
    button.textContent = button === current?.button ? texts.stopListening : texts.listen;
    button.setAttribute("aria-label", `${button.textContent}, ${title}`);
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
   * @param {string} title
   * @param {() => Element[]} read what it reads
   */
  function offer(place, title, read) {
    const button = make("button", "", "listen-part");
    button.type = "button";
    const part = { button, title };
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
      const list = read().flatMap((element) => passages(element, language));
      if (!list.length) return;
      show(part);
      reader.read(list);
    });
  }

  function build() {
    for (const question of findAll(root, "form .question")) {
      const place = question.querySelector(":scope > .hint") ?? find(question, "legend, label");
      const group = question.parentElement?.closest("fieldset")?.querySelector(":scope > legend");
      offer(place, titleOf(question), () => (group ? [group, question] : [question]));
    }
    const heading = find(root, "#result");
    offer(heading, heading.textContent, () => findAll(root, RESULT_PARTS));
    state.subscribe("place", stop);
    state.subscribe("shown", () => {
      if (current === parts.at(-1)) stop(); // it reads what no longer holds
    });
  }

  whenOffered(language, (offered) => {
    if (offered && !parts.length) build();
    for (const { button } of parts) button.hidden = !offered;
  });
}
