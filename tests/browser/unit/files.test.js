import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { fetchFiles } from "../../../browser/python/files.js";
import { cases } from "./cases.js";

const FOLDER = "https://passerelle.example/engine/lean/";
const original = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = original;
});

/** @param {Record<string, () => Response>} responses by the file's name */
function hostHas(responses) {
  globalThis.fetch = async (address) => {
    const name = String(address).slice(FOLDER.length);
    if (!(name in responses)) throw new TypeError("Failed to fetch");
    return responses[name]();
  };
}

/** A response whose bytes come in pieces. @param {number[]} sizes */
function inPieces(...sizes) {
  const body = new ReadableStream({
    start(controller) {
      for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(size));
      controller.close();
    },
  });
  return () => new Response(body);
}

function fetched(sizes) {
  /** @type {[number, number][]} */
  const told = [];
  const { signal } = new AbortController();
  const onProgress = (/** @type {number} */ bytes, /** @type {number} */ total) =>
    told.push([bytes, total]);
  return { told, files: fetchFiles(FOLDER, sizes, { signal, onProgress }) };
}

test("files: each comes whole, in the order of its pieces", async () => {
  hostHas({ a: inPieces(1, 3), b: inPieces(2) });
  const { files } = fetched({ a: 4, b: 2 });
  assert.deepEqual([...files.keys()], ["a", "b"]);
  assert.deepEqual(await files.get("a"), Uint8Array.of(1, 3, 3, 3));
  assert.deepEqual(await files.get("b"), Uint8Array.of(2, 2));
});

test("files: progress counts all of them, and ends at the whole", async () => {
  hostHas({ a: inPieces(30, 30), b: inPieces(40) });
  const { told, files } = fetched({ a: 60, b: 40 });
  await Promise.all(files.values());
  assert.deepEqual(told.at(-1), [100, 100]);
  assert.ok(told.every(([bytes], place) => place === 0 || bytes > told[place - 1][0]));
});

test("files: less than a percent more is not told", async () => {
  hostHas({ a: inPieces(...Array(2000).fill(1)) });
  const { told, files } = fetched({ a: 2000 });
  await files.get("a");
  assert.equal(told.length, 101);
});

cases(
  "a file that does not come as it should",
  {
    "it is not there": [() => new Response("", { status: 404 }), /^Error: a: 404$/],
    "it is cut short": [inPieces(3), /^Error: a: 3 bytes$/],
    "it is too long": [inPieces(3, 3), /^Error: a: 6 bytes$/],
    "a page comes in its place": [
      () => new Response("sign in", { headers: { "content-type": "text/html; charset=utf-8" } }),
      /^Error: a: 200$/,
    ],
  },
  async ([response, error]) => {
    hostHas({ a: response });
    await assert.rejects(fetched({ a: 4 }).files.get("a"), (why) => error.test(String(why)));
  },
);

test("files: one that fails leaves the others", async () => {
  hostHas({ b: inPieces(2) });
  const { files } = fetched({ a: 4, b: 2 });
  await assert.rejects(files.get("a"), /^Error: a: Failed to fetch$/);
  assert.deepEqual(await files.get("b"), Uint8Array.of(2, 2));
});
