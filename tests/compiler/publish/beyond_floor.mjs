// Prints as JSON, by file, what of some scripts or stylesheets the browsers of the floor do not have: of a
// script the names of functions and objects of browsers that it reads and does not define itself,
// of a stylesheet its properties. Run as `node beyond_floor.mjs FLOOR FILE...`, FLOOR as "chrome64,firefox60,safari12".

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "acorn";
import postcss from "postcss";

const known = createRequire(import.meta.url)("@mdn/browser-compat-data");
const [floor, ...files] = process.argv.slice(2);
const oldest = floor.split(",").map((one) => /^([a-z]+)([\d.]+)$/.exec(one).slice(1));

/** Whether all browsers of the floor have a feature, under its own name and without a switch. */
function everywhere({ __compat: { support } }) {
  return oldest.every(([browser, version]) =>
    [support[browser] ?? []].flat().some((one) => {
      const since = Number.parseFloat(String(one.version_added).replace("≤", ""));
      const whole = !one.flags && !one.prefix && !one.alternative_name && !one.version_removed;
      return whole && since <= Number.parseFloat(version);
    }),
  );
}

// By name, whether anything in a browser that is called so is there at the floor.
const names = new Map();
function collect(features, depth) {
  for (const [id, feature] of Object.entries(features)) {
    if (id === "__compat" || typeof feature !== "object") continue;
    const name = id.replace(/_(static|event)$/, "");
    if (feature.__compat) names.set(name, names.get(name) || everywhere(feature));
    if (depth > 1) collect(feature, depth - 1);
  }
}
collect(known.api, 2);
collect(known.javascript.builtins, 3);

function beyondInScript(text) {
  const [found, own] = [new Set(), new Set()];
  const note = (name) => names.get(name) === false && found.add(name);
  // Syntax of 2018; an import within a script is allowed, and leaves that script out in Firefox 60.
  const read = text.replace(/\bimport\(/g, "imported(");
  visit(parse(read, { ecmaVersion: 2018, sourceType: "module" }));
  return [...found].filter((name) => !own.has(name));

  function visit(node) {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node?.type === "string") {
      if (node.type === "MemberExpression" && !node.computed) note(node.property.name);
      if (node.type === "ObjectPattern") for (const { key } of node.properties) note(key?.name);
      if (node.type === "ObjectExpression") for (const { key } of node.properties) own.add(key?.name);
      if (node.type === "MethodDefinition") own.add(node.key.name);
      if (node.type === "AssignmentExpression" && isField(node.left)) own.add(node.left.property.name);
      // What is not shortened is the browser's.
      if (node.type === "Identifier" && node.name.length > 3) note(node.name);
      if (node.regex && /\(\?<[=!]/.test(node.regex.pattern)) found.add("lookbehind");
      if (node.regex && /\\p\{/.test(node.regex.pattern)) found.add("classes of letters");
      Object.values(node).forEach(visit);
    }
  }
}

/** Whether something is a class's field of which the private name was shortened: no browser has set it. */
function isField({ type, object, property, computed }) {
  return type === "MemberExpression" && object.type === "ThisExpression" && !computed && property.name.length < 3;
}

function beyondInStyle(text) {
  const found = new Set();
  postcss.parse(text).walkDecls(({ prop, value, parent, important }) => {
    if (prop.startsWith("--")) return;
    const feature = known.css.properties[prop];
    if (!prop.startsWith("-") && !(feature?.__compat && everywhere(feature))) found.add(prop);
    // A value that they do not know is left out: one that they know must stand before it.
    const young = /(^|[^\w-])(min|max|clamp|color-mix|light-dark)\(|\d[cdls]v[hwb]\b|" \/ "/;
    const earlier = parent.nodes.filter((one) => one.prop === prop && !young.test(one.value));
    if (young.test(value) && !important && earlier.length === 0) found.add(`${prop}: ${value}`);
  });
  return found;
}

const beyond = files.map((file) => {
  const text = readFileSync(file, "utf8");
  const found = file.endsWith(".css") ? beyondInStyle(text) : beyondInScript(text);
  return [file, [...found]];
});
process.stdout.write(JSON.stringify(Object.fromEntries(beyond)));
