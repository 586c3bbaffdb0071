// Python as it stands once the rules are read, kept in Cache storage: the next visit starts
// from there, and leaves out what takes longest.
//
// It is made before any question reaches Python, and questions reach it as messages alone, so
// nothing that a person typed or chose can be in it. What it does hold of the device is the
// browser's language, as Python's environment names it. It is of use to the very engine alone
// that made it, whose address bears its content, and to the very browser: another version may
// number its functions in another way.
//
// All failures are silent: without a snapshot Python starts as it did before.

const CACHE = "passerelle-snapshot";
// Where offline.js says that the person removed what is kept.
export const REMOVALS = "passerelle-removals";
// Nobody waits for it: not before the first answers are there.
const IDLE_MS = 2000;
// Half of Python's memory is empty: it is kept without its empty blocks.
const BLOCK = 4096;

const addressOf = (engine) => `${engine}snapshot`;

// The snapshot that this browser made for an engine, else null.
export async function keptSnapshot(engine) {
  try {
    const kept = await caches.match(addressOf(engine), { cacheName: CACHE });
    if (kept?.headers.get("x-browser") !== navigator.userAgent) return null;
    const content = new Uint8Array(await kept.arrayBuffer());
    if (kept.headers.get("x-sha256") !== (await digest(content))) return null;
    return unpacked(content);
  } catch {
    return null;
  }
}

export function keepSnapshotLater(engine, bytes) {
  let wanted = true;
  const removals = new BroadcastChannel(REMOVALS);
  removals.onmessage = () => (wanted = false);
  setTimeout(async () => {
    try {
      if (wanted) await keep(addressOf(engine), bytes, () => wanted);
    } catch {
      // A full device, or one that keeps nothing.
    }
    removals.close();
  }, IDLE_MS);
}

export async function forgetSnapshots() {
  try {
    await caches.delete(CACHE);
  } catch {
    // There is none.
  }
}

async function keep(address, bytes, wanted) {
  const cache = await caches.open(CACHE);
  const content = packed(bytes);
  const headers = { "x-browser": navigator.userAgent, "x-sha256": await digest(content) };
  if (!wanted()) return;
  await cache.put(address, new Response(content, { headers }));
  // Those of engines before this one.
  for (const { url } of await cache.keys()) if (url !== address) await cache.delete(url);
}

async function digest(content) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// How many blocks there are, where each begins, then the blocks; all after them is empty.
// `bytes` is of a length that can be read as words, as a memory's and a snapshot's are.
function packed(bytes) {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const places = [];
  for (let start = 0; start < bytes.length; start += BLOCK) {
    if (words.subarray(start >> 2, (start + BLOCK) >> 2).some(Boolean)) places.push(start);
  }
  const blocks = places.map((start) => bytes.subarray(start, start + BLOCK));
  const head = new Uint32Array([places.length, ...places]);
  const content = new Uint8Array(head.byteLength + blocks.length * BLOCK);
  content.set(new Uint8Array(head.buffer));
  blocks.forEach((block, place) => content.set(block, head.byteLength + place * BLOCK));
  return content;
}

function unpacked(content) {
  const [count] = new Uint32Array(content.buffer, 0, 1);
  const places = new Uint32Array(content.buffer, 4, count);
  const bytes = new Uint8Array(places.at(-1) + BLOCK);
  places.forEach((start, place) => {
    const from = 4 + 4 * count + place * BLOCK;
    bytes.set(content.subarray(from, from + BLOCK), start);
  });
  return bytes;
}
