import assert from "node:assert/strict";
import { test } from "node:test";
import { State } from "../../../browser/calculator/state.js";

/** A state, and the changes that it tells of. */
function listened() {
  const state = new State();
  /** @type {string[]} */
  const told = [];
  for (const kind of /** @type {const} */ ([
    "answers",
    "beside",
    "place",
    "python",
    "errors",
    "shown",
  ]))
    state.subscribe(kind, (change) => told.push(change ? `${kind} by ${change}` : kind));
  return { state, told };
}

test("state: answers have one way in, and listeners know from where", () => {
  const { state, told } = listened();
  state.setAnswers({ adult: "true" }, "person");
  state.setAnswers({}, "erase");
  assert.deepEqual(told, ["answers by person", "answers by erase"]);
  assert.deepEqual(state.answers, {});
});

test("state: a listener sees the state as it is after the change", () => {
  const state = new State();
  /** @type {unknown[]} */
  const seen = [];
  state.subscribe("answers", () => seen.push(state.answers));
  state.setAnswers({ adult: "true" }, "person");
  assert.deepEqual(seen, [{ adult: "true" }]);
});

test("state: nobody changes answers but through it", () => {
  const state = new State();
  const mine = { adult: "true" };
  state.setAnswers(mine, "person");
  mine.adult = "false";
  assert.deepEqual(state.answers, { adult: "true" });
  assert.throws(() => Object.assign(state.answers, { adult: "false" }), TypeError);
});

test("state: what is beside the answers changes by itself, and is no answer", () => {
  const { state, told } = listened();
  state.setBeside({ region: "laval" }, "person");
  state.setBeside({ plan: "10" }, "address");
  assert.deepEqual(state.beside, { region: "laval", plan: "10" });
  assert.deepEqual(state.answers, {});
  assert.deepEqual(told, ["beside by person", "beside by address"]);
});

test("state: an empty text takes away what was kept beside the answers", () => {
  const state = new State();
  state.setBeside({ region: "laval", plan: "10" }, "address");
  state.setBeside({ region: "" }, "person");
  assert.deepEqual(state.beside, { plan: "10" });
});

test("state: a step keeps the view", () => {
  const { state, told } = listened();
  state.setPlace({ view: "steps", step: "adult" });
  state.setPlace({ step: null });
  assert.deepEqual(state.place, { view: "steps", step: null });
  assert.deepEqual(told, ["place", "place"]);
});

test("state: any other view shows all questions", () => {
  const state = new State();
  assert.equal(state.stepping, false);
  state.setPlace({ view: "steps" });
  assert.equal(state.stepping, true);
  state.setPlace({ view: "other" });
  assert.equal(state.stepping, false);
});

test("state: the table answers until Python does", () => {
  const { state, told } = listened();
  assert.equal(state.python, "static");
  state.setPython("loading");
  assert.equal(state.python, "loading");
  assert.deepEqual(told, ["python"]);
});

test("state: an error no longer holds once its answer changes, and stays on show", () => {
  const { state, told } = listened();
  state.setErrors({ weekly_hours: "too many", start_date: "no day" });
  state.forgetError("weekly_hours");
  assert.deepEqual(state.errors, { start_date: "no day" });
  assert.deepEqual(told, ["errors"]);
});

test("state: a result on show, with what it does not count", () => {
  const { state, told } = listened();
  assert.equal(state.shown.whole, false);
  state.setShown({ cards: [], whole: true, uncounted: { weekly_hours: "not yet" } });
  assert.deepEqual(state.shown, { cards: [], whole: true, uncounted: { weekly_hours: "not yet" } });
  assert.deepEqual(told, ["shown"]);
});

test("state: a result is that of the answers while nobody changes them", () => {
  const state = new State();
  assert.equal(state.isSettled, false);
  state.setAnswers({ adult: "true" }, "person");
  const { answers } = state;
  state.setShown({ cards: [], answers, whole: false, uncounted: {} });
  assert.equal(state.isSettled, false);
  state.setShown({ cards: [], answers, whole: true, uncounted: {} });
  assert.equal(state.isSettled, true);
  // The same words once more are other answers: the rules have not heard of them.
  state.setAnswers({ adult: "true" }, "person");
  assert.equal(state.isSettled, false);
});

test("state: listeners of a kind are called in the order in which they came", () => {
  const state = new State();
  /** @type {number[]} */
  const order = [];
  for (const number of [1, 2, 3]) state.subscribe("shown", () => order.push(number));
  state.setShown(state.shown);
  assert.deepEqual(order, [1, 2, 3]);
});

test("state: at first there is nothing", () => {
  const state = new State();
  assert.deepEqual(state.place, { view: null, step: null });
  assert.deepEqual(state.shown, { cards: [], answers: {}, whole: false, uncounted: {} });
  assert.equal(state.calendarOwner, "");
});
