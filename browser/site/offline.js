// Keeps the calculator on the device once a person uses it, says so, and takes it away again.
// The service worker does the keeping, see sw.js. Under "save data" nothing is kept.

import { around, find, findAll } from "./dom.js";
import { anythingKept } from "./kept_answers.js";
import { tellAge } from "./old_copy.js";
import { ownScript } from "./own_script.js";

// Of its own name: it stands beside the page's own script, and each name is given once.
const policy = window.trustedTypes?.createPolicy("passerelle-offline", {
  createScriptURL: ownScript,
});

tellAge();

const PREFIX = "passerelle-";
const place = find(document, "[data-kept]");
const address = new URL(place.dataset.worker ?? "", location.href);

/**
 * Shows one of the sentences. The place is a status, so that it is read aloud when it changes.
 * @param {"offline" | "update" | "removed"} name
 */
function say(name) {
  for (const one of findAll(place, "[data-kept-part]")) {
    one.hidden = one.dataset.keptPart !== name;
  }
  place.hidden = false;
}

async function keep() {
  if (navigator.connection?.saveData) return;
  try {
    const trusted = /** @type {URL} */ (policy?.createScriptURL(address.href) ?? address);
    watch(await navigator.serviceWorker.register(trusted, { updateViaCache: "none" }));
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    console.warn(`Nothing is kept for use without a network: ${why}`);
    await forget();
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  const look = () => {
    if (registration.active?.state !== "activated") return;
    say(registration.waiting ? "update" : "offline");
  };
  /** @param {ServiceWorker | null} worker */
  const follow = (worker) => {
    worker?.addEventListener("statechange", () => {
      look();
      if (worker.state === "redundant" && !registration.active) forget();
    });
  };
  registration.addEventListener("updatefound", () => follow(registration.installing));
  for (const worker of [registration.installing, registration.waiting, registration.active]) {
    follow(worker);
  }
  look();
}

async function remove() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.active?.scriptURL === address.href) await registration.unregister();
  }
  await forget();
  say("removed");
  // Answers are kept apart from pages, and stay.
  find(place, "[data-kept-part=answers]").hidden = !anythingKept();
  find(place, "[data-kept-part=removed]").focus();
}

/** Where no service worker stays, nothing else does: only the line about it could remove it. */
async function forget() {
  for (const key of await caches.keys()) {
    if (key.startsWith(PREFIX)) await caches.delete(key);
  }
}

async function useUpdate() {
  const registration = await navigator.serviceWorker.getRegistration(address);
  // The answers come along, as at any reload.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  registration?.waiting?.postMessage("use-it");
}

place.addEventListener("click", (event) => {
  const action = around(event, "[data-kept-action]")?.dataset.keptAction;
  if (action === "remove") remove();
  else if (action === "update") useUpdate();
});

async function begin() {
  const registration = await navigator.serviceWorker.getRegistration(address);
  if (registration) watch(registration);
  const root = document.querySelector(".calculator");
  if (!(root instanceof HTMLElement) || registration) return;
  // Not before Python answers: until then the line is for it alone. `data-engine` is the
  // contract's hook for scripts outside of the calculator's own.
  const ready = new MutationObserver(() => {
    if (root.dataset.engine !== "python") return;
    ready.disconnect();
    keep();
  });
  ready.observe(root, { attributes: true, attributeFilter: ["data-engine"] });
}

if ("serviceWorker" in navigator) begin();
