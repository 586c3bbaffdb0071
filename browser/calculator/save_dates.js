// Links to calendar files. A file is made on the device, and asked of nobody.

import { find } from "../site/dom.js";

/** @import { CalendarFile } from "../types.d.ts" */

/**
 * @param {HTMLElement} root
 * @returns {{ show: (calendar: CalendarFile | null | undefined) => void } | null} null where the
 *   calculator has no such link
 */
export function datesToKeep(root) {
  const section = root.querySelector(".dates-to-keep");
  if (!(section instanceof HTMLElement)) return null;
  const link = find(section, "a", HTMLAnchorElement);

  return {
    show(calendar) {
      section.hidden = !calendar;
      offerFile(link, calendar);
    },
  };
}

/**
 * Puts a calendar file behind a link, or takes away the one that is there.
 * @param {HTMLAnchorElement} link
 * @param {CalendarFile | null | undefined} calendar
 */
export function offerFile(link, calendar) {
  if (link.href) URL.revokeObjectURL(link.href);
  link.removeAttribute("href");
  if (!calendar) return;
  const file = new Blob([calendar.text], { type: "text/calendar;charset=utf-8" });
  link.href = URL.createObjectURL(file);
  link.download = calendar.name;
}
