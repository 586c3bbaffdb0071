// The day on which a person means to call. It goes into a calendar file that the device makes, and
// is kept nowhere else.

import { find } from "../site/dom.js";
import { textsOf } from "../site/texts.js";
import { kindOfDay, today } from "./dates.js";
import { offerFile } from "./save_dates.js";
import { announce } from "./speech.js";

/** @import { CalendarFile } from "../types.d.ts" */
/** @import { State } from "./state.js" */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {string} built the day of the build
 * @param {() => void} ask puts the request again
 */
export function planCall(root, state, built, ask) {
  const fold = find(root, ".plan-call");
  const field = find(fold, "input", HTMLInputElement);
  const problem = find(fold, ".error");
  const said = find(fold, "[data-call-said]");
  const place = find(fold, "[data-call-file]");
  const link = find(place, "a", HTMLAnchorElement);
  const texts = textsOf(fold, ["textPast", "textHalf", "textWaiting", "textNoFile"]);
  /** The chosen day; "" for none that can be. */
  let day = "";

  /** @param {CalendarFile | null} [file] */
  function offer(file) {
    const fresh = Boolean(file) && place.hidden;
    offerFile(link, file);
    place.hidden = !file;
    tell();
    if (fresh) announce(link.textContent);
  }

  /** What there is to say as long as there is no file. */
  function tell() {
    said.hidden = !day || !place.hidden;
    said.textContent = state.python === "failed" ? texts.noFile : texts.waiting;
  }

  function wrong() {
    const typed = field.value.trim();
    if (field.validity.badInput || (typed && kindOfDay(typed) !== "day")) return texts.half;
    return typed && typed < today(built) ? texts.past : "";
  }

  function choose() {
    const text = wrong();
    problem.hidden = !text;
    problem.textContent = text;
    field.setAttribute("aria-invalid", String(Boolean(text)));
    day = text ? "" : field.value.trim();
    offer();
    if (day) ask();
  }

  field.addEventListener("change", choose);
  state.subscribe("python", tell);
  state.subscribe("answers", (by) => {
    if (by !== "erase") return;
    field.value = "";
    choose();
  });

  return {
    /** The day to call in ISO form, "" for none. */
    get day() {
      return day;
    },
    /** @param {CalendarFile | null | undefined} file */
    show(file) {
      offer(day ? (file ?? null) : null);
    },
  };
}
