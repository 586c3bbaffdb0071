// The result on the page: drawn without a flicker, with what the person opened left open.

import { findAll, make } from "../site/dom.js";
import { trustedMarkup } from "../site/trusted.js";

const FOCUSABLE = "a[href], button, summary, input, select, [tabindex]";

export class Result {
  #body;
  /** The HTML that an element was drawn from. @type {WeakMap<Element, string>} */
  #drawn = new WeakMap();

  /** @param {HTMLElement} body */
  constructor(body) {
    this.#body = body;
  }

  /**
   * Draws HTML from our own renderer, which escapes what it is given. Only what differs from
   * what stands there is replaced.
   * @param {string} html
   */
  draw(html) {
    const template = make("template");
    template.innerHTML = trustedMarkup(html);
    this.#replace(this.#body, template.content);
  }

  /**
   * Costs that are not counted yet: no total stands there as if they were nothing.
   * @param {string} text what stands in its place
   */
  withhold(text) {
    for (const cell of findAll(this.#body, ".cost td, .total td")) {
      cell.replaceChildren(make("span", text, "no-amount"));
      const card = cell.closest("[data-programme]");
      if (card) this.#drawn.delete(card);
    }
  }

  /**
   * @param {Element} parent
   * @param {ParentNode} wanted
   */
  #replace(parent, wanted) {
    const fresh = [...wanted.children];
    if (MANY_PROGRAMMES) inOrder(parent, fresh);
    const old = [...parent.children];
    for (const [place, element] of fresh.entries()) {
      const there = old[place];
      const html = element.outerHTML;
      if (there?.matches(".cards") && element.matches(".cards")) this.#replace(there, element);
      else if (there && (this.#drawn.get(there) === html || there.outerHTML === html)) {
        this.#drawn.set(there, html);
      } else {
        if (there) exchange(there, element);
        else parent.append(element);
        this.#drawn.set(element, html);
      }
    }
    for (const element of old.slice(fresh.length)) element.remove();
  }
}

/**
 * Puts what is there of a programme at the place where it is wanted, so that what is open of it
 * stays open.
 * @param {Element} parent
 * @param {readonly Element[]} wanted
 */
function inOrder(parent, wanted) {
  for (const [place, element] of wanted.entries()) {
    const programme = element.getAttribute("data-programme");
    const there = parent.children[place] ?? null;
    if (!programme || there?.getAttribute("data-programme") === programme) continue;
    const own = parent.querySelector(`:scope > [data-programme="${CSS.escape(programme)}"]`);
    if (own) parent.insertBefore(own, there);
  }
}

/**
 * Puts one element in another's place; what was open stays open, and the focus stays.
 * @param {Element} there
 * @param {Element} element
 */
function exchange(there, element) {
  const open = new Map(
    folds(there).map((details, place) => [nameOf(details, place), details.open]),
  );
  const { activeElement } = document;
  const focusable = [...there.querySelectorAll(FOCUSABLE)];
  const focused = activeElement ? focusable.indexOf(activeElement) : -1;
  there.replaceWith(element);
  for (const [place, details] of folds(element).entries()) {
    details.open = open.get(nameOf(details, place)) ?? false;
  }
  if (focused < 0) return;
  // Where the new one has fewer, the focus is not lost either.
  const places = findAll(element, FOCUSABLE);
  places[Math.min(focused, places.length - 1)]?.focus({ preventScroll: true });
}

/**
 * By what a fold is known again: what it says of itself, or its place.
 * @param {HTMLDetailsElement} details
 * @param {number} place
 */
function nameOf({ dataset }, place) {
  return MANY_PROGRAMMES ? (dataset.others ?? place) : place;
}

/** @param {Element} element */
function folds(element) {
  return findAll(element, "details", HTMLDetailsElement);
}
