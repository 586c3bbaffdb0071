// The address mirrors the answers, and the browser's history the steps. The answers have one
// owner, the state: an entry of the history says which step, and of which series of answers (see
// tab_memory.js); what it may still have of answers is not read as long as the tab remembers
// the series.

import { findAll } from "../site/dom.js";
import { handOver, takeOver, whenHandedOverLate } from "../site/handover.js";
import { addEntry, changeEntry } from "../site/history_entry.js";
import { chosenOf } from "./chosen.js";
import { fragment, parsed, placeOf } from "./fragment.js";
import { TabMemory } from "./tab_memory.js";

/** @import { Place, State } from "./state.js" */

const NOWHERE = { view: null, step: null };

/**
 * What an entry of the history says. `depth` is how many steps of its series lie before it.
 * @typedef {{ series: string, depth: number, view: string | null, step: string | null }} Entry
 */

/** The entry that the page stands at, if a calculator has written it. @returns {Entry | null} */
function currentEntry() {
  const { series, depth, view, step } = history.state ?? {};
  if (typeof series !== "string" || typeof depth !== "number") return null;
  return { series, depth, view: view || null, step: step || null };
}

export class Address {
  #series = "";
  #state;
  #memory;
  /** Whether the browser hands answers over from page to page. */
  #handedOver = false;
  /** Whether the page was loaded at an entry that a page had written before, or is shown again. */
  #resumed = currentEntry() !== null;
  /** The series and the answers with which the page began, or is shown again. */
  #begun = { series: "", answers: "" };
  /** Whether entries may lie ahead, which the person came back from. */
  #ahead = false;
  /** What is to be written soon, or was last. @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /**
   * @param {State} state
   * @param {string} kind of calculator
   */
  constructor(state, kind) {
    this.#state = state;
    this.#memory = new TabMemory(kind);
    this.#takeOver();
    this.#mend();
    addEventListener("pagehide", () => {
      if (this.#soon) this.#follow();
      this.#memory.owner = state.calendarOwner;
      this.#memory.entries = history.length;
      handOver(this.#memory.text());
    });
  }

  /**
   * Chromium forgets what is written of an entry while its page is being loaded anew, and a person
   * on a slow network may go on answering: the tab remembers. A link that was followed since, and
   * whose page was loaded anew before its scripts began, has an entry more.
   */
  #mend() {
    const { lastSeries: series, entries } = this.#memory;
    const isLost = !currentEntry() && wasReloaded() && entries === history.length;
    if (!isLost || series === null) return;
    changeEntry({ series, depth: 0, ...placeOf(parsed(location.hash)) });
    this.#resumed = true;
  }

  #takeOver() {
    const { allowed, text } = takeOver();
    this.#handedOver = allowed;
    return this.#load(text);
  }

  /** @param {string | null} text */
  #load(text) {
    const known = this.#memory.load(text);
    this.#state.calendarOwner = this.#memory.owner;
    return known;
  }

  /**
   * What the page before hands over after this one has begun is taken in, but for what the
   * person has changed here meanwhile.
   * @param {(answers: URLSearchParams) => void} show
   */
  whenHandedOverLate(show) {
    this.#begins();
    whenHandedOverLate((text) => {
      const { series, answers: first } = this.#begun;
      const untouched = this.#series === series && this.#answers() === first;
      this.#load(text);
      const answers = this.#resumed && untouched ? this.#memory.answersOf(series) : null;
      if (answers === null) this.#follow();
      else show(parsed(answers));
    });
  }

  #begins() {
    this.#begun = { series: this.#series, answers: this.#answers() };
  }

  /** How many steps of these answers lie before this one. */
  get depth() {
    return currentEntry()?.depth ?? 0;
  }

  /** The fragment, without its number sign. */
  fragment() {
    return this.#at(this.#state.place);
  }

  /** @param {Readonly<Place>} place */
  #at(place) {
    const { answers, beside } = MANY_PROGRAMMES ? withAwaited(this.#state) : this.#state;
    return fragment(place, answers, beside);
  }

  /** The answers and what is beside them, without the place. */
  #answers() {
    return this.#at(NOWHERE);
  }

  /**
   * The answers of the entry that the page stands at, and where in them it is. Null where it is
   * no entry of answers that this tab remembers: then the address says all.
   * @returns {{ answers: URLSearchParams, place: Place, same: boolean } | null} `same`: they are
   *   those that the state has
   */
  entry() {
    const entry = currentEntry();
    if (!entry) return null;
    const same = entry.series === this.#series;
    const answers = same ? this.#answers() : this.#remembered(entry.series);
    if (answers === null) return null;
    this.#series = entry.series;
    this.#ahead = true;
    const { view, step } = entry;
    return { answers: parsed(answers), place: { view, step }, same };
  }

  /**
   * The page was left, and is shown again as it was: the answers to show in place of those, if
   * others have come since.
   */
  shownAgain() {
    const known = this.#takeOver();
    if (!known) {
      // The page before may be writing it just now: it is none the less the newest.
      this.#resumed = true;
      this.#begins();
    }
    if (!known && (this.#handedOver || parent !== window)) return null;
    const answers = known ? (this.#remembered(this.#series) ?? "") : "";
    return answers === this.#answers() ? null : parsed(answers);
  }

  /**
   * What the tab remembers of a series. Where the browser hands nothing over, what was erased
   * on another page must not come back from an entry: nothing is taken from it then, unless
   * the page was loaded anew where it stood.
   * @param {string} series
   */
  #remembered(series) {
    const known = this.#memory.answersOf(series);
    if (known !== null || this.#handedOver || parent !== window) return known;
    return wasReloaded() ? null : "";
  }

  /** Reads an address that was opened: its answers are a series of their own. */
  read() {
    const given = parsed(location.hash);
    this.#state.setPlace(placeOf(given));
    return given;
  }

  /** The answers of the address are read; gives whether they go on with those before. */
  begin() {
    const known = this.#memory.seriesWith(this.#answers());
    this.#series = known ?? currentEntry()?.series ?? `${Date.now()}${Math.random()}`;
    return known !== null;
  }

  /** Writes what the state is now, once the browser has painted what the person has just done. */
  writeSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.write());
  }

  /**
   * Writes what the state is now.
   * @param {{ depth?: number, push?: boolean }} [entry] `push`: as an entry of its own
   */
  write({ depth = this.depth, push = false } = {}) {
    clearTimeout(this.#soon);
    if (push) {
      this.clean();
      this.#ahead = false;
    }
    (push ? addEntry : changeEntry)(this.#entry(depth), addressOf(this.fragment()));
    this.#follow();
  }

  /** Leaves the address as it is: it is a place of the page, or says what there is to say. */
  mark() {
    changeEntry(this.#entry(0));
    this.#follow();
  }

  /** The entry is about to be left for another of these answers: it keeps none of them. */
  clean() {
    clearTimeout(this.#soon);
    const entry = currentEntry();
    if (entry?.series === this.#series) changeEntry(entry, addressOf(fragment(entry, {}, {})));
  }

  /**
   * Nothing of any answer is remembered, and the entry has none. Those that lie ahead go.
   */
  erase() {
    this.#memory.erase();
    const push = this.#ahead;
    this.write({ depth: this.depth + (push ? 1 : 0), push });
  }

  /**
   * The tab, and the links to the other language and to the comparison: however they are opened,
   * by a click or in a tab.
   */
  #follow() {
    const [answers, here] = [this.#answers(), this.fragment()];
    this.#memory.remember(this.#series, answers);
    const links = "[data-language-switch], [data-language-offer] a";
    for (const link of findAll(document, links, HTMLAnchorElement)) link.hash = here;
    const comparison = document.querySelector("[data-comparison-link]");
    if (comparison instanceof HTMLAnchorElement) comparison.hash = answers;
  }

  /**
   * @param {number} depth
   * @returns {Entry}
   */
  #entry(depth) {
    return { series: this.#series, depth, ...this.#state.place };
  }
}

/** The state with what is chosen and has not come yet. @param {State} state */
function withAwaited(state) {
  const { answers, beside, awaited } = state;
  const ids = [...chosenOf(state), ...(awaited?.programmes ?? [])];
  const programmes = [...new Set(ids)].join(".");
  return { answers: { ...answers, ...awaited?.answers }, beside: { ...beside, programmes } };
}

/** The page's own address with a fragment, or without one. @param {string} text */
function addressOf(text) {
  return text ? `#${text}` : location.pathname + location.search;
}

/** Whether the page was loaded anew where it stood. */
function wasReloaded() {
  const [load] = performance.getEntriesByType("navigation");
  if (load) return "type" in load && load.type === "reload";
  const { navigation } = performance; // before Safari 15 there is only this
  return navigation?.type === navigation?.TYPE_RELOAD;
}
