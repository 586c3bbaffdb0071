// Of many programmes the result shows some, and names the others. A person shows one more by its
// name, and puts it away again by the button of its result; the focus goes with it.

import { find, make } from "../site/dom.js";
import { filled, textsOf } from "../site/texts.js";
import { chosenOf } from "./chosen.js";
import { announce, announceFirst } from "./speech.js";

/** @import { State } from "./state.js" */

/** A result that takes longer than that is said to be on its way, in milliseconds. */
const SLOW_MS = 500;

export class ProgrammesOnShow {
  #root;
  #state;
  #ask;
  /** The programme that was just shown or put away, until it stands at its new place. */
  #moved = "";
  /** What says, beside its name, that its result is on its way. @type {HTMLElement | null} */
  #waiting = null;

  /**
   * @param {HTMLElement} root
   * @param {State} state
   * @param {() => void} ask puts the request again
   */
  constructor(root, state, ask) {
    this.#root = root;
    this.#state = state;
    this.#ask = ask;
    // A fold that is opened grows downwards: what stands below it is not held in place.
    root.addEventListener("focusin", ({ target }) => {
      const isFold = target instanceof Element && target.matches(".result-body summary");
      const anchor = isFold ? "none" : "";
      const { style } = find(root, ".result");
      // A style that is set again, though it is the same, has the browser look at the page again.
      if (style.overflowAnchor !== anchor) style.overflowAnchor = anchor;
    });
  }

  /** @param {string} id */
  show(id) {
    // A name stands there until the result comes, and may be pressed again meanwhile.
    this.#choose(id, [...new Set([...chosenOf(this.#state), id])]);
  }

  /** @param {string} id */
  putAway(id) {
    this.#choose(
      id,
      chosenOf(this.#state).filter((one) => one !== id),
    );
  }

  /** @param {string} moved @param {readonly string[]} ids */
  #choose(moved, ids) {
    this.#moved = moved;
    this.#state.setBeside({ programmes: ids.join(".") }, "person");
    this.#ask();
    setTimeout(() => {
      if (this.#moved === moved) this.#tellWaiting();
    }, SLOW_MS);
  }

  #tellWaiting() {
    const own = `[data-programme="${CSS.escape(this.#moved)}"]`;
    const name = this.#root.querySelector(`li${own}`);
    if (!name || this.#waiting) return;
    const { computing } = textsOf(this.#root, ["textComputing"]);
    this.#waiting = make("span", computing, "hint");
    name.append(" ", this.#waiting);
    announce(computing);
  }

  /** Whoever goes on answering stays there, wherever the answers put a programme. */
  stay() {
    this.#moved = "";
  }

  /** To the programme that has moved, once it is there: what was pressed is gone. */
  follow() {
    this.#waiting?.remove();
    this.#waiting = null;
    if (!this.#moved) return;
    const isShown = chosenOf(this.#state).includes(this.#moved);
    const own = `[data-programme="${CSS.escape(this.#moved)}"]`;
    const place = this.#root.querySelector(isShown ? `.card${own}` : `.others ${own}`);
    if (!place) return;
    this.#moved = "";
    if (isShown) toCard(place);
    else this.#toName(place);
  }

  /** To a name among the others, from where it can be shown again. @param {Element} item */
  #toName(item) {
    const fold = item.closest("details");
    if (fold) fold.open = true;
    const name = find(item, "button");
    name.focus({ preventScroll: true });
    name.scrollIntoView({ block: "center" });
    const { putAway } = textsOf(find(this.#root, ".others"), ["textPutAway"]);
    announceFirst(filled(putAway, { programme: name.textContent }));
  }
}

/** @param {Element} card */
function toCard(card) {
  const heading = find(card, "h3");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
}
