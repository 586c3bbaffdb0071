import { whenReleased } from "./press.js";

/** So long nothing is typed before what was typed is answered, in milliseconds. */
export const TYPING_PAUSE_MS = 250;

/**
 * A function that runs once it has not been called for a while, and nothing is pressed.
 * @param {() => void} run
 * @returns {{ call: (milliseconds?: number) => void, cancel: () => void }}
 */
export function afterPause(run) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let calls = 0;
  const cancel = () => {
    clearTimeout(waiting);
    calls += 1;
  };
  return {
    call(milliseconds = TYPING_PAUSE_MS) {
      cancel();
      const mine = calls;
      const isLast = () => mine === calls && run();
      waiting = setTimeout(() => whenReleased(isLast), milliseconds);
    },
    cancel,
  };
}
