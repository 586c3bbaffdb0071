// A quiet line for whom the browser's language is the site's other one: it lies over the page, so
// nothing moves. Nobody is led away unasked, and nothing is stored.

import { find } from "./dom.js";
import { readsOther } from "./known_language.js";

const offer = document.querySelector("[data-language-offer]");
if (offer instanceof HTMLElement) {
  const { languageOffer: own = "" } = offer.dataset;
  offer.hidden = !readsOther(navigator.languages ?? [navigator.language], own, offer.lang);
  find(offer, "button").addEventListener("click", () => {
    offer.hidden = true;
    // The focus must not go with it.
    find(document, "[data-language-switch]").focus({ preventScroll: true });
  });
}
