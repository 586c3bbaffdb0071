// What a person does with an answer: copy its link, keep it on the device, erase it. Nothing
// is stored before a button is pressed.

import { find, findAll, make } from "../site/dom.js";
import { textsOf } from "../site/texts.js";
import { listQuestions } from "./errors.js";
import { changesSince, linkExtras } from "./link.js";
import { printingBegins } from "./printing.js";
import { announce, announceFirst } from "./speech.js";
import { AnswerStorage } from "./storage.js";

/** @import { Address } from "./address.js" */
/** @import { NotTaken } from "./form.js" */
/** @import { Settings } from "./settings.js" */
/** @import { State } from "./state.js" */

export class Keeping {
  #root;
  #settings;
  #state;
  #address;
  #texts;
  #storage;
  /** Whether the answers on show are those kept on the device. */
  #kept = false;
  /** What an opened link said, until it was compared. @type {URLSearchParams | null} */
  #link = null;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {State} state
   * @param {Address} address
   */
  constructor(root, settings, state, address) {
    this.#root = root;
    this.#settings = settings;
    this.#state = state;
    this.#address = address;
    this.#texts = textsOf(root, [
      "textUnread",
      "textStrangers",
      "textWas",
      "textWithMoney",
      "textOtherVersion",
      "textSameAnswer",
      "textChanged",
      "textCopied",
      "textCopyByHand",
      "textKept",
      "textNotKept",
      "textForgotten",
      "textErased",
      "textPrintByHand",
    ]);
    this.#storage = new AnswerStorage(settings.kind);
    this.#find("[data-kept-notice]").hidden = this.#storage.content === null;
    state.subscribe("answers", (by) => {
      if (by !== "person") return;
      this.#link = null;
      this.#find("[data-said-notice]").hidden = true;
      if (this.#kept) this.#storage.put(state.answers);
    });
  }

  /**
   * Says what could not be read of a link, and keeps what it said of the result.
   * @param {URLSearchParams} given
   * @param {NotTaken} notTaken
   */
  linkIsOpened(given, { unread, strangers }) {
    this.#link = given;
    const notice = this.#find("[data-link-notice]");
    if (unread.length) listQuestions(notice, this.#texts.unread, unread);
    else notice.replaceChildren();
    if (strangers) notice.append(make("p", this.#texts.strangers));
    notice.hidden = !notice.hasChildNodes();
    if (!notice.hidden) announceFirst(spoken(notice));
  }

  /** Says what has changed since the link was made, once the whole result is there. */
  resultIsShown() {
    const { cards, whole } = this.#state.shown;
    if (!whole || !this.#link) return;
    const { version, verdicts, language } = this.#settings;
    const texts = { ...this.#texts, verdicts };
    const sentences = changesSince(this.#link, { version, cards }, texts, language);
    this.#link = null;
    if (sentences.length === 0) return;
    const notice = this.#find("[data-link-notice]");
    notice.append(...sentences.map((sentence) => make("p", sentence)));
    notice.hidden = false;
    announceFirst(spoken(notice));
  }

  async copy() {
    const { page, version } = this.#settings;
    const link = new URL(page ?? location.pathname, location.href);
    link.hash = this.#address.fragment(linkExtras(version, this.#state.shown.cards));
    const field = this.#linkField();
    const took = await copied(link.href);
    field.value = link.href;
    this.#find(".keep-link").hidden = took;
    this.#say(took ? this.#texts.copied : this.#texts.copyByHand);
    if (took) return;
    field.focus();
    field.select();
  }

  async print() {
    if (!(await printingBegins(window))) this.#say(this.#texts.printByHand);
  }

  keep() {
    this.#kept = this.#storage.put(this.#state.answers);
    this.#say(this.#kept ? this.#texts.kept : this.#texts.notKept);
    this.#buttons();
    if (this.#kept) this.#find(".keep [data-action=forget]").focus();
  }

  forget() {
    const notice = this.#find("[data-kept-notice]");
    const offered = !notice.hidden;
    this.#storage.clear();
    this.#kept = false;
    this.#buttons();
    notice.hidden = true;
    this.#say(this.#texts.forgotten, offered);
    // The button that was pressed is gone, and the focus must not go with it.
    const keep = this.#find("[data-action=keep]");
    for (const place of [keep, this.#find(".keep summary"), this.#find(".step-heading h3")]) {
      place.focus({ preventScroll: true });
      // What is hidden, or in a closed fold, takes no focus.
      if (document.activeElement === place) break;
    }
  }

  /** The answers that the device keeps; from now on it keeps their changes too. */
  restore() {
    this.#kept = true;
    this.#buttons();
    this.#find("[data-kept-notice]").hidden = true;
    return new Map(Object.entries(this.#storage.content ?? {}));
  }

  erase() {
    this.#storage.clear();
    this.#kept = false;
    this.#link = null;
    this.#buttons();
    for (const notice of findAll(this.#root, ".notices > .notice")) notice.hidden = true;
    this.#find("[data-errors-notice]").hidden = true;
    this.#linkField().value = "";
    this.#find(".keep-link").hidden = true;
    this.#say(this.#texts.erased, true);
  }

  /** Brings what was said at the head into view, where the focus has left it outside. */
  showSaid() {
    this.#find("[data-said-notice]").scrollIntoView({ block: "nearest" });
  }

  #buttons() {
    this.#find(".keep [data-action=forget]").hidden = !this.#kept;
    this.#find("[data-action=keep]").hidden = this.#kept;
  }

  /**
   * Says something where the person looks: below the buttons, or at the head of the calculator
   * where the buttons are out of sight or the focus goes there.
   * @param {string} text
   * @param {boolean} [atHead]
   */
  #say(text, atHead = false) {
    const [below, head] = [this.#find("[data-keep-said]"), this.#find("[data-said-notice]")];
    const place = atHead || !unfolded(below) ? head : below;
    for (const one of [below, head]) {
      one.hidden = one !== place;
      one.textContent = one === place ? text : "";
    }
    announce(text);
  }

  #linkField() {
    return find(this.#root, "#keep-link", HTMLInputElement);
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.#root, selector);
  }
}

/**
 * Whether the fold around an element is open, and itself to be seen.
 * @param {Element} element
 */
function unfolded(element) {
  const fold = element.closest("details");
  return Boolean(fold?.open && fold.getClientRects().length);
}

/**
 * A notice as it is read aloud, its parts apart.
 * @param {HTMLElement} notice
 */
function spoken(notice) {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would join paragraphs.
  return notice.innerText;
}

/**
 * Whether the clipboard took it: it may be refused, or not be there at all.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
