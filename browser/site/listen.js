// Reads the page aloud. The bar stays hidden where the browser has no voice of this device for
// the page's language.

import { find } from "./dom.js";
import "./pass_on.js";
import { passages, Reader, whenOffered } from "./reader.js";
import { textsOf } from "./texts.js";

const language = document.documentElement.lang;

/**
 * @param {HTMLElement} bar
 * @param {Element} article
 */
function start(bar, article) {
  const play = find(bar, "[data-listen-play]", HTMLButtonElement);
  const stop = find(bar, "[data-listen-stop]", HTMLButtonElement);
  const texts = textsOf(play, ["textIdle", "textReading", "textPaused"]);
  const reader = new Reader(language, (state) => {
    bar.dataset.listen = state;
    play.textContent = texts[state];
    stop.disabled = state === "idle";
  });

  play.addEventListener("click", () => {
    if (reader.state === "reading") reader.pause();
    else if (reader.state === "paused") reader.resume();
    else reader.read(passages(article, language));
  });
  stop.addEventListener("click", () => {
    play.focus(); // before it is disabled, or the focus would be lost
    reader.stop();
  });
}

const bar = document.querySelector("[data-listen]");
const article = document.querySelector("article");
if (bar instanceof HTMLElement && article) {
  let isStarted = false;
  whenOffered(language, (offered) => {
    if (!isStarted) start(bar, article);
    isStarted = true;
    bar.hidden = !offered;
  });
}
