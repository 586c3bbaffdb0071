import assert from "node:assert/strict";
import { test } from "node:test";
import { ComparedFile } from "../../../browser/calculator/compared_file.js";
import { lookUp } from "../../../browser/calculator/result_table.js";

const FILE = {
  dated: {
    ...{ line: "{date}", last_known: "{date}", known_until: "2027-01-01", date: "{year}" },
    ...{ first_day: "1", months: ["m"] },
  },
  periods: [{ since: "2026-01-01", programmes: [] }],
  sections: { a: "<section></section>" },
};

/** A file whose address gives these responses, one after the other; how often it was asked for. */
function fileOf(...responses) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    const response = responses.shift();
    if (!response) throw new TypeError("no network");
    return { ok: true, json: async () => response };
  };
  let come = 0;
  const file = new ComparedFile("results/c.json", () => come++);
  return { file, asked, come: () => come };
}

test("nothing is known before the file has come", async () => {
  const { file, asked, come } = fileOf(FILE);
  assert.equal(lookUp(file, {}, "2026-05-01"), null);
  assert.deepEqual(file.sections, {});
  await Promise.all([file.fetch(), file.fetch()]);
  assert.equal(come(), 1);
  assert.deepEqual(lookUp(file, {}, "2026-05-01")?.cards, []);
  assert.deepEqual(file.sections, FILE.sections);
  await file.fetch();
  assert.deepEqual(asked, ["results/c.json"], "fetched once, and kept");
});

test("a file that did not come is asked for again", async () => {
  const { file, asked, come } = fileOf(null, FILE);
  await file.fetch();
  assert.equal(come(), 0);
  await file.fetch();
  assert.equal(come(), 1);
  assert.equal(asked.length, 2);
});
