// From what somebody types to the towns that it may mean. Pure functions; the field is in
// postal_field.js. Nothing that is typed leaves the page.

import { plain, slips } from "./letters.js";
import { owns } from "./own.js";

/**
 * The towns as assets/towns.json has them. `regions`: names of regions by their slugs; `own`:
 * the towns of one region in a row, separated by "|", by its slug; `shared`: those whose name
 * several regions have; `also`: what people type for some of them.
 * @typedef {object} TownList
 * @property {Record<string, string>} regions
 * @property {Record<string, string>} own
 * @property {Record<string, string[]>} shared
 * @property {Record<string, string>} also
 */

/**
 * A name as it is compared. `regions`: slugs; `words`: its words; `tails`: the name from each of
 * its words on, all in one; `sounds`: the same by their sound.
 * @typedef {{ name: string, regions: string[], words: string[], tails: string[], sounds: string[] }} Town
 */

/** @typedef {{ towns: Town[], regions: Record<string, string> }} Towns */

/**
 * A town in one region, to choose. `nearness`: 0 for its whole name, 1 for its first words, 2
 * for its beginning, 3 for what begins with another of its words, 4 for words of it or what
 * sounds like it, 5 for what reads nearly like it.
 * @typedef {{ name: string, region: string, label: string, nearness: number }} Proposal
 */

/**
 * What a text means. `kind`: "empty" or "partial" (too short to say), "town" of one region,
 * "towns" of several (`regions` has their slugs), "proposed" (only the person can tell), or
 * "nowhere". `area` is the town's name, "" where it is not known which.
 * @typedef {"empty" | "partial" | "town" | "towns" | "proposed" | "nowhere"} TownKind
 * @typedef {{ kind: TownKind, area: string, regions: string[], proposals: Proposal[] }} FoundTown
 */

/** More is no help on a phone. */
export const MOST_PROPOSED = 8;
const MOST_SEARCHED = 3;
export const NEARLY = 5;
const FEWEST_LETTERS = 2;

/** @type {Record<string, string>} */
const WRITTEN_OUT = {
  st: "saint",
  ste: "sainte",
  mt: "mont",
  2: "deux",
  3: "trois",
  7: "sept",
};
/** Words that people leave out or add. */
const SMALL = /^(l|d|la|le|les|de|des|du|sur|a|au|aux|en|the|of|qc)$/;
const KIND_OF_PLACE =
  /^(?:la )?(?:ville|village|municipalite|paroisse|city|town) (?:de |du |d |of )/;

/**
 * @param {TownList} list
 * @returns {Towns}
 */
export function townsOf({ regions, own, shared, also }) {
  /** @type {Record<string, string[]>} */
  const places = {};
  for (const [slug, row] of Object.entries(own)) {
    for (const name of row.split("|")) places[name] = [slug];
  }
  for (const [name, slugs] of Object.entries(shared)) places[name] = slugs;
  const towns = Object.entries(places).map(([name, slugs]) => town(name, name, slugs));
  for (const [typed, name] of Object.entries(also)) towns.push(town(typed, name, places[name]));
  // Who knows the region may type it.
  for (const [slug, name] of Object.entries(regions)) {
    if (!owns(places, name)) towns.push(town(name, name, [slug]));
  }
  towns.sort((one, other) => (one.tails[0] < other.tails[0] ? -1 : 1));
  return { towns, regions };
}

/**
 * @param {string} typed
 * @param {string} name
 * @param {string[]} regions
 * @returns {Town}
 */
function town(typed, name, regions) {
  const words = wordsOf(typed);
  const tails = words.map((_, place) => words.slice(place).join(""));
  return { name, regions, words, tails, sounds: tails.map(sound) };
}

/**
 * The words of a name, plain and written out: « St-Jérôme » and « Saint-Jérôme » have the same.
 * @param {string} text
 */
function wordsOf(text) {
  const spaced = plain(text)
    .split(",")[0]
    .replace(/([0-9])([a-z])/g, "$1 $2")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  const words = spaced.replace(KIND_OF_PLACE, "").replace(/ qc$/, "").split(" ");
  return words.filter(Boolean).map((word) => (owns(WRITTEN_OUT, word) ? WRITTEN_OUT[word] : word));
}

/**
 * Letters by how they sound in French, so that who writes as they hear is understood.
 * @param {string} joined
 */
function sound(joined) {
  return joined
    .replace(/e?au/g, "o")
    .replace(/ph/g, "f")
    .replace(/qu|q|ck|c(?=[aou]|$)/g, "k")
    .replace(/sch|ch/g, "sh")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/y/g, "i")
    .replace(/[ae]i/g, "e")
    .replace(/th/g, "t")
    .replace(/(^|[^s])h/g, "$1")
    .replace(/(.)\1+/g, "$1");
}

/**
 * What a text means.
 * @param {string} typed
 * @param {Towns} known
 * @returns {FoundTown}
 */
export function townTyped(typed, known) {
  const all = meant(typed, known);
  const shown = all.slice(0, MOST_PROPOSED);
  /** @type {(kind: TownKind, area?: string, regions?: string[], proposals?: Proposal[]) => FoundTown} */
  const found = (kind, area = "", regions = [], proposals = shown) => {
    return { kind, area, regions, proposals };
  };
  const length = wordsOf(typed).join("").length;
  if (!length) return found("empty");
  if (length < FEWEST_LETTERS) return found("partial");
  if (!all.length) return found(length > FEWEST_LETTERS ? "nowhere" : "partial");
  const exact = all.filter(({ nearness }) => nearness === 0);
  if (!exact.length) return found("proposed");
  const regions = regionsOf(exact);
  if (regions.length > 1) return found("towns", exact[0].name, regions);
  // « Saint-Bruno » may be the beginning of « Saint-Bruno-de-Montarville », elsewhere.
  const beginning = all.filter(({ nearness }) => nearness <= 1);
  if (regionsOf(beginning).length > 1) return found("proposed");
  return found("town", exact[0].name, regions, []);
}

/**
 * Towns that somebody looked for who searched the site's pages: the nearest, if they are near
 * enough. A region by its own name is a page, and found like any other.
 * @param {string} query
 * @param {Towns} known
 * @param {number} farthest nearness
 */
export function searchedTowns(query, known, farthest) {
  const towns = meant(query, known).filter(({ name, region }) => known.regions[region] !== name);
  const least = towns.length ? towns[0].nearness : 0;
  // Whole names alone where there are any: the rest only begins like them.
  const some = towns.filter(({ nearness }) => nearness <= (least ? farthest : 0));
  return some.slice(0, MOST_SEARCHED);
}

/** @param {Proposal[]} some */
function regionsOf(some) {
  return [...new Set(some.map(({ region }) => region))];
}

/**
 * All that a text may mean, the nearest first; of names as near as each other the first by the
 * alphabet.
 * @param {string} typed
 * @param {Towns} known
 * @returns {Proposal[]}
 */
function meant(typed, { towns, regions }) {
  const words = wordsOf(typed);
  const joined = words.join("");
  if (joined.length < FEWEST_LETTERS) return [];
  let near = ranked(words, joined, towns);
  // « stjerome »
  if (!near.length && /^st[a-z]/.test(joined)) {
    const written = `saint${joined.slice(2)}`;
    near = ranked([written], written, towns);
  }
  if (!near.length) near = nearly(joined, towns);
  /** @type {Map<string, Proposal>} */
  const found = new Map();
  for (const { one, nearness } of near) {
    for (const region of one.regions) {
      const place = regions[region];
      const label = one.name === place ? place : `${one.name} (${place})`;
      if (!found.has(label)) found.set(label, { name: one.name, region, label, nearness });
    }
  }
  return [...found.values()];
}

/** @typedef {{ one: Town, nearness: number }} Near */

/**
 * @param {string[]} words
 * @param {string} joined
 * @param {Town[]} towns
 */
function ranked(words, joined, towns) {
  const telling = words.filter((word) => !SMALL.test(word));
  /** @type {Near[][]} */
  const near = [[], [], [], [], []];
  for (const one of towns) {
    const nearness = nearnessOf(joined, telling, one);
    if (nearness < NEARLY) near[nearness].push({ one, nearness });
  }
  return near.flat();
}

/**
 * @param {string} joined
 * @param {string[]} telling
 * @param {Town} town
 */
function nearnessOf(joined, telling, { words, tails }) {
  if (tails[0] === joined) return 0;
  const place = tails.findIndex((tail) => tail.startsWith(joined));
  if (place > 0) return 3;
  if (place === 0) return tails.some((tail) => joined + tail === tails[0]) ? 1 : 2;
  const all = telling.every((word) => words.some((other) => other.startsWith(word)));
  return telling.length && all ? 4 : NEARLY;
}

/**
 * Towns whose name, or its beginning, sounds like what was typed, but for a slip or two.
 * @param {string} joined
 * @param {Town[]} towns
 * @returns {Near[]}
 */
function nearly(joined, towns) {
  const key = sound(joined);
  if (key.length < 4) return [];
  const limit = key.length < 7 ? 1 : key.length < 11 ? 2 : 3;
  /** @type {(Near & { steps: number, place: number })[]} */
  const near = [];
  towns.forEach((one, place) => {
    let steps = limit + 1;
    one.sounds.forEach((other, tail) => {
      // Slips rarely begin a word; and so most names need not be compared.
      if (other[0] !== key[0]) return;
      steps = Math.min(steps, stepsTo(key, other, limit) + (tail ? 0.25 : 0));
    });
    const nearness = steps ? NEARLY : NEARLY - 1;
    if (steps <= limit) near.push({ one, nearness, steps, place });
  });
  // The place too: older browsers do not keep the order of what is alike.
  return near.sort((one, other) => one.steps - other.steps || one.place - other.place);
}

/**
 * How many slips lead to a name or to its beginning; less for the whole name.
 * @param {string} key
 * @param {string} other
 * @param {number} limit
 */
function stepsTo(key, other, limit) {
  const row = slips(key, other.slice(0, key.length + limit), limit);
  if (!row) return Number.POSITIVE_INFINITY;
  const whole = other.length < row.length ? row[row.length - 1] : limit + 1;
  return Math.min(whole, Math.min(...row) + 0.25);
}

/**
 * Says what a text means among the towns of a list; `isNear`: only nearly.
 * @typedef {(typed: string) => FoundTown & { isNear: boolean }} TownFinder
 */

/**
 * @param {TownList} list
 * @returns {TownFinder}
 */
export function townFinder(list) {
  const known = townsOf(list);
  return (typed) => {
    const found = townTyped(typed, known);
    return { ...found, isNear: found.proposals.some((one) => one.nearness >= NEARLY) };
  };
}
