import assert from "node:assert/strict";
import { voicesOf } from "../../../browser/site/voices.js";
import { cases } from "./cases.js";

/** @returns {any} */
const voice = (lang, localService = true) => ({ lang, localService });

cases(
  "voices",
  {
    none: [[], "fr", []],
    "of the language only": [[voice("en-US"), voice("fr-FR")], "fr", ["fr-FR"]],
    "Canadian ones first": [[voice("fr-FR"), voice("fr-CA")], "fr", ["fr-CA", "fr-FR"]],
    "as Android writes them": [[voice("fr_FR"), voice("fr_CA")], "fr", ["fr_CA", "fr_FR"]],
    "none from elsewhere": [[voice("fr-CA", false), voice("fr-FR")], "fr", ["fr-FR"]],
    "a longer name that begins alike is another language": [[voice("frr-DE")], "fr", []],
  },
  ([voices, language, found]) =>
    assert.deepEqual(
      voicesOf(voices, language).map(({ lang }) => lang),
      found,
    ),
);
