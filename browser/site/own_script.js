/**
 * The address of a script, if it is one of this site's: for the policies that may start one.
 * @param {string} address
 * @throws {TypeError} where it is of another origin
 */
export function ownScript(address) {
  const { origin } = new URL(address, location.href);
  if (origin !== location.origin) throw new TypeError(`a script of another origin: ${origin}`);
  return String(address);
}
