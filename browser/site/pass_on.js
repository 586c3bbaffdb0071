// Pages without a calculator take what is handed over too, and pass it on: it is never left
// lying in the browser's storage while a page of the site is open. What is erased in another tab
// is erased here too.

import { whenErasedElsewhere } from "./erasing.js";
import { handOver, takeOver, whenHandedOverLate } from "./handover.js";

/** As browser/calculator/tab_memory.js writes it: whatever is not there is gone. */
const ERASED = JSON.stringify({ erased: true, all: [], owner: "" });

if (!document.querySelector(".calculator")) {
  let { text } = takeOver();
  whenHandedOverLate((late) => {
    text = late;
  });
  whenErasedElsewhere(() => {
    if (text !== null) text = ERASED;
  });
  addEventListener("pagehide", () => handOver(text));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) text = takeOver().text;
  });
}
