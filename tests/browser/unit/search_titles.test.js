import assert from "node:assert/strict";
import { titlesEngine } from "../../../browser/site/search_titles.js";
import { cases } from "./cases.js";

const OUTLINES = [
  { url: "a/", title: "Questions", about: "Aide & régions: 1 < 2" },
  { url: "b/", title: "Les régions", about: "Des numéros", aliases: "5551234 J0Z" },
  { url: "d/", title: "Montérégie et Estrie" },
  { url: "c/", title: "Estrie" },
];

cases(
  "titles and descriptions",
  {
    "those with the word in their title go first": ["régions", ["b/", "a/"]],
    "those go first whose title begins with it": ["estrie", ["c/", "d/"]],
    "accents do not count": ["regions", ["b/", "a/"]],
    "the beginning of a word": ["quest", ["a/"]],
    "all of the words": ["regions aide", ["a/"]],
    "a number": ["5551234", ["b/"]],
    "a postal area": ["j0z", ["b/"]],
    "no page has it": ["taxi", []],
    "no word": ["?", []],
  },
  async ([query, urls]) => {
    const { results } = await titlesEngine(OUTLINES, "/root/").search(query);
    const pages = await Promise.all(results.map((one) => one.data()));
    assert.deepEqual(
      pages.map(({ url }) => url),
      urls.map((url) => `/root/${url}`),
    );
  },
);

cases(
  "page found by its title",
  {
    "its description is HTML": [
      "questions",
      "Aide &amp; régions: 1 &lt; 2",
      "Questions",
      undefined,
    ],
    "it has none": ["estrie", "", "Estrie", undefined],
    "it has aliases": ["numeros", "Des numéros", "Les régions", "5551234 J0Z"],
  },
  async ([query, excerpt, title, aliases]) => {
    const { results } = await titlesEngine(OUTLINES, "/").search(query);
    const page = await results[0].data();
    assert.deepEqual([page.excerpt, page.meta], [excerpt, { title, aliases }]);
  },
);
