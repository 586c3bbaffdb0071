// Answers on their way from one page of a tab to the next: back, forth, reloaded, or in the other
// language. While a page is open they are in its memory alone. Only as it is left, it puts them
// where the next page of the same tab takes them away again; closing the tab ends it.

const KEY = "passerelle.tab";

/**
 * Takes what the page before has left: null for nothing.
 * @returns {{ allowed: boolean, text: string | null }} `allowed`: whether the browser hands
 *   anything over
 */
export function takeOver() {
  // Frames of one page would take what is another's.
  if (parent !== window) return { allowed: false, text: null };
  try {
    const text = sessionStorage.getItem(KEY);
    // Nothing is removed unseen: the page before may be writing it just now.
    if (text !== null) sessionStorage.removeItem(KEY);
    return { allowed: true, text };
  } catch {
    return { allowed: false, text: null };
  }
}

/**
 * Takes what comes late: a browser may run this page and the end of the one before side by side
 * (Chromium does after its own page that says there is no network).
 * @param {(text: string | null) => void} use
 */
export function whenHandedOverLate(use) {
  if (parent !== window) return;
  addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY && newValue !== null) use(takeOver().text);
  });
}

/**
 * Leaves something for the next page, or nothing.
 * @param {string | null} text
 */
export function handOver(text) {
  if (parent !== window) return;
  try {
    if (text === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, text);
  } catch {
    // The next page begins with what its address says.
  }
}
