// The telephone of the person's region, chosen by name or by postal code. The list of the
// regions stands in the page already; the list of postal areas is fetched when the field is
// first used. What is typed there goes nowhere and is not kept.

import { lookup } from "../site/postal.js";

export function regionPicker(root, changed) {
  const picker = root.querySelector(".region-picker");
  const list = root.querySelector(".phone-fold");
  const select = picker.querySelector("select");
  const field = picker.querySelector("input");
  const problem = picker.querySelector(".error");
  const place = root.querySelector(".region-answer");
  let areas = null;

  for (const region of list.querySelectorAll("[data-region]")) {
    const name = region.querySelector(".region-name").textContent;
    select.append(new Option(name, region.dataset.region));
  }
  picker.hidden = false;

  // Copies of the entries of the telephone list, the likeliest first.
  function show(slugs) {
    const entries = slugs.map((slug) => list.querySelector(`[data-region="${slug}"]`));
    const found = document.createElement("ul");
    found.className = "regions";
    found.append(...entries.filter(Boolean).map((entry) => entry.cloneNode(true)));
    const several = document.createElement("p");
    several.textContent = picker.dataset.textSeveral;
    place.replaceChildren(...(slugs.length > 1 ? [several] : []), ...(slugs.length ? [found] : []));
  }

  function complain(text) {
    problem.hidden = !text;
    problem.textContent = text;
    field.setAttribute("aria-invalid", String(Boolean(text)));
  }

  function choose(slug) {
    select.value = slug;
    if (select.selectedIndex < 0) select.value = ""; // a region that there is not
    show(select.value ? [select.value] : []);
  }

  async function readAreas() {
    areas ??= fetch(picker.dataset.postalAreas)
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((content) => content.postal_areas);
    try {
      return await areas;
    } catch {
      areas = null; // try again at the next letter
      return null;
    }
  }

  async function answerPostal() {
    const typed = field.value;
    const known = await readAreas();
    if (typed !== field.value) return; // somebody went on typing
    if (!known) return complain(typed.trim() ? picker.dataset.textFailed : "");
    const { kind, regions } = lookup(typed, known);
    if (kind === "one" || kind === "several") {
      select.value = kind === "one" ? regions[0] : "";
      complain("");
      show(regions);
    } else {
      complain(kind === "empty" || kind === "partial" ? "" : picker.dataset.textUnknown);
      if (kind !== "empty") choose("");
    }
    changed();
  }

  select.addEventListener("change", () => {
    field.value = "";
    complain("");
    choose(select.value);
    changed();
  });
  field.addEventListener("focus", readAreas, { once: true });
  field.addEventListener("input", answerPostal);

  return {
    kept: () => (select.value ? { region: select.value } : {}),
    fill(parameters) {
      const slug = parameters.get("region") ?? "";
      if (slug === select.value && slug) return;
      field.value = "";
      complain("");
      choose(slug);
    },
  };
}
