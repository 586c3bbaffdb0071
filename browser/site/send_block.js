// A text that is shown before it goes, with what takes it away: a link to the device's own
// program, the device's own way to share, and copying (calculator/results/sending.py).

import { copied } from "./copying.js";
import { find } from "./dom.js";

/** @typedef {{ copied: string, copyByHand: string }} SendTexts */

/**
 * @param {ParentNode} block
 * @param {SendTexts} texts
 */
export function sendBlock(block, texts) {
  const place = find(block, ".send-text");
  const said = find(block, "[data-send-said]");
  const share = find(block, "[data-send-share]", HTMLButtonElement);
  const copy = find(block, "[data-send-copy]", HTMLButtonElement);
  let text = place.textContent;

  /** Whoever copies by hand finds it selected. */
  function select() {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  }

  async function copyIt() {
    const took = await copied(text);
    if (!took) select();
    said.textContent = took ? texts.copied : texts.copyByHand;
  }

  async function shareIt() {
    try {
      await navigator.share({ text });
    } catch (error) {
      // Who thinks better of it has said so, and needs nothing else.
      if (!(error instanceof DOMException && error.name === "AbortError")) await copyIt();
    }
  }

  copy.hidden = false;
  copy.addEventListener("click", copyIt);
  share.hidden = !canShare(text);
  share.addEventListener("click", shareIt);

  return {
    /** @param {string} shown */
    show(shown) {
      if (shown === text) return;
      text = shown;
      place.textContent = shown;
      said.textContent = "";
    },
  };
}

/**
 * Whether the device has a way to share texts, and lets this page, perhaps in a frame, use it.
 * @param {string} text
 */
function canShare(text) {
  if (!("share" in navigator)) return false;
  return !("canShare" in navigator) || navigator.canShare({ text: text || "-" });
}
