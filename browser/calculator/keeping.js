// What a person does with an answer: copy its link, keep it on the device, erase it. Nothing
// is stored before a button is pressed.

import { listQuestions, paragraph } from "./errors.js";
import { changesSince, linkTo } from "./link.js";
import { announce, foretell } from "./speech.js";
import { Shelf } from "./storage.js";

export class Keeping {
  #link = null; // what an opened link said, until it was compared

  constructor(root, answers, result) {
    Object.assign(this, { root, answers, result });
    this.texts = root.dataset;
    this.shelf = new Shelf(this.texts.kind);
    this.kept = false; // whether the answers on show are those kept on the device
    this.#offer();
  }

  // `given`, `unread` and `strangers` as Answers.read gives them.
  linkIsOpened({ given, unread, strangers }) {
    this.#link = given;
    const notice = this.#find("[data-link-notice]");
    listQuestions(notice, this.texts.textUnread, unread);
    if (unread.length === 0) notice.replaceChildren();
    if (strangers) notice.append(paragraph(this.texts.textStrangers));
    notice.hidden = !notice.hasChildNodes();
    if (!notice.hidden) foretell(notice.innerText);
  }

  // Says what has changed since the link was made, once the whole answer is there.
  resultIsShown(whole) {
    if (!whole || !this.#link) return;
    const {
      version,
      verdicts,
      textWas,
      textWithMoney,
      textOtherVersion,
      textSameAnswer,
      textChanged,
    } = this.texts;
    const texts = {
      ...{ was: textWas, withMoney: textWithMoney, otherVersion: textOtherVersion },
      ...{ sameAnswer: textSameAnswer, changed: textChanged, verdicts: JSON.parse(verdicts) },
    };
    const { language } = this.texts;
    const sentences = changesSince(this.#link, {
      version,
      cards: this.result.cards,
      texts,
      language,
    });
    this.#link = null;
    if (sentences.length === 0) return;
    const notice = this.#find("[data-link-notice]");
    notice.append(...sentences.map(paragraph));
    notice.hidden = false;
    foretell(notice.innerText);
  }

  answersChanged() {
    this.#link = null;
    if (this.kept) this.shelf.put(this.answers.fields());
  }

  async copy() {
    const link = linkTo(this.answers, this.texts, this.result.cards);
    const field = this.#find("#keep-link");
    const took = await copied(link);
    field.value = link;
    field.parentElement.hidden = took;
    this.#say(took ? this.texts.textCopied : this.texts.textCopyByHand);
    if (took) return;
    field.focus();
    field.select();
  }

  keep() {
    this.kept = this.shelf.put(this.answers.fields());
    this.#say(this.kept ? this.texts.textKept : this.texts.textNotKept);
    this.#buttons();
    if (this.kept) this.#find(".keep [data-action=forget]").focus();
  }

  forget() {
    this.shelf.clear();
    this.kept = false;
    this.#buttons();
    this.#find("[data-kept-notice]").hidden = true;
    this.#say(this.texts.textForgotten);
    // The button that was pressed is gone, and the focus must not go with it.
    const keep = this.#find("[data-action=keep]");
    const place = keep.offsetParent ? keep : this.#find(".step-heading h3");
    place.focus({ preventScroll: true });
  }

  restore() {
    this.answers.fill(new Map(Object.entries(this.shelf.content ?? {})));
    this.kept = true;
    this.#buttons();
    this.#find("[data-kept-notice]").hidden = true;
  }

  erase() {
    this.shelf.clear();
    this.kept = false;
    this.#link = null;
    this.#buttons();
    for (const notice of this.root.querySelectorAll(".notices > .notice")) notice.hidden = true;
    this.#find("[data-errors-notice]").hidden = true;
    const field = this.#find("#keep-link");
    field.value = "";
    field.parentElement.hidden = true;
    this.#say(this.texts.textErased);
  }

  #offer() {
    const offered = this.shelf.content !== null;
    this.#find("[data-kept-notice]").hidden = !offered;
  }

  #buttons() {
    this.#find(".keep [data-action=forget]").hidden = !this.kept;
    this.#find("[data-action=keep]").hidden = this.kept;
  }

  #say(text) {
    const place = this.#find("[data-keep-said]");
    place.hidden = false;
    place.textContent = text;
    announce(text);
  }

  #find(selector) {
    return this.root.querySelector(selector);
  }
}

// Whether the clipboard took it: it may be refused, or not be there at all.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
