import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { TabMemory } from "../../../browser/calculator/tab_memory.js";
import { cases } from "./cases.js";

/** What the next page knows of what this one does. */
function next(/** @type {TabMemory} */ memory, kind = "participant") {
  const after = new TabMemory(kind);
  after.load(memory.text());
  return after;
}

test("tab: answers of a series are those remembered last", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  memory.remember("2", "adult=false");
  memory.remember("1", "assistance=none");
  const after = next(memory);
  assert.equal(after.answersOf("1"), "assistance=none");
  assert.equal(after.answersOf("2"), "adult=false");
  assert.equal(after.answersOf("3"), null);
});

test("tab: the other calculator's answers are others, and are passed on", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  const other = next(memory, "organisation");
  assert.equal(other.answersOf("1"), null);
  assert.equal(other.seriesWith("adult=true"), null);
  assert.equal(next(other).answersOf("1"), "adult=true");
});

test("tab: both calculators may have a series of the same name", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  const other = next(memory, "organisation");
  other.remember("1", "places=3");
  assert.equal(other.answersOf("1"), "places=3");
  assert.equal(next(other).answersOf("1"), "adult=true");
});

test("tab: with the answers it is erased of whom the dates were", () => {
  const memory = new TabMemory("participant");
  memory.owner = "0a1b";
  memory.remember("1", "adult=true");
  assert.equal(next(memory).owner, "0a1b");
  memory.erase();
  assert.equal(memory.owner, "");
  assert.ok(!memory.text()?.includes("0a1b"));
});

test("tab: what is erased stays erased, whatever entry is come back to", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  memory.erase();
  memory.remember("2", "");
  const after = next(memory);
  assert.equal(after.answersOf("1"), "");
  assert.equal(next(after, "organisation").answersOf("1"), "");
  after.remember("2", "adult=false");
  assert.equal(next(after).answersOf("1"), "");
});

test("tab: an answer taken back by hand is known to be, too", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  memory.remember("1", "");
  assert.equal(next(memory).answersOf("1"), "");
});

test("tab: an empty form is a series too: it may be answered in the other language", () => {
  const memory = new TabMemory("participant");
  assert.equal(memory.text(), null);
  memory.remember("1", "");
  assert.equal(next(memory).seriesWith(""), "1");
});

test("tab: the page in the other language goes on with the same series", () => {
  const memory = new TabMemory("participant");
  memory.remember("1", "adult=true");
  const after = next(memory);
  assert.equal(after.seriesWith("adult=true"), "1");
  assert.equal(after.seriesWith("adult=false"), null);
});

test("tab: those not used for longest are forgotten", () => {
  const memory = new TabMemory("participant");
  for (let number = 0; number < 60; number += 1) memory.remember(String(number), "adult=true");
  assert.equal(memory.answersOf("0"), null);
  assert.equal(memory.answersOf("59"), "adult=true");
});

cases(
  "tab, what is no memory",
  {
    nothing: null,
    "an empty text": "",
    "no JSON": "{",
    null: "null",
    "a number": "1",
    "a list": "[]",
    "no texts": '{"erased": true, "all": [[1, 2, 3]]}',
    "no lists": '{"all": [{}]}',
  },
  (text) => {
    const memory = new TabMemory("participant");
    assert.equal(memory.load(text), false);
    assert.equal(memory.answersOf("1"), null);
    assert.equal(memory.text(), null);
  },
);

test("tab memory: erased on a page without a calculator, as that page writes it", () => {
  const memory = new TabMemory("participant");
  memory.erase();
  const source = readFileSync(new URL("../../../browser/site/pass_on.js", import.meta.url), "utf8");
  const [, written] = /ERASED = JSON\.stringify\((.*)\);/.exec(source) ?? [];
  const erased = { erased: true, all: [], owner: "" };
  assert.equal(written, '{ erased: true, all: [], owner: "" }');
  assert.equal(memory.text(), JSON.stringify({ ...erased, entries: 0 }));
});
