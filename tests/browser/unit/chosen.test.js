import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenOf, namedIn, strangersIn } from "../../../browser/calculator/chosen.js";
import { cases } from "./cases.js";

const IDS = ["paas_action", "interagir"];

cases(
  "chosen programmes",
  {
    none: ["non_profit=true&places=3", []],
    "named, in that order": ["programmes=interagir.paas_action", ["interagir", "paas_action"]],
    "of which a question is answered": ["paas_action.expertise=true", ["paas_action"]],
    "each once": ["programmes=paas_action&paas_action.expertise=true", ["paas_action"]],
    "no group of questions that is no programme": ["monthly_costs.other=3", []],
    "nothing that is not known": ["programmes=..a%20b.%3Cb%3E.A.constructor", []],
    "the known ones behind any number of others": [
      `programmes=${Array.from({ length: 300 }, (_, place) => `p${place}`).join(".")}.interagir`,
      ["interagir"],
    ],
  },
  ([fragment, ids]) => assert.deepEqual(namedIn(new URLSearchParams(fragment), IDS, IDS), ids),
);

test("chosen programmes: all of a site with more than a hundred", () => {
  const ids = Array.from({ length: 300 }, (_, place) => `p${place}`);
  const given = new URLSearchParams({ programmes: ids.join(".") });
  assert.deepEqual(namedIn(given, ids, ids), ids);
});

test("chosen programmes: no answer names one where none has questions of its own", () => {
  const given = new URLSearchParams("programmes=interagir&paas_action.expertise=true");
  assert.deepEqual(namedIn(given, IDS, []), ["interagir"]);
});

cases(
  "named as chosen, and no programme",
  {
    none: ["non_profit=true", []],
    "all known": ["programmes=interagir.paas_action", []],
    "some unknown, each once": ["programmes=interagir.zzz.copy_9.zzz", ["zzz", "copy_9"]],
    "empty ones": ["programmes=.%20.", []],
    "what is no name": ["programmes=%3Cb%3E", ["<b>"]],
  },
  ([fragment, ids]) => assert.deepEqual(strangersIn(new URLSearchParams(fragment), IDS), ids),
);

test("chosen programmes: those of a state", () => {
  for (const [programmes, chosen] of /** @type {[string | undefined, string[]][]} */ ([
    [undefined, []],
    ["paas_action", ["paas_action"]],
    ["paas_action..third.", ["paas_action", "third"]],
    ["", []],
  ])) {
    assert.deepEqual(chosenOf({ beside: { programmes } }), chosen);
  }
});
