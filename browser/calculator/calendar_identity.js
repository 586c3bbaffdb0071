// Whose dates a calendar file has, and which of that person's files is the newer, see
// calculator/planner/calendar_file.py. Drawn by chance on the device: it says nothing of anybody.

/** @typedef {{ owner: string, sequence: number }} CalendarIdentity */

const BYTES = 8;
const BEGINNING_MS = Date.UTC(2020, 0, 1);

/** A new owner: letters and digits. */
export function newOwner() {
  const drawn = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...drawn].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a text that was kept is an owner. @param {unknown} text @returns {text is string} */
export function isOwner(text) {
  return typeof text === "string" && /^[0-9a-z]{1,40}$/.test(text);
}

/** A number that rises from file to file: seconds. @param {number} now milliseconds since 1970 */
export function sequenceAt(now) {
  return Math.max(0, Math.floor((now - BEGINNING_MS) / 1000));
}
