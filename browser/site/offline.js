// Keeps the calculator on the device once a person uses it, says so, and takes it away again.
// The service worker does the keeping, see sw.js. Under "save data" nothing is kept.

import { ownScript } from "./own_script.js";

// Of its own name: it stands beside the page's own script, and each name is given once.
const policy = globalThis.trustedTypes?.createPolicy("passerelle-offline", {
  createScriptURL: ownScript,
});

const PREFIX = "passerelle-";
const place = document.querySelector("[data-kept]");
const address = new URL(place.dataset.worker, location.href);

const part = (name) => place.querySelector(`[data-kept-part=${name}]`);

// One sentence at a time; the place is a status, so that it is read aloud when it changes.
function say(name) {
  for (const one of place.querySelectorAll("[data-kept-part]")) {
    one.hidden = one.dataset.keptPart !== name;
  }
  place.hidden = name === null;
}

async function keep() {
  if (navigator.connection?.saveData) return;
  try {
    const trusted = policy?.createScriptURL(address.href) ?? address;
    watch(await navigator.serviceWorker.register(trusted, { updateViaCache: "none" }));
  } catch (error) {
    console.warn(`Nothing is kept for use without a network: ${error.message}`);
    await forget();
  }
}

function watch(registration) {
  if (!registration) return;
  const look = () => {
    if (registration.active?.state !== "activated") return;
    say(registration.waiting ? "update" : "offline");
  };
  const follow = (worker) =>
    worker?.addEventListener("statechange", () => {
      look();
      if (worker.state === "redundant" && !registration.active) forget();
    });
  registration.addEventListener("updatefound", () => follow(registration.installing));
  [registration.installing, registration.waiting, registration.active].forEach(follow);
  look();
}

async function remove() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.active?.scriptURL === address.href) await registration.unregister();
  }
  await forget();
  say("removed");
  part("removed").focus();
}

// Where no service worker stays, nothing else does: only the line about it could take it away.
async function forget() {
  for (const key of await caches.keys()) {
    if (key.startsWith(PREFIX)) await caches.delete(key);
  }
}

async function useUpdate() {
  const registration = await navigator.serviceWorker.getRegistration(address);
  // The answers stand in the address, and so come along.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  registration?.waiting?.postMessage("use-it");
}

const actions = { remove, update: useUpdate };

place.addEventListener("click", ({ target }) => {
  actions[target.closest("[data-kept-action]")?.dataset.keptAction]?.();
});

if ("serviceWorker" in navigator) {
  const registration = await navigator.serviceWorker.getRegistration(address);
  watch(registration);
  const root = document.querySelector(".calculator");
  if (root && !registration) {
    // Not before Python answers: until then the line is for it alone.
    const ready = new MutationObserver(() => {
      if (root.dataset.engine !== "python") return;
      ready.disconnect();
      keep();
    });
    ready.observe(root, { attributeFilter: ["data-engine"] });
  }
}
