import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  MOST_PROPOSED,
  NEARLY,
  searchedTowns,
  townsOf,
  townTyped,
} from "../../../browser/site/towns.js";
import { cases } from "./cases.js";
import { townList } from "./towns_file.js";

const LIST = townList();
const TOWNS = townsOf(LIST);
const LEAST_RIGHT = 57;

const labels = (typed) => townTyped(typed, TOWNS).proposals.map(({ label }) => label);

/** The label of what is shown first: the town that is sure, or the first proposal. */
function first(typed) {
  const { kind, area, regions, proposals } = townTyped(typed, TOWNS);
  if (kind !== "town") return proposals[0]?.label;
  const region = LIST.regions[regions[0]];
  return area === region ? area : `${area} (${region})`;
}

test("towns: of 60 ways of typing at least 57 have the right town first", () => {
  const file = new URL("typed_towns.json", import.meta.url);
  const typed = JSON.parse(readFileSync(file, "utf8"));
  assert.deepEqual(
    Object.values(typed).map((ways) => Object.keys(ways).length),
    [30, 30],
  );
  const ways = Object.values(typed).flatMap(Object.entries);
  const wrong = ways.filter(([text, right]) => first(text) !== right);
  const told = wrong.map(([text, right]) => `${text}: ${first(text)}, not ${right}`);
  assert.ok(ways.length - wrong.length >= LEAST_RIGHT, told.join("\n"));
});

test("towns: every name leads to its regions, whatever its accents and signs", () => {
  const places = Object.entries(LIST.own).flatMap(([slug, row]) =>
    row.split("|").map((name) => [name, [slug]]),
  );
  const all = [...places, ...Object.entries(LIST.shared)];
  assert.ok(all.length > 480);
  for (const [name, slugs] of all) {
    const bare = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    const ways = [
      name,
      name.toUpperCase(),
      bare.replace(/[-–’!]/g, " "),
      bare.replace(/Saint(e?)-/g, "St$1 "),
    ];
    for (const way of ways) {
      const { kind, regions, proposals } = townTyped(way, TOWNS);
      const shown = kind === "proposed" ? proposals.map(({ region }) => region) : regions;
      assert.deepEqual(
        slugs.filter((slug) => !shown.includes(slug)),
        [],
        way,
      );
      if (kind === "proposed") assert.equal(proposals[0].name, name, way);
    }
  }
});

cases(
  "town typed",
  {
    "nothing typed": ["", "empty", "", []],
    "signs only": ["?!", "empty", "", []],
    "one letter is too short to say": ["m", "partial", "", []],
    "two letters that begin no name": ["xq", "partial", "", []],
    "a whole name": ["Granby", "town", "Granby", ["estrie"]],
    "a name that others begin with, in its own region": [
      "longueuil",
      "town",
      "Longueuil",
      ["monteregie"],
    ],
    "a name, and a longer word elsewhere (Lavaltrie)": ["laval", "town", "Laval", ["laval"]],
    "a name that others begin with, elsewhere": ["Saint-Bruno", "proposed", "", []],
    "the beginning of one name": ["granb", "proposed", "", []],
    "a name of two places": [
      "ville marie",
      "towns",
      "Ville-Marie",
      ["abitibi-temiscamingue", "montreal"],
    ],
    "another name": ["mtl", "town", "Montréal", ["montreal"]],
    "a region": ["mauricie", "town", "Mauricie", ["mauricie"]],
    "a name nearly": ["granbi", "proposed", "", []],
    "a name that is not in the list": ["charny", "nowhere", "", []],
    "a name of JavaScript's own": ["constructor", "nowhere", "", []],
    "another name of JavaScript's own": ["__proto__", "nowhere", "", []],
  },
  ([typed, kind, area, regions]) => {
    const found = townTyped(typed, TOWNS);
    assert.deepEqual([found.kind, found.area, found.regions], [kind, area, regions]);
  },
);

cases(
  "towns proposed",
  {
    "a name of two places has both": [
      "ville-marie",
      ["Ville-Marie (Abitibi-Témiscamingue)", "Ville-Marie (Montréal)"],
    ],
    "the whole name before what begins with it": [
      "saint-bruno",
      [
        "Saint-Bruno (Saguenay–Lac-Saint-Jean)",
        "Saint-Bruno-de-Guigues (Abitibi-Témiscamingue)",
        "Saint-Bruno-de-Montarville (Montérégie)",
      ],
    ],
    "any word of a name": [
      "joli",
      [
        "Joliette (Lanaudière)",
        "Mont-Joli (Bas-Saint-Laurent)",
        "Saint-Jean-Port-Joli (Chaudière-Appalaches)",
      ],
    ],
    "a region is not named twice": ["lac saint jean", ["Saguenay–Lac-Saint-Jean"]],
    "nothing where it is sure": ["granby", []],
    "nothing is near": ["bicyclette", []],
  },
  ([typed, shown]) => assert.deepEqual(labels(typed), shown),
);

test("towns: no more are proposed than a phone can show", () => {
  assert.equal(labels("saint").length, MOST_PROPOSED);
});

cases(
  "towns searched",
  {
    "a whole name": ["st-jerome", 0, ["Saint-Jérôme"]],
    "a whole name, and not what begins with it": ["saint-bruno", NEARLY, ["Saint-Bruno"]],
    "a name of two places": ["ville-marie", 0, ["Ville-Marie", "Ville-Marie"]],
    "the beginning of a name": ["granb", NEARLY - 1, ["Granby"]],
    "the beginning, where pages have the words": ["granb", 0, []],
    "what sounds like a name": ["granbi", NEARLY - 1, ["Granby"]],
    "nearly a name": ["grunby", NEARLY, ["Granby"]],
    "nearly a name, where pages have words like it": ["grunby", NEARLY - 1, []],
    "a region has its own page": ["mauricie", NEARLY, []],
  },
  ([query, farthest, names]) =>
    assert.deepEqual(
      searchedTowns(query, TOWNS, farthest).map(({ name }) => name),
      names,
    ),
);
