// What finds towns, for the calculator: most people choose their region from the list, so both its
// script and the list of towns come when the field is first used.

import { startScript } from "../site/later.js";
import { fetchTowns } from "../site/town_list.js";

/** @import { TownFinder } from "../site/towns.js" */

/**
 * @param {HTMLElement} element
 * @param {string} beside the address of the other script
 * @returns {Promise<TownFinder>}
 */
export async function fetchFinder(element, beside) {
  const started =
    globalThis.passerelleTowns ??
    startScript(new URL("towns_later.js", new URL(beside, document.baseURI)).href);
  const [list] = await Promise.all([fetchTowns(element), started]);
  if (!globalThis.passerelleTowns) throw new Error("no towns");
  return globalThis.passerelleTowns(list);
}
