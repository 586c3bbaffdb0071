// Entries of the browser's history. Browsers refuse many changes within a short time, and some
// frames may change nothing at all: a page goes on without.

/**
 * @param {"pushState" | "replaceState"} way
 * @param {unknown} state
 * @param {string} [address] the one that the entry has, if it is not given
 * @returns {boolean} whether the browser took it
 */
function written(way, state, address) {
  try {
    history[way](state, "", address);
    return true;
  } catch {
    return false;
  }
}

/** @param {unknown} state @param {string} [address] */
export function changeEntry(state, address) {
  return written("replaceState", state, address);
}

/** @param {unknown} state @param {string} [address] */
export function addEntry(state, address) {
  return written("pushState", state, address);
}
