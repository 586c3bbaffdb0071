// How words are compared that somebody typed: without accents, and by how many slips apart.

/**
 * Lower case, no accents, straight apostrophes.
 * @param {string} text
 */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[’‘`´ʼ]/g, "'");
}

/**
 * How many letters must be added, left out, changed or swapped to make of a text each beginning
 * of another: of none of its letters, of one, and so on to all of them.
 * @param {string} text
 * @param {string} other
 * @param {number} [limit] null is given as soon as all are more than this
 */
export function slips(text, other, limit = Number.POSITIVE_INFINITY) {
  /** @type {number[]} */
  let before = [];
  let row = [0];
  for (let j = 1; j <= other.length; j += 1) row.push(j);
  for (let i = 1; i <= text.length; i += 1) {
    const letter = text[i - 1];
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      let steps = row[j - 1] + (letter === other[j - 1] ? 0 : 1);
      if (row[j] + 1 < steps) steps = row[j] + 1;
      if (next[j - 1] + 1 < steps) steps = next[j - 1] + 1;
      const swapped = i > 1 && j > 1 && letter === other[j - 2] && text[i - 2] === other[j - 1];
      if (swapped && before[j - 2] + 1 < steps) steps = before[j - 2] + 1;
      next.push(steps);
      if (steps < least) least = steps;
    }
    // A swap looks two rows back, and costs one.
    if (least > limit + 1) return null;
    before = row;
    row = next;
  }
  return row;
}
