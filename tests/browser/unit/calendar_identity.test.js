import assert from "node:assert/strict";
import { test } from "node:test";
import { isOwner, newOwner, sequenceAt } from "../../../browser/calculator/calendar_identity.js";
import { TabMemory } from "../../../browser/calculator/tab_memory.js";

test("calendar: no two owners are the same, and each can be kept", () => {
  const owners = new Set(Array.from({ length: 1000 }, newOwner));
  assert.equal(owners.size, 1000);
  assert.ok([...owners].every(isOwner));
});

test("calendar: what is no owner is not taken for one", () => {
  for (const text of ["", "a b", "a\nUID:x", "A", null, 3, "a".repeat(41)]) {
    assert.equal(isOwner(text), false);
  }
});

test("calendar: a later file has a higher number, and all fit into 31 bits", () => {
  const now = Date.UTC(2026, 10, 28);
  assert.ok(sequenceAt(now + 1000) > sequenceAt(now));
  assert.equal(sequenceAt(0), 0);
  assert.ok(sequenceAt(Date.UTC(2080, 0, 1)) < 2 ** 31);
});

test("calendar: the owner goes from page to page of a tab, until all is erased", () => {
  const before = new TabMemory("participant");
  before.remember("1", "adult=true");
  before.owner = "a1";
  const after = new TabMemory("participant");
  after.load(before.text());
  assert.equal(after.owner, "a1");
  after.erase();
  const last = new TabMemory("participant");
  last.load(after.text());
  assert.equal(last.owner, "");
});
