// A page's own text to send: its links need no script, copying and sharing do.

import { find, findAll } from "./dom.js";
import { sendBlock } from "./send_block.js";

for (const block of findAll(document, "[data-send]")) {
  const { copy, share } = sendBlock(block);
  find(block, "[data-action^=copy]").addEventListener("click", copy);
  find(block, "[data-action^=share]").addEventListener("click", share);
  find(block, "[data-send-said]").setAttribute("role", "status");
}
