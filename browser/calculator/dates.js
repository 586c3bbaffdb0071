/**
 * The device's own day, in ISO form; a clock that stands before the site was built is wrong.
 * @param {string} built the day of the build, in ISO form
 * @param {Date} [now]
 */
export function today(built, now = new Date()) {
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  const local = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return local > built ? local : built;
}
