// What a person does with a comparison: copy its link, print it, erase it. Nothing is stored.

import { find, make } from "../site/dom.js";
import { tellErased } from "../site/erasing.js";
import { textsOf } from "../site/texts.js";
import { encoded, pairsOf } from "./fragment.js";
import { questionList, strangerList } from "./keeping.js";
import { changesSince, linkPairs } from "./link.js";
import { copyLink, forgetLink } from "./link_field.js";
import { printingBegins } from "./printing.js";
import { announce } from "./speech.js";
import { AnswerStorage } from "./storage.js";

/** @import { NotTaken } from "./form.js" */
/** @import { OpenedLink } from "./link.js" */
/** @import { Settings } from "./settings.js" */
/** @import { State } from "./state.js" */

const NOWHERE = { view: null, step: null };

export class CompareTools {
  #root;
  #settings;
  #state;
  #texts;
  #storage;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {State} state
   */
  constructor(root, settings, state) {
    this.#root = root;
    this.#settings = settings;
    this.#state = state;
    this.#storage = new AnswerStorage(settings.kind);
    this.#texts = textsOf(root, [
      "textUnread",
      "textDoubled",
      "textStrangers",
      "textIncomplete",
      "textWas",
      "textWithMoney",
      "textOtherVersion",
      "textSameAnswer",
      "textChanged",
      "textCopied",
      "textCopyByHand",
      "textErased",
      "textErasedElsewhere",
      "textNotForgotten",
      "textLeftOthers",
      "textPrintByHand",
    ]);
  }

  /**
   * Says what could not be read of a link, and whether the rules have changed since.
   * @param {OpenedLink} link
   * @param {NotTaken} notTaken
   */
  linkIsOpened(link, { unread, doubled, strangers }) {
    const { version, language } = this.#settings;
    const texts = this.#texts;
    /** @type {HTMLElement[]} */
    const parts = link.whole ? [] : [make("p", texts.incomplete)];
    if (unread.length) parts.push(make("p", texts.unread), questionList(unread));
    if (doubled.length) parts.push(make("p", texts.doubled), questionList(doubled));
    if (strangers.length) parts.push(make("p", texts.strangers));
    // Among them are programmes that there are no more.
    if (MANY_PROGRAMMES) parts.push(...strangerList(strangers));
    // A link to a comparison says nothing of what came of it.
    const changes = changesSince(
      link,
      { version, cards: [] },
      { ...texts, verdicts: {} },
      language,
    );
    for (const sentence of changes ?? []) parts.push(make("p", sentence));
    const notice = find(this.#root, "[data-link-notice]");
    notice.replaceChildren(...parts);
    notice.hidden = !parts.length;
  }

  /** A person goes on: what was said of the last act is over. */
  changed() {
    find(this.#root, "[data-said-notice]").hidden = true;
  }

  async copy() {
    const { answers, beside } = this.#state;
    const link = new URL(location.pathname, location.href);
    const pairs = pairsOf(NOWHERE, answers, beside);
    link.hash = encoded(linkPairs(pairs, this.#settings.version, null));
    await copyLink(this.#root, link.href, (took) =>
      this.#say(took ? this.#texts.copied : this.#texts.copyByHand),
    );
  }

  async print() {
    if (!(await printingBegins(window))) this.#say(this.#texts.printByHand);
  }

  /**
   * Both situations are gone: so is what the device keeps of the calculator's answers.
   * @param {boolean} here whether on this page, else in another tab
   */
  erase(here) {
    if (here) tellErased();
    const gone = here && this.#storage.clear();
    const { erased, erasedElsewhere, notForgotten, leftOthers } = this.#texts;
    for (const place of [".keep-said", "[data-link-notice]", "[data-errors-notice]"]) {
      find(this.#root, place).hidden = true;
    }
    forgetLink(this.#root);
    const said = here
      ? [erased, !gone && notForgotten, this.#storage.hasOthers && leftOthers]
      : [erasedElsewhere];
    const notice = find(this.#root, "[data-said-notice]");
    notice.hidden = false;
    notice.textContent = said.filter(Boolean).join(" ");
    if (!here) return announce(erasedElsewhere);
    // The button that was pressed is gone, and the focus must not go with it.
    notice.focus();
  }

  /** @param {string} text */
  #say(text) {
    const place = find(this.#root, "[data-keep-said]");
    place.hidden = false;
    place.textContent = text;
    announce(text);
  }
}
