import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { AnswerStorage } from "../../../browser/calculator/storage.js";
import { cases } from "./cases.js";

const KEY = "passerelle.participant";
/** @type {Map<string, string>} */
const stored = new Map();
const works = {
  getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ text) => void stored.set(key, text),
  removeItem: (/** @type {string} */ key) => void stored.delete(key),
};

/** @param {object} storage */
function browserHas(storage) {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

beforeEach(() => {
  stored.clear();
  browserHas(works);
});

test("storage: answers come back as they were", () => {
  const answers = { "monthly_costs.transport": "45,50 $", adult: "true" };
  assert.equal(new AnswerStorage("participant").put(answers), true);
  assert.deepEqual(new AnswerStorage("participant").content, answers);
  assert.equal(stored.get(KEY), JSON.stringify(answers));
});

test("storage: each kind of calculator has its own", () => {
  new AnswerStorage("participant").put({ adult: "true" });
  assert.equal(new AnswerStorage("organisation").content, null);
  new AnswerStorage("organisation").clear();
  assert.deepEqual([...stored.keys()], [KEY]);
});

test("storage: what is erased is gone", () => {
  const storage = new AnswerStorage("participant");
  storage.put({ adult: "true" });
  storage.clear();
  assert.equal(storage.content, null);
  assert.equal(stored.size, 0);
});

cases(
  "storage, what others wrote there",
  {
    nothing: [null, null],
    "an empty text": ["", null],
    "no JSON": ["{adult", null],
    "a number": ["3", null],
    "a text": ['"adult"', null],
    null: ["null", null],
    "values that are no texts are left out": [
      '{"adult": true, "weekly_hours": "3", "on": null, "x": {"y": "z"}}',
      { weekly_hours: "3" },
    ],
  },
  ([text, content]) => {
    if (text !== null) stored.set(KEY, text);
    assert.deepEqual(new AnswerStorage("participant").content, content);
  },
);

test("storage: a full device keeps nothing, and says so", () => {
  const full = () => {
    throw new Error("quota exceeded");
  };
  browserHas({ ...works, setItem: full });
  assert.equal(new AnswerStorage("participant").put({ adult: "true" }), false);
});

test("storage: where it is forbidden there is nothing, and no error", () => {
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      throw new Error("forbidden");
    },
    configurable: true,
  });
  const storage = new AnswerStorage("participant");
  assert.equal(storage.content, null);
  assert.equal(storage.put({}), false);
  storage.clear();
});
