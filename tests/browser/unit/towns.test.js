import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  MOST_PROPOSED,
  NEARLY,
  searchedTowns,
  townFinder,
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

// From here on lists of a few invented names, in which one thing alone can lead to a name.

/** @param {string[]} names @param {Record<string, string>} also */
const few = (names, also = {}) => ({
  ...{ regions: { here: "Ici" }, own: { here: names.join("|") }, shared: {}, also },
});

/** What is proposed: name and nearness. A town that is sure is proposed to nobody, hence "sure". */
function near(typed, names, also = {}) {
  const { kind, area, proposals } = townTyped(typed, townsOf(few(names, also)));
  if (kind === "town") return [[area, "sure"]];
  return proposals.map(({ name, nearness }) => [name, nearness]);
}

cases(
  "town typed as it sounds",
  {
    "eau as o": ["rimo", "Rimeau"],
    "au as o": ["rimo", "Rimau"],
    "ph as f": ["farel", "Pharel"],
    "qu as k": ["kerbel", "Querbel"],
    "q as k": ["kerbel", "Qerbel"],
    "ck as k": ["berkel", "Berckel"],
    "c before a": ["kabel", "Cabel"],
    "c at the end": ["barek", "Barec"],
    "ch as sh": ["shurton", "Churton"],
    "sch as sh": ["shurton", "Schurton"],
    "c before e": ["selmon", "Celmon"],
    "y as i": ["rimil", "Rymyl"],
    "ai as e": ["betorn", "Baitorn"],
    "ei as e": ["betorn", "Beitorn"],
    "th as t": ["turno", "Thurno"],
    "no h at the beginning": ["amelt", "Hamelt"],
    "no h within": ["roanel", "Rohanel"],
    "a letter twice": ["radon", "Raddon"],
    "a letter three times": ["radddon", "Radon"],
  },
  ([typed, name]) => assert.deepEqual(near(typed, [name]), [[name, NEARLY - 1]]),
);

cases(
  "town typed in another way",
  {
    "a mountain in short": ["mt belo", "Mont-Belo"],
    "two as a number": ["2 rives", "Deux-Rives"],
    "two as a number, in one word": ["2rives", "Deux-Rives"],
    "three as a number": ["3 rives", "Trois-Rives"],
    "seven as a number": ["7 iles", "Sept-Iles"],
    "a saint in one word": ["stbelo", "Saint-Belo"],
    "with what it is": ["ville de Belo", "Belo"],
    "with what it is, and an article": ["la ville de Belo", "Belo"],
    "with what it is, in English": ["city of Belo", "Belo"],
    "with its province": ["Belo, Québec", "Belo"],
    "with its province in short": ["Belo QC", "Belo"],
    "with signs and spaces": ["  belo -- rive!", "Belo-Rive"],
  },
  ([typed, name]) => assert.deepEqual(near(typed, [name]), [[name, "sure"]]),
);

cases(
  "how near a town is",
  {
    "two letters are enough": ["be", ["Belo"], [["Belo", 2]]],
    "its beginning before another of its words": [
      "joli",
      ["Alban-Joli", "Joliette"],
      [
        ["Joliette", 2],
        ["Alban-Joli", 3],
      ],
    ],
    "its words in another order, without small ones": [
      "jol sur la mon",
      ["Mont-Joli"],
      [["Mont-Joli", 4]],
    ],
    "one of its words, and another": ["joli bel", ["Mont-Joli"], []],
    "a name with what it is in its midst": [
      "grande lac",
      ["Grande-Ville-de-Lac"],
      [["Grande-Ville-de-Lac", 4]],
    ],
    "a slip in six letters": ["bodavi", ["Bodami"], [["Bodami", NEARLY]]],
    "two slips in six letters": ["bodavo", ["Bodami"], []],
    "two slips in seven letters": ["bodavor", ["Bodamir"], [["Bodamir", NEARLY]]],
    "three slips in ten letters": ["bofavirtup", ["Bodamirtul"], []],
    "three slips in eleven letters": ["bofavirtupo", ["Bodamirtulo"], [["Bodamirtulo", NEARLY]]],
    "a slip in the first letter": ["godamir", ["Bodamir"], []],
    "a slip in three letters": ["bod", ["Bad"], []],
    "a slip in the beginning of a name": ["bodamor", ["Bodamar-Vil"], [["Bodamar-Vil", NEARLY]]],
    "the whole name before another's end": [
      "bodamor",
      ["Alban-Bodamir", "Bodamir"],
      [
        ["Bodamir", NEARLY],
        ["Alban-Bodamir", NEARLY],
      ],
    ],
    "the whole name before another's beginning": [
      "bodamer",
      ["Bodamar-Vil", "Bodamir"],
      [
        ["Bodamir", NEARLY],
        ["Bodamar-Vil", NEARLY],
      ],
    ],
  },
  ([typed, names, proposed]) => assert.deepEqual(near(typed, names), proposed),
);

test("towns: another name of a town does not hide its own", () => {
  assert.deepEqual(near("belo", ["Belo"], { belotown: "Belo" }), [["Belo", "sure"]]);
});

test("towns: a search has room for three", () => {
  assert.equal(searchedTowns("saint", TOWNS, NEARLY).length, 3);
});

cases(
  "town found nearly",
  {
    "by its name": ["rimeau", false],
    "by a slip": ["rimal", true],
    "by a slip at its end": ["rimaud", true],
    "by its sound, and another by a slip": ["rimo", true],
  },
  ([typed, isNear]) => assert.equal(townFinder(few(["Rimeau", "Rima"]))(typed).isNear, isNear),
);
