// What a person typed, as the index knows it: without the words that say nothing, with the
// pages' own words for other people's, and with slips of the keyboard mended.

// The same elisions as in compiler/publish/search_index.py.
const ELISION = /(^|[^\p{L}])((?:jus|lors|puis|quel)?qu|[cdjlmnst])['’](?=\p{L})/giu;
const TELEPHONE = /^[\s(+]*[0-9][0-9\s().-]{5,}$/;
const POSTAL_CODE = /^\s*([A-Za-z][0-9][A-Za-z])\s*-?\s*[0-9][A-Za-z][0-9]\s*$/;

/** Lower case, no accents, straight apostrophes. */
export function folded(text) {
  const plain = text.toLowerCase().replaceAll("œ", "oe").normalize("NFKD");
  return plain.replace(/\p{M}/gu, "").replaceAll("’", "'");
}

/**
 * {words, mended, exact}: the words to look for; those of them that took the place of what
 * was typed; and whether only pages that are looked for by these very signs will do.
 * known: {stop, synonyms, vocabulary} as compiler/publish/search_index.py writes them.
 */
export function understood(query, known) {
  const telephone = query.match(TELEPHONE);
  if (telephone) {
    // A number, however it is written: its digits, without the 1 of a long-distance call.
    const digits = query.replace(/[^0-9]/g, "");
    return { words: [digits.length === 11 ? digits.slice(1) : digits], mended: [], exact: true };
  }
  const code = query.match(POSTAL_CODE);
  if (code) return { words: [code[1].toLowerCase()], mended: [], exact: true };

  const typed = folded(query)
    .replace(ELISION, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = typed.filter((word) => !known.stop.includes(word));
  const mended = [];
  const words = (telling.length ? telling : typed).flatMap((word) => {
    const synonym = known.synonyms[word] ?? known.synonyms[singular(word)];
    if (synonym) return synonym.split(" ");
    const meant = mend(word, known.vocabulary);
    if (meant !== word) mended.push(meant);
    return [meant];
  });
  return { words: [...new Set(words)], mended, exact: false };
}

function singular(word) {
  return word.replace(/[sx]$/, "");
}

/** The word itself where a page has it (or its beginning), else the nearest that one has. */
export function mend(word, vocabulary) {
  if (word.length < 4 || /[0-9]/.test(word)) return word;
  const stem = word.replace(/(es|s|x|e)$/, "");
  if (vocabulary.some((other) => other.startsWith(stem))) return word;
  const key = sound(word);
  const limit = key.length < 6 ? 1 : key.length < 9 ? 2 : 3;
  let [nearest, least] = [word, limit + 1];
  for (const other of vocabulary) {
    // Two slips rarely begin a word: a first letter that differs weighs as one more.
    const steps = distance(key, sound(other), least) + (other[0] === word[0] ? 0 : 0.5);
    if (steps < least) [nearest, least] = [other, steps];
  }
  return nearest;
}

// Letters that sound alike in both languages, and letters that are doubled or not.
function sound(word) {
  return word
    .replaceAll("ph", "f")
    .replaceAll("y", "i")
    .replace(/(.)\1+/g, "$1");
}

/** How many letters must be added, left out, changed or swapped; `limit` or more is not counted on. */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
