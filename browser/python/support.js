// Whether this browser can run Python, asked before anything of the bundle is fetched.

/**
 * A module that does nothing, of what Pyodide's own is made of: exceptions as browsers first had
 * them (a tag, `try`, `catch_all`, `rethrow`), `i32.extend8_s`, `i32.trunc_sat_f32_s`,
 * `ref.is_null` and `memory.fill`. tests/browser/unit/support.test.js compares it with
 * Pyodide's.
 */
// biome-ignore format: a line for each section, and for each part of the function
export const MODULE = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x04, 0x01, 0x60, 0x00, 0x00, // a type: nothing in, nothing out
  0x03, 0x02, 0x01, 0x00, // a function of it
  0x05, 0x03, 0x01, 0x00, 0x00, // a memory
  0x0d, 0x03, 0x01, 0x00, 0x00, // a tag
  0x0a, 0x23, 0x01, 0x21, 0x00, // the function:
  0x06, 0x40, 0x19, 0x09, 0x00, 0x0b, // try catch_all rethrow end
  0x41, 0x00, 0xc0, 0x1a, // i32.extend8_s
  0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0x1a, // i32.trunc_sat_f32_s
  0xd0, 0x70, 0xd1, 0x1a, // ref.is_null
  0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0xfc, 0x0b, 0x00, // memory.fill
  0x0b,
);

/** Whether the browser knows what the bundle's WebAssembly is made of. */
export function knowsWebAssembly() {
  return typeof WebAssembly === "object" && WebAssembly.validate(MODULE);
}

/**
 * Whether it also lets this page run WebAssembly: browsers before 2022 do not know the word of
 * our policy that allows it.
 */
export function canRunPython() {
  return knowsWebAssembly() && allowsWebAssembly(MODULE);
}

/**
 * Whether the browser lets this page run a module.
 * @param {Uint8Array<ArrayBuffer>} [module] the smallest there is, if none is given
 */
export function allowsWebAssembly(module = MODULE.slice(0, 8)) {
  try {
    return new WebAssembly.Module(module) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** The browser would take a worker's script for one that is no module. */
export class NoModulesInWorkers extends Error {}

/**
 * A worker whose script is a module.
 * @param {string} address
 * @throws {NoModulesInWorkers}
 */
export function moduleWorker(address) {
  let known = false;
  const worker = new Worker(address, {
    get type() {
      known = true;
      return /** @type {"module"} */ ("module");
    },
  });
  if (known) return worker;
  worker.terminate();
  throw new NoModulesInWorkers();
}
