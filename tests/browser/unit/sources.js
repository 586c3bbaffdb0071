import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../browser/", import.meta.url);

/** All scripts of ours, by their paths below browser/. */
export function sources() {
  const names = readdirSync(FOLDER, { recursive: true }).map(String);
  return names
    .filter((name) => name.endsWith(".js") && !name.includes("node_modules"))
    .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), "utf8") }));
}
