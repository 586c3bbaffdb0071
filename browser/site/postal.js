// From a postal code to its regions, in the visitor's own browser: nothing is asked of
// anybody, nothing that is typed leaves the page or is kept. Pure functions; the field is in
// postal_field.js.

import { owns } from "./own.js";

/**
 * Slugs of regions by postal area (the first three signs of a code), the likeliest region first,
 * as in api/postal-areas.json.
 * @typedef {Record<string, string[]>} PostalAreas
 */

/**
 * What a code says. `kind`: "empty" or "partial" (too short to say), "one" or "several" regions
 * (their slugs are in `regions`, the likeliest first), "outside" Québec, "unknown" though it
 * could be in Québec, "malformed".
 * @typedef {"empty" | "partial" | "one" | "several" | "outside" | "unknown" | "malformed"} Kind
 * @typedef {{ kind: Kind, area: string, regions: string[] }} Found
 */

const LETTER = "[ABCEGHJ-NPRSTV-Z]"; // those that Canada's postal codes use
const AREA = new RegExp(`^${LETTER}[0-9]${LETTER}$`);
const LIKE_A_CODE = /^..[A-Z]([0-9OIL]([A-Z]([0-9OIL])?)?)?$/;
const QUEBEC = /^[GHJ]/;
/** @type {Record<string, string>} */
const LOOKS_LIKE = { O: "0", I: "1", L: "1" };

/**
 * The areas as `lookup` reads them, from the compact form that stands in the page: those of one
 * region in a row, separated by spaces, by its slug; then those that regions share.
 * @param {{ own: Record<string, string>, shared: PostalAreas }} compact
 * @returns {PostalAreas}
 */
export function areasOf({ own, shared }) {
  const areas = { ...shared };
  for (const [slug, row] of Object.entries(own)) {
    for (const area of row.split(" ")) areas[area] = [slug];
  }
  return areas;
}

/**
 * Only the first three letters and digits of a code are read.
 * @param {string} code as typed
 * @param {PostalAreas} areas
 * @returns {Found}
 */
export function lookup(code, areas) {
  const signs = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  const area = withDigit(signs, areas);
  /** @type {(kind: Kind, regions?: string[]) => Found} */
  const found = (kind, regions = []) => ({ kind, area, regions });
  if (!area) return found("empty");
  if (area.length < 3) return found("partial");
  if (!AREA.test(area)) return found("malformed");
  if (owns(areas, area)) {
    return found(areas[area].length > 1 ? "several" : "one", areas[area]);
  }
  return found(QUEBEC.test(area) ? "unknown" : "outside");
}

/**
 * The first three signs. The digit in the middle is often typed as the letter that looks like
 * it; but who writes « Joliette » gives no code. Of a whole one (its last digit is there) it is
 * understood though no such area is known.
 * @param {string} signs
 * @param {PostalAreas} areas
 */
function withDigit(signs, areas) {
  const area = signs.slice(0, 3);
  const digit = LOOKS_LIKE[area[1]];
  const mended = area[0] + digit + area[2];
  const like = digit && LIKE_A_CODE.exec(signs);
  return like && (owns(areas, mended) || like[3]) ? mended : area;
}
