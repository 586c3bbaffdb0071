// The planner of hours: its fields go to Python with the answers, and Python draws.
// A plan that somebody has changed is kept in the address as hours joined by commas, the
// last of which hold until the end.

import { trustedMarkup } from "../site/trusted.js";

const WEEKS = 26;
const LONGEST = 12; // characters of a week in the address
const TYPING_PAUSE_MS = 250;

export function hoursPlanner(root, { changed, ask }) {
  const section = root.querySelector(".planner");
  if (!section) return null;
  const way = [...section.querySelectorAll(".planner-fields [data-plan]")];
  const weeks = [...section.querySelectorAll(".planner-weeks [data-plan]")];
  const body = section.querySelector(".planner-body");
  const announced = section.querySelector("[data-plan-announce]");
  const { decimal, textError } = section.dataset;
  const most = Number(section.dataset.most); // hours a week
  let byHand = false; // whether the weeks are the person's own
  let edited = false;
  let kept = "";
  let toAnnounce = false;
  let typing = null;

  const local = (number) => number.replace(".", decimal);
  const plain = (text) => text.trim().replace(",", ".").slice(0, LONGEST);

  function compact(hours) {
    const last = hours.at(-1);
    const from = hours.findLastIndex((week) => week !== last) + 1;
    return hours.slice(0, from + 1).join(",");
  }

  function keep(hours) {
    const now = edited ? compact(hours) : "";
    if (now === kept) return;
    kept = now;
    changed();
  }

  section.addEventListener("input", ({ target }) => {
    if (!target.dataset.plan) return;
    byHand = weeks.includes(target);
    edited = [...way, ...(byHand ? weeks : [])].some((field) => field.value.trim());
    toAnnounce = true;
    clearTimeout(typing);
    typing = setTimeout(ask, TYPING_PAUSE_MS);
  });

  // More or fewer hours at a touch. An empty start goes on from the plan that is drawn; what
  // cannot be read is left to be corrected, and is no zero.
  section.addEventListener("click", ({ target }) => {
    const by = Number(target.closest("[data-by]")?.dataset.by);
    if (!by) return;
    const field = target.closest(".typed").querySelector("input");
    const drawn = field === way[0] ? weeks[0] : weeks.at(-1);
    const hours = Number(plain(field.value || drawn.value));
    if (!(hours >= 0 && hours <= most)) return field.focus();
    field.value = local(String(Math.min(Math.max(hours + by, 0), most)));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  function showErrors(errors) {
    for (const field of [...way, ...weeks]) {
      field.setAttribute("aria-invalid", String(field.dataset.plan in errors));
    }
    for (const place of section.querySelectorAll(".error")) {
      const text = errors[place.id.slice("error-plan-".length)];
      place.hidden = !text;
      place.textContent = text ? textError + text : "";
      if (text && place.closest("details")) place.closest("details").open = true;
    }
  }

  return {
    kept: () => (kept ? { plan: kept } : {}),
    request() {
      const fields = byHand ? weeks : way;
      return { plan: Object.fromEntries(fields.map((field) => [field.dataset.plan, field.value])) };
    },
    fill(parameters) {
      const plan = parameters.get("plan") ?? "";
      if (plan === kept) return;
      kept = plan;
      byHand = edited = plan !== "";
      const hours = plan ? plan.split(",", WEEKS).map((week) => week.slice(0, LONGEST)) : [];
      weeks.forEach((field, number) => {
        field.value = local(hours[number] ?? hours.at(-1) ?? "");
      });
      const [start, target, week] = way;
      start.value = local(hours[0] ?? "");
      target.value = local(hours.at(-1) ?? "");
      week.value = hours.length ? String(hours.length) : "";
    },
    answered(plan) {
      if (!plan) return;
      const open = new Set([...body.querySelectorAll("details[open]")].map((one) => one.className));
      // The markup comes from our own renderer, which escapes what it is given.
      body.innerHTML = trustedMarkup(plan.html);
      for (const fold of body.querySelectorAll("details")) fold.open = open.has(fold.className);
      section.hidden = false;
      section.toggleAttribute("data-planned", Boolean(plan.hours && edited));
      if (plan.hours && !byHand) {
        weeks.forEach((field, number) => {
          field.value = local(plan.hours[number]);
        });
      } else if (!byHand) {
        for (const field of weeks) field.value = "";
      }
      showErrors(plan.errors);
      if (toAnnounce) announced.textContent = plan.announcement;
      toAnnounce = false;
      keep(plan.hours ?? (byHand ? weeks.map(({ value }) => plain(value)) : []));
    },
  };
}
