// The planner of hours: its fields go to Python with the answers, and Python draws. A plan that
// somebody has changed is kept in the address, see `compact`.

import { around, find, findAll } from "../site/dom.js";
import { afterPause } from "../site/pause.js";
import { textsOf } from "../site/texts.js";
import { trustedMarkup } from "../site/trusted.js";
import { showErrors } from "./errors.js";
import { compact, hoursOf, local, plain, stepped } from "./numbers.js";

/** @import { PlanResponse } from "../types.d.ts" */
/** @import { State } from "./state.js" */

const WEEKS = 26;

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {() => void} ask puts the request again
 */
export function hoursPlanner(root, state, ask) {
  const section = root.querySelector(".planner");
  if (!(section instanceof HTMLElement)) return null;
  const way = findAll(section, ".planner-fields [data-plan]", HTMLInputElement);
  const weeks = findAll(section, ".planner-weeks [data-plan]", HTMLInputElement);
  const fields = new Map([...way, ...weeks].map((field) => [field.dataset.plan ?? "", field]));
  const body = find(section, ".planner-body");
  const announced = find(section, "[data-plan-announce]");
  const texts = textsOf(section, ["textError"]);
  const { decimal = ".", most = "0" } = section.dataset; // `most`: hours a week
  const typing = afterPause(ask);
  let byHand = false; // whether the weeks are the person's own
  let edited = false;
  let toAnnounce = false;

  section.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.plan) return;
    byHand = weeks.includes(target);
    edited = [...way, ...(byHand ? weeks : [])].some((field) => field.value.trim());
    toAnnounce = true;
    typing.call();
  });

  // More or fewer hours at a touch. An empty start goes on from the plan that is drawn; what
  // cannot be read is left to be corrected, and is no zero.
  section.addEventListener("click", (event) => {
    const button = around(event, "[data-by]");
    const by = Number(button?.dataset.by);
    const typed = button?.closest(".typed");
    if (!by || !typed) return;
    const field = find(typed, "input", HTMLInputElement);
    const drawn = field === way[0] ? weeks[0] : weeks[weeks.length - 1];
    const hours = stepped(field.value || drawn.value, by, Number(most));
    if (hours === null) return field.focus();
    field.value = local(hours, decimal);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /**
   * Shows hours in the weeks' fields.
   * @param {(string | undefined)[]} hours of each week
   */
  function fillWeeks(hours) {
    for (const [number, field] of weeks.entries()) {
      field.value = local(hours[number] ?? "", decimal);
    }
  }

  /**
   * Keeps a plan that was edited beside the answers.
   * @param {string[]} hours of each week
   */
  function keep(hours) {
    const plan = edited ? compact(hours) : "";
    if (plan !== (state.beside.plan ?? "")) state.setBeside({ plan }, "person");
  }

  return {
    /** What Python is to know of the plan. @returns {Record<string, string>} */
    request() {
      const typed = byHand ? weeks : way;
      return Object.fromEntries(typed.map((field) => [field.dataset.plan, field.value]));
    },

    /**
     * Shows the plan of an address, and gives it.
     * @param {URLSearchParams} given
     */
    fill(given) {
      const plan = given.get("plan") ?? "";
      if (plan === (state.beside.plan ?? "")) return { plan };
      byHand = edited = plan !== "";
      const hours = hoursOf(plan, WEEKS);
      fillWeeks(weeks.map((_, number) => hours[number] ?? hours.at(-1)));
      const [start, target, week] = way;
      start.value = local(hours[0] ?? "", decimal);
      target.value = local(hours.at(-1) ?? "", decimal);
      week.value = hours.length ? String(hours.length) : "";
      return { plan };
    },

    /** @param {PlanResponse | undefined} plan what Python says of it */
    show(plan) {
      if (!plan) return;
      const open = new Set(findAll(body, "details[open]").map((fold) => fold.className));
      // The markup comes from our own renderer, which escapes what it is given.
      body.innerHTML = trustedMarkup(plan.html);
      for (const fold of findAll(body, "details", HTMLDetailsElement)) {
        fold.open = open.has(fold.className);
      }
      section.hidden = false;
      section.toggleAttribute("data-planned", Boolean(plan.hours && edited));
      if (!byHand) fillWeeks(plan.hours ?? []);
      showErrors(section, "error-plan-", plan.errors, texts.error, fields);
      if (toAnnounce) announced.textContent = plan.announcement;
      toAnnounce = false;
      keep(plan.hours ?? (byHand ? weeks.map(({ value }) => plain(value)) : []));
    },
  };
}
