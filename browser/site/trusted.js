// The only place that may make markup, and addresses of scripts, from text: the site's policy
// lets nothing else do so, where the browser knows trusted types.

import { ownScript } from "./own_script.js";

const policy = globalThis.trustedTypes?.createPolicy("passerelle", {
  // From our own renderer, which escapes what it is given, or the index of our own pages.
  createHTML: (markup) => markup,
  createScriptURL: ownScript,
});

export const trustedMarkup = (markup) => policy?.createHTML(markup) ?? markup;
export const trustedScript = (address) => policy?.createScriptURL(address) ?? address;
