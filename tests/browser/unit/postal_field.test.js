import assert from "node:assert/strict";
import { test } from "node:test";
import { postalField } from "../../../browser/site/postal_field.js";

const AREAS = { H2X: ["montreal"], G8P: ["nord-du-quebec"] };

/** A field without a page: a value, and events. */
class Field extends EventTarget {
  value = "";

  /** @param {string} text */
  type(text) {
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }
}

/** @param {object | (() => Promise<object>)} areas */
function mounted(areas) {
  const field = new Field();
  /** @type {string[]} */
  const told = [];
  const postal = postalField(
    /** @type {any} */ (field),
    /** @type {any} */ (areas),
    (found, typed) => told.push(found ? `${found.kind} ${found.area}` : `failed ${typed}`),
  );
  return { field, told, postal };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("postal field: areas of the page answer at once", () => {
  const { field, told } = mounted(AREAS);
  field.type("H2X");
  assert.deepEqual(told, ["one H2X"]);
});

test("postal field: the rest of a whole code is not told again", () => {
  const { field, told } = mounted(AREAS);
  for (const typed of ["H2X", "H2X 1", "H2X 1Y4", "G8P"]) field.type(typed);
  assert.deepEqual(told, ["one H2X", "one G8P"]);
});

test("postal field: after it was cleared the same code is told again", () => {
  const { field, told, postal } = mounted(AREAS);
  field.type("H2X");
  postal.clear();
  assert.equal(field.value, "");
  field.type("H2X");
  assert.deepEqual(told, ["one H2X", "one H2X"]);
});

test("postal field: areas are fetched once, and what was typed last is told", async () => {
  let fetched = 0;
  const { field, told } = mounted(async () => {
    fetched += 1;
    await settled();
    return AREAS;
  });
  field.type("H2");
  field.type("H2X");
  await settled();
  await settled();
  assert.deepEqual([fetched, told], [1, ["one H2X"]]);
});

test("postal field: where areas do not come it is told, and the next letter tries again", async () => {
  let works = false;
  const { field, told } = mounted(async () => {
    if (!works) throw new Error("no network");
    return AREAS;
  });
  field.type("H2X");
  await settled();
  works = true;
  field.type("H2X 1");
  await settled();
  assert.deepEqual(told, ["failed H2X", "one H2X"]);
});
