// What a WebAssembly module needs of a browser beyond the first version of 2017.

/** Instructions of later versions, by their first byte, and by the number behind 0xfc. */
const LATER = new Map([
  .../** @type {[number, string][]} */ ([
    [0x06, "exceptions"], // try, catch, throw, rethrow, delegate, catch_all
    [0x07, "exceptions"],
    [0x08, "exceptions"],
    [0x09, "exceptions"],
    [0x18, "exceptions"],
    [0x19, "exceptions"],
    [0x0a, "exceptions as values"],
    [0x1f, "exceptions as values"],
    [0x12, "tail calls"],
    [0x13, "tail calls"],
    [0x14, "typed references"],
    [0x15, "typed references"],
    [0x1c, "references"], // select of a type, table.get, table.set, ref.null, is_null, func
    [0x25, "references"],
    [0x26, "references"],
    [0xd0, "references"],
    [0xd1, "references"],
    [0xd2, "references"],
    [0xfb, "garbage collection"],
    [0xfd, "vectors"],
    [0xfe, "threads"],
  ]),
  .../** @type {[number, string][]} */ (
    [0xc0, 0xc1, 0xc2, 0xc3, 0xc4].map((code) => [code, "sign extension"])
  ),
]);

/**
 * The names of the features whose instructions stand in a module's functions.
 * @param {Uint8Array} bytes
 * @returns {Set<string>}
 */
export function featuresOf(bytes) {
  const found = /** @type {Set<string>} */ (new Set());
  let at = 8;
  const byte = () => bytes[at++];
  const number = () => {
    for (let [sum, factor] = [0, 1]; ; factor *= 128) {
      const next = byte();
      sum += (next & 0x7f) * factor;
      if (next < 0x80) return sum;
    }
  };
  const numbers = (/** @type {number} */ count) => {
    for (let n = 0; n < count; n += 1) number();
  };
  while (at < bytes.length) {
    const [id, end] = [byte(), number() + at];
    if (id === 10) for (let n = number(); n > 0; n -= 1) body();
    at = end;
  }
  return found;

  function body() {
    const end = number() + at;
    for (let n = number(); n > 0; n -= 1) numbers(2); // variables
    while (at < end) instruction();
  }

  function instruction() {
    const code = byte();
    const later = LATER.get(code);
    if (later) found.add(later);
    if (code === 0xfc) saturatingOrBulk(number());
    else if (code === 0x0e) numbers(number() + 1);
    else if (code === 0x1c) numbers(number());
    else if (code === 0x43) at += 4;
    else if (code === 0x44) at += 8;
    else if (code === 0x11 || (code >= 0x28 && code <= 0x3e)) numbers(2);
    else if (hasOneNumber(code)) number();
    else if (code > 0xd2 || code === 0x1f) throw new Error(`instruction ${code} is not read`);
  }

  /** @param {number} code */
  function saturatingOrBulk(code) {
    found.add(code < 8 ? "saturating" : code < 15 ? "bulk memory" : "references");
    if (code >= 8) numbers([8, 10, 12, 14].includes(code) ? 2 : 1);
  }
}

/** @param {number} code */
function hasOneNumber(code) {
  const block = (code >= 0x02 && code <= 0x09 && code !== 0x05) || code === 0x18;
  const branch = code === 0x0c || code === 0x0d || code === 0x10 || code === 0x12;
  const variable = code >= 0x20 && code <= 0x26;
  return (
    block || branch || variable || (code >= 0x3f && code <= 0x42) || [0xd0, 0xd2].includes(code)
  );
}
