// Put into each page by `make serve` alone (compiler/live.py): loads the page anew after a build, or
// shows above it what stopped the build. The published site does not have it.

const PAUSE_MS = 1000;
const shown = document.currentScript?.dataset.build;
const box = document.createElement("pre");
box.setAttribute("role", "alert");
// By the style object: the policy of the pages allows no style attribute in markup.
Object.assign(box.style, {
  background: "#fff",
  border: "4px solid #b00020",
  boxSizing: "border-box",
  color: "#000",
  font: "18px/1.5 monospace",
  left: "0",
  margin: "0",
  maxHeight: "100%",
  overflow: "auto",
  padding: "16px",
  position: "fixed",
  right: "0",
  top: "0",
  whiteSpace: "pre-wrap",
  zIndex: "9999",
});

/** Loads the page of the last build, not what an earlier one left on this device. */
async function loadAnew() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  location.reload();
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function follow() {
  let known = "";
  for (;;) {
    try {
      const response = await fetch(`/.builds/news?after=${known}`);
      /** @type {{ number: number, fault: string }} */
      const { number, fault } = await response.json();
      known = String(number);
      box.textContent = fault;
      if (fault) document.body.append(box);
      else if (known !== shown) return loadAnew();
    } catch {
      await pause(PAUSE_MS); // the server was stopped, and may be started again
    }
  }
}

follow();
