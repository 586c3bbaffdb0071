// The programmes that a person chooses, where there are many: ids in the state, with dots between.
// An organisation chooses them in the form, which then asks what they ask.

import { find, findAll, make } from "../site/dom.js";
import { rememberTexts } from "../site/originals.js";
import { trustedMarkup } from "../site/trusted.js";
import { namedIn } from "./chosen.js";

/** @import { ResultFiles } from "./result_files.js" */
/** @import { Beside, State } from "./state.js" */

/**
 * Where all programmes are shown: nothing is chosen, and the form has all questions.
 * @returns {ReturnType<typeof chosenProgrammes>}
 */
export function allProgrammes() {
  return { fill: () => ({}), whenAsked: (_, then) => then() };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {ResultFiles | null} files of results; null where all programmes are shown
 * @param {() => void} changed is called when the form has other questions
 */
export function chosenProgrammes(root, state, files, changed) {
  const boxes = findAll(root, ".choosing input", HTMLInputElement);
  const ids = boxes.map(({ value }) => value);
  /** Each programme's questions in the form. @type {Map<string, Element>} */
  const groups = new Map();

  /** @param {string} id */
  async function add(id) {
    const html = (await files?.formOf(id)) ?? "";
    if (groups.has(id)) return;
    const template = make("div");
    template.innerHTML = trustedMarkup(html);
    const group = template.querySelector("fieldset") ?? template;
    rememberTexts(findAll(group, "legend, label"));
    // In the order of the programmes, whichever comes first.
    const after = ids.slice(ids.indexOf(id) + 1).flatMap((one) => groups.get(one) ?? []);
    (after[0] ?? find(root, "form .question-fold")).before(group);
    groups.set(id, group);
  }

  /** @param {readonly string[]} kept ids; the questions of all others go */
  function keep(kept) {
    for (const box of boxes) box.checked = kept.includes(box.value) && groups.has(box.value);
    for (const [id, group] of groups) {
      if (kept.includes(id)) continue;
      group.remove();
      groups.delete(id);
    }
  }

  /** @param {HTMLInputElement} box */
  async function choose({ value, checked }) {
    const others = state.chosen.filter((id) => id !== value);
    const failed = find(root, "[data-choosing-failed]");
    try {
      if (checked) await add(value);
      failed.hidden = true;
    } catch {
      failed.hidden = false;
    }
    const chosen = groups.has(value) && checked ? [...others, value] : others;
    keep(chosen);
    state.setBeside({ programmes: chosen.join(".") }, "person");
    changed();
  }

  for (const box of boxes) box.addEventListener("change", () => choose(box));

  return {
    /**
     * Shows the programmes of an address, and gives those that are chosen.
     * @param {URLSearchParams} given
     * @returns {Beside}
     */
    fill(given) {
      const named = files ? namedIn(given, ids) : [];
      const chosen = boxes.length ? named.filter((id) => groups.has(id)) : named;
      keep(chosen);
      return { programmes: chosen.join(".") };
    },

    /**
     * Does something with answers once the form has the questions for them, at once where it has.
     * @param {URLSearchParams} given
     * @param {() => void} then
     */
    whenAsked(given, then) {
      const missing = namedIn(given, ids).filter((id) => ids.includes(id) && !groups.has(id));
      if (!missing.length) return then();
      // Without them the rest is taken over, and what is lost is told.
      Promise.all(missing.map(add)).then(then, then);
    },
  };
}
