// The directory's page: the field for a town or a postal code (compiler/render/postal_field.py), beside
// the list of regions. The answer shows copies of that list's entries.

import "./older.js";
import { combobox } from "./combobox.js";
import { find, make, regionEntries, rememberRegions } from "./dom.js";
import { areasOf } from "./postal.js";
import { postalField } from "./postal_field.js";
import { started } from "./started.js";
import { filled, textsOf } from "./texts.js";
import { fetchTowns } from "./town_list.js";
import { townFinder } from "./towns.js";

/** @import { Proposal } from "./towns.js" */

const form = find(document, "form.postal", HTMLFormElement);
const list = find(document, "ul.regions");
const place = find(form, ".postal-answer");
const texts = textsOf(form, [
  "textOne",
  "textSeveral",
  "textOutside",
  "textUnknown",
  "textMalformed",
  "textTown",
  "textTowns",
  "textNowhere",
]);
const areas = areasOf(JSON.parse(find(form, "script[type='application/json']").textContent));
const field = find(form, "input", HTMLInputElement);
/** @type {ReturnType<typeof combobox<Proposal>>} */
const proposals = combobox(find(form, ".town-box"), (proposal) => postal.choose(proposal));

rememberRegions(list);
const postal = postalField(
  field,
  { areas, towns: () => fetchTowns(form).then(townFinder), propose: proposals.show },
  (found) => {
    place.replaceChildren();
    if (!found) return;
    const { kind, area, regions } = found;
    if (kind === "empty" || kind === "partial" || kind === "proposed") return;
    place.append(make("p", filled(texts[kind], { area, town: area })));
    if (regions.length) place.append(regionEntries(list, regions));
  },
);

field.addEventListener("focus", postal.prepare, { once: true });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await postal.answer();
  // Enter leads on: to the region that was found, or to the sentence in its place.
  place.querySelector("a")?.focus();
});
started(document);
postal.answer(); // a browser may have kept what was typed before
