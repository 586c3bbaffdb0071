import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addMissing,
  ofArray,
  ofElement,
  ofObject,
  ofParent,
  ofString,
} from "../../../browser/site/older.js";
import { cases } from "./cases.js";

const LISTS = [[], [3], [1, [2], 3], ["a", "b", "a"]];

cases(
  "a function of an older browser gives what a new one gives",
  {
    at: [
      (/** @type {any} */ of) => LISTS.flatMap((l) => [0, 1, -1, -9].map((n) => of("at", l, n))),
    ],
    findLast: [
      (/** @type {any} */ of) =>
        LISTS.map((l) => of("findLast", l, (/** @type {any} */ one) => one !== "b")),
    ],
    findLastIndex: [
      (/** @type {any} */ of) =>
        LISTS.map((l) => of("findLastIndex", l, (/** @type {any} */ one) => one === "a")),
    ],
    flat: [(/** @type {any} */ of) => LISTS.map((l) => of("flat", l))],
    flatMap: [
      (/** @type {any} */ of) =>
        LISTS.map((l) =>
          of("flatMap", l, (/** @type {any} */ one, /** @type {number} */ n) => [one, n]),
        ),
    ],
  },
  ([results]) => {
    const run =
      (/** @type {any} */ methods) =>
      (/** @type {string} */ name, /** @type {any} */ list, /** @type {any[]} */ ...given) =>
        methods[name].apply(list, given);
    assert.deepEqual(results(run(ofArray)), results(run(Array.prototype)));
  },
);

test("objects and texts of an older browser", () => {
  const pairs = /** @type {[string, number][]} */ ([
    ["a", 1],
    ["b", 2],
    ["a", 3],
  ]);
  assert.deepEqual(ofObject.fromEntries(pairs), Object.fromEntries(pairs));
  assert.deepEqual(ofObject.fromEntries(new Map(pairs)), { a: 3, b: 2 });
  assert.equal(ofObject.hasOwn({ a: 1 }, "a"), true);
  assert.equal(ofObject.hasOwn({ a: 1 }, "constructor"), false);
  assert.equal(ofString.replaceAll.call("a.b.c", ".", "$&"), "a$&b$&c".replaceAll("$&", "$&"));
});

test("elements of an older browser", () => {
  /** @type {any} */
  const parent = {
    children: ["old", "older"],
    get lastChild() {
      return this.children[this.children.length - 1];
    },
    removeChild() {
      this.children.pop();
    },
    /** @param {string[]} parts */
    append(...parts) {
      this.children.push(...parts);
    },
  };
  ofParent.replaceChildren.call(parent, "new");
  assert.deepEqual(parent.children, ["new"]);

  const attributes = new Map();
  /** @type {any} */
  const element = {
    setAttribute: attributes.set.bind(attributes),
    removeAttribute: attributes.delete.bind(attributes),
  };
  assert.equal(ofElement.toggleAttribute.call(element, "data-a", true), true);
  assert.deepEqual([...attributes], [["data-a", ""]]);
  assert.equal(ofElement.toggleAttribute.call(element, "data-a", false), false);
  assert.deepEqual([...attributes], []);
});

test("what a browser has stays, what it lacks is added and not listed", () => {
  const has = () => "its own";
  const target = /** @type {any} */ ({ has });
  addMissing(target, { has: () => "ours", lacks: () => "ours" });
  assert.deepEqual([target.has(), target.lacks()], ["its own", "ours"]);
  assert.deepEqual(Object.keys(target), ["has"]);
});
