// The field for a town or a postal code, of the directory and of the calculator. What is typed
// goes nowhere and is not kept.

import { lookup } from "./postal.js";

/** @import { Found, PostalAreas } from "./postal.js" */
/** @import { FoundTown, Proposal, TownFinder } from "./towns.js" */

/**
 * What is looked up, or what fetches it, and who shows the towns that are proposed. Without
 * towns, or where they do not come, codes are understood.
 * @typedef {object} Places
 * @property {PostalAreas | (() => Promise<PostalAreas>)} areas
 * @property {() => Promise<TownFinder>} [towns]
 * @property {(proposals: Proposal[]) => void} [propose]
 */

/**
 * Looks up what is typed in a field. `onFound` is called with what was found and what was typed;
 * with null where nothing could be fetched. It is not called again while only the rest of
 * a whole code is typed: what it shows must not be read aloud twice.
 * @param {HTMLInputElement} field
 * @param {Places} places
 * @param {(found: Found | FoundTown | null, typed: string) => void} onFound
 */
export function postalField(field, { areas, towns, propose = () => {} }, onFound) {
  const codes = coming(areas, (content) => content);
  const names = towns && coming(towns, (find) => find);
  let told = "";
  /** What the person chose, while it stands in the field. @type {FoundTown | null} */
  let chosen = null;

  async function prepare() {
    await Promise.all([codes.fetch(), names?.fetch()]);
  }

  async function answer() {
    const typed = field.value;
    // Nothing is fetched before something is typed, or the field is reached.
    if (!typed.trim()) return tell(lookup("", {}), typed);
    if (!codes.known || !(isCode(typed) || !names || names.known)) await prepare();
    if (typed !== field.value) return; // somebody went on typing
    const found = chosen?.area === typed ? chosen : placeOf(typed, codes.known, names?.known);
    tell(found, typed);
  }

  /**
   * @param {Found | FoundTown | null} found
   * @param {string} typed
   */
  function tell(found, typed) {
    propose(found && "proposals" in found ? found.proposals : []);
    const what = found ? found.kind + found.area + found.regions.join(" ") : "";
    if (found && what === told) return;
    told = what;
    onFound(found, typed);
  }

  field.addEventListener("input", () => {
    chosen = null;
    answer();
  });
  return {
    answer,
    prepare,
    /**
     * Puts a town into the field that was proposed.
     * @param {Proposal} proposal
     */
    choose({ name, region }) {
      field.value = name;
      chosen = { kind: "town", area: name, regions: [region], proposals: [] };
      tell(chosen, name);
    },
    /** Empties the field, and shows nothing. */
    clear() {
      field.value = "";
      told = "";
      chosen = null;
      propose([]);
    },
  };
}

/**
 * @param {string} typed
 * @param {PostalAreas | null} areas
 * @param {TownFinder | null} [towns]
 */
function placeOf(typed, areas, towns) {
  const code = areas && lookup(typed, areas);
  if (!towns || isCode(typed)) return code;
  const town = towns(typed);
  // « GOC » is no town, and « Joli » is no code; « HOH OHO » is one of no area.
  const isTown = town.kind !== "nowhere" && !town.isNear;
  if (isTown) return town;
  const { kind = "", regions = [] } = code ?? {};
  const isRead = regions.length || kind === "outside" || kind === "unknown";
  if (isRead || (code && /[0-9]/.test(typed))) return code;
  return town;
}

/**
 * Whether only a postal code begins so: with a letter and a digit, or with digits alone.
 * @param {string} typed
 */
function isCode(typed) {
  return /^[^a-z0-9]*(?:[a-z][^a-z]*[0-9]|[0-9]+[^a-z0-9]*$)/i.test(typed.normalize("NFKC"));
}

/**
 * What is there, or comes once it is asked for; where it did not come, the next call tries again.
 * @template Content
 * @template {object} Known
 * @param {Content | (() => Promise<Content>)} source
 * @param {(content: Content) => Known} read
 */
function coming(source, read) {
  /** @type {Promise<void> | null} */
  let waiting = null;
  const isThere = typeof source !== "function";
  const state = {
    /** @type {Known | null} */
    known: isThere ? read(source) : null,
    async fetch() {
      if (state.known) return;
      waiting ??= /** @type {() => Promise<Content>} */ (source)().then(
        (content) => {
          state.known = read(content);
        },
        () => {
          waiting = null;
        },
      );
      await waiting;
    },
  };
  return state;
}
