import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { PythonClient } from "../../../browser/python/client.js";
import { NoModulesInWorkers } from "../../../browser/python/support.js";

const BUNDLES = [
  { name: "lean", sizes: { "a.wasm": 2 }, lock: "{}" },
  { name: "stock", sizes: { "b.wasm": 3 } },
];
const PATIENCE_MS = 40;

/** A worker that runs nothing, and notes what it is told. */
class FakeWorker {
  /** @type {FakeWorker[]} */
  static all = [];
  /** @type {any[]} */
  told = [];
  terminated = false;
  /** @type {(event: { data: object }) => void} */
  onmessage = () => {};

  /** Whether it knows that a script may be a module. */
  static knowsModules = true;

  /** @param {string} address @param {{ type: string }} options */
  constructor(address, options) {
    this.address = address;
    if (FakeWorker.knowsModules) assert.equal(options.type, "module");
    FakeWorker.all.push(this);
  }

  /** @param {object} message */
  postMessage(message) {
    this.told.push(message);
  }

  terminate() {
    this.terminated = true;
  }

  /** @param {object} data */
  says(data) {
    this.onmessage({ data });
  }
}

const originals = { fetch: globalThis.fetch, Worker: globalThis.Worker };

beforeEach(() => {
  FakeWorker.all = [];
  FakeWorker.knowsModules = true;
  mock.method(console, "error", () => {});
  mock.method(console, "warn", () => {});
  const location = new URL("https://passerelle.example/estimer/");
  Object.defineProperty(globalThis, "location", { value: location, configurable: true });
  Object.assign(globalThis, { Worker: FakeWorker });
  globalThis.fetch = async (address) =>
    new Response(new Uint8Array(String(address).endsWith("a.wasm") ? 2 : 3));
});
afterEach(() => {
  mock.restoreAll();
  Object.assign(globalThis, originals);
});

/** A client that was started, and what it calls back. */
async function started(settings = {}) {
  /** @type {any[]} */
  const heard = [];
  const note =
    (/** @type {string} */ name) =>
    (/** @type {any[]} */ ...given) =>
      heard.push([name, ...given]);
  const client = new PythonClient(
    /** @type {any} */ ({
      ...{ bundleUrl: "../engine/0/", workerUrl: "../worker.js", bundles: BUNDLES },
      ...{ patienceMs: 10_000, onProgress: note("progress"), onStarting: note("starting") },
      ...{ onReady: note("ready"), onResponse: note("response"), onFailed: note("failed") },
      onCancelled: note("cancelled"),
      ...settings,
    }),
  );
  await client.start();
  await settled();
  return { client, heard, worker: FakeWorker.all[0] };
}

const settled = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** @type {any} */
const REQUEST = { fields: {} };

test("client: the worker is told its bundle, then given each file", async () => {
  const { client, heard, worker } = await started();
  assert.equal(worker.address, "https://passerelle.example/worker.js");
  assert.deepEqual(worker.told, [
    {
      start: {
        folder: "https://passerelle.example/engine/0/lean/",
        ...{ name: "lean", names: ["a.wasm"], lock: "{}" },
      },
    },
    { file: "a.wasm", content: new Uint8Array(2) },
  ]);
  assert.deepEqual(heard, [["progress", 100, 2, 2], ["starting"]]);
  client.cancel();
});

test("client: bundles that the page does not know are read from their list", async () => {
  const files = globalThis.fetch;
  globalThis.fetch = async (address, options) =>
    String(address).endsWith("/engine/0/engine.json")
      ? Response.json({ engines: [BUNDLES[1]] })
      : files(address, options);
  const { client, worker } = await started({ bundles: undefined });
  assert.equal(worker.told[0].start.name, "stock");
  client.cancel();
});

test("client: it is started once", async () => {
  const { client } = await started();
  await client.start();
  assert.equal(FakeWorker.all.length, 1);
  client.cancel();
});

test("client: a request goes to the worker, its response to the page", async () => {
  const { client, heard, worker } = await started();
  client.ask(1, REQUEST);
  assert.deepEqual(worker.told.at(-1), { id: 1, request: REQUEST });
  worker.says({ ready: true });
  worker.says({ id: 1, response: { html: "" } });
  assert.deepEqual(heard.slice(2), [["ready"], ["response", 1, { html: "" }]]);
  client.cancel();
});

test("client: where the lean bundle is at fault the next one is asked what is open", async () => {
  const { client, heard, worker } = await started();
  for (const id of [1, 2]) client.ask(id, REQUEST);
  worker.says({ ready: true });
  worker.says({ id: 1, response: {} });
  worker.says({ failed: "unreachable", file: null });
  await settled();
  const [, next] = FakeWorker.all;
  assert.equal(worker.terminated, true);
  assert.equal(next.told[0].start.name, "stock");
  assert.deepEqual(next.told[1], { id: 2, request: REQUEST });
  assert.ok(!heard.some(([name]) => name === "failed"));
  client.cancel();
});

test("client: where the last bundle is at fault it has failed", async () => {
  const { client, heard, worker } = await started({ bundles: [BUNDLES[1]] });
  worker.says({ failed: "unreachable", file: null });
  assert.deepEqual(heard.at(-1), ["failed"]);
  assert.deepEqual([client.started, FakeWorker.all.length], [false, 1]);
});

test("client: where a script does not come another bundle would not come either", async () => {
  const { client, heard, worker } = await started();
  worker.says({ failed: "pyodide.mjs: 404", file: "pyodide.mjs" });
  assert.deepEqual(heard.at(-1), ["failed"]);
  assert.deepEqual([client.started, FakeWorker.all.length], [false, 1]);
});

test("client: where the list of bundles does not come it has failed, and says why", async () => {
  globalThis.fetch = async () => new Response("", { status: 503 });
  const { client, heard } = await started({ bundles: undefined });
  assert.deepEqual(heard, [["failed"]]);
  assert.equal(client.started, false);
  const [{ arguments: said }] = /** @type {any} */ (console.error).mock.calls;
  assert.equal(said[0].message, "engine.json: 503");
});

test("client: a list that comes after it was cancelled starts nothing", async () => {
  for (const comes of [
    () => Response.json({ engines: BUNDLES }),
    () => new Response("", { status: 503 }),
  ]) {
    FakeWorker.all = [];
    let come = () => {};
    globalThis.fetch = async () => {
      await new Promise((resolve) => {
        come = () => resolve(undefined);
      });
      return comes();
    };
    const heard = /** @type {string[]} */ ([]);
    const client = new PythonClient(
      /** @type {any} */ ({
        ...{ bundleUrl: "../engine/0/", workerUrl: "../worker.js", patienceMs: 10_000 },
        ...{ onFailed: () => heard.push("failed") },
      }),
    );
    const starting = client.start();
    client.cancel();
    come();
    await starting;
    await settled();
    assert.deepEqual(FakeWorker.all[0].told, []);
    assert.deepEqual(heard, []);
  }
});

test("client: an error of the worker's script is a failure, one of an earlier worker none", async () => {
  const { client, heard, worker } = await started();
  heard.length = 0;
  client.cancel();
  await client.start();
  await settled();
  heard.length = 0;
  /** @type {any} */ (worker).onerror({ message: "earlier" });
  assert.deepEqual(heard, []);
  /** @type {any} */ (FakeWorker.all[1]).onerror({ message: "syntax" });
  assert.deepEqual(heard, [["failed"]]);
  assert.deepEqual(
    /** @type {any} */ (console.error).mock.calls.map(({ arguments: [why] }) => why),
    ["syntax"],
  );
});

test("client: where a file does not come it has failed", async () => {
  globalThis.fetch = async () => new Response("", { status: 404 });
  const { client, heard } = await started();
  assert.deepEqual(heard, [["failed"]]);
  assert.equal(client.started, false);
});

test("client: a worker that says nothing for long has failed", async () => {
  const { client, heard } = await started({ patienceMs: PATIENCE_MS });
  await settled(3 * PATIENCE_MS);
  assert.deepEqual(heard.at(-1), ["failed"]);
  assert.equal(client.started, false);
});

test("client: a worker that is ready and was asked nothing may be silent", async () => {
  const { client, heard, worker } = await started({ patienceMs: PATIENCE_MS });
  worker.says({ ready: true });
  await settled(3 * PATIENCE_MS);
  assert.deepEqual(heard.at(-1), ["ready"]);
  client.cancel();
});

test("client: a request without a response for long has failed", async () => {
  const { client, heard, worker } = await started({ patienceMs: PATIENCE_MS });
  worker.says({ ready: true });
  client.ask(1, REQUEST);
  await settled(3 * PATIENCE_MS);
  assert.deepEqual(heard.at(-1), ["failed"]);
  assert.equal(client.started, false);
});

test("client: an answer to an earlier request does not make up for the last one", async () => {
  const { client, heard, worker } = await started({ patienceMs: PATIENCE_MS });
  worker.says({ ready: true });
  client.ask(1, REQUEST);
  client.ask(2, REQUEST);
  worker.says({ id: 1, response: {} });
  await settled(3 * PATIENCE_MS);
  assert.deepEqual(heard.at(-1), ["failed"]);
  assert.equal(client.started, false);
});

test("client: once the last request is answered it may be silent", async () => {
  const { client, heard, worker } = await started({ patienceMs: PATIENCE_MS });
  worker.says({ ready: true });
  for (const id of [1, 2]) client.ask(id, REQUEST);
  for (const id of [1, 2]) worker.says({ id, response: {} });
  await settled(3 * PATIENCE_MS);
  assert.deepEqual(heard.at(-1), ["response", 2, {}]);
  client.cancel();
});

test("client: what was cancelled is not heard, and can be started again", async () => {
  const { client, heard, worker } = await started();
  client.cancel();
  worker.says({ ready: true });
  assert.deepEqual(heard.at(-1), ["cancelled"]);
  assert.equal(worker.terminated, true);
  client.cancel();
  assert.equal(heard.filter(([name]) => name === "cancelled").length, 1);
  await client.start();
  assert.equal(FakeWorker.all.length, 2);
  client.cancel();
});

test("a browser without workers of modules: told, and no file is fetched", async () => {
  FakeWorker.knowsModules = false;
  const fetched = mock.method(globalThis, "fetch");
  await assert.rejects(started(), NoModulesInWorkers);
  assert.equal(fetched.mock.callCount(), 0);
  assert.deepEqual(
    FakeWorker.all.map(({ terminated }) => terminated),
    [true],
  );
});
