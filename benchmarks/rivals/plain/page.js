import { answer } from "./rules.mjs";
import { show } from "../show.js";

show(answer);
