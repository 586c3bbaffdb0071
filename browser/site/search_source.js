// What the search needs, fetched when somebody first asks: what finds pages, words, and towns.

import { allowsWebAssembly } from "../python/support.js";
import { titlesEngine } from "./search_titles.js";
import { fetchTowns } from "./town_list.js";
import { townsOf } from "./towns.js";

/**
 * What of Pagefind is used.
 * @typedef {{ title: string, aliases?: string }} Meta
 * @typedef {{ url: string, excerpt: string, meta: Meta }} Page
 * @typedef {{ id: string, score: number, data: () => Promise<Page> }} Result
 * @typedef {{ search: (words: string) => Promise<{ results: Result[] }> }} Pagefind
 */
/** @import { Words } from "./search_query.js" */
/** @import { Towns } from "./towns.js" */

/**
 * Browsers before 2022 do not know the word of our policy that allows WebAssembly, which Pagefind
 * is made of: there, titles and descriptions alone are searched.
 * @param {HTMLFormElement} form
 */
export function sourceOf(form) {
  const { bundle, root, language } = form.dataset;
  const ofTitlesOnly = !allowsWebAssembly();
  const site = new URL(root ?? "", document.baseURI).pathname;
  /** @type {Promise<[Pagefind, Words, Towns | null]> | null} */
  let loading = null;

  /** @returns {Promise<Pagefind>} */
  async function pagefind() {
    const module = await import(new URL(`${bundle}pagefind.js`, document.baseURI).href);
    // A page's own title, what it says of itself, a number or postal area: they tell more than
    // words in passing.
    const metaWeights = { title: 2, about: 2, aliases: 5 };
    const ranking = { metaWeights, termSimilarity: 4 };
    // We ask with the pages' own accents: « garde » is not « gardé ».
    await module.options({ baseUrl: site, noWorker: true, exactDiacritics: true, ranking });
    await module.init();
    return module;
  }

  /** @returns {Promise<Pagefind>} */
  async function titles() {
    return titlesEngine(await json("pages"), site);
  }

  /** @returns {Promise<Words>} */
  async function words() {
    const known = await json("words");
    return { ...known, vocabulary: known.vocabulary.split(" "), right: known.right.split(" ") };
  }

  /** @param {string} name of a file beside the index */
  async function json(name) {
    const response = await fetch(new URL(`${bundle}${name}.${language}.json`, document.baseURI));
    return response.json();
  }

  /** The towns, or null: pages are found without them too. @returns {Promise<Towns | null>} */
  function towns() {
    return fetchTowns(form).then(townsOf, () => null);
  }

  return {
    ofTitlesOnly,
    load() {
      loading ??= Promise.all([ofTitlesOnly ? titles() : pagefind(), words(), towns()]).catch(
        (error) => {
          loading = null; // the next letter tries again
          throw error;
        },
      );
      return loading;
    },
  };
}
