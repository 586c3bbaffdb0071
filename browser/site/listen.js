// Reads the page aloud with the browser's own voices, block by block. The bar stays hidden
// where the browser has no voice of this device for the page's language: a voice from
// elsewhere would send the text there.

const bar = document.querySelector("[data-listen]");
const article = document.querySelector("article");
const language = document.documentElement.lang;
const speech = window.speechSynthesis;

const BLOCK = "h1, h2, h3, h4, p, li, dt, dd, summary, caption, th, td, div, section, details";
const SILENT = "button, nav, svg, noscript, .calculator, [popover], [hidden], [aria-hidden=true]";

/** The voices of this device for a language, Canadian ones first. */
function voicesOf(wanted) {
  const tag = ({ lang }) => lang.toLowerCase().replace("_", "-");
  const canadian = (voice) => tag(voice) === `${wanted}-ca`;
  return speech
    .getVoices()
    .filter((voice) => voice.localService && tag(voice).split("-")[0] === wanted)
    .sort((a, b) => canadian(b) - canadian(a));
}

/** What is to be said: `{ block, language, text }` in the page's order. */
function passages() {
  const found = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: parent } = texts.currentNode;
    // A hard word is a button within a sentence: it is said like any other word.
    const said = parent.matches(".term") ? parent.parentElement : parent;
    if (!data.trim() || said.closest(SILENT) || !parent.getClientRects().length) continue;
    const block = said.closest(BLOCK);
    const spoken = parent.closest("[lang]").lang;
    const last = found.at(-1);
    if (last?.block === block && last.language === spoken) last.text += data;
    else found.push({ block, language: spoken, text: data });
  }
  return found;
}

function start() {
  const play = bar.querySelector("[data-listen-play]");
  const stop = bar.querySelector("[data-listen-stop]");
  let list = [];
  let at = 0;
  let round = 0; // what an earlier round still reports is not listened to

  const show = (state) => {
    bar.dataset.listen = state;
    play.textContent = play.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`];
    stop.disabled = state === "idle";
    for (const marked of article.querySelectorAll(".is-read")) {
      marked.classList.remove("is-read");
      marked.removeAttribute("aria-current");
    }
    if (state === "idle") return;
    list[at].block.classList.add("is-read");
    list[at].block.setAttribute("aria-current", "true");
    if (state === "reading") list[at].block.scrollIntoView({ block: "nearest" });
  };

  const silence = () => {
    round += 1;
    speech.cancel();
  };

  const end = () => {
    silence();
    at = 0;
    show("idle");
  };

  const say = () => {
    if (at >= list.length) return end();
    const mine = (round += 1);
    const { text, language: spoken } = list[at];
    const words = new SpeechSynthesisUtterance(text.replace(/\s+/g, " ").trim());
    words.lang = spoken;
    words.voice = voicesOf(spoken)[0] ?? voicesOf(language)[0] ?? null;
    words.onend = () => {
      if (mine !== round) return;
      at += 1;
      say();
    };
    words.onerror = () => mine === round && end();
    show("reading");
    speech.speak(words);
  };

  // Pausing cancels and remembers the place: on Android the browser's own pause is a stop.
  play.addEventListener("click", () => {
    if (bar.dataset.listen === "reading") {
      silence();
      show("paused");
    } else {
      if (bar.dataset.listen === "idle") list = passages();
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

if (bar && article && speech && window.SpeechSynthesisUtterance) {
  const offer = () => {
    bar.hidden = !voicesOf(language).length;
  };
  start();
  offer();
  // Most browsers know their voices only after a while.
  speech.addEventListener?.("voiceschanged", offer);
}
