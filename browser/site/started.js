// Controls are nothing without their script: the page as built hides them and says where to go
// instead. Only a script that has really started shows them, at the end of its own start.

import { findAll } from "./dom.js";

/** @param {ParentNode} root */
export function started(root) {
  for (const control of findAll(root, "[data-needs-script]")) {
    control.hidden = false;
    control.removeAttribute("data-needs-script");
  }
  for (const notice of findAll(root, "[data-without-script]")) notice.hidden = true;
}
