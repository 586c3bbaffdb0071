// Whether the browser's printing began.

import assert from "node:assert/strict";
import { test } from "node:test";
import { printingBegins } from "../../../browser/calculator/printing.js";

/** A page whose `print` does what is given. */
function page(print) {
  const target = new EventTarget();
  target.print = print && (() => print(() => target.dispatchEvent(new Event("beforeprint"))));
  return target;
}

test("printing that begins, at once or a little later", async () => {
  assert.equal(
    await printingBegins(
      page((begin) => begin()),
      5,
    ),
    true,
  );
  assert.equal(
    await printingBegins(
      page((begin) => void setTimeout(begin, 1)),
      50,
    ),
    true,
  );
});

/** Each way in which it ends, with what it gives. @type {[Function, boolean][]} */
const ENDINGS = [
  [(begin) => begin(), true],
  [() => {}, false],
  [
    () => {
      throw new Error("not allowed");
    },
    false,
  ],
];

test("printing: afterwards nothing listens any more, however it ended", async () => {
  for (const [print, began] of ENDINGS) {
    const printed = page(print);
    const listeners = new Set();
    const real = new EventTarget();
    printed.addEventListener = (name, listener) => {
      listeners.add(listener);
      real.addEventListener(name, listener);
    };
    printed.removeEventListener = (name, listener) => {
      listeners.delete(listener);
      real.removeEventListener(name, listener);
    };
    printed.dispatchEvent = (event) => real.dispatchEvent(event);
    assert.equal(await printingBegins(printed, 5), began);
    assert.equal(listeners.size, 0);
  }
});

test("no printing: missing, refused, or silently nothing", async () => {
  assert.equal(await printingBegins(page(undefined), 5), false);
  const refused = () => {
    throw new Error("not allowed");
  };
  assert.equal(await printingBegins(page(refused), 5), false);
  assert.equal(
    await printingBegins(
      page(() => {}),
      5,
    ),
    false,
  );
});
