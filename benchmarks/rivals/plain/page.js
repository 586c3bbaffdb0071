import { answer } from "./rules.js";
import { show } from "../show.js";

show(answer);
