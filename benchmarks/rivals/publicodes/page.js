import Engine from "./publicodes.js";
import { show } from "../show.js";

const rules = await (await fetch("rules.json")).json();
const engine = new Engine(rules, { strict: true, warn: false });
const WRITTEN = { true: "oui", false: "non" };
const NAMES = { work_outlook: "work outlook", weekly_hours: "weekly hours" };
const ANSWERS = [
  "paas action . verdict",
  "paas action . allowance maximum",
  "paas action . hours check",
  "interagir . verdict",
  "interagir . hours check",
];

show((person) => {
  const given = Object.entries(person).map(([key, value]) => [
    NAMES[key] ?? key,
    typeof value === "string" ? `'${value}'` : (WRITTEN[value] ?? value),
  ]);
  engine.setSituation(Object.fromEntries(given));
  return ANSWERS.map((rule) => engine.evaluate(rule).nodeValue ?? null);
});
