// A text that is shown before it goes, with what takes it away: a link to the device's own
// program, the device's own way to share, and copying (calculator/results/sending.py).

import { copied } from "./copying.js";
import { find } from "./dom.js";
import { textsOf } from "./texts.js";

/**
 * @param {HTMLElement} block
 * @param {(text: string) => void} [announce] tells it to who listens to the page
 */
export function sendBlock(block, announce) {
  const texts = textsOf(block, ["textCopied", "textCopyByHand"]);
  const place = find(block, ".send-text");
  const said = find(block, "[data-send-said]");
  let text = place.textContent;

  /** @param {string} told */
  function say(told) {
    said.textContent = told;
    announce?.(told);
  }

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
    say(took ? texts.copied : texts.copyByHand);
  }

  async function shareIt() {
    try {
      await navigator.share({ text });
    } catch (error) {
      // Who thinks better of it has said so, and needs nothing else.
      if (!(error instanceof DOMException && error.name === "AbortError")) await copyIt();
    }
  }

  find(block, "[data-action^=copy]").hidden = false;
  find(block, "[data-action^=share]").hidden = !canShare(text);

  return {
    copy: copyIt,
    share: shareIt,
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
  if (typeof navigator.share !== "function") return false;
  return typeof navigator.canShare !== "function" || navigator.canShare({ text: text || "-" });
}
