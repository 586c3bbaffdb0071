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

/** @type {[string, string][]} */
const PAIRS = [
  ["monthly_costs.transport", "45,50 $"],
  ["adult", "true"],
  ["__proto__", "x"],
];

test("storage: answers come back as they were", () => {
  assert.equal(new AnswerStorage("participant").put(PAIRS), true);
  const found = new AnswerStorage("participant").read();
  assert.deepEqual(found, { pairs: PAIRS, unread: [], broken: false });
});

test("storage: each kind of calculator has its own", () => {
  new AnswerStorage("participant").put([["adult", "true"]]);
  assert.equal(new AnswerStorage("organisation").read(), null);
  new AnswerStorage("organisation").clear();
  assert.deepEqual([...stored.keys()], [KEY]);
});

test("storage: what is erased is gone", () => {
  const storage = new AnswerStorage("participant");
  storage.put([["adult", "true"]]);
  storage.clear();
  assert.equal(storage.read(), null);
  assert.equal(storage.isEmpty, true);
  assert.equal(stored.size, 0);
});

const BROKEN = { pairs: [], unread: [], broken: true };

cases(
  "storage, what others wrote there",
  {
    nothing: [null, null],
    "an empty text": ["", null],
    "an empty object": [" {} ", null],
    null: ["null", null],
    "no JSON": ["{adult", BROKEN],
    "a number": ["3", BROKEN],
    "a text": ['"adult"', BROKEN],
    "a truth": ["true", BROKEN],
    "a list": ['["adult"]', BROKEN],
    "values that are no texts": [
      '{"adult": true, "weekly_hours": "3", "on": null, "x": {"y": "z"}, "places": 12}',
      { pairs: [["weekly_hours", "3"]], unread: ["adult", "x", "places"], broken: false },
    ],
    "names that every object has": [
      '{"__proto__": "a", "constructor": {"prototype": 1}, "toString": "b"}',
      {
        ...{ unread: ["constructor"], broken: false },
        pairs: [
          ["__proto__", "a"],
          ["toString", "b"],
        ],
      },
    ],
    "brackets without end": ["[".repeat(100_000), BROKEN],
    "a very long value": [
      JSON.stringify({ weekly_hours: "9".repeat(3_000_000) }),
      { pairs: [["weekly_hours", "9".repeat(3_000_000)]], unread: [], broken: false },
    ],
  },
  ([text, content]) => {
    if (text !== null) stored.set(KEY, text);
    const storage = new AnswerStorage("participant");
    assert.deepEqual(storage.read(), content);
    assert.equal(storage.isEmpty, content === null);
    assert.equal(storage.clear(), true);
    assert.equal(stored.size, 0);
  },
);

test("storage: what another tab has put there is not this tab's", () => {
  const [one, other] = [new AnswerStorage("participant"), new AnswerStorage("participant")];
  assert.deepEqual([one.follows, one.isLost], [false, false]);
  one.put([["adult", "true"]]);
  assert.deepEqual([one.follows, one.isLost], [true, false]);
  other.put([["adult", "false"]]);
  assert.deepEqual([one.isLost, other.isLost], [true, false]);
  one.adopt();
  assert.equal(one.isLost, false);
  other.clear();
  assert.deepEqual([one.isLost, other.isLost], [true, false]);
  assert.deepEqual([one.follows, other.follows], [true, false]);
});

test("storage: answers are kept once somebody asked for it, and follow their changes", () => {
  const storage = new AnswerStorage("participant");
  assert.equal(storage.follow([["adult", "true"]]), "none");
  assert.equal(stored.size, 0);
  storage.put([["adult", "true"]]);
  assert.equal(storage.follow([["adult", "false"]]), "kept");
  assert.equal(stored.get(KEY), '{"adult":"false"}');
});

const ENDINGS = {
  "erased here": (/** @type {AnswerStorage} */ storage) => void storage.clear(),
  "left for other answers": (/** @type {AnswerStorage} */ storage) => storage.leave(),
};

for (const [how, end] of Object.entries(ENDINGS)) {
  test(`storage: ${how}, answers are kept no more, however they change`, () => {
    const storage = new AnswerStorage("participant");
    storage.put([["adult", "true"]]);
    end(storage);
    const before = new Map(stored);
    assert.equal(storage.follows, false);
    // Neither is it told that another tab has changed them.
    assert.equal(storage.isLost, false);
    assert.equal(storage.follow([["adult", "false"]]), "none");
    assert.deepEqual(stored, before);
  });
}

test("storage: what was erased elsewhere is not kept once more, and this is told once", () => {
  const [one, other] = [new AnswerStorage("participant"), new AnswerStorage("participant")];
  one.put([["adult", "true"]]);
  other.clear();
  assert.equal(one.follow([["adult", "false"]]), "elsewhere");
  assert.equal(stored.size, 0);
  assert.equal(one.follow([["adult", "true"]]), "none");
  assert.equal(stored.size, 0);
});

test("storage: answers of the other calculator are known, and removed when asked", () => {
  const storage = new AnswerStorage("participant");
  new AnswerStorage("organisation").put([["places", "3"]]);
  storage.put([["adult", "true"]]);
  assert.equal(storage.clear(), true);
  assert.equal(storage.hasOthers, true);
  assert.equal(storage.clearOthers(), true);
  assert.equal(storage.hasOthers, false);
  assert.equal(stored.size, 0);
});

test("storage: one's own answers are none of another calculator's", () => {
  const storage = new AnswerStorage("participant");
  storage.put([["adult", "true"]]);
  assert.equal(storage.hasOthers, false);
  assert.equal(storage.clearOthers(), true);
  assert.equal(stored.get(KEY), '{"adult":"true"}');
});

test("storage: others that cannot be removed are not said to be gone", () => {
  new AnswerStorage("organisation").put([["places", "3"]]);
  const refused = () => {
    throw new Error("refused");
  };
  browserHas({ ...works, removeItem: refused });
  const storage = new AnswerStorage("participant");
  assert.equal(storage.clearOthers(), false);
  assert.equal(storage.hasOthers, true);
});

test("storage: what cannot be removed is not said to be gone", () => {
  const storage = new AnswerStorage("participant");
  storage.put(PAIRS);
  const refused = () => {
    throw new Error("refused");
  };
  browserHas({ ...works, removeItem: refused });
  assert.equal(storage.clear(), false);
});

test("storage: whose change the browser tells", () => {
  const storage = new AnswerStorage("participant");
  const about = (/** @type {string | null} */ key) =>
    storage.concerns(/** @type {StorageEvent} */ ({ key }));
  assert.deepEqual([KEY, null, "passerelle.organisation"].map(about), [true, true, false]);
});

test("storage: a full device keeps nothing, and says so", () => {
  const full = () => {
    throw new Error("quota exceeded");
  };
  const storage = new AnswerStorage("participant");
  storage.put([["adult", "true"]]);
  browserHas({ ...works, setItem: full });
  assert.equal(storage.follow([["adult", "false"]]), "refused");
  assert.equal(storage.follow([["adult", "false"]]), "none");
  assert.equal(storage.put([["adult", "true"]]), false);
  assert.equal(storage.follows, false);
});

test("storage: where it is forbidden there is nothing, and no error", () => {
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      throw new Error("forbidden");
    },
    configurable: true,
  });
  const storage = new AnswerStorage("participant");
  assert.equal(storage.read(), null);
  assert.equal(storage.isEmpty, true);
  assert.equal(storage.put([]), false);
  assert.equal(storage.follows, false);
  assert.equal(storage.clear(), true);
  assert.equal(storage.clearOthers(), true);
});
