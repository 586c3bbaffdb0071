import assert from "node:assert/strict";
import { ownScript } from "../../../browser/site/own_script.js";
import { cases } from "./cases.js";

Object.defineProperty(globalThis, "location", {
  value: new URL("https://passerelle.example/estimer/"),
});

cases(
  "address of a script of this site",
  {
    "beside the page": "worker.js",
    "from the root": "/sw.js",
    whole: "https://passerelle.example/sw.js",
  },
  (address) => assert.equal(ownScript(address), address),
);

cases(
  "address of a script of another site",
  {
    whole: "https://elsewhere.example/sw.js",
    "without its scheme": "//elsewhere.example/sw.js",
    "the same host, another port": "https://passerelle.example:8443/sw.js",
    "a program in the address itself": "data:text/javascript,alert(1)",
  },
  (address) => assert.throws(() => ownScript(address), /another origin/),
);
