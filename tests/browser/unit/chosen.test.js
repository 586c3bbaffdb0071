import assert from "node:assert/strict";
import { namedIn, strangersIn } from "../../../browser/calculator/chosen.js";
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
    "nothing that is no name": ["programmes=..a%20b.%3Cb%3E.A.constructor", ["constructor"]],
    "no end of them": [
      `programmes=${Array.from({ length: 300 }, (_, place) => `p${place}`).join(".")}`,
      Array.from({ length: 100 }, (_, place) => `p${place}`),
    ],
  },
  ([fragment, ids]) => assert.deepEqual(namedIn(new URLSearchParams(fragment), IDS), ids),
);

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
