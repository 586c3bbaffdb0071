import assert from "node:assert/strict";
import { areasOf, lookup } from "../../../browser/site/postal.js";
import { cases } from "./cases.js";

const AREAS = areasOf({
  own: { montreal: "H2X H3A", gaspesie: "G0C", "nord-du-quebec": "G8P", monteregie: "J0L" },
  shared: { J0T: ["laurentides", "lanaudiere"], H0M: ["montreal"] },
});

cases(
  "postal areas",
  {
    "each of a region's row is that region's": ["H3A", ["montreal"]],
    "a row of one area": ["G8P", ["nord-du-quebec"]],
    "shared areas keep their order": ["J0T", ["laurentides", "lanaudiere"]],
  },
  ([area, regions]) => assert.deepEqual(AREAS[area], regions),
);

cases(
  "postal code",
  {
    "nothing typed": ["", "empty", "", []],
    "spaces only": ["  ", "empty", "", []],
    "signs that no code has": ["--", "empty", "", []],
    "one letter is too short to say": ["H", "partial", "H", []],
    "two signs are too short to say": ["h2", "partial", "H2", []],
    "three signs": ["H2X", "one", "H2X", ["montreal"]],
    "small letters": ["h2x", "one", "H2X", ["montreal"]],
    "a whole code": ["h2x 1y4", "one", "H2X", ["montreal"]],
    "a hyphen": ["g8p-1a1", "one", "G8P", ["nord-du-quebec"]],
    "spaces between all signs": [" h 2 x ", "one", "H2X", ["montreal"]],
    "full-width signs of another keyboard": ["Ｈ２Ｘ", "one", "H2X", ["montreal"]],
    "several regions": ["J0T 1A1", "several", "J0T", ["laurentides", "lanaudiere"]],
    "shared, but of one region": ["H0M", "one", "H0M", ["montreal"]],
    "a letter O for the zero": ["GOC 1K0", "one", "G0C", ["gaspesie"]],
    "a letter O, and not the whole code": ["goc", "one", "G0C", ["gaspesie"]],
    "letters O for all zeros": ["GOC 1AO", "one", "G0C", ["gaspesie"]],
    "a letter I or L for 1": ["H2X lYI", "one", "H2X", ["montreal"]],
    "letters in a whole code of Québec that is not in the list": ["HOH OHO", "unknown", "H0H", []],
    "the same, partly with digits": ["H0H OHO", "unknown", "H0H", []],
    "letters in a whole code of elsewhere": ["kia ObI", "outside", "K1A", []],
    "a code of the United States": ["90210", "malformed", "902", []],
    "a code of Great Britain": ["SW1A 1AA", "malformed", "SW1", []],
    "a word as long as a code": ["Rolland", "malformed", "ROL", []],
    "a letter I for 1, where no such area is": ["HIX", "malformed", "HIX", []],
    "a word that begins like a code": ["Joliette", "malformed", "JOL", []],
    "the same three letters, as a code": ["jol 1ao", "one", "J0L", ["monteregie"]],
    "another province": ["K1A 0B1", "outside", "K1A", []],
    "another province, far away": ["v6b", "outside", "V6B", []],
    "a code of Québec that is not in the list": ["H9Z", "unknown", "H9Z", []],
    "digits only": ["123", "malformed", "123", []],
    "a letter that no code begins with": ["D1A", "malformed", "D1A", []],
    "a letter that no code has": ["HIO", "malformed", "HIO", []],
    "a name of JavaScript's own": ["constructor", "malformed", "CON", []],
  },
  ([typed, kind, area, regions]) => assert.deepEqual(lookup(typed, AREAS), { kind, area, regions }),
);
