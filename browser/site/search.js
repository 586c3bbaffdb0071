// The search page. Nothing is loaded until something is typed, and nothing that is typed
// leaves the page: Pagefind reads parts of the site's index in the browser. The query stays
// in the address's fragment, so that the way back leads to the same results.

import "./older.js";
import { find, make } from "./dom.js";
import { changeEntry } from "./history_entry.js";
import "./pass_on.js";
import { afterPause } from "./pause.js";
import { released } from "./press.js";
import { joinedResults, rejoined, understood } from "./search_query.js";
import { sourceOf } from "./search_source.js";
import { escaped } from "./search_titles.js";
import { started } from "./started.js";
import { filled, textsOf } from "./texts.js";
import { NEARLY, searchedTowns } from "./towns.js";
import { trustedMarkup } from "./trusted.js";

/** @import { Answer } from "./search_answers.js" */
/** @import { Understood } from "./search_query.js" */
/** @import { Page, Pagefind } from "./search_source.js" */
/** @import { Proposal, Towns } from "./towns.js" */

const SHOWN = 10;

const form = find(document, "[data-search]", HTMLFormElement);
const field = find(form, "input", HTMLInputElement);
const status = find(form, "[role=status]");
const list = find(form, "ol");
const instead = find(form, "[data-instead]");
const nothing = find(form, "[data-nothing]");
const texts = textsOf(form, [
  "textOne",
  "textMany",
  "textNone",
  "textMended",
  "textInstead",
  "textUnknown",
  "textFailed",
  "textSilent",
  "textTitles",
  "textTown",
]);
const { root } = form.dataset;

const source = sourceOf(form);
let asked = 0;
const typing = afterPause(search);

/** @param {Answer} answer @returns {Page} */
function pageOfAnswer({ url, title, text }) {
  const whole = new URL(`${root}${url}`, document.baseURI).href;
  return { url: whole, excerpt: escaped(text), meta: { title } };
}

/**
 * The page of a town's region.
 * @param {Proposal} town
 * @param {Towns} known
 * @returns {Page}
 */
function pageOfTown({ name, region }, known) {
  const place = known.regions[region];
  const url = new URL(`${form.dataset.regions}${region}/`, document.baseURI).href;
  const excerpt = filled(texts.town, { town: name, region: place });
  return { url, excerpt, meta: { title: place } };
}

/**
 * Pages that hold all the words; where none does, those that hold most of them.
 * @param {Pagefind} engine
 * @param {string[]} wanted
 */
async function findPages(engine, wanted) {
  const { results } = await engine.search(wanted.join(" "));
  if (results.length || wanted.length < 2) return results;
  const lists = [];
  for (const word of wanted) lists.push((await engine.search(word)).results);
  return joinedResults(lists);
}

async function search() {
  const query = field.value.trim();
  asked += 1;
  const mine = asked;
  const address = query ? `#q=${encodeURIComponent(query)}` : location.pathname;
  changeEntry(history.state, address);
  if (query.length < 2) return show("", [], false);
  try {
    const [engine, known, places] = await source.load();
    const asWords = understood(query, known);
    const { words: wanted, mended, exact, answers } = asWords;
    // Asked for a word that no page has, Pagefind finds those with its first letter.
    const results = wanted.length ? await findPages(engine, wanted) : [];
    let pages = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    // Pagefind finds parts of a number too: they are somebody else's.
    if (exact) {
      pages = pages.filter(({ meta }) =>
        meta.aliases?.toLowerCase().split(" ").includes(wanted[0]),
      );
    }
    await released();
    if (mine !== asked) return; // something else was typed meanwhile
    // A town's whole name, or what only a town's is near to.
    const isNowhere = !results.length && !answers.length && asWords.unknown.length > 0;
    const farthest = isNowhere ? NEARLY : mended.length ? NEARLY - 1 : 0;
    const meant = places ? searchedTowns(query, places, farthest) : [];
    const regions = places ? meant.map((town) => pageOfTown(town, places)) : [];
    const sections = answers.map(pageOfAnswer);
    const first = asWords.answered ? [...regions, ...sections] : regions;
    // Found by the town or as an answer already, and told with it.
    const others = pages.filter((page) => !isAmong([...regions, ...sections], page));
    // Where more is asked than the answers are for, the page that has it goes before them.
    if (!asWords.answered) others.splice(1, 0, ...sections);
    const number = (exact ? pages.length : results.length) - pages.length;
    const found = [...first, ...others];
    // The town was understood as it was typed.
    const said = meant.length ? { ...asWords, mended: [], unknown: [] } : asWords;
    show(count(number + found.length, query, said), found, !(number + found.length));
    if (found.length) offer(query, said);
  } catch {
    if (mine === asked) show(texts.failed, [], true);
  }
}

/**
 * Whether one of the pages, or a section of it, is `page`.
 * @param {Page[]} pages
 * @param {Page} page
 */
function isAmong(pages, page) {
  const path = pathOf(page);
  return pages.some((one) => pathOf(one) === path);
}

/** @param {Page} page */
function pathOf({ url }) {
  return new URL(url, document.baseURI).pathname;
}

/**
 * @param {number} number of pages found
 * @param {string} query
 * @param {Understood} meant
 */
function count(number, query, { mended, unknown, silent }) {
  const text = number ? (number === 1 ? texts.one : texts.many) : texts.none;
  const said = [filled(text, { number, query })];
  if (silent.length) said.push(filled(texts.silent, { words: silent.join(", ") }));
  if (number) {
    for (const { typed, meant } of mended) said.push(filled(texts.mended, { typed, words: meant }));
    if (unknown.length) said.push(filled(texts.unknown, { words: unknown.join(", ") }));
  }
  if (source.ofTitlesOnly) said.push(texts.titles);
  return said.join(" ");
}

/**
 * @param {string} text
 * @param {Page[]} pages
 * @param {boolean} isEmpty
 */
function show(text, pages, isEmpty) {
  // The link that was pressed goes: whoever goes on by keyboard goes on from here.
  if (instead.contains(document.activeElement)) status.focus();
  instead.hidden = true;
  status.textContent = text;
  nothing.hidden = !isEmpty;
  list.replaceChildren(...pages.map(entry));
}

/**
 * What was understood, to be searched for itself: a link, so that the way back leads to what was
 * typed.
 * @param {string} query
 * @param {Understood} meant
 */
function offer(query, { mended }) {
  const right = mended.reduce(
    (text, { typed, meant }) => text.replace(typed, () => meant),
    query.toLowerCase(),
  );
  const link = make("a", filled(texts.instead, { query: right }));
  link.className = "md-button";
  link.href = `#q=${encodeURIComponent(right)}`;
  instead.replaceChildren(link);
  instead.hidden = !mended.length;
}

/** @param {Page} page */
function entry(page) {
  const link = make("a", rejoined(page.meta.title));
  link.href = page.url;
  const excerpt = make("p");
  // The words of our own pages; Pagefind escapes them and marks those that were found.
  excerpt.innerHTML = trustedMarkup(rejoined(page.excerpt));
  return make("li", [link, excerpt]);
}

function fromAddress() {
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (query === null || query === field.value) return;
  field.value = query;
  search();
}

field.addEventListener("input", () => typing.call());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  typing.cancel();
  search();
});
addEventListener("hashchange", fromAddress);
fromAddress();
started(document);
