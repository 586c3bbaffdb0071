// Both situations on the page: what differs in words, then the answers and each programme.

import { find } from "../site/dom.js";
import { owns } from "../site/own.js";
import { filled, textsOf } from "../site/texts.js";
import { trustedMarkup } from "../site/trusted.js";
import { answersStand, linesOf } from "./comparison.js";
import { drawSummaries, drawTable, inWords, leadToResults, text } from "./comparison_view.js";
import { today } from "./dates.js";
import { questionOf, titleOf } from "./form.js";
import { fragment } from "./fragment.js";
import { announce } from "./speech.js";

/** @import { Line } from "./comparison.js" */
/** @import { AnswerForm } from "./form.js" */
/** @import { Settings } from "./settings.js" */
/** @import { Beside } from "./state.js" */
/** @import { Pair, TwoResults } from "./two_results.js" */

const NOWHERE = { view: null, step: null };
/** What cannot be compared is said by its line alone: which answers are missing. */
const MISSING = "missing";

export class SideBySide {
  #root;
  #settings;
  #form;
  #texts;

  /**
   * @param {HTMLElement} root
   * @param {Settings} settings
   * @param {AnswerForm} form
   */
  constructor(root, settings, form) {
    this.#root = root;
    this.#settings = settings;
    this.#form = form;
    this.#texts = textsOf(root, [
      "textDiffers",
      "textUnknown",
      "textSame",
      "textSideA",
      "textSideB",
      "textAbout",
      "textInAnswers",
      "textInResult",
      "textNotKnown",
      "textNotKnownWhy",
      "textNotKnownItem",
      "textNoChange",
      "textSameResult",
      "textCounted",
    ]);
  }

  /**
   * @param {Pair} pair
   * @param {TwoResults} results
   * @param {readonly string[]} chosen ids of the programmes that the person wants to see, of many
   */
  draw(pair, results, chosen) {
    const texts = this.#texts;
    const answers = this.#answers(pair, results);
    drawTable(find(this.#root, "[data-compared=answers]"), answers, texts);
    const changed = answers.filter(({ standing }) => standing !== "same");
    const differing = [];
    const open = [];
    let points = 0;
    if (MANY_PROGRAMMES) this.#places(results, chosen);
    for (const { programme, name, rows } of results.a.programmes ?? []) {
      const other = results.b.programmes?.find((one) => one.programme === programme);
      const lines = other ? linesOf(rows, other.rows) : [];
      const place = `[data-compared=${programme}]`;
      if (!MANY_PROGRAMMES || this.#root.querySelector(place)) {
        drawTable(find(this.#root, place), lines, texts);
      }
      const differs = lines.filter(
        (line) => line.standing === "differs" && !followsVerdict(line, lines[0]),
      );
      differing.push(...differs.map((line) => inWords(this.#named(name, line), line, texts)));
      const notKnown = lines.filter(
        ({ about, standing }) => standing === "unknown" && about !== MISSING,
      );
      const list = notKnown.map(({ label }) => inSentence(label)).join(", ");
      if (list) open.push([text(filled(texts.notKnownItem, { programme: name, list }))]);
      points += notKnown.length;
    }
    const inAnswers = changed.map((line) => inWords(line.label, line, texts));
    const known = Boolean(results.a.programmes && results.b.programmes);
    const notes = [
      changed.length ? "" : texts.noChange,
      changed.length && known && !differing.length ? texts.sameResult : "",
    ];
    drawSummaries(
      find(this.#root, "[data-differences]"),
      [
        { heading: texts.inAnswers, items: inAnswers },
        { heading: texts.inResult, items: differing },
        {
          heading: texts.notKnown,
          note: texts.notKnownWhy,
          items: changed.length ? open : [],
        },
      ],
      notes.filter(Boolean),
    );
    find(this.#root, "[data-dated]").innerHTML = trustedMarkup(results.datedLines());
    const counts = { answers: changed.length, result: differing.length, open: points };
    if (Object.keys(pair.a).length + Object.keys(pair.b).length) {
      announce(changed.length ? filled(texts.counted, counts) : texts.noChange);
    }
  }

  /**
   * Makes place for the programmes whose results differ: the chosen ones first, many folded.
   * @param {TwoResults} results
   * @param {readonly string[]} chosen ids
   */
  #places({ a, b, sections }, chosen) {
    const differing = (a.programmes ?? []).filter(({ programme, rows }) => {
      const other = b.programmes?.find((one) => one.programme === programme);
      return other && linesOf(rows, other.rows).some(({ standing }) => standing === "differs");
    });
    const ids = differing.map(({ programme }) => programme);
    const wanted = ids.filter((id) => chosen.includes(id));
    const ordered = [...new Set([...wanted, ...ids])];
    const place = find(this.#root, "[data-programmes]");
    const first = Math.max(Number(place.dataset.shownFirst), wanted.length);
    const drawn = ordered.map((id) => sections[id] ?? "");
    const html = drawn.slice(0, first).join("");
    place.innerHTML = trustedMarkup(html);
    find(this.#root, "[data-only-differing]").hidden = !html;
    const more = find(this.#root, "[data-more-programmes]");
    const rest = drawn.slice(first);
    more.hidden = rest.length === 0;
    find(more, "[data-count]").textContent = ` (${rest.length})`;
    find(more, "div").innerHTML = trustedMarkup(rest.join(""));
  }

  /**
   * Leads to the whole result of each situation, with what stands beside the answers.
   * @param {Pair} pair
   * @param {Beside} beside
   */
  lead({ a, b }, beside) {
    const of = (/** @type {Pair["a"]} */ answers) => fragment(NOWHERE, answers, beside);
    const { estimate } = this.#settings.links;
    leadToResults(this.#root, estimate, { a: of(a), b: of(b) });
  }

  /** The answers given in one situation or both. @param {Pair} pair @param {TwoResults} results */
  #answers({ a, b }, results) {
    const [notA, notB] = [results.a.uncounted, results.b.uncounted];
    const listed = this.#form.listed({ ...a, ...b }, { ...notA, ...notB });
    const given = listed.filter((one) => one.given);
    return given.map(({ name }) => {
      const sides = [this.#side(name, a, notA), this.#side(name, b, notB)];
      return {
        about: name,
        label: titleOf(questionOf(name)),
        a: [sides[0].part],
        b: [sides[1].part],
        standing: answersStand(a[name] ?? "", b[name] ?? ""),
        remarks: /** @type {[string, string]} */ ([sides[0].remark, sides[1].remark]),
      };
    });
  }

  /**
   * @param {string} name
   * @param {Pair["a"]} answers
   * @param {Pair["a"]} uncounted
   */
  #side(name, answers, uncounted) {
    const { textUnknown = "", textIncomplete = "" } = this.#form.element.dataset;
    const given = owns(answers, name);
    const none = owns(uncounted, name) ? textIncomplete : textUnknown;
    const doubt = given ? this.#form.doubt(name, answers[name], today(this.#settings.built)) : "";
    const text = given ? this.#form.text(name, answers[name]) : none;
    return { part: { text, known: given }, remark: uncounted[name] ?? doubt };
  }

  /** @param {string} programme @param {Line} line */
  #named(programme, { label }) {
    return filled(this.#texts.about, { programme, point: inSentence(label) });
  }
}

/**
 * Whether a line says no more than that a programme can't be: the verdict, and what becomes of the
 * allowance, say it in few words.
 * @param {Line} line
 * @param {Line} verdict
 */
function followsVerdict(line, verdict) {
  if (line === verdict || line.about === "allowance") return false;
  return line.a[0]?.text === verdict.a[0]?.text || line.b[0]?.text === verdict.b[0]?.text;
}

/** As it stands within a sentence. @param {string} label */
function inSentence(label) {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
