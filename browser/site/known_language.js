/**
 * Whether a person reads another language rather than the page's own: the first of the browser's
 * that is one of the two. One that knows neither is left alone.
 * @param {readonly string[]} languages the browser's, as it lists them: "fr-CA"
 * @param {string} own
 * @param {string} other
 */
export function readsOther(languages, own, other) {
  const known = languages
    .map((one) => one.toLowerCase().split("-")[0])
    .find((one) => one === own || one === other);
  return known === other;
}
