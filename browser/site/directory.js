// The directory's page: the field for the postal code (compiler/render/postal_field.py), beside
// the list of regions. The answer shows copies of that list's entries.

import "./older.js";
import { find, make, regionEntries, rememberRegions } from "./dom.js";
import { areasOf } from "./postal.js";
import { postalField } from "./postal_field.js";
import { started } from "./started.js";
import { filled, textsOf } from "./texts.js";

const form = find(document, "form.postal", HTMLFormElement);
const list = find(document, "ul.regions");
const place = find(form, ".postal-answer");
const texts = textsOf(form, [
  "textOne",
  "textSeveral",
  "textOutside",
  "textUnknown",
  "textMalformed",
]);
const areas = areasOf(JSON.parse(find(form, "script[type='application/json']").textContent));

rememberRegions(list);
const { answer } = postalField(find(form, "input", HTMLInputElement), areas, (found) => {
  place.replaceChildren();
  if (!found || found.kind === "empty" || found.kind === "partial") return;
  place.append(make("p", filled(texts[found.kind], { area: found.area })));
  if (found.regions.length) place.append(regionEntries(list, found.regions));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  answer();
  // Enter leads on: to the region that was found, or to the sentence in its place.
  place.querySelector("a")?.focus();
});
started(document);
answer(); // a browser may have kept what was typed before
