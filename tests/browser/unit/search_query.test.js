import assert from "node:assert/strict";
import { joinedResults, rejoined, understood } from "../../../browser/site/search_query.js";
import { mend, written } from "../../../browser/site/search_words.js";
import { cases } from "./cases.js";

const COSTS = {
  words: ["garderie", "taxi", "passe de bus", "bs"],
  url: "q/#costs",
  title: "",
  text: "",
};
const LENGTH = { words: ["combien de mois", "obligatoire"], url: "q/#length", title: "", text: "" };
const AMOUNT = { words: ["combien", "job"], url: "q/#amount", title: "", text: "" };
const SCHOOL = {
  words: ["ecole", "cours du soir"],
  url: "q/#ask",
  title: "",
  text: "",
  silent: true,
};
const KNOWN = {
  stop: ["le", "la", "de", "combien", "the"],
  synonyms: {
    argent: "montant allocation",
    telephone: "numero",
    "combien de temps": "programme",
    "bien etre": "region",
    "bien etre social": "montant",
  },
  vocabulary:
    "combien montant allocation numéro transport gardé garde gardée région programme organisme cœur".split(
      " ",
    ),
  right: ["carte", "montagne"],
  answers: [COSTS, LENGTH, AMOUNT, SCHOOL],
};
const NOTHING = { mended: [], exact: false, unknown: [], answers: [], answered: false, silent: [] };

cases(
  "query",
  {
    "a word that a page has": ["transport", ["transport"]],
    "words that say nothing are left out": ["le transport", ["transport"]],
    "only words that say nothing": ["le de la", []],
    "an elision is no word": ["l'allocation", ["allocation"]],
    "an elision with a curved apostrophe": ["d’organisme", ["organisme"]],
    "another word for what a page says": ["argent", ["montant", "allocation"]],
    "another word, in the plural": ["argents", ["montant", "allocation"]],
    "another word, for one with accents": ["téléphone", ["numéro"]],
    "a word twice": ["transport transport", ["transport"]],
    "an ending that no page has": ["transports", ["transport"]],
    "accents as typed": ["gardé", ["gardé"]],
    "no accents, where a page has none": ["garde", ["garde"]],
    "no accents, where pages have them": ["numero", ["numéro"]],
    "a slip of the keyboard": [
      "trasport",
      ["transport"],
      { mended: [{ typed: "trasport", meant: "transport" }] },
    ],
    "a telephone number": ["819 763-3226", ["8197633226"], { exact: true }],
    "a telephone number for long distances": [
      ...["1 (819) 763-3226", ["8197633226"], { exact: true }],
    ],
    "a number with a plus": ["+1 819 763 3226", ["8197633226"], { exact: true }],
    "a postal code": ["H2X 1Y4", ["h2x"], { exact: true }],
    "a postal code with a hyphen": [" h2x-1y4 ", ["h2x"], { exact: true }],
    "the first signs of a code are a word": ["H2X", ["h2x"]],
    "more before a telephone number": ["garde 819 763-3226", ["garde", "819", "763", "3226"]],
    "more behind a telephone number": ["819 763-3226 garde", ["819", "763", "3226", "garde"]],
    "more before a postal code": ["garde H2X 1Y4", ["garde", "h2x", "1y4"]],
    "more behind a postal code": ["H2X 1Y4 garde", ["h2x", "1y4", "garde"]],
    "an elision of two letters": ["qu'organisme", ["organisme"]],
    "an elision of more": ["Jusqu’organisme", ["organisme"]],
    "two elisions": ["l'organisme d'allocation", ["organisme", "allocation"]],
    "a letter that is the end of a word": ["hl'allocation", ["allocation"], { unknown: ["hl"] }],
    "a shorter compound": ["bien être", ["région"]],
    "an amount is a word": ["173 $", ["173"]],
    "signs only": ["?!", []],
    "words said together": ["combien de temps, la garde?", ["garde"], [AMOUNT]],
    "a compound": ["bien-être social", ["montant"]],
    "a word that no page has": ["bicyclette", [], { unknown: ["bicyclette"] }],
    "a word among others": ["garde bicyclette", ["garde"], { unknown: ["bicyclette"] }],
    "single letters": ["<b>x", [], { unknown: ["b", "x"] }],
    "a short word that no page has": ["xyz", [], { unknown: ["xyz"] }],
    "the beginning of a word": ["tr", ["tr"]],
    "a name of the language's own": ["constructor", [], { unknown: ["constructor"] }],
    "a word of a dictionary is not mended": ["carte", [], { unknown: ["carte"] }],
    "a word that has an answer": ["taxi", [], { answers: [COSTS], answered: true }],
    "a letter of a short word that has one": ["b", [], { unknown: ["b"] }],
    "a short word that ends as a plural": ["bs", [], { answers: [COSTS], answered: true }],
    "its plural": ["taxis", [], { answers: [COSTS], answered: true }],
    "several words that have one": ["la passe de bus", [], { answers: [COSTS], answered: true }],
    "a part of them": ["passe", [], { unknown: ["passe"] }],
    "the longer words go before": ["combien de mois", [], { answers: [LENGTH], answered: true }],
    "several answers, in their order": [
      ...["combien taxi", [], { answers: [COSTS, AMOUNT], answered: true }],
    ],
    "an answer, and more that a page has": ["taxi organisme", ["organisme"], [COSTS]],
    "an answer, and more that no page has": [
      ...["taxi bicyclette", [], { answers: [COSTS], unknown: ["bicyclette"] }],
    ],
    "its last letter is missing": ["obligatoir", [], { answers: [LENGTH], answered: true }],
    "a slip in it": ["garderi", [], { answers: [COSTS], answered: true }],
    "another slip in it": [
      "gardrie",
      [],
      { answers: [COSTS], answered: true, mended: [{ typed: "gardrie", meant: "garderie" }] },
    ],
    "the documents do not speak of it": [
      ...["école", [], { answers: [SCHOOL], answered: true, silent: ["école"] }],
    ],
  },
  ([query, words, more = {}]) => {
    const wanted = Array.isArray(more) ? { answers: more } : more;
    assert.deepEqual(understood(query, KNOWN), { ...NOTHING, words, ...wanted });
  },
);

cases(
  "word as the pages write it",
  {
    "a page has it": ["garde", "garde"],
    "with the accents of the query": ["gardé", "gardé"],
    "with other accents": ["region", "région"],
    "a page has its beginning": ["mont", "mont"],
    "its beginning, with accents": ["regi", "régi"],
    "its beginning, where a sign is two letters": ["coeu", "coeu"],
    "its plural": ["regions", "région"],
    "a number": ["1234", "1234"],
    "one letter": ["g", null],
    "no page has it": ["bicyclette", null],
  },
  ([word, found]) => assert.equal(written(word, KNOWN.vocabulary), found),
);

cases(
  "word mended",
  {
    "a letter is missing": ["progamme", "programme"],
    "a letter too many": ["regioon", "région"],
    "two letters swapped": ["orgainsme", "organisme"],
    "letters that sound alike": ["allokation", "allocation"],
    "two slips are another word": ["orgnisem", null],
    "two slips in a short word": ["gred", null],
    "a doubled letter": ["alocation", "allocation"],
    "too short to say": ["rgn", null],
    "nothing is near": ["bicyclette", null],
    "a word of a dictionary": ["montagne", null],
    "the plural of one": ["montagnes", null],
    "a word that leads to an answer": ["gardrie", "garderie"],
    "a short one, doubled": ["jobb", "job"],
  },
  ([word, meant]) => assert.equal(mend(word, KNOWN), meant),
);

cases(
  "word mended, among others",
  {
    "the first letter weighs more": ["garte", ["carte", "garde"], "garde"],
    "the first letter may be the slip": ["farte", ["carte"], "carte"],
    "a short word is not meant by a longer one": ["crat", ["rat"], null],
  },
  ([word, vocabulary, meant]) =>
    assert.equal(mend(word, { vocabulary, right: [], answers: [] }), meant),
);

cases(
  "text of the index",
  {
    "after an apostrophe": ["l’ aide", "l’aide"],
    "before a word that was found": ["d’ <mark>argent</mark>", "d’<mark>argent</mark>"],
    "a longer elision": ["lorsqu’ elle", "lorsqu’elle"],
    "at the beginning": ["L’ outil", "L’outil"],
    "an apostrophe within a word stays": ["aujourd’ hui", "aujourd’ hui"],
    "no apostrophe": ["une aide", "une aide"],
  },
  ([text, written]) => assert.equal(rejoined(text), written),
);

const page = (id, score) => ({ id, score });

cases(
  "results of several words",
  {
    none: [[], []],
    "the best first": [
      [[page("a", 1)], [page("b", 2)]],
      [page("b", 2), page("a", 1)],
    ],
    "pages with more of the words come first": [
      [[page("a", 2), page("b", 1)], [page("b", 1.5)]],
      [page("b", 2.5), page("a", 2)],
    ],
  },
  ([lists, joined]) => assert.deepEqual(joinedResults(lists), joined),
);
