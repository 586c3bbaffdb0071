import assert from "node:assert/strict";
import { ownPage } from "../../../browser/site/own_page.js";
import { cases } from "./cases.js";

const NAMES = ["aide", "aide-emploi", "copy-1", "copy-10", "paas-action"];

cases(
  "the page that has a place",
  {
    "a part of a document": ["paas_action-purpose", "paas-action"],
    "a value": ["paas-action-support-allowance", "paas-action"],
    "a name that begins like another": ["copy_10-purpose", "copy-10"],
    "a name that another begins with": ["copy_1-purpose", "copy-1"],
    "the longest of two": ["aide_emploi-purpose", "aide-emploi"],
    "no programme": ["what-this-site-adds", undefined],
    "a name alone": ["paas_action", undefined],
    nothing: ["", undefined],
  },
  ([place, name]) => assert.equal(ownPage(place, NAMES), name),
);
