// Where the device keeps a calculator's answers, when a person asks it to.

/** The calculators' kinds, as the page's `data-kind` has them. */
export const KINDS = ["participant", "organisation"];

/** @param {string} kind */
export function keyOf(kind) {
  return `passerelle.${kind}`;
}

/**
 * What is kept for a calculator, null for nothing; anybody may have written it.
 * @param {string} kind
 */
export function storedText(kind) {
  try {
    const text = localStorage.getItem(keyOf(kind));
    return text && !/^\s*(null|\{\s*\})?\s*$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** Whether answers of any calculator are kept. */
export function anythingKept() {
  return KINDS.some((kind) => storedText(kind) !== null);
}
