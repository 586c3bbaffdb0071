// The towns of regional_contacts.yaml as assets/towns.json has them.

import { readFileSync } from "node:fs";

const FILE = new URL("../../../regional_contacts.yaml", import.meta.url);

/** @returns {import("../../../browser/site/towns.js").TownList} */
export function townList() {
  const text = readFileSync(FILE, "utf8");
  const named = [...text.matchAll(/ {2}- slug: (.+)\n {4}name: (.+)\n/g)];
  const regions = Object.fromEntries(named.map(([, slug, name]) => [slug, name]));
  /** @type {Record<string, string[]>} */
  const rows = {};
  const shared = {};
  for (const [name, value] of pairs(text, "towns")) {
    const slugs = value.slice(1, -1).split(", ");
    if (slugs.length > 1) shared[name] = slugs;
    else rows[slugs[0]] = [...(rows[slugs[0]] ?? []), name];
  }
  const own = Object.fromEntries(Object.entries(rows).map(([slug, row]) => [slug, row.join("|")]));
  return { regions, own, shared, also: Object.fromEntries(pairs(text, "other_town_names")) };
}

/**
 * @param {string} text
 * @param {string} key
 */
function pairs(text, key) {
  const [, block] = text.split(`\n${key}:\n`);
  const lines = block.split("\n\n")[0].trimEnd().split("\n");
  return lines.map((line) => /** @type {[string, string]} */ (line.trim().split(": ")));
}
