// A field with a list of proposals below it, as the ARIA guide has it ("editable combobox with
// list autocomplete", manual selection): the focus stays in the field. The element is that of
// calculator/words/town_box.py.

import { around, find, findAll, make } from "./dom.js";
import { afterPause } from "./pause.js";
import { filled, textsOf } from "./texts.js";

/** How long nothing is typed before the number of proposals is read aloud, in milliseconds. */
const QUIET_MS = 700;

/**
 * @template {{ label: string }} Item
 * @param {HTMLElement} box
 * @param {(item: Item) => void} onChoose
 */
export function combobox(box, onChoose) {
  const field = find(box, "input", HTMLInputElement);
  const list = find(box, "[role='listbox']");
  const status = find(box, "[aria-live]");
  const texts = textsOf(box, ["textOne", "textMany"]);
  /** @type {Item[]} */
  let items = [];
  let active = -1;
  const announcement = afterPause(() => {
    const text = items.length === 1 ? texts.one : texts.many;
    status.textContent = list.hidden ? "" : filled(text, { number: items.length });
  });

  /** @param {boolean} isOpen */
  function open(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
    if (isOpen) announcement.call(QUIET_MS);
    else {
      announcement.cancel();
      status.textContent = "";
    }
  }

  /** @param {number} place of the proposal that the keys have reached, -1 for none */
  function mark(place) {
    active = place;
    findAll(list, "[role='option']").forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === place));
    });
    if (place < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${list.id}-${place}`);
  }

  /** @param {number} place */
  function choose(place) {
    const item = items[place];
    open(false);
    onChoose(item);
  }

  /** @param {number} steps up or down, around over the field itself */
  function move(steps) {
    if (!list.hidden) {
      const places = items.length + 1;
      return mark(((active + 1 + steps + places) % places) - 1);
    }
    open(true);
    mark(steps > 0 ? 0 : items.length - 1);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the list */
  function obey({ key, altKey }) {
    const isOpen = !list.hidden;
    if (key === "Escape" && (isOpen || field.value)) {
      if (isOpen) open(false);
      else {
        field.value = "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return true;
    }
    if (!items.length) return false;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (altKey) open(key === "ArrowDown");
      else move(key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (key === "Enter" && isOpen) {
      // A name may be that of another place: nothing is chosen that was not heard.
      if (active < 0) mark(0);
      else choose(active);
      return true;
    }
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) mark(-1);
    return false;
  }

  field.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.ctrlKey && !event.metaKey && obey(event)) {
      event.preventDefault();
    }
  });
  field.addEventListener("blur", () => open(false));
  // The focus stays in the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = around(event, "[role='option']");
    if (option) choose([...list.children].indexOf(option));
  });

  return {
    /** @param {Item[]} proposals none closes the list */
    show(proposals) {
      items = proposals;
      list.replaceChildren(
        ...items.map(({ label }, place) => {
          const option = make("li", label);
          option.id = `${list.id}-${place}`;
          option.setAttribute("role", "option");
          return option;
        }),
      );
      open(items.length > 0 && document.activeElement === field);
    },
  };
}
