// Answers people in plain JavaScript: one person a line in, one line of answers a person out.
import { readFileSync } from "node:fs";
import { answer } from "./rules.mjs";

const people = readFileSync(0, "utf8").trimEnd().split("\n").map(JSON.parse);
process.stdout.write(people.map((person) => JSON.stringify(answer(person))).join("\n") + "\n");
