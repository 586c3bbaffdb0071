// Reads the page aloud with the browser's own voices, block by block. The bar stays hidden
// where the browser has no voice of this device for the page's language.

import { find } from "./dom.js";
import { textsOf } from "./texts.js";
import { voicesOf } from "./voices.js";

/** @typedef {{ block: Element, language: string, text: string }} Passage */
/** @typedef {"idle" | "reading" | "paused"} ListenState */

const BLOCK = "h1, h2, h3, h4, p, li, dt, dd, summary, caption, th, td, div, section, details";
const SILENT = "button, nav, svg, noscript, .calculator, [popover], [hidden], [aria-hidden=true]";

const language = document.documentElement.lang;
const speech = window.speechSynthesis;

/**
 * What is to be said, in the page's order.
 * @param {Element} article
 * @returns {Passage[]}
 */
function passages(article) {
  /** @type {Passage[]} */
  const found = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: parent } = /** @type {Text} */ (texts.currentNode);
    if (!parent) continue;
    // A hard word is a button within a sentence: it is said like any other word.
    const said = parent.matches(".term") ? parent.parentElement : parent;
    if (!said || !data.trim() || said.closest(SILENT) || !parent.getClientRects().length) continue;
    const block = said.closest(BLOCK) ?? article;
    const spoken = parent.closest("[lang]")?.getAttribute("lang") ?? language;
    const last = found[found.length - 1];
    if (last?.block === block && last.language === spoken) last.text += data;
    else found.push({ block, language: spoken, text: data });
  }
  return found;
}

/**
 * @param {HTMLElement} bar
 * @param {Element} article
 */
function start(bar, article) {
  const play = find(bar, "[data-listen-play]", HTMLButtonElement);
  const stop = find(bar, "[data-listen-stop]", HTMLButtonElement);
  const texts = textsOf(play, ["textIdle", "textReading", "textPaused"]);
  /** @type {Passage[]} */
  let list = [];
  let at = 0;
  let round = 0; // what an earlier round still reports is not listened to
  /** @type {ListenState} */
  let state = "idle";

  /** @param {ListenState} next */
  function show(next) {
    state = next;
    bar.dataset.listen = state;
    play.textContent = texts[state];
    stop.disabled = state === "idle";
    for (const marked of article.querySelectorAll(".is-read")) {
      marked.classList.remove("is-read");
      marked.removeAttribute("aria-current");
    }
    if (state === "idle") return;
    const { block } = list[at];
    block.classList.add("is-read");
    block.setAttribute("aria-current", "true");
    if (state === "reading") block.scrollIntoView({ block: "nearest" });
  }

  function silence() {
    round += 1;
    speech.cancel();
  }

  function end() {
    silence();
    at = 0;
    show("idle");
  }

  function say() {
    if (at >= list.length) return end();
    round += 1;
    const mine = round;
    const { text, language: spoken } = list[at];
    const words = new SpeechSynthesisUtterance(text.replace(/\s+/g, " ").trim());
    const voices = speech.getVoices();
    words.lang = spoken;
    words.voice = voicesOf(voices, spoken)[0] ?? voicesOf(voices, language)[0] ?? null;
    words.onend = () => {
      if (mine !== round) return;
      at += 1;
      say();
    };
    words.onerror = () => {
      if (mine === round) end();
    };
    show("reading");
    speech.speak(words);
  }

  // Pausing cancels and remembers the place: on Android the browser's own pause is a stop.
  play.addEventListener("click", () => {
    if (state === "reading") {
      silence();
      show("paused");
    } else {
      if (state === "idle") list = passages(article);
      say();
    }
  });
  stop.addEventListener("click", () => {
    play.focus(); // before it is disabled, or the focus would be lost
    end();
  });
  addEventListener("pagehide", end);
  // A page that was left in the middle of a sentence may still be speaking.
  silence();
}

const bar = document.querySelector("[data-listen]");
const article = document.querySelector("article");
if (bar instanceof HTMLElement && article && speech && window.SpeechSynthesisUtterance) {
  const offer = () => {
    bar.hidden = !voicesOf(speech.getVoices(), language).length;
  };
  start(bar, article);
  offer();
  // Most browsers know their voices only after a while.
  speech.addEventListener?.("voiceschanged", offer);
}
