import assert from "node:assert/strict";
import { joinedResults, mend, rejoined, understood } from "../../../browser/site/search_query.js";
import { cases } from "./cases.js";

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
    "combien montant allocation numero transport garde garderie region programme organisme".split(
      " ",
    ),
};

cases(
  "query",
  {
    "a word that a page has": ["transport", ["transport"], [], false],
    "words that say nothing are left out": ["combien de transport", ["transport"], [], false],
    "only words that say nothing": ["combien", ["combien"], [], false],
    "an elision is no word": ["l'allocation", ["allocation"], [], false],
    "an elision with a curved apostrophe": ["d’organisme", ["organisme"], [], false],
    "another word for what a page says": ["argent", ["montant", "allocation"], [], false],
    "another word, in the plural": ["argents", ["montant", "allocation"], [], false],
    "a word twice": ["transport transport", ["transport"], [], false],
    "an ending that no page has": ["transports", ["transport"], [], false],
    "a slip of the keyboard": ["trasport", ["transport"], ["transport"], false],
    "a telephone number": ["819 763-3226", ["8197633226"], [], true],
    "a telephone number for long distances": ["1 (819) 763-3226", ["8197633226"], [], true],
    "a number with a plus": ["+1 819 763 3226", ["8197633226"], [], true],
    "a postal code": ["H2X 1Y4", ["h2x"], [], true],
    "a postal code with a hyphen": [" h2x-1y4 ", ["h2x"], [], true],
    "the first signs of a code are a word": ["H2X", ["h2x"], [], false],
    "more before a telephone number": [
      ...["garde 819 763-3226", ["garde", "819", "763", "3226"], [], false],
    ],
    "more behind a telephone number": [
      ...["819 763-3226 garde", ["819", "763", "3226", "garde"], [], false],
    ],
    "more before a postal code": ["garde H2X 1Y4", ["garde", "h2x", "1y4"], [], false],
    "more behind a postal code": ["H2X 1Y4 garde", ["h2x", "1y4", "garde"], [], false],
    "an elision of two letters": ["qu'organisme", ["organisme"], [], false],
    "an elision of more": ["Jusqu’organisme", ["organisme"], [], false],
    "two elisions": ["l'organisme d'allocation", ["organisme", "allocation"], [], false],
    "a letter that is the end of a word": ["hl'allocation", ["allocation"], [], false, ["hl"]],
    "a shorter compound": ["bien être", ["region"], [], false],
    "an amount is a word": ["173 $", ["173"], [], false],
    "signs only": ["?!", [], [], false],
    "words said together": ["combien de temps, la garde?", ["programme", "garde"], [], false],
    "a compound": ["bien-être social", ["montant"], [], false],
    "a word that no page has": ["bicyclette", [], [], false, ["bicyclette"]],
    "a word among others": ["garde bicyclette", ["garde"], [], false, ["bicyclette"]],
    "single letters": ["<b>x", [], [], false, ["b", "x"]],
    "a short word that no page has": ["xyz", [], [], false, ["xyz"]],
    "the beginning of a word": ["re", ["re"], [], false],
    "a name of the language's own": ["constructor", [], [], false, ["constructor"]],
  },
  ([query, words, mended, exact, unknown = []]) =>
    assert.deepEqual(understood(query, KNOWN), { words, mended, exact, unknown }),
);

cases(
  "word mended",
  {
    "a page has it": ["region", "region"],
    "a page has its beginning": ["gard", "gard"],
    "its plural": ["regions", "region"],
    "a letter is missing": ["progamme", "programme"],
    "a letter too many": ["regioon", "region"],
    "two letters swapped": ["orgainsme", "organisme"],
    "letters that sound alike": ["allokation", "allocation"],
    "two slips in a longer word": ["orgnisem", "organisme"],
    "two slips in a short word are too many": ["gred", null],
    "a doubled letter": ["alocation", "allocation"],
    "too short to say": ["rgn", null],
    "a number": ["1234", "1234"],
    "nothing is near": ["bicyclette", null],
  },
  ([word, meant]) => assert.equal(mend(word, KNOWN.vocabulary), meant),
);

cases(
  "word mended, among others",
  {
    "the first letter weighs more": ["garte", ["carte", "garde"], "garde"],
    "the first letter may be the slip": ["farte", ["carte"], "carte"],
    "a short word is not meant by a longer one": ["crat", ["rat"], null],
  },
  ([word, vocabulary, meant]) => assert.equal(mend(word, vocabulary), meant),
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
