// Erasing reaches the site's other open tabs. What they hear of is a value in the storage that they
// share, which is taken away again at once: nothing stays there.

const KEY = "passerelle.erased";

/** Tells the other tabs that a person has erased the answers. */
export function tellErased() {
  try {
    localStorage.setItem(KEY, "1");
    localStorage.removeItem(KEY);
  } catch {
    // Without a storage that they share, they hear of nothing.
  }
}

/** @param {() => void} forget what this tab has */
export function whenErasedElsewhere(forget) {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY && newValue !== null) forget();
  });
}
