// Pages without a calculator take what is handed over too, and pass it on: it is never left
// lying in the browser's storage while a page of the site is open.

import { handOver, takeOver, whenHandedOverLate } from "./handover.js";

if (!document.querySelector(".calculator")) {
  let { text } = takeOver();
  whenHandedOverLate((late) => {
    text = late;
  });
  addEventListener("pagehide", () => handOver(text));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) text = takeOver().text;
  });
}
