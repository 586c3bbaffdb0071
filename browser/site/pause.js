/** So long nothing is typed before what was typed is answered, in milliseconds. */
export const TYPING_PAUSE_MS = 250;

/**
 * A function that runs once it has not been called for a while.
 * @param {() => void} run
 * @returns {{ call: (milliseconds?: number) => void, cancel: () => void }}
 */
export function afterPause(run) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const cancel = () => clearTimeout(waiting);
  return {
    call(milliseconds = TYPING_PAUSE_MS) {
      cancel();
      waiting = setTimeout(run, milliseconds);
    },
    cancel,
  };
}
