/**
 * Which of many programmes' pages has a place that once stood on the page of all of them: the name
 * of the page, or nothing.
 *
 * A place begins with its programme's id, with hyphens or underscores: `paas_action-purpose`.
 * @param {string} place @param {string[]} names
 */
export function ownPage(place, names) {
  const plain = place.replace(/_/g, "-");
  const found = names.filter((name) => plain.startsWith(`${name}-`));
  // `aide-emploi-…` is no place of the programme `aide`.
  return found.sort((one, other) => other.length - one.length)[0];
}
