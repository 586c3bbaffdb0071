// Reads parts of a page aloud with the browser's own voices, block by block.

import { isLetterOrDigit, spoken } from "./spoken.js";
import { voicesOf } from "./voices.js";

/** @typedef {{ block: Element, language: string, text: string }} Passage */
/** @typedef {"idle" | "reading" | "paused"} ReadingState */

const SILENT =
  "button, input, select, nav, svg, pre, noscript, .calculator, [popover], [hidden], [aria-hidden=true]";

/**
 * What is to be said of an element, in the page's order.
 * @param {Element} root
 * @param {string} language of the page
 * @returns {Passage[]}
 */
export function passages(root, language) {
  /** @type {Passage[]} */
  const found = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: parent } = /** @type {Text} */ (texts.currentNode);
    if (!parent) continue;
    // A hard word is a button within a sentence: it is said like any other word.
    // Browsers that translate put elements of theirs around every text.
    const term = parent.closest(".term");
    const said = term ? term.parentElement : parent;
    if (!said || !data.trim() || isSilent(said, root) || !parent.getClientRects().length) continue;
    const block = blockOf(said, root);
    const own = parent.closest("[lang]")?.getAttribute("lang") ?? language;
    found.push({ block, language: own, text: data });
  }
  return joined(found);
}

/**
 * Pieces of text as they are said: what stands side by side in one block and in one language is
 * one passage, whatever the block's tag is.
 * @param {Passage[]} pieces in the page's order
 * @returns {Passage[]}
 */
export function joined(pieces) {
  /** @type {Passage[]} */
  const found = [];
  for (const piece of pieces) {
    const last = found[found.length - 1];
    if (last?.block === piece.block && last.language === piece.language) last.text += piece.text;
    else found.push({ ...piece });
  }
  // A voice has nothing to say of an arrow, and may never report that it has said it.
  return found.filter(({ text }) => [...text].some(isLetterOrDigit));
}

/**
 * Whether it is left out: for itself, or for something around it within what is read.
 * @param {Element} element
 * @param {Element} root
 */
function isSilent(element, root) {
  const silent = element.closest(SILENT);
  return silent !== null && silent !== root && root.contains(silent);
}

/**
 * The element, from itself outwards to the root, that stands as a block of its own.
 * @param {Element} element
 * @param {Element} root
 */
function blockOf(element, root) {
  let block = element;
  while (block !== root && /^(inline|contents)/.test(getComputedStyle(block).display)) {
    block = block.parentElement ?? root;
  }
  return block;
}

/**
 * Whether this browser reads aloud, with a voice of this device for a language. `onChange` is
 * called now and whenever that may be otherwise: most browsers know their voices only after a
 * while.
 * @param {string} language
 * @param {(offered: boolean) => void} onChange
 */
export function whenOffered(language, onChange) {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  const offer = () => onChange(voicesOf(speech.getVoices(), language).length > 0);
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}

export class Reader {
  #language;
  #onChange;
  /** @type {Passage[]} */
  #list = [];
  #at = 0;
  #round = 0; // what an earlier round still reports is not listened to
  /** @type {Element | null} */
  #marked = null;
  /** @type {ReadingState} */
  #state = "idle";

  /**
   * @param {string} language of the page
   * @param {(state: ReadingState) => void} onChange
   */
  constructor(language, onChange) {
    this.#language = language;
    this.#onChange = onChange;
    addEventListener("pagehide", () => this.stop());
    // A page that was left in the middle of a sentence may still be speaking.
    this.#silence();
  }

  get state() {
    return this.#state;
  }

  /**
   * Reads from the beginning, in place of what is being read.
   * @param {Passage[]} list
   */
  read(list) {
    this.#silence();
    this.#list = list;
    this.#at = 0;
    this.#say();
  }

  /** Pausing cancels and remembers the place: on Android the browser's own pause is a stop. */
  pause() {
    this.#silence();
    this.#show("paused");
  }

  resume() {
    this.#say();
  }

  stop() {
    this.#silence();
    this.#list = [];
    this.#at = 0;
    this.#show("idle");
  }

  #silence() {
    this.#round += 1;
    speechSynthesis.cancel();
  }

  #say() {
    if (this.#at >= this.#list.length) return this.stop();
    this.#round += 1;
    const mine = this.#round;
    const { text, language } = this.#list[this.#at];
    const words = new SpeechSynthesisUtterance(spoken(text));
    const voices = speechSynthesis.getVoices();
    const [voice] = [...voicesOf(voices, language), ...voicesOf(voices, this.#language)];
    words.lang = language;
    words.voice = voice ?? null;
    words.onend = () => {
      if (mine !== this.#round) return;
      this.#at += 1;
      this.#say();
    };
    words.onerror = () => {
      if (mine === this.#round) this.stop();
    };
    this.#show("reading");
    speechSynthesis.speak(words);
  }

  /** @param {ReadingState} state */
  #show(state) {
    this.#state = state;
    this.#onChange(state);
    this.#marked?.classList.remove("is-read");
    this.#marked?.removeAttribute("aria-current");
    this.#marked = this.#list[this.#at]?.block ?? null;
    this.#marked?.classList.add("is-read");
    this.#marked?.setAttribute("aria-current", "true");
    if (state === "reading") this.#marked?.scrollIntoView({ block: "nearest" });
  }
}
