// The search page. Nothing is loaded until something is typed, and nothing that is typed
// leaves the page: Pagefind reads parts of the site's index in the browser. The query stays
// in the address's fragment, so that the way back leads to the same results.

import "./older.js";
import { allowsWebAssembly } from "../python/support.js";
import { find, make } from "./dom.js";
import { changeEntry } from "./history_entry.js";
import "./pass_on.js";
import { afterPause } from "./pause.js";
import { released } from "./press.js";
import { joinedResults, rejoined, understood } from "./search_query.js";
import { started } from "./started.js";
import { filled, textsOf } from "./texts.js";
import { fetchTowns } from "./town_list.js";
import { NEARLY, searchedTowns, townsOf } from "./towns.js";
import { trustedMarkup } from "./trusted.js";

/**
 * What of Pagefind is used.
 * @typedef {{ title: string, aliases?: string }} Meta
 * @typedef {{ url: string, excerpt: string, meta: Meta }} Page
 * @typedef {{ id: string, score: number, data: () => Promise<Page> }} Result
 * @typedef {{ search: (words: string) => Promise<{ results: Result[] }> }} Pagefind
 */
/** @import { Understood, Words } from "./search_query.js" */
/** @import { Proposal, Towns } from "./towns.js" */

const SHOWN = 10;

const form = find(document, "[data-search]", HTMLFormElement);
const field = find(form, "input", HTMLInputElement);
const status = find(form, "[role=status]");
const list = find(form, "ol");
const nothing = find(form, "[data-nothing]");
const texts = textsOf(form, [
  "textOne",
  "textMany",
  "textNone",
  "textMended",
  "textUnknown",
  "textFailed",
  "textTown",
]);
const { bundle, root, language } = form.dataset;

/** @type {Promise<[Pagefind, Words, Towns | null]> | null} */
let loading = null;
let asked = 0;
const typing = afterPause(search);

/** Pagefind and what we know of words and towns, fetched at the first search. */
function load() {
  loading ??= Promise.all([pagefind(), words(), towns()]).catch((error) => {
    loading = null; // the next letter tries again
    throw error;
  });
  return loading;
}

/** @returns {Promise<Pagefind>} */
async function pagefind() {
  const module = await import(new URL(`${bundle}pagefind.js`, document.baseURI).href);
  // A page's own title, what it says of itself, a number or postal area: they tell more than
  // words in passing.
  const metaWeights = { title: 2, about: 2, aliases: 5 };
  const baseUrl = new URL(root ?? "", document.baseURI).pathname;
  await module.options({ baseUrl, noWorker: true, ranking: { metaWeights, termSimilarity: 4 } });
  await module.init();
  return module;
}

/** @returns {Promise<Words>} */
async function words() {
  const response = await fetch(new URL(`${bundle}words.${language}.json`, document.baseURI));
  const known = await response.json();
  return { ...known, vocabulary: known.vocabulary.split(" ") };
}

/** The towns, or null: pages are found without them too. @returns {Promise<Towns | null>} */
function towns() {
  return fetchTowns(form).then(townsOf, () => null);
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
    const [engine, known, places] = await load();
    const asWords = understood(query, known);
    const { words: wanted, mended, exact } = asWords;
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
    const farthest = !results.length ? NEARLY : mended.length ? NEARLY - 1 : 0;
    const meant = places ? searchedTowns(query, places, farthest) : [];
    const regions = places ? meant.map((town) => pageOfTown(town, places)) : [];
    // Found by the town already, and told with it.
    const others = pages.filter((page) => !regions.some(({ url }) => isSame(url, page.url)));
    const found = exact ? pages.length : results.length;
    const number = found + regions.length - (pages.length - others.length);
    // The town was understood as it was typed.
    const said = meant.length ? { ...asWords, mended: [], unknown: [] } : asWords;
    show(count(number, query, said), [...regions, ...others], !number);
  } catch {
    if (mine === asked) show(texts.failed, [], true);
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSame(one, other) {
  return new URL(one, document.baseURI).pathname === new URL(other, document.baseURI).pathname;
}

/**
 * @param {number} number of pages found
 * @param {string} query
 * @param {Understood} meant
 */
function count(number, query, { mended, unknown }) {
  const text = number ? (number === 1 ? texts.one : texts.many) : texts.none;
  const said = [filled(text, { number, query })];
  if (number && mended.length) said.push(filled(texts.mended, { words: mended.join(", ") }));
  if (number && unknown.length) said.push(filled(texts.unknown, { words: unknown.join(", ") }));
  return said.join(" ");
}

/**
 * @param {string} text
 * @param {Page[]} pages
 * @param {boolean} isEmpty
 */
function show(text, pages, isEmpty) {
  status.textContent = text;
  nothing.hidden = !isEmpty;
  list.replaceChildren(...pages.map(entry));
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
// Where a browser lets no WebAssembly run here, the list of pages stays by itself.
if (allowsWebAssembly()) {
  fromAddress();
  started(document);
}
