// Keeps one release of the site on the device, so that the calculator works without a network.
// Registered by offline.js once a person uses the calculator, and by nobody else.
//
// A release is a list of files with the hashes of their contents, written in place of RELEASE
// when the site is built. Only what has exactly the listed content is kept: while a new release
// is being put on the host, or a network's sign-in page answers, nothing of it gets in here.
// Where the browser cannot run Python, nothing of that is fetched for later.
// Nothing typed is ever in an address that is asked for.

import { knowsWebAssembly } from "./python/support.js";

/**
 * `keep`: the paths that are kept at once. `files`: the hash of each path's content.
 * @typedef {{ name: string, keep: string[], files: Record<string, string> }} Release
 */

/** @type {Release} */
// @ts-expect-error The build writes a release in place of this text.
const release = "RELEASE";
const PREFIX = "passerelle-";
const PYTHON = "engine/";
/** Says in each language that there is no network, and which pages there are all the same. */
const INSTEAD = "503.html";
const NAME = PREFIX + release.name;
const BASE = new URL("./", location.href).href;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});
worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
worker.addEventListener("message", ({ data }) => {
  if (data === "use-it") worker.skipWaiting();
});

/**
 * The path from the site's root of a request that is ours to answer, else null.
 *
 * A page is the same whatever query follows its address: messengers and networks add theirs
 * to every link that is sent on (`?fbclid=...`).
 * @param {Request} request
 */
function pathOf({ method, mode, url }) {
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || !(origin + pathname).startsWith(BASE)) return null;
  if (search && mode !== "navigate") return null;
  try {
    return decodeURIComponent((origin + pathname).slice(BASE.length));
  } catch {
    return null; // no address that the site has
  }
}

/**
 * Whether the release has a file of that path.
 * @param {string} path
 */
function listed(path) {
  return typeof release.files[path] === "string"; // never what every object has by that name
}

/**
 * The path of the page that somebody means by this one: with its final slash, without the name of
 * its file. Null where the path is right, or means no page of the release.
 * @param {string} path
 */
function meant(path) {
  const page = path.replace(/(^|\/)index\.html?$/, "$1").replace(/([^/])$/, "$1/");
  return page !== path && listed(page) ? page : null;
}

async function keepAll() {
  const cache = await caches.open(NAME);
  const wanted = release.keep.filter((path) => knowsWebAssembly() || !path.startsWith(PYTHON));
  await Promise.all(
    wanted.map(async (path) => {
      if (await cache.match(BASE + path)) return;
      // What the page has just fetched is in the browser's own store, under a name of its content.
      const response = await fetch(BASE + path, { cache: hashed(path) ? "default" : "no-cache" });
      if (!(await keep(cache, path, response))) throw new Error(`${path}: of another release`);
    }),
  );
}

/**
 * Whether an address changes with its content.
 * @param {string} path
 */
function hashed(path) {
  return /(^|[/.])[0-9a-f]{12}[/.]/.test(path);
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function answer(request, path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(BASE + path);
  if (kept) return kept;
  const page = request.mode === "navigate" ? meant(path) : null;
  // Sent on rather than answered: the page's links count from its right address.
  if (page !== null) return Response.redirect(BASE + page + new URL(request.url).search);
  // A page of the release before asks for what only that release had.
  const older = hashed(path) && (await caches.match(BASE + path));
  if (older) return older;
  /** @type {Response} */
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const language = path.startsWith("en/") ? "en/" : "";
    const instead =
      request.mode === "navigate" && (await cache.match(`${BASE}${language}${INSTEAD}`));
    if (instead) return instead;
    throw error;
  }
  if (listed(path)) keep(cache, path, response.clone()).catch(() => {}); // a full device
  return response;
}

/**
 * Keeps a file if it is of this release; gives whether it is.
 * @param {Cache} cache
 * @param {string} path
 * @param {Response} response
 */
async function keep(cache, path, response) {
  if (!response.ok || response.redirected) return false;
  const content = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hash = [...digest.subarray(0, 6)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  if (hash !== release.files[path]) return false;
  await cache.put(BASE + path, response);
  return true;
}

/** The release before stays until the next one: pages of it may still be open. */
async function forgetOthers() {
  const kept = (await caches.keys()).filter((key) => key.startsWith(PREFIX));
  const others = kept.filter((key) => key !== NAME);
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
}
