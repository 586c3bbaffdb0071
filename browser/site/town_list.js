import { released } from "./press.js";

/** @import { TownList } from "./towns.js" */

/**
 * The list of towns, whose address an element of the page has.
 * @param {HTMLElement} element
 * @returns {Promise<TownList>}
 */
export async function fetchTowns({ dataset }) {
  const response = await fetch(new URL(dataset.towns ?? "", document.baseURI).href);
  if (!response.ok) throw new Error(String(response.status));
  const list = await response.json();
  await released();
  return list;
}
