// Elements of the page: found, or made.

/**
 * The first element that a selector finds.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type] the element's class, HTMLElement if it is not given
 * @returns {T}
 * @throws {TypeError} where the page has no such element, or one of another class
 */
export function find(root, selector, type) {
  const found = root.querySelector(selector);
  if (found instanceof (type ?? HTMLElement)) return /** @type {T} */ (found);
  throw new TypeError(`not in the page: ${selector}`);
}

/**
 * All elements that a selector finds, in the page's order; those of another class are left out.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type] the elements' class, HTMLElement if it is not given
 * @returns {T[]}
 */
export function findAll(root, selector, type) {
  const found = [...root.querySelectorAll(selector)];
  return /** @type {T[]} */ (found.filter((one) => one instanceof (type ?? HTMLElement)));
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string | Node[]} [content] its text, or what stands in it
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, content = "", className = "") {
  const made = document.createElement(tag);
  made.append(...(typeof content === "string" ? [content] : content));
  if (className) made.className = className;
  return made;
}

/** The entries of the list of regions before a browser translates them. */
const entriesAsBuilt = new WeakMap();

/** @param {ParentNode} directory */
export function rememberRegions(directory) {
  for (const entry of findAll(directory, "[data-region]")) {
    entriesAsBuilt.set(entry, entry.cloneNode(true));
  }
}

/**
 * A copy of some entries of the list of regions, as a list; as built, if they were remembered.
 * @param {ParentNode} directory
 * @param {string[]} slugs in the order in which they are to stand; unknown ones are left out
 */
export function regionEntries(directory, slugs) {
  const entries = slugs.flatMap((slug) =>
    findAll(directory, `[data-region="${CSS.escape(slug)}"]`).slice(0, 1),
  );
  const copies = entries.map((entry) => (entriesAsBuilt.get(entry) ?? entry).cloneNode(true));
  return make("ul", copies, "regions");
}

/**
 * The elements that an event's handler is about: the nearest one around its target that a
 * selector finds, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function around({ target }, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
