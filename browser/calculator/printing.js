// The browser's printing, asked for by a button.

/** How long a browser may take to begin. */
const WAIT_MS = 1500;

/**
 * Asks for printing, and tells whether it began: in a frame that may not print, and in browsers
 * inside other applications, nothing happens and nothing is thrown.
 * @param {Pick<Window, "addEventListener" | "removeEventListener"> & { print?: unknown }} page
 * @param {number} [milliseconds] to wait for it
 * @returns {Promise<boolean>}
 */
export async function printingBegins(page, milliseconds = WAIT_MS) {
  if (typeof page.print !== "function") return false;
  let began = false;
  const note = () => {
    began = true;
  };
  page.addEventListener("beforeprint", note);
  try {
    page.print();
    if (!began) await new Promise((done) => setTimeout(done, milliseconds));
    return began;
  } catch {
    return false;
  } finally {
    page.removeEventListener("beforeprint", note);
  }
}
