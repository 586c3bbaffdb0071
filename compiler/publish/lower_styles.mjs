// Writes stylesheets as browsers of 2018 read them, and every later one in the same way.
//
// Run as `node lower_styles.mjs [--without-theme] THEME OWN...`; prints one stylesheet, of the theme
// and ours or of ours alone. esbuild, which shortens it
// afterwards, lowers what needs only other words: colours, prefixes. Here is what needs
// another meaning:
//
// - Whatever our rules say holds over the theme's, however specific those are. A cascade layer
//   would do it, but browsers before 2022 leave out a whole layer: our selectors are made more
//   specific than any of the theme's instead.
// - `:is()`, `:where()` and lists in `:not()` are written out. The last are then more specific
//   than before: each of a list counts, not only the most specific.
// - A selector that some browser does not know takes the others of its list with it: it stands
//   in a rule of its own.
// - What has a simpler value gets that first: `min()`, `max()`, `clamp()`, alternative texts.
// - `gap` between the parts of a flex box is a margin where there is none.
// - Margins and paddings by the direction of writing get sides: both languages run from left to
//   right.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { selectorSpecificity } from "@csstools/selector-specificity";
import postcss from "postcss";
import selectors from "postcss-selector-parser";
import values from "postcss-value-parser";

// Matches every element, and counts as an id, a class, a type: no element has these names.
const AS_ID = ":not(#_)";
const AS_CLASS = ":not(._)";
const AS_TYPE = ":not(_)";
// What our rules that yield to all others of ours stand below: the text of a page.
const YIELDING = ":where(.page)";

// Pseudo-classes that every browser of the floor knows (Chrome 64, Firefox 60, Safari 12).
const KNOWN = new Set(
  (
    ":active :checked :disabled :empty :enabled :first-child :first-of-type :focus " +
    ":focus-within :hover :lang :last-child :last-of-type :link :not :nth-child " +
    ":nth-last-child :nth-of-type :only-child :root :target :visited " +
    "::after ::before ::first-letter :after :before :first-letter"
  ).split(" "),
);
// Others that may stand in a stylesheet: the rule is left out where it is not known.
const LEFT_OUT = new Set([":focus-visible", ":has", ":popover-open", "::details-content", "::marker"]);

// Where a browser knows `inset` it knows `gap` in a flex box too. A few that know only the latter
// (Chrome 84 to 86, Firefox 63 to 65) get margins in its place.
// Rows so near to each other (in rem) stay as they are: their parts have margins of their own.
const LEAST = 0.3;
const WITHOUT_GAP = "not (inset: 0)";

/**
 * The lowered stylesheet.
 * @param {string} theme
 * @param {string} own
 * @param {boolean} [withTheme] whether the theme's rules are in it, which ours hold over
 */
export function lowered(theme, own, withTheme = true) {
  const [below, above] = [postcss.parse(theme), postcss.parse(own)];
  const most = mostClasses(below);
  lowerSelectors(below, (one) => writtenOut(one));
  lowerSelectors(above, (one) => aboveTheme(one, most));
  for (const root of [below, above]) lowerDeclarations(root);
  addMargins(above);
  return withTheme ? `${below}\n${above}` : String(above);
}

// --- Selectors ----------------------------------------------------------------------------

/**
 * @param {postcss.Root} root
 * @param {(one: selectors.Selector) => selectors.Selector[]} lower
 */
function lowerSelectors(root, lower) {
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
    const found = selectors().astSync(rule.selector).nodes.flatMap(lower);
    // Those that every browser knows stay together.
    const known = found.filter((one) => strangers(one).length === 0);
    const others = found.filter((one) => !known.includes(one)).map((one) => [one]);
    for (const group of known.length ? [known, ...others] : others) {
      rule.before(rule.clone({ selectors: group.map((one) => String(one).trim()) }));
    }
    rule.remove();
  });
}

/** The most classes and the like that a selector has. */
function mostClasses(root) {
  let most = 0;
  root.walkRules(({ selector }) => {
    const classes = selectors().astSync(selector).nodes.map((one) => selectorSpecificity(one).b);
    most = Math.max(most, ...classes);
  });
  return most;
}

/**
 * A selector of ours as ones that hold over the theme's, whose have at most so many classes.
 * Those that yield to all others of ours do so still.
 */
function aboveTheme(one, most) {
  const yields = String(one).trim().startsWith(YIELDING);
  const found = writtenOut(one);
  for (const result of found) weigh(result, yields ? AS_CLASS.repeat(most) : AS_ID);
  return found;
}

/** A selector as one or more that say the same and are as specific, or more. */
function writtenOut(one) {
  const wanted = selectorSpecificity(one);
  const found = expanded(one);
  for (const result of found) {
    const is = selectorSpecificity(result);
    // Of unequal ones in `:is()` the most specific counts for all.
    const classes = Math.max(0, wanted.b - is.b);
    const types = wanted.b === is.b + classes ? Math.max(0, wanted.c - is.c) : 0;
    weigh(result, AS_CLASS.repeat(classes) + AS_TYPE.repeat(types));
    const unknown = strangers(result).find((name) => !LEFT_OUT.has(name) && !/^::?-/.test(name));
    if (unknown) throw new Error(`${one}: the oldest browsers do not know ${unknown}`);
  }
  return found;
}

/** Names of pseudo-classes that not every browser knows. */
function strangers(one) {
  const found = [];
  one.walkPseudos(({ value }) => {
    if (!KNOWN.has(value)) found.push(value);
  });
  return found;
}

/** Without `:is()`, `:where()` and lists in `:not()`, outside of `:has()`. */
function expanded(one) {
  const pseudo = one.nodes.find(
    (node) =>
      node.type === "pseudo" &&
      ([":is", ":where"].includes(node.value) ||
        (node.value === ":not" && (node.nodes.length > 1 || holdsPseudo(node)))),
  );
  if (!pseudo) return [one];
  const place = one.index(pseudo);
  if (pseudo.value === ":not") {
    // Not any of them: each not.
    const whole = one.clone();
    const parts = pseudo.nodes.flatMap((inner) => expanded(inner.clone()));
    whole.at(place).replaceWith(...parts.map((part) => negation(part)));
    return expanded(whole);
  }
  return pseudo.nodes.flatMap((inner) => {
    const whole = one.clone();
    const start = startOfCompound(whole, place);
    const parts = inner.clone().nodes;
    parts[0].spaces.before = "";
    const last = startOfCompound({ nodes: parts }, parts.length);
    if (last > 0 && start > 0 && whole.at(start - 1).value.trim()) {
      throw new Error(`${one}: cannot be written out for the oldest browsers`);
    }
    const compound = [...whole.nodes.slice(start, place), ...parts.slice(last)];
    // A type stands first, and once; nothing is of two types.
    const types = compound.filter(({ type }) => type === "tag");
    if (types.some(({ value }) => value !== types[0].value)) return [];
    const others = compound.filter((node) => !types.includes(node));
    const merged = [...parts.slice(0, last), ...types.slice(0, 1), ...others];
    whole.nodes.splice(start, place + 1 - start, ...merged);
    for (const node of whole.nodes) node.parent = whole;
    return expanded(whole);
  });
}

function holdsPseudo(node) {
  return node.nodes.some((inner) =>
    inner.nodes.some((one) => one.type === "pseudo" && [":is", ":where"].includes(one.value)),
  );
}

function negation(inner) {
  return selectors.pseudo({ value: ":not", nodes: [inner] });
}

/** Where the compound begins that ends before a place. */
function startOfCompound({ nodes }, place) {
  for (let at = place; at > 0; at -= 1) if (nodes[at - 1].type === "combinator") return at;
  return 0;
}

/** Adds to the last compound, before a pseudo-element. */
function weigh(one, more) {
  const element = one.nodes.findIndex((node) => selectors.isPseudoElement(node));
  const place = element < 0 ? one.nodes.length : element;
  if (!more) return;
  const tail = selectors.tag({ value: more });
  tail.parent = one;
  one.nodes.splice(place, 0, tail);
}

// --- Declarations -------------------------------------------------------------------------

const SIDES = { inline: ["left", "right"], block: ["top", "bottom"] };

/** @param {postcss.Root} root */
function lowerDeclarations(root) {
  root.walkDecls((declaration) => {
    const { prop, value } = declaration;
    const sided = /^(margin|padding)-(inline|block)$/.exec(prop);
    if (sided) {
      const [from, to = from] = parts(value);
      const [first, second] = SIDES[sided[2]];
      declaration.cloneBefore({ prop: `${sided[1]}-${first}`, value: from });
      declaration.cloneBefore({ prop: `${sided[1]}-${second}`, value: to });
      declaration.remove();
    } else if (prop === "inset") {
      // esbuild knows how, but leaves it where a side is `auto`.
      const [top, right = top, bottom = top, left = right] = parts(value);
      for (const [side, length] of Object.entries({ top, right, bottom, left })) {
        declaration.cloneBefore({ prop: side, value: length });
      }
      declaration.remove();
    } else if (/-(inline|block)(-|$)/.test(prop)) {
      throw declaration.error(`${prop}: has no side that the oldest browsers know`);
    }
  });
  root.walkDecls((declaration) => {
    const { prop, value } = declaration;
    const simple = simpler(prop, value);
    if (simple !== value) declaration.cloneBefore({ value: simple });
    // Firefox 60 and Chrome 64 know the older name only.
    if (/^(row-|column-)?gap$/.test(prop)) declaration.cloneBefore({ prop: `grid-${prop}` });
  });
}

/** A value that the oldest browsers know; the value itself where they know it already. */
function simpler(prop, value) {
  if (prop === "content") return value.replace(/ \/ .*$/, "");
  if (prop === "overflow-wrap" && value === "anywhere") return "break-word";
  if (prop.startsWith("--")) return value;
  const parsed = values(value);
  let changed = false;
  parsed.walk((node) => {
    if (node.type !== "function" || !["min", "max", "clamp"].includes(node.value)) return;
    // Ours begin with the length that fits everywhere.
    const end = node.nodes.findIndex(({ type, value }) => type === "div" && value === ",");
    Object.assign(node, { value: "calc", nodes: node.nodes.slice(0, end) });
    if (end === 1) Object.assign(node, { type: "word", value: values.stringify(node.nodes) });
    changed = true;
  }, true);
  return changed ? parsed.toString() : value;
}

/** The parts of a value that spaces part. */
function parts(value) {
  return values(value)
    .nodes.filter(({ type }) => type !== "space")
    .map((node) => values.stringify(node));
}

// --- Gaps ---------------------------------------------------------------------------------

/** @param {postcss.Root} root */
function addMargins(root) {
  // Each selector of a flex box, and how its parts flow.
  const flows = new Map();
  const spaced = new Set();
  const rules = [];
  root.walkRules((rule) => rules.push(rule));
  for (const rule of rules) {
    const said = Object.fromEntries(
      rule.nodes.filter(({ type }) => type === "decl").map(({ prop, value }) => [prop, value]),
    );
    const flow = said["flex-flow"] ?? `${said["flex-direction"] ?? ""} ${said["flex-wrap"] ?? ""}`;
    for (const selector of rule.selectors) {
      if (/flex/.test(said.display) || said["flex-flow"]) flows.set(selector, flow);
      else if (/grid|block/.test(said.display)) flows.delete(selector);
      else if (flows.has(selector) && flow.trim()) flows.set(selector, flow);
    }
    if (!said.gap) continue;
    const [row, column = row] = parts(said.gap);
    for (const selector of rule.selectors.filter((one) => flows.has(one))) {
      const flow = flows.get(selector);
      const wraps = /(^| )wrap/.test(flow) && Number.parseFloat(row) > LEAST;
      const half = wraps ? `calc(${row} / 2)` : null;
      const between = /column/.test(flow) ? { "margin-bottom": row } : { "margin-right": column };
      // What an earlier rule gave is taken back by nothing else.
      const apart = declared(between, ({ value }) => Number.parseFloat(value) || spaced.has(selector));
      const around = half ? declared({ "margin-top": half, "margin-bottom": half }) : [];
      if (!apart.length && !around.length) continue;
      spaced.add(selector);
      const without = postcss.atRule({ name: "supports", params: WITHOUT_GAP });
      const child = `${selector} > *${AS_ID}`;
      without.append(postcss.rule({ selector, nodes: declared({ gap: "0" }) }));
      if (around.length) without.append(postcss.rule({ selector: child, nodes: around }));
      if (apart.length) {
        without.append(postcss.rule({ selector: `${child}:not(:last-child)`, nodes: apart }));
      }
      rule.after(without);
    }
  }
}

/** Declarations of properties with their values. */
function declared(properties, wanted = () => true) {
  return Object.entries(properties)
    .map(([prop, value]) => postcss.decl({ prop, value }))
    .filter(wanted);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const given = process.argv.slice(2);
    const withTheme = given[0] !== "--without-theme";
    const files = withTheme ? given : given.slice(1);
    const [theme, ...own] = files.map((file) => readFileSync(file, "utf8"));
    process.stdout.write(lowered(theme, own.join("\n"), withTheme));
  } catch (error) {
    // Of an error with a whole stylesheet in it only what it says.
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
