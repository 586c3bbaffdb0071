import assert from "node:assert/strict";
import { test } from "node:test";
import {
  encoded,
  fragment,
  OWN_NAMES,
  parsed,
  placeOf,
} from "../../../browser/calculator/fragment.js";
import { cases } from "./cases.js";

const NOWHERE = { view: null, step: null };

cases(
  "fragment read",
  {
    nothing: ["", {}],
    "a number sign alone": ["#", {}],
    answers: ["#assistance=none&adult=true", { assistance: "none", adult: "true" }],
    "without its number sign": ["adult=true", { adult: "true" }],
    "a decimal with a comma": ["#weekly_hours=12%2C5", { weekly_hours: "12,5" }],
    "a plus is a space": [
      "#monthly_costs.transport=45%2C50+%24",
      { "monthly_costs.transport": "45,50 $" },
    ],
    accents: ["#x=%C3%A9", { x: "é" }],
    "a broken escape stays as it is": ["#adult=%E0%A", { adult: "\ufffd%A" }],
    "a name without a value": ["#adult", { adult: "" }],
    "only the first number sign is taken away": ["##a=1", { "#a": "1" }],
    "bytes after a tilde": ["#weekly_hours=12~2C5&x=~C3~A9~7E", { weekly_hours: "12,5", x: "é~" }],
    "a tilde that an older link has": ["#x=%7E2C", { x: "~2C" }],
    "a tilde that is none of ours": ["#x=~&y=~zz", { x: "~", y: "~zz" }],
    "an ampersand as in HTML": [
      "#adult=true&amp;weekly_hours=12",
      { adult: "true", weekly_hours: "12" },
    ],
  },
  ([hash, pairs]) => assert.deepEqual(Object.fromEntries(parsed(hash)), pairs),
);

cases(
  "place read",
  {
    none: ["#adult=true", NOWHERE],
    "a view and a step": ["#view=steps&step=adult", { view: "steps", step: "adult" }],
    "a view without a step": ["#view=steps", { view: "steps", step: null }],
    "empty ones are none": ["#view=&step=", NOWHERE],
    "the first of two": ["#view=steps&view=all", { view: "steps", step: null }],
  },
  ([hash, place]) => assert.deepEqual(placeOf(parsed(hash)), place),
);

cases(
  "fragment written",
  {
    nothing: [NOWHERE, {}, {}, ""],
    "answers in their order": [NOWHERE, { b: "1", a: "2" }, {}, "b=1&a=2"],
    "the place comes first": [
      { view: "steps", step: "adult" },
      { adult: "true" },
      {},
      "view=steps&step=adult&adult=true",
    ],
    "what is beside the answers comes after them": [
      NOWHERE,
      { adult: "true" },
      { plan: "10,12", region: "laval" },
      "adult=true&region=laval&plan=10~2C12",
    ],
    "the programmes that were chosen": [
      NOWHERE,
      { adult: "true" },
      { programmes: "a.b", plan: "10" },
      "adult=true&plan=10&programmes=a.b",
    ],
    "empty texts are left out": [NOWHERE, { adult: "" }, { region: "" }, ""],
    "signs that would end a pair": [NOWHERE, { x: "a&b=c#d" }, {}, "x=a~26b~3Dc~23d"],
  },
  ([place, answers, beside, text]) => assert.equal(fragment(place, answers, beside), text),
);

test("fragment: only what no messenger cuts is written, and it is read back", () => {
  const every = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join("");
  const text = encoded([
    ["x", every],
    ["a*b c", "**"],
  ]);
  assert.match(text, /^[A-Za-z0-9_.~=&-]+$/);
  assert.deepEqual(
    [...parsed(text)],
    [
      ["x", every],
      ["a*b c", "**"],
    ],
  );
});

test("fragment: what is written is read back", () => {
  const answers = { "monthly_costs.transport": "45,50 $", weekly_hours: "12,5", on: "2027-01-31" };
  const place = { view: "steps", step: "monthly_costs" };
  const given = parsed(`#${fragment(place, answers, { region: "laval", plan: "10,12.5" })}`);
  assert.deepEqual(placeOf(given), place);
  const rest = Object.entries({ ...answers, region: "laval", plan: "10,12.5" });
  assert.deepEqual([...given].slice(2), rest);
});

test("fragment: the page's own names are none of the form's", () => {
  assert.deepEqual(OWN_NAMES, ["view", "step", "c", "v", "r", "region", "plan", "programmes"]);
});

cases(
  "fragment: what of a text stands for a sign",
  {
    "a number sign in front, once": ["##a=b", [["#a", "b"]]],
    "a number sign within": ["a=b#c", [["a", "b#c"]]],
    "two digits of sixteen": ["a=~2C~3D~2", [["a", ",=~2"]]],
    "no such digits": ["a=~2g~GG~2c", [["a", "~2g~GG~2c"]]],
  },
  ([text, pairs]) => assert.deepEqual([...parsed(text)], pairs),
);
