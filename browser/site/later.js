// Scripts of ours that a page starts only when they are needed. Browsers of 2018 have no import().

import { make } from "./dom.js";
import { trustedScript } from "./trusted.js";

/**
 * @param {string} address
 * @returns {Promise<void>} fulfilled once it has run
 */
export function startScript(address) {
  const script = make("script");
  script.type = "module";
  script.src = trustedScript(address);
  return new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(address));
    });
    document.body.append(script);
  });
}
