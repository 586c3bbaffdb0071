// A button that prints the page. It is hidden in the page, because it does nothing without this.

import { findAll } from "./dom.js";
import "./pass_on.js";

for (const button of findAll(document, "[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
