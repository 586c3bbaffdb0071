import assert from "node:assert/strict";
import { test } from "node:test";
import { postalField } from "../../../browser/site/postal_field.js";
import { townFinder } from "../../../browser/site/towns.js";

const AREAS = { H2X: ["montreal"], G8P: ["nord-du-quebec"] };

/** A field without a page: a value, and events. */
class Field extends EventTarget {
  value = "";

  /** @param {string} text */
  type(text) {
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }
}

const TOWNS = {
  regions: { estrie: "Estrie", montreal: "Montréal", monteregie: "Montérégie" },
  own: { estrie: "Granby|Magog", monteregie: "Golden" },
  shared: { "Saint-Michel": ["monteregie", "montreal"] },
  also: {},
};

/** @param {object | (() => Promise<object>)} areas @param {() => Promise<object>} [towns] */
function mounted(areas, towns) {
  const field = new Field();
  /** @type {string[]} */
  const told = [];
  /** @type {string[]} */
  const proposed = [];
  const postal = postalField(
    /** @type {any} */ (field),
    /** @type {any} */ ({
      areas,
      towns: towns && (() => towns().then(townFinder)),
      propose: (proposals) => proposed.push(proposals.map(({ label }) => label).join(", ")),
    }),
    (found, typed) => told.push(found ? `${found.kind} ${found.area}` : `failed ${typed}`),
  );
  return { field, told, proposed, postal };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("postal field: areas of the page answer at once", () => {
  const { field, told } = mounted(AREAS);
  field.type("H2X");
  assert.deepEqual(told, ["one H2X"]);
});

test("postal field: the rest of a whole code is not told again", () => {
  const { field, told } = mounted(AREAS);
  for (const typed of ["H2X", "H2X 1", "H2X 1Y4", "G8P"]) field.type(typed);
  assert.deepEqual(told, ["one H2X", "one G8P"]);
});

test("postal field: after it was cleared the same code is told again", () => {
  const { field, told, postal } = mounted(AREAS);
  field.type("H2X");
  postal.clear();
  assert.equal(field.value, "");
  field.type("H2X");
  assert.deepEqual(told, ["one H2X", "one H2X"]);
});

test("postal field: areas are fetched once, and what was typed last is told", async () => {
  let fetched = 0;
  const { field, told } = mounted(async () => {
    fetched += 1;
    await settled();
    return AREAS;
  });
  field.type("H2");
  field.type("H2X");
  await settled();
  await settled();
  assert.deepEqual([fetched, told], [1, ["one H2X"]]);
});

test("postal field: where areas do not come it is told, and the next letter tries again", async () => {
  let works = false;
  const { field, told } = mounted(async () => {
    if (!works) throw new Error("no network");
    return AREAS;
  });
  field.type("H2X");
  await settled();
  works = true;
  field.type("H2X 1");
  await settled();
  assert.deepEqual(told, ["failed H2X", "one H2X"]);
});

const here = async () => TOWNS;

test("postal field: a town's name, typed letter by letter", async () => {
  const { field, told, proposed } = mounted(AREAS, here);
  for (const typed of ["G", "Gr", "Gra", "Granby"]) {
    field.type(typed);
    await settled();
  }
  assert.deepEqual(told, ["partial ", "proposed ", "town Granby"]);
  assert.deepEqual(proposed, ["", "Granby (Estrie)", "Granby (Estrie)", ""]);
});

test("postal field: a name of two places is told, and both are proposed", async () => {
  const { field, told, proposed } = mounted(AREAS, here);
  field.type("st michel");
  await settled();
  assert.deepEqual(told, ["towns Saint-Michel"]);
  assert.deepEqual(proposed, ["Saint-Michel (Montérégie), Saint-Michel (Montréal)"]);
});

test("postal field: what was chosen stays chosen until something is typed", async () => {
  const { field, told, proposed, postal } = mounted(AREAS, here);
  field.type("saint-mi");
  await settled();
  postal.choose({ name: "Saint-Michel", region: "montreal", label: "", nearness: 0 });
  assert.equal(field.value, "Saint-Michel");
  await postal.answer();
  assert.deepEqual(told, ["proposed ", "town Saint-Michel"]);
  assert.equal(proposed[proposed.length - 1], "");
  field.type("Saint-Michel");
  await settled();
  assert.deepEqual(told.slice(2), ["towns Saint-Michel"]);
});

test("postal field: a code is answered at once, and does not wait for towns", () => {
  const { field, told } = mounted(AREAS, () => new Promise(() => {}));
  field.type("h2x");
  field.type("123");
  assert.deepEqual(told, ["one H2X", "malformed 123"]);
});

test("postal field: letters that look like a code are one where no town has them", async () => {
  const { field, told } = mounted({ G0L: ["estrie"], G0C: ["estrie"] }, here);
  for (const typed of ["goc 1k0", "gol", "gold", "goc"]) {
    field.type(typed);
    await settled();
  }
  assert.deepEqual(told, ["one G0C", "proposed ", "one G0C"]);
});

test("postal field: a whole code in letters is one though no area is known", async () => {
  const { field, told } = mounted(AREAS, here);
  for (const typed of ["HOH OHO", "KIA OBI", "xolland"]) {
    field.type(typed);
    await settled();
  }
  assert.deepEqual(told, ["unknown H0H", "outside K1A", "nowhere "]);
});

test("postal field: what neither a town nor a code begins with is told once", async () => {
  const { field, told } = mounted(AREAS, here);
  for (const typed of ["xyz", "xyzz", "xyzz1"]) {
    field.type(typed);
    await settled();
  }
  assert.deepEqual(told, ["nowhere ", "malformed XYZ"]);
});

test("postal field: without the towns codes are understood as before", async () => {
  let works = false;
  const { field, told } = mounted(AREAS, async () => {
    if (!works) throw new Error("no network");
    return TOWNS;
  });
  field.type("Granb");
  await settled();
  field.type("H2X");
  works = true;
  field.type("Granby");
  await settled();
  assert.deepEqual(told, ["malformed GRA", "one H2X", "town Granby"]);
});

test("postal field: without the codes towns are found", async () => {
  const { field, told } = mounted(async () => {
    throw new Error("no network");
  }, here);
  field.type("Granby");
  await settled();
  field.type("H2X");
  await settled();
  assert.deepEqual(told, ["town Granby", "failed H2X"]);
});

test("postal field: nothing is fetched for an empty field", async () => {
  let fetched = 0;
  const source = async () => {
    fetched += 1;
    return {};
  };
  const { told, postal } = mounted(source, source);
  await postal.answer();
  assert.deepEqual([fetched, told], [0, ["empty "]]);
});
