// A press lasts from the first touch of a control to its click. Were the control drawn anew in
// between, the browser would tell of no click: what comes by itself is drawn after it.

/** A mouse that is released outside the window tells nobody. */
const LONGEST_MS = 3000;

let pressed = false;
/** @type {(() => void)[]} */
let waiting = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let end;

/** @param {number} milliseconds */
function endIn(milliseconds) {
  clearTimeout(end);
  end = setTimeout(() => {
    pressed = false;
    const due = waiting;
    waiting = [];
    for (const run of due) {
      try {
        run();
      } catch (error) {
        // Is told as any other error is, and stops none of those behind it.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }, milliseconds);
}

for (const type of ["mousedown", "touchstart", "keydown"]) {
  addEventListener(
    type,
    (event) => {
      // The space bar clicks when it is released; other keys click at once.
      if (event instanceof KeyboardEvent && event.key !== " ") return;
      pressed = true;
      endIn(LONGEST_MS);
    },
    { capture: true, passive: true },
  );
}
// The click follows at once, or is not to come. The window hears of its own `blur` alone here.
for (const type of ["mouseup", "touchend", "touchcancel", "keyup", "dragend", "blur"]) {
  addEventListener(type, () => pressed && endIn(50));
}

/**
 * Runs a function now, or when nothing is pressed any more.
 * @param {() => void} run
 */
export function whenReleased(run) {
  if (pressed) waiting.push(run);
  else run();
}

/** Fulfilled now, or when nothing is pressed any more. @returns {Promise<void>} */
export function released() {
  return new Promise(whenReleased);
}
