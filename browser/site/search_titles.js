// The search where Pagefind cannot run: titles and descriptions instead of whole pages.

import { plain } from "./letters.js";

/**
 * A page as compiler/publish/search_index.py writes it; its address is below the site's root.
 * @typedef {{ url: string, title: string, about?: string, aliases?: string }} Outline
 */

/**
 * An engine with what search.js asks of Pagefind: pages with all of the words, those first whose
 * title begins with them: a title says first what its page is about.
 * @param {Outline[]} outlines
 * @param {string} root the path of the site's root
 */
export function titlesEngine(outlines, root) {
  const pages = outlines.map((outline) => ({
    ...outline,
    inTitle: wordsOf(outline.title),
    inAll: wordsOf(Object.values(outline).join(" ")),
  }));
  return {
    /** @param {string} query */
    async search(query) {
      const wanted = wordsOf(query);
      const results = pages
        .filter(({ inAll }) => wanted.length && wanted.every((word) => begins(inAll, word)))
        .map(({ url, title, about = "", aliases, inTitle }) => ({
          id: url,
          score: wanted.reduce((sum, word) => sum + nearBeginning(inTitle, word), 0),
          data: async () => ({
            url: root + url,
            excerpt: escaped(about),
            meta: { title, aliases },
          }),
        }))
        .sort((one, other) => other.score - one.score);
      return { results };
    },
  };
}

/** @param {string} text */
function wordsOf(text) {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** @param {string[]} words @param {string} beginning */
function begins(words, beginning) {
  return words.some((word) => word.startsWith(beginning));
}

/** 1 for the first of the words, less for later ones, 0 for none. @param {string[]} words @param {string} beginning */
function nearBeginning(words, beginning) {
  const place = words.findIndex((word) => word.startsWith(beginning));
  return place < 0 ? 0 : 1 / (1 + place);
}

/** As HTML, which excerpts are. @param {string} text */
export function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
