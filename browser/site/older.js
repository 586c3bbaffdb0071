// What page scripts use and browsers since 2018 lack (Chrome 64, Firefox 60, Safari 12): imported
// first by a page's script, and only as much of each as is used here. A test holds the scripts
// to what these browsers have, tests/browser/unit/floor.test.js.

if (typeof globalThis === "undefined") Object.assign(self, { globalThis: self });

/**
 * @param {object} target
 * @param {Record<string, Function>} methods
 */
export function addMissing(target, methods) {
  for (const [name, value] of Object.entries(methods)) {
    if (name in target) continue;
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}

export const ofObject = {
  /** @param {Iterable<[string, unknown]>} pairs */
  fromEntries(pairs) {
    /** @type {Record<string, unknown>} */
    const made = {};
    for (const [name, value] of pairs) made[name] = value;
    return made;
  },
  /** @param {object} object @param {string} name */
  hasOwn(object, name) {
    return Object.hasOwn(object, name);
  },
};

export const ofArray = {
  /** @this {unknown[]} @param {number} place */
  at(place) {
    return this[place < 0 ? this.length + place : place];
  },
  /** @this {unknown[]} @param {(one: unknown, place: number, all: unknown[]) => unknown} test */
  findLastIndex(test) {
    for (let place = this.length - 1; place >= 0; place -= 1) {
      if (test(this[place], place, this)) return place;
    }
    return -1;
  },
  /** @this {unknown[]} @param {(one: unknown, place: number, all: unknown[]) => unknown} test */
  findLast(test) {
    return this[ofArray.findLastIndex.call(this, test)];
  },
  /** One level deep. @this {unknown[]} */
  flat() {
    return /** @type {unknown[]} */ ([]).concat(...this);
  },
  /** @this {unknown[]} @param {(one: unknown, place: number, all: unknown[]) => unknown} make */
  flatMap(make) {
    return ofArray.flat.call(this.map(make));
  },
};

export const ofString = {
  /** @this {string} @param {string} old @param {string} fresh */
  replaceAll(old, fresh) {
    return this.split(old).join(fresh);
  },
};

export const ofParent = {
  /** @this {ParentNode & Node} @param {(string | Node)[]} parts */
  replaceChildren(...parts) {
    while (this.lastChild) this.removeChild(this.lastChild);
    this.append(...parts);
  },
};

export const ofElement = {
  /** @this {Element} @param {string} name @param {boolean} wanted */
  toggleAttribute(name, wanted) {
    if (wanted) this.setAttribute(name, "");
    else this.removeAttribute(name);
    return wanted;
  },
};

addMissing(Object, ofObject);
addMissing(Array.prototype, ofArray);
addMissing(String.prototype, ofString);
if (typeof Element === "function") {
  addMissing(Element.prototype, { ...ofParent, ...ofElement });
}
