// What towns mean, as a script of its own for the calculator: most people choose their region from
// the list, so it comes when the field is first used (calculator/town_finder.js).

import "./older.js";
import { townFinder } from "./towns.js";

globalThis.passerelleTowns = townFinder;
