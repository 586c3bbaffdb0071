// The page of sources where programmes are many. An address that names a place of the one page that
// there was with a few leads on to that programme's page.

import { ownPage } from "./own_page.js";

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("a[data-slug]");
const place = location.hash.slice(1);
const names = [...links].map((link) => link.dataset.slug ?? "");
const found = document.getElementById(place) ? undefined : ownPage(place, names);
for (const link of links) {
  if (link.dataset.slug === found) location.replace(link.href + location.hash);
}
