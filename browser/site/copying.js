/**
 * Whether the clipboard took a text: it may be refused, or not be there at all.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
