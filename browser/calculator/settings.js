// What the build wrote on the calculator's root (calculator/frame.py), read once.

/** @import { Bundle } from "../types.d.ts" */

/** So long without a byte or a step, Python is taken to have failed. */
const PATIENCE_MS = 60_000;

/**
 * @typedef {object} Settings
 * @property {string} kind of calculator
 * @property {string} language
 * @property {string} version of the rules
 * @property {string} built the day of the build, in ISO form
 * @property {string | undefined} page where the calculator stands by itself, if not here
 * @property {string | undefined} results the index of the files of results, if there are some
 * @property {string[]} programmeIds of many programmes, where two situations are compared
 * @property {Record<string, string>} links addresses of other pages
 * @property {Record<string, string>} verdicts the word for each
 * @property {string} workerUrl
 * @property {string} bundleUrl
 * @property {Bundle[]} bundles
 * @property {number} patienceMs
 */

/**
 * @param {HTMLElement} root
 * @returns {Settings}
 */
export function settingsOf({ dataset }) {
  const { kind = "", language = "", version = "", built = "", page, results } = dataset;
  const { programmeIds = "" } = dataset;
  const { worker = "", engineUrl = "", engines = "[]", links = "{}", verdicts = "{}" } = dataset;
  return {
    ...{ kind, language, version, built, page, results },
    programmeIds: programmeIds.split(" ").filter(Boolean),
    links: JSON.parse(links),
    verdicts: JSON.parse(verdicts),
    workerUrl: worker,
    bundleUrl: engineUrl,
    bundles: JSON.parse(engines),
    patienceMs: Number(dataset.patienceMs ?? PATIENCE_MS),
  };
}
