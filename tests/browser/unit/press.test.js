import assert from "node:assert/strict";
import { mock, test } from "node:test";

// A window is what the script listens at.
const page = new EventTarget();
Object.defineProperty(globalThis, "addEventListener", { value: page.addEventListener.bind(page) });
globalThis.KeyboardEvent ??= class extends Event {
  constructor(type, { key }) {
    super(type);
    this.key = key;
  }
};
mock.timers.enable({ apis: ["setTimeout"] });
const { released, whenReleased } = await import("../../../browser/site/press.js");

const tell = (type) => page.dispatchEvent(new Event(type));

test("press: nothing waits while nothing is pressed", () => {
  const done = [];
  whenReleased(() => done.push("at once"));
  assert.deepEqual(done, ["at once"]);
});

test("press: what comes by itself waits for the end, in order", async () => {
  for (const [begin, end] of [
    ["mousedown", "mouseup"],
    ["touchstart", "touchend"],
    ["touchstart", "touchcancel"],
    ["mousedown", "dragend"],
    ["mousedown", "blur"],
  ]) {
    const done = [];
    tell(begin);
    whenReleased(() => done.push(1));
    whenReleased(() => done.push(2));
    tell(end);
    assert.deepEqual(done, [], begin);
    mock.timers.tick(50);
    assert.deepEqual(done, [1, 2], begin);
    await released();
  }
});

test("press: the space bar presses, other keys do not", () => {
  const done = [];
  page.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  whenReleased(() => done.push("a"));
  page.dispatchEvent(new KeyboardEvent("keydown", { key: " " }));
  whenReleased(() => done.push("space"));
  assert.deepEqual(done, ["a"]);
  tell("keyup");
  mock.timers.tick(50);
  assert.deepEqual(done, ["a", "space"]);
});

test("press: one whose end nobody tells ends by itself", () => {
  const done = [];
  tell("mousedown");
  whenReleased(() => done.push(1));
  mock.timers.tick(2999);
  assert.deepEqual(done, []);
  mock.timers.tick(1);
  assert.deepEqual(done, [1]);
});

test("press: an error in one stops none of those behind it, and is told", () => {
  const done = [];
  tell("mousedown");
  whenReleased(() => {
    throw new Error("of the first");
  });
  whenReleased(() => done.push("the second"));
  tell("mouseup");
  assert.throws(() => mock.timers.tick(50), /of the first/);
  assert.deepEqual(done, ["the second"]);
});
