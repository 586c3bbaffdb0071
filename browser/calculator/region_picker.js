// The telephone of the person's region, chosen by name, by town or by postal code. The list of
// the regions stands in the page already; those of towns and of postal areas are fetched when the
// field is first used. The town and the postal code are not kept, the region is, beside the
// answers.

import { combobox } from "../site/combobox.js";
import { find, findAll, make, regionEntries, rememberRegions } from "../site/dom.js";
import { postalField } from "../site/postal_field.js";
import { textsOf } from "../site/texts.js";
import { fetchFinder } from "./town_finder.js";

/** @import { PostalAreas } from "../site/postal.js" */
/** @import { Proposal } from "../site/towns.js" */
/** @import { State } from "./state.js" */

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
export function regionPicker(root, state) {
  const picker = find(root, ".region-picker");
  const list = find(root, ".phone-fold");
  const select = find(picker, "select", HTMLSelectElement);
  const field = find(picker, "input", HTMLInputElement);
  const problem = find(picker, ".error");
  const place = find(root, ".region-answer");
  const texts = textsOf(picker, [
    "textSeveral",
    "textFailed",
    "textUnknown",
    "textTowns",
    "textNowhere",
  ]);

  rememberRegions(list);
  for (const region of findAll(list, "[data-region]")) {
    const name = find(region, ".region-name").textContent;
    select.append(new Option(name, region.dataset.region));
  }

  /**
   * Copies of the entries of the telephone list, the likeliest first.
   * @param {string[]} slugs
   * @param {string} [text] what is said where there are several
   */
  function show(slugs, text = "") {
    const several = slugs.length > 1 ? [make("p", text)] : [];
    place.replaceChildren(...several, ...(slugs.length ? [regionEntries(list, slugs)] : []));
  }

  /** @param {string} text "" for no complaint */
  function complain(text) {
    problem.hidden = !text;
    problem.textContent = text;
    field.setAttribute("aria-invalid", String(Boolean(text)));
  }

  /** @param {string} slug */
  function choose(slug) {
    select.value = slug;
    if (select.selectedIndex < 0) select.value = ""; // a region that there is not
    show(select.value ? [select.value] : []);
  }

  function clearPostal() {
    postal.clear();
    complain("");
  }

  /** @returns {Promise<PostalAreas>} */
  async function fetchAreas() {
    const response = await fetch(picker.dataset.postalAreas ?? "");
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()).postal_areas;
  }

  /** @type {ReturnType<typeof combobox<Proposal>>} */
  const proposals = combobox(find(picker, ".town-box"), (proposal) => postal.choose(proposal));
  const places = {
    areas: fetchAreas,
    towns: () => fetchFinder(picker, root.dataset.worker ?? ""),
    propose: proposals.show,
  };
  const postal = postalField(field, places, (found, typed) => {
    if (!found) return complain(typed.trim() ? texts.failed : "");
    const { kind, regions } = found;
    if (regions.length) {
      select.value = regions.length === 1 ? regions[0] : "";
      complain("");
      show(regions, kind === "towns" ? texts.towns : texts.several);
    } else {
      const isBegun = kind === "empty" || kind === "partial" || kind === "proposed";
      complain(isBegun ? "" : kind === "nowhere" ? texts.nowhere : texts.unknown);
      if (kind !== "empty") choose("");
    }
    state.setBeside({ region: select.value }, "person");
  });

  select.addEventListener("change", () => {
    clearPostal();
    choose(select.value);
    state.setBeside({ region: select.value }, "person");
  });
  field.addEventListener("focus", postal.prepare, { once: true });

  return {
    /**
     * Shows the region of an address, and gives it if there is such a region.
     * @param {URLSearchParams} given
     */
    fill(given) {
      const slug = given.get("region") ?? "";
      if (slug !== select.value || !slug) {
        clearPostal();
        choose(slug);
      }
      return { region: select.value };
    },
  };
}
