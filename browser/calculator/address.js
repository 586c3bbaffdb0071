// The address mirrors the answers, and the browser's history the steps.

import { fragment, parsed, placeOf } from "./fragment.js";

/** @import { State } from "./state.js" */

/**
 * What an entry of the history says. `series` is the number of the answers that it belongs to,
 * `depth` how many steps lie before it.
 * @typedef {{ series: number, depth: number, view: string | null, step: string | null }} Entry
 */

export class Address {
  /** Entries with another number belong to other answers, from another address. */
  #series = 0;
  #state;

  /** @param {State} state */
  constructor(state) {
    this.#state = state;
  }

  /** The entry of this history, if it is of the answers that the page has. @returns {Entry | null} */
  get entry() {
    return history.state?.series === this.#series ? history.state : null;
  }

  /** How many steps of these answers lie before this one. @returns {number} */
  get depth() {
    return history.state?.depth ?? 0;
  }

  /** The fragment, without its number sign. @param {[string, string][]} [more] */
  fragment(more) {
    const { place, answers, beside } = this.#state;
    return fragment(place, answers, beside, more);
  }

  /** Reads an address that was opened: begins a series of its own, and takes the place over. */
  read() {
    this.#series = Date.now() + Math.random();
    const given = parsed(location.hash);
    this.#state.setPlace(placeOf(given));
    return given;
  }

  /**
   * Writes what the state is now.
   * @param {{ depth?: number, push?: boolean }} [entry] `push`: as an entry of its own
   */
  write({ depth = this.depth, push = false } = {}) {
    const text = this.fragment();
    const address = text ? `#${text}` : location.pathname + location.search;
    try {
      history[push ? "pushState" : "replaceState"](this.#entry(depth), "", address);
    } catch {
      // Some browsers refuse many changes within a short time: the next one brings this too.
    }
    this.takeToOtherLanguage();
  }

  /** Marks the entry as one of these answers, and leaves its address as it is. */
  mark() {
    history.replaceState(this.#entry(0), "");
  }

  /** However that link is opened, by a click or in a new tab. */
  takeToOtherLanguage() {
    const link = document.querySelector("[data-language-switch]");
    if (link instanceof HTMLAnchorElement) link.hash = this.fragment();
  }

  /**
   * @param {number} depth
   * @returns {Entry}
   */
  #entry(depth) {
    return { series: this.#series, depth, ...this.#state.place };
  }
}
