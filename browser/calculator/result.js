// The result on the page: drawn without a flicker, with what the person opened left open.

import { trustedMarkup } from "../site/trusted.js";

const FOCUSABLE = "a[href], button, summary, input, select, [tabindex]";

export class Result {
  #drawn = new WeakMap(); // element → the HTML that it was drawn from

  constructor(body) {
    this.body = body;
  }

  get cards() {
    return [...this.body.querySelectorAll("[data-programme]")];
  }

  // Draws HTML from our own renderer, which escapes what it is given. Only what differs
  // from what stands there is replaced.
  draw(html) {
    const template = document.createElement("template");
    template.innerHTML = trustedMarkup(html);
    this.#replace(this.body, template.content);
  }

  // Costs that are not counted yet: no total stands there as if they were nothing.
  withhold(text) {
    for (const cell of this.body.querySelectorAll(".cost td, .total td")) {
      cell.replaceChildren(span(text));
      const card = cell.closest("[data-programme]");
      card.removeAttribute("data-total");
      this.#drawn.delete(card);
    }
  }

  // The verdicts in one breath, as Python says them: their sentences without the badges.
  spoken() {
    const sentences = this.cards.map((card) => {
      const sentence = card.querySelector(".verdict").cloneNode(true);
      sentence.querySelector(".badge").remove();
      return sentence.textContent.trim();
    });
    return sentences.join(" ");
  }

  #replace(parent, wanted) {
    const [old, fresh] = [[...parent.children], [...wanted.children]];
    fresh.forEach((element, place) => {
      const there = old[place];
      const html = element.outerHTML;
      if (!there) parent.append(element);
      else if (element.matches(".cards") && there.matches(".cards")) {
        return this.#replace(there, element);
      } else if (this.#drawn.get(there) === html || there.outerHTML === html) {
        return this.#drawn.set(there, html);
      } else exchange(there, element);
      this.#drawn.set(element, html);
    });
    old.slice(fresh.length).forEach((element) => element.remove());
  }
}

// Puts one element in another's place; what was open stays open, and the focus stays.
function exchange(there, element) {
  const open = [...there.querySelectorAll("details")].map((details) => details.open);
  const focused = [...there.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  there.replaceWith(element);
  [...element.querySelectorAll("details")].forEach((details, place) => {
    details.open = open[place] ?? false;
  });
  if (focused >= 0) element.querySelectorAll(FOCUSABLE)[focused]?.focus({ preventScroll: true });
}

function span(text) {
  const element = document.createElement("span");
  element.className = "no-amount";
  element.textContent = text;
  return element;
}
