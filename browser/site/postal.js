// From a postal code to its regions, in the visitor's own browser: nothing is asked of
// anybody, nothing that is typed leaves the page or is kept.

const LETTER = "[ABCEGHJ-NPRSTV-Z]"; // those that Canada's postal codes use
const AREA = new RegExp(`^${LETTER}[0-9]${LETTER}$`);
const LIKE_A_CODE = /^..[A-Z]([0-9OIL]([A-Z][0-9OIL]?)?)?$/;
const QUEBEC = /^[GHJ]/;

/** The areas as `lookup` reads them, from the compact form that stands in the page. */
export function areasOf({ own, shared }) {
  const areas = { ...shared };
  for (const [slug, row] of Object.entries(own))
    for (const area of row.split(" ")) areas[area] = [slug];
  return areas;
}

/**
 * What a code says: {kind, area, regions}. Only its first three letters and digits are read.
 * kind: "empty" or "partial" (too short to say), "one" or "several" regions (the slugs are
 * in `regions`, the likeliest first), "outside" Québec, "unknown" though it could be in
 * Québec, "malformed". `areas`: area → slugs, as in api/postal-areas.json.
 */
export function lookup(code, areas) {
  const signs = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  const area = withDigit(signs, areas);
  const answer = (kind, regions = []) => ({ kind, area, regions });
  if (!area) return answer("empty");
  if (area.length < 3) return answer("partial");
  if (!AREA.test(area)) return answer("malformed");
  if (Object.hasOwn(areas, area))
    return answer(areas[area].length > 1 ? "several" : "one", areas[area]);
  return answer(QUEBEC.test(area) ? "unknown" : "outside");
}

// The first three signs. The digit in the middle is often typed as the letter that looks like
// it; but who writes « Joliette » gives no code.
function withDigit(signs, areas) {
  const area = signs.slice(0, 3);
  const digit = { O: "0", I: "1", L: "1" }[area[1]];
  const mended = area[0] + digit + area[2];
  return digit && LIKE_A_CODE.test(signs) && Object.hasOwn(areas, mended) ? mended : area;
}

/**
 * Bring a field to life: a `form.postal` as compiler/render/postal_field.py makes it. `list` holds
 * the regions' entries (`[data-region]`), copies of which are the answer.
 */
export function mount(form, list) {
  const areas = areasOf(
    JSON.parse(form.querySelector("script[type='application/json']").textContent),
  );
  const field = form.querySelector("input");
  const place = form.querySelector(".postal-answer");
  let said = "";

  function answer() {
    const { kind, area, regions } = lookup(field.value, areas);
    // The rest of a whole code changes nothing, and must not be read aloud again.
    if (said === kind + area) return;
    said = kind + area;
    place.replaceChildren();
    if (kind === "empty" || kind === "partial") return;
    const dataset = `text${kind[0].toUpperCase()}${kind.slice(1)}`;
    const sentence = document.createElement("p");
    sentence.textContent = form.dataset[dataset].replace("{area}", area);
    place.append(sentence);
    if (!regions.length) return;
    const entries = document.createElement("ul");
    entries.className = "regions";
    for (const slug of regions)
      entries.append(list.querySelector(`[data-region="${slug}"]`).cloneNode(true));
    place.append(entries);
  }

  field.addEventListener("input", answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
    // Enter leads on: to the region that was found, or to the sentence in its place.
    place.querySelector("a")?.focus();
  });
  form.hidden = false;
  answer(); // a browser may have kept what was typed before
}
