// The link to the calendar file. The file is made on the device, and asked of nobody.

export function datesToKeep(root) {
  const section = root.querySelector(".dates-to-keep");
  if (!section) return null;
  const link = section.querySelector("a");

  return {
    answered(calendar) {
      if (link.href) URL.revokeObjectURL(link.href);
      link.removeAttribute("href");
      section.hidden = !calendar;
      if (!calendar) return;
      const file = new Blob([calendar.text], { type: "text/calendar;charset=utf-8" });
      link.href = URL.createObjectURL(file);
      link.download = calendar.name;
    },
  };
}
