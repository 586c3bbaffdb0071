import assert from "node:assert/strict";
import { test } from "node:test";
import { addEntry, changeEntry } from "../../../browser/site/history_entry.js";
import { sources } from "./sources.js";

test("history: a browser that refuses stops nothing", () => {
  const refused = () => {
    throw new DOMException("too many calls", "SecurityError");
  };
  const history = { pushState: refused, replaceState: refused };
  Object.defineProperty(globalThis, "history", { value: history, configurable: true });
  assert.equal(addEntry({}, "#a=1"), false);
  assert.equal(changeEntry({}), false);
});

test("history: what is written is the state and the address", () => {
  /** @type {unknown[]} */
  const calls = [];
  const history = {
    pushState: (/** @type {unknown[]} */ ...call) => calls.push(call),
    replaceState: (/** @type {unknown[]} */ ...call) => calls.push(call),
  };
  Object.defineProperty(globalThis, "history", { value: history, configurable: true });
  assert.equal(addEntry({ depth: 1 }, "#a=1"), true);
  assert.equal(changeEntry({ depth: 2 }), true);
  assert.deepEqual(calls, [
    [{ depth: 1 }, "", "#a=1"],
    [{ depth: 2 }, "", undefined],
  ]);
});

test("history: no other script writes it", () => {
  const found = sources()
    .filter(({ name }) => name !== "site/history_entry.js")
    .filter(({ text }) => /(push|replace)State/.test(text))
    .map(({ name }) => name);
  assert.deepEqual(found, []);
});
