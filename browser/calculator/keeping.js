// What a person does with an answer: copy its link, keep it on the device, erase it. Nothing
// is stored before a button is pressed.

import { find, findAll, make } from "../site/dom.js";
import { tellErased } from "../site/erasing.js";
import { textsOf } from "../site/texts.js";
import { isOwner } from "./calendar_identity.js";
import { questionLink } from "./errors.js";
import { asked } from "./form.js";
import { encoded, pairsOf } from "./fragment.js";
import { changesSince, linkPairs, openedLink } from "./link.js";
import { copyLink, forgetLink } from "./link_field.js";
import { printingBegins } from "./printing.js";
import { announce, announceFirst } from "./speech.js";
import { AnswerStorage } from "./storage.js";

/** @import { NotTaken } from "./form.js" */
/** @import { OpenedLink } from "./link.js" */
/** @import { Settings } from "./settings.js" */
/** @import { State } from "./state.js" */

/** In what the device keeps, and in no link: of whom the calendar's dates are. */
const OWNER = "o";
const NOWHERE = { view: null, step: null };
/** A stranger's names that are shown: what reads like a name, and not more than a few. */
const NAME = /^[\w.-]{1,40}$/;
const MOST_NAMES = 5;

export class Keeping {
  #root;
  #settings;
  #state;
  #texts;
  #storage;
  /** What was opened, until it was compared. @type {OpenedLink | null} */
  #link = null;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {State} state
   */
  constructor(root, settings, state) {
    this.#root = root;
    this.#settings = settings;
    this.#state = state;
    this.#texts = textsOf(root, [
      "textUnread",
      "textDoubled",
      "textStrangers",
      "textIncomplete",
      "textWasRead",
      "textWas",
      "textWithMoney",
      "textOtherVersion",
      "textSameAnswer",
      "textChanged",
      "textCopied",
      "textCopyByHand",
      "textKept",
      "textNotKept",
      "textKeptElsewhere",
      "textKeptUnread",
      "textForgotten",
      "textNotForgotten",
      "textLeftHere",
      "textLeftOthers",
      "textErased",
      "textErasedElsewhere",
      "textPrintByHand",
    ]);
    this.#storage = new AnswerStorage(settings.kind);
    state.subscribe("answers", (by) => {
      if (by !== "person") return;
      this.#link = null;
      this.#find("[data-said-notice]").hidden = true;
      this.#follow();
    });
    state.subscribe("beside", (by) => {
      if (by === "person") this.#follow();
    });
    addEventListener("storage", (event) => {
      if (!this.#storage.concerns(event)) return;
      if (this.#storage.isLost) this.#keptElsewhere();
      if (this.#storage.isEmpty) this.#find("[data-kept-notice]").hidden = true;
    });
  }

  /**
   * Says what could not be read of a link or of what was kept, and remembers what it said of the
   * result.
   * @param {OpenedLink} link
   * @param {NotTaken} notTaken
   */
  linkIsOpened(link, { unread, doubled, strangers }) {
    this.#link = link;
    const texts = this.#texts;
    const parts = link.whole ? [] : this.#incomplete();
    if (unread.length) parts.push(make("p", texts.unread), questionList(unread));
    if (doubled.length) parts.push(make("p", texts.doubled), questionList(doubled));
    if (strangers.length) parts.push(make("p", texts.strangers));
    parts.push(...strangerList(strangers));
    this.#find("[data-link-notice]").replaceChildren();
    this.#tell(parts);
  }

  /** Says what has changed since the link was made, once the whole result is there. */
  resultIsShown() {
    if (!this.#isWhole()) return;
    this.#follow(); // what the rules say is kept too
    const link = this.#link;
    this.#link = null;
    if (!link?.whole) return;
    const { version, verdicts, language } = this.#settings;
    const { cards } = this.#state.shown;
    const texts = { ...this.#texts, verdicts };
    const sentences = changesSince(link, { version, cards }, texts, language);
    this.#tell(sentences?.map((sentence) => make("p", sentence)) ?? this.#incomplete());
  }

  /**
   * The link to the answers. A brief one leads to no step and bears no result: what the rules say
   * now is not compared with what they said then.
   */
  link({ brief = false } = {}) {
    const link = new URL(this.#settings.page ?? location.pathname, location.href);
    link.hash = encoded(this.#pairs({ withPlace: !brief, withResult: !brief }));
    return link.href;
  }

  async copy() {
    await copyLink(this.#root, this.link(), (took) =>
      this.#say(took ? this.#texts.copied : this.#texts.copyByHand),
    );
  }

  async print() {
    if (!(await printingBegins(window))) this.#say(this.#texts.printByHand);
  }

  keep() {
    const kept = this.#storage.put(this.#keptPairs());
    this.#say(kept ? this.#texts.kept : this.#texts.notKept);
    this.#buttons();
    if (!kept) return;
    this.#find("[data-kept-notice]").hidden = true;
    this.#find(".keep [data-action=forget]").focus();
  }

  forget() {
    const notice = this.#find("[data-kept-notice]");
    const offered = !notice.hidden;
    const gone = this.#storage.clear();
    this.#buttons();
    notice.hidden = gone;
    const { forgotten, notForgotten, leftHere } = this.#texts;
    const here = Object.keys(this.#state.answers).length > 0;
    this.#say(gone ? forgotten : notForgotten, [here && leftHere, this.#others()], offered);
    this.#focusTools();
  }

  /** Those of the other calculator, which a person may not think of here. */
  forgetOthers() {
    this.#say(this.#storage.clearOthers() ? this.#texts.forgotten : this.#texts.notForgotten);
    this.#focusTools();
  }

  /**
   * What the device keeps, as a link says it; from now on the device keeps its changes too. Null
   * where it cannot be read, which is said.
   * @returns {{ link: OpenedLink, unread: string[] } | null} `unread`: names without a text
   */
  restore() {
    const { pairs, unread, broken } = this.#storage.read() ?? {
      ...{ pairs: [], unread: [], broken: true },
    };
    if (broken) {
      this.#find("[data-link-notice]").replaceChildren();
      this.#tell([make("p", this.#texts.keptUnread)]);
      // The offer stays for its other button: what nobody can read can be erased.
      return null;
    }
    this.#find("[data-kept-notice]").hidden = true;
    this.#storage.adopt();
    this.#buttons();
    const owner = pairs.find(([name]) => name === OWNER)?.[1];
    this.#state.calendarOwner = isOwner(owner) ? owner : "";
    const link = new URLSearchParams(pairs.filter(([name]) => name !== OWNER));
    return { link: openedLink(link), unread };
  }

  /** The page is back at answers that it had: if the device keeps these, it follows them again. */
  answersAreBack() {
    const kept = this.#storage.read();
    const pairs = kept?.pairs.filter(([name]) => !["c", "v", "r", OWNER].includes(name)) ?? [];
    const { answers, beside } = this.#state;
    const same = encoded(pairs) === encoded(pairsOf(NOWHERE, answers, beside));
    if (same && pairs.length > 0) this.#storage.adopt();
    else this.#storage.leave();
    this.#buttons();
    this.#find("[data-kept-notice]").hidden = !kept || this.#storage.follows;
  }

  /** A link was opened: what the device keeps is offered, and is not what is on show. */
  answersAreOthers() {
    this.#storage.leave();
    this.#buttons();
    this.#find("[data-kept-notice]").hidden = this.#storage.isEmpty;
  }

  /** @param {boolean} here whether on this page, else in another tab */
  erase(here) {
    if (here) tellErased();
    const gone = here && this.#storage.clear();
    if (!here) this.#storage.leave();
    this.#link = null;
    this.#buttons();
    for (const notice of findAll(this.#root, ".notices > .notice")) notice.hidden = true;
    this.#find("[data-errors-notice]").hidden = true;
    forgetLink(this.#root);
    // The other calculator's answers may have been erased, and these still be kept.
    if (!here) this.#find("[data-kept-notice]").hidden = this.#storage.isEmpty;
    const text = here ? this.#texts.erased : this.#texts.erasedElsewhere;
    this.#say(text, here ? [!gone && this.#texts.notForgotten, this.#others()] : [], true);
    // After it: what is said at once would tell the same text twice.
    announceFirst(text);
  }

  /** Brings what was said at the head into view, where the focus has left it outside. */
  showSaid() {
    this.#find("[data-said-notice]").scrollIntoView({ block: "nearest" });
  }

  /** What there is to say where another calculator's answers are kept; "" where none are. */
  #others() {
    return this.#storage.hasOthers ? this.#texts.leftOthers : "";
  }

  /** Another tab, or the browser, has changed what this tab kept: it is not kept once more. */
  #keptElsewhere() {
    this.#storage.leave();
    this.#buttons();
    this.#say(this.#texts.keptElsewhere);
  }

  /** The device keeps what has changed, as long as what it keeps is this tab's. */
  #follow() {
    const followed = this.#storage.follow(this.#keptPairs());
    if (followed === "elsewhere") return this.#keptElsewhere();
    if (followed !== "refused") return;
    this.#buttons();
    this.#say(this.#texts.notKept);
  }

  #isWhole() {
    return this.#state.isSettled;
  }

  /** The device keeps what a link has, and of whom the dates are. @returns {[string, string][]} */
  #keptPairs() {
    const owner = this.#state.calendarOwner;
    return owner ? [...this.#pairs(), [OWNER, owner]] : this.#pairs();
  }

  /** What a link, or the device, has of the answers. */
  #pairs({ withPlace = false, withResult = true } = {}) {
    const { answers, beside, place, shown } = this.#state;
    const pairs = pairsOf(withPlace ? place : NOWHERE, answers, beside);
    const cards = withResult && this.#isWhole() ? shown.cards : null;
    return linkPairs(pairs, this.#settings.version, cards);
  }

  /** What there is to say of a link of which a part is lost. */
  #incomplete() {
    const read = Object.keys(this.#state.answers);
    const parts = [make("p", this.#texts.incomplete)];
    return read.length ? [...parts, make("p", this.#texts.wasRead), questionList(read)] : parts;
  }

  /** Adds to what is said of a link. @param {HTMLElement[]} parts */
  #tell(parts) {
    const notice = this.#find("[data-link-notice]");
    notice.append(...parts);
    notice.hidden = !notice.hasChildNodes();
    if (parts.length) announceFirst(spoken(notice));
  }

  #focusTools() {
    // The button that was pressed is gone, and the focus must not go with it.
    const keep = this.#find("[data-action=keep]");
    for (const place of [keep, this.#find(".keep summary"), this.#find(".step-heading h3")]) {
      place.focus({ preventScroll: true });
      // What is hidden, or in a closed fold, takes no focus.
      if (document.activeElement === place) break;
    }
  }

  #buttons() {
    this.#find(".keep [data-action=forget]").hidden = !this.#storage.follows;
    this.#find("[data-action=keep]").hidden = this.#storage.follows;
  }

  /**
   * Says something where the person looks: below the buttons, or at the head of the calculator
   * where the buttons are out of sight or the focus goes there.
   * @param {string} text what was done
   * @param {(string | false)[]} [rest] what there is to know beside it
   * @param {boolean} [atHead]
   */
  #say(text, rest = [], atHead = false) {
    const more = rest.filter(Boolean).join(" ");
    const whole = [text, more].filter(Boolean).join(" ");
    const [below, head] = [this.#find("[data-keep-said]"), this.#find("[data-said-notice]")];
    const place = atHead || !unfolded(below) ? head : below;
    for (const one of [below, head]) {
      one.hidden = one !== place;
      one.textContent = one === place ? whole : "";
    }
    this.#find("[data-action=forget-others]").hidden = !rest.includes(this.#texts.leftOthers);
    announce(whole);
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.#root, selector);
  }
}

/** @param {string[]} names of questions, each with a link to it */
export function questionList(names) {
  return list(names.map((name) => [questionLink(name, asked(name))]));
}

/** What can be shown of a stranger's names, in a list if there is some. @param {string[]} strangers */
export function strangerList(strangers) {
  const names = strangers.filter((name) => NAME.test(name)).slice(0, MOST_NAMES);
  return names.length ? [list(names.map((name) => [make("code", name)]))] : [];
}

/** @param {Node[][]} items */
function list(items) {
  return make(
    "ul",
    items.map((item) => make("li", item)),
  );
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
