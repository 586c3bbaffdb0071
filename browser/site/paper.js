// On paper nothing can be unfolded: what is folded is opened for printing, and closed again
// afterwards. Browsers that know ::details-content need no script for it; the others do.

import { PaperFolds } from "./paper_folds.js";

const folds = new PaperFolds(document);

addEventListener("beforeprint", () => folds.open("event"));
addEventListener("afterprint", () => folds.restore("event"));
// Safari before 13 knows no other sign of printing.
matchMedia("print").addEventListener?.("change", ({ matches }) => {
  if (matches) folds.open("media");
  else folds.restore("media");
});
