// Browsers translate a page in place: they wrap its texts, or put others in their stead. What a
// script shows elsewhere is the text as it was, which the browser then translates anew; the
// translation would be taken for the page's own language.

/** @type {WeakMap<Element, string>} */
const originals = new WeakMap();

/** Remembers texts before anything can translate them. @param {Iterable<Element>} elements */
export function rememberTexts(elements) {
  for (const element of elements) originals.set(element, element.textContent ?? "");
}

/** The text of an element as it was. @param {Element} element @returns {string} */
export function originalText(element) {
  return originals.get(element) ?? element.textContent ?? "";
}
