// What a screen reader is told: one live region, one thing at a time.

const place = document.querySelector(".calculator [data-announce]");
let before = "";

export function announce(text) {
  const told = [before, text].filter(Boolean).join(" ");
  // The same words again would be read again.
  if (place.textContent !== told) place.textContent = told;
}

// Is told before the next announcements: one that follows at once would hush it.
export function foretell(text, milliseconds = 1500) {
  before = text;
  announce("");
  setTimeout(() => {
    if (before === text) before = "";
  }, milliseconds);
}
