// The search page. Nothing is loaded until something is typed, and nothing that is typed
// leaves the page: Pagefind reads parts of the site's index in the browser. The query stays
// in the address's fragment, so that the way back leads to the same results.

import { understood } from "./search_query.js";
import { trustedMarkup } from "./trusted.js";

const TYPING_PAUSE_MS = 250;
const SHOWN = 10;

const form = document.querySelector("[data-search]");
const field = form.querySelector("input");
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const nothing = form.querySelector("[data-nothing]");
const { bundle, root, language, ...texts } = form.dataset;

let loading = null;
let asked = 0;
let typing = null;

/** Pagefind and what we know of words, fetched at the first search. */
function load() {
  loading ??= Promise.all([pagefind(), words()]).catch((error) => {
    loading = null; // the next letter tries again
    throw error;
  });
  return loading;
}

async function pagefind() {
  const module = await import(new URL(`${bundle}pagefind.js`, document.baseURI));
  // A page's own title, what it says of itself, a number or postal area: they tell more than
  // words in passing.
  const metaWeights = { title: 2, about: 2, aliases: 5 };
  const baseUrl = new URL(root, document.baseURI).pathname;
  await module.options({ baseUrl, noWorker: true, ranking: { metaWeights, termSimilarity: 4 } });
  await module.init();
  return module;
}

async function words() {
  const response = await fetch(new URL(`${bundle}words.${language}.json`, document.baseURI));
  const known = await response.json();
  return { ...known, vocabulary: known.vocabulary.split(" ") };
}

/** Pages that hold all the words; where none does, those that hold most of them. */
async function find(engine, wanted) {
  const { results } = await engine.search(wanted.join(" "));
  if (results.length || wanted.length < 2) return results;
  const found = new Map();
  for (const word of wanted) {
    for (const result of (await engine.search(word)).results) {
      const before = found.get(result.id);
      found.set(result.id, { ...result, score: result.score + (before?.score ?? 0) });
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score);
}

async function search() {
  const query = field.value.trim();
  asked += 1;
  const mine = asked;
  history.replaceState(
    history.state,
    "",
    query ? `#q=${encodeURIComponent(query)}` : location.pathname,
  );
  if (query.length < 2) return show("", [], false);
  try {
    const [engine, known] = await load();
    const { words: wanted, mended, exact } = understood(query, known);
    const results = await find(engine, wanted);
    let pages = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    // Pagefind finds parts of a number too: they are somebody else's.
    if (exact)
      pages = pages.filter(({ meta }) =>
        meta.aliases?.toLowerCase().split(" ").includes(wanted[0]),
      );
    if (mine !== asked) return; // something else was typed meanwhile
    const number = exact ? pages.length : results.length;
    show(count(number, query, mended), pages, !number);
  } catch {
    if (mine === asked) show(texts.textFailed, [], true);
  }
}

function count(number, query, mended) {
  const text = number ? (number === 1 ? texts.textOne : texts.textMany) : texts.textNone;
  const said = text.replace("{number}", number).replace("{query}", query);
  return mended.length && number
    ? `${said} ${texts.textMended.replace("{words}", mended.join(", "))}`
    : said;
}

function show(text, pages, isEmpty) {
  status.textContent = text;
  nothing.hidden = !isEmpty;
  list.replaceChildren(...pages.map(entry));
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = rejoined(page.meta.title);
  const excerpt = document.createElement("p");
  // The words of our own pages; Pagefind escapes them and marks those that were found.
  excerpt.innerHTML = trustedMarkup(rejoined(page.excerpt));
  item.append(link, excerpt);
  return item;
}

// In the index a word after an apostrophe stands alone.
function rejoined(text) {
  return text.replace(
    /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])’ (?=<mark>|\p{L})/giu,
    "$1$2’",
  );
}

function fromAddress() {
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (query === null || query === field.value) return;
  field.value = query;
  search();
}

field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, TYPING_PAUSE_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  search();
});
addEventListener("hashchange", fromAddress);
form.hidden = false;
fromAddress();
