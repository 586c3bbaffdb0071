import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { othersByVerdict, shownFirst } from "../../../browser/calculator/relevance.js";
import { ResultFiles } from "../../../browser/calculator/result_files.js";
import { cases } from "./cases.js";

/** As rules/relevance.py has it. */
const RELEVANCE = {
  order: { possible: 0, to_confirm: 1, unknown: 1, not_in_force: 2, not_possible: 3 },
  few: 2,
  first: 2,
  closed: 2,
};
const named = (/** @type {string[]} */ ...verdicts) =>
  verdicts.map((verdict, place) => ({ programme: `p${place}`, verdict }));
const ids = (/** @type {{ programme: string }[]} */ all) =>
  all.map(({ programme }) => programme).join(" ");

cases(
  "shown first",
  {
    "a few, whatever they are": [["not_possible", "possible"], [], "p0 p1"],
    "possible before open": [["unknown", "to_confirm", "possible"], [], "p2 p0"],
    "as declared where they are alike": [["to_confirm", "unknown", "to_confirm"], [], "p0 p1"],
    "nothing closed beside what is open": [["not_possible", "not_in_force", "unknown"], [], "p2"],
    "the first where all is closed": [
      ["not_possible", "not_possible", "not_in_force"],
      [],
      "p2 p0",
    ],
    "what was chosen, once": [["possible", "possible", "possible"], ["p2", "p0", "p2"], "p0 p1 p2"],
    "nothing that there is not": [["possible", "possible", "possible"], ["p9"], "p0 p1"],
  },
  ([verdicts, chosen, shown]) =>
    assert.equal(ids(shownFirst(named(...verdicts), chosen, RELEVANCE)), shown),
);

test("shown first: the rules' numbers count, not the order in which they are written", () => {
  const order = { not_possible: 30, unknown: 2, possible: 1, not_in_force: 10 };
  const relevance = { order, few: 1, first: 4, closed: 50 };
  const all = named("not_in_force", "not_possible", "unknown", "possible");
  assert.equal(ids(shownFirst(all, [], relevance)), "p3 p2 p0 p1");
});

test("others: by verdict, in the rules' order", () => {
  const all = named("not_possible", "possible", "to_confirm", "possible", "not_possible");
  const groups = othersByVerdict(all, [all[1]], RELEVANCE);
  assert.deepEqual(
    groups.map(([verdict, members]) => [verdict, ids(members)]),
    [
      ["possible", "p3"],
      ["to_confirm", "p2"],
      ["not_possible", "p0 p4"],
    ],
  );
});

const KEYS = [["adult", ["", "true", "false"]]];
const INDEX = {
  ...RELEVANCE,
  frame: ["<", "|", ">"],
  dated: {
    ...{ line: " as of {date}", last_known: "", known_until: "2027-02-02" },
    ...{ date: "{day} {month} {year}", first_day: "1", months: ["January", "February"] },
  },
  others: {
    around: ["{", "}"],
    groups: Object.fromEntries(
      Object.keys(RELEVANCE.order).map((verdict) => [verdict, [`${verdict} `, ": ", ";"]]),
    ),
    item: ["(", " ", " ", ")"],
    put_away: [" -", "-"],
  },
  outcomes: [
    { verdict: "unknown", missing: ["adult"], further: [] },
    { verdict: "possible", missing: [], further: ["weekly_hours"] },
    { verdict: "not_possible", missing: [], further: [] },
  ],
  periods: [
    {
      since: "2026-04-01",
      programmes: ["a", "b", "c"].map((programme) => ({
        ...{ programme, name: `${programme} & co`, file: `${programme}.1.json`, keys: KEYS },
        states: programme === "c" ? [0, 2, 1] : [0, 1, 2],
      })),
    },
  ],
};

/** @param {string} programme */
const fileOf = (programme) => ({
  parts: [
    `${programme}?</p>`,
    `${programme} to \u0001regions\u0001</p>`,
    `${programme} no</p>`,
    "call",
  ],
  periods: [
    {
      since: "2026-04-01",
      programmes: [
        {
          ...{
            keys: KEYS,
            cards: [[0], [1], [2]],
            states: programme === "c" ? [0, 2, 1] : [0, 1, 2],
          },
          data: {
            same: { programme, lines: [], ask: [3] },
            cards: INDEX.outcomes.map(({ verdict }) => ({ verdict })),
          },
        },
      ],
    },
  ],
});

const ADDRESS = "https://site.example/results/participant.fr.0.json";
const TODAY = "2027-01-05";
const { fetch } = globalThis;
/** @type {string[]} */
let asked = [];

/** @param {(name: string) => unknown} [given] what a file holds; undefined where it does not come */
function host(given = (name) => (name.startsWith("participant") ? INDEX : fileOf(name[0]))) {
  asked = [];
  globalThis.location = /** @type {any} */ ({ href: "https://site.example/estimer/" });
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ address) => {
      assert.ok(address.startsWith("https://site.example/results/"));
      const name = address.slice(address.lastIndexOf("/") + 1);
      asked.push(name);
      const content = given(name);
      return { ok: content !== undefined, status: 404, json: async () => content };
    }
  );
  return new ResultFiles(ADDRESS, { regions: "../regions/" });
}

afterEach(() => {
  globalThis.fetch = fetch;
});

test("result files: nothing is known, and nothing asked for, before it is wanted", () => {
  const files = host();
  assert.equal(files.lookUp({}, TODAY, []), null);
  assert.equal(files.asked({}, TODAY), null);
  assert.deepEqual(asked, []);
});

test("result files: those that are shown are fetched, each once, and the others named", async () => {
  const files = host();
  assert.equal(await files.load({ adult: "true" }, TODAY, []), true);
  assert.deepEqual(asked, ["participant.fr.0.json", "a.1.json", "b.1.json"]);
  const found = files.lookUp({ adult: "true" }, TODAY, []);
  assert.equal(
    found?.html,
    "<a to ../regions/</p>b to ../regions/</p>|{not_possible 1: (c not_possible c &amp; co);}> as of 5 January 2027",
  );
  assert.deepEqual(
    found?.cards.map(({ programme, verdict, ask }) => [programme, verdict, ask]),
    [
      ["a", "possible", ["call"]],
      ["b", "possible", ["call"]],
    ],
  );
  // Another answer shows another: its file is not there yet, and what matters is known already.
  assert.equal(files.lookUp({ adult: "false" }, TODAY, []), null);
  assert.deepEqual(
    files.asked({ adult: "false" }, TODAY)?.map(({ further }) => further),
    [[], [], ["weekly_hours"]],
  );
  await Promise.all([files.load({ adult: "false" }, TODAY, []), files.load({}, TODAY, ["c"])]);
  assert.deepEqual(asked.slice(3), ["c.1.json"]);
  assert.match(files.lookUp({ adult: "false" }, TODAY, [])?.html ?? "", /^<c to /);
  // What is shown because it was chosen can be put away; what is shown of itself can't.
  const chosen = files.lookUp({}, TODAY, ["c", "a"])?.html ?? "";
  assert.match(chosen, /^<a\?<\/p>b\?<\/p>c\? -c &amp; co-<\/p>\|> as of/);
});

test("result files: what did not come is asked for again", async () => {
  let broken = true;
  const files = host((name) =>
    name.startsWith("b") && broken ? undefined : name.startsWith("p") ? INDEX : fileOf(name[0]),
  );
  assert.equal(await files.load({}, TODAY, []), false);
  assert.equal(files.lookUp({}, TODAY, []), null, "no half of a result");
  broken = false;
  assert.equal(await files.load({}, TODAY, []), true);
  assert.deepEqual(asked, ["participant.fr.0.json", "a.1.json", "b.1.json", "b.1.json"]);
});

test("result files: a name is text, and a programme without questions of its own has no form", async () => {
  const files = host((name) => {
    if (name.startsWith("participant")) {
      const index = structuredClone(INDEX);
      index.periods[0].programmes[2].name = "a < b > c & d";
      return index;
    }
    return { ...fileOf(name[0]), ...(name[0] === "b" ? { form: "<fieldset>b</fieldset>" } : {}) };
  });
  assert.equal(await files.formOf("b"), "<fieldset>b</fieldset>");
  assert.equal(await files.formOf("a"), "");
  assert.equal(await files.formOf("unknown"), "");
  assert.deepEqual(asked, ["participant.fr.0.json", "b.1.json", "a.1.json"]);
  await files.load({ adult: "true" }, TODAY, []);
  const html = files.lookUp({ adult: "true" }, TODAY, [])?.html ?? "";
  assert.match(html, /not_possible a &lt; b &gt; c &amp; d\)/);
});

test("result files: nobody left out, nothing said of others", async () => {
  const files = host((name) =>
    name.startsWith("participant") ? { ...INDEX, few: 3 } : fileOf(name[0]),
  );
  await files.load({ adult: "true" }, TODAY, []);
  assert.match(files.lookUp({ adult: "true" }, TODAY, [])?.html ?? "", /^<a .*c no<\/p>\|> as of/);
});

test("result files: with few programmes those that are shown say what is asked", async () => {
  const files = host((name) =>
    name.startsWith("participant")
      ? { ...INDEX, few: 3, others: null, none: "nothing" }
      : fileOf(name[0]),
  );
  assert.equal(files.asked({}, TODAY, []), null);
  await files.load({}, TODAY, []);
  const found = files.lookUp({}, TODAY, []);
  assert.deepEqual(files.asked({}, TODAY, []), found?.cards);
  assert.equal(found?.html, "<a?</p>b?</p>c?</p>|> as of 5 January 2027");
});

test("result files: what an organisation has chosen is put away in the form", async () => {
  const files = host((name) =>
    name.startsWith("participant") ? { ...INDEX, first: 0, others: null } : fileOf(name[0]),
  );
  await files.load({ adult: "false" }, TODAY, ["b"]);
  const html = files.lookUp({ adult: "false" }, TODAY, ["b"])?.html ?? "";
  assert.match(html, /b no<\/p>\|> as of/);
});

test("result files: an address that does not come is named where a form is wanted", async () => {
  const files = host(() => undefined);
  await assert.rejects(files.formOf("a"), new Error(`${ADDRESS}: 404`));
});

cases(
  "result files: what they do not hold",
  {
    "a day before the first": [{ on: "2026-03-31" }],
    "a value that they do not know": [{ adult: "perhaps" }],
  },
  async ([answers]) => {
    const files = host();
    assert.equal(await files.load(answers, TODAY, []), false);
    assert.equal(files.lookUp(answers, TODAY, []), null);
  },
);
