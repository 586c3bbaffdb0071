// On a page without a calculator: answers that the tab holds for the calculator's page, which the
// person may go back to, go when they are erased in another tab.

import { whenErasedElsewhere } from "./erasing.js";
import { handOver, takeOver } from "./handover.js";

/** As browser/calculator/tab_memory.js writes it: whatever is not here is gone. */
const ERASED = JSON.stringify({ erased: true, all: [], owner: "" });

whenErasedElsewhere(() => {
  if (takeOver().text !== null) handOver(ERASED);
});
