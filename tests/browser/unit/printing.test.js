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
