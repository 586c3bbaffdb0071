import assert from "node:assert/strict";
import { test } from "node:test";

import { spoken } from "../../../browser/site/spoken.js";

const CASES = [
  ["Téléphone :819 763-3226", "Téléphone : 8 1 9, 7 6 3, 3 2 2 6"],
  ["Téléphone : 819\u00a0763-3226.", "Téléphone : 8 1 9, 7 6 3, 3 2 2 6."],
  ["Toll-free:\n 1 800 463-6443", "Toll-free: 1, 8 0 0, 4 6 3, 6 4 4 3"],
  ["Laval450 972-3133", "Laval, 4 5 0, 9 7 2, 3 1 3 3"],
  ["819 763-3226 sans frais", "8 1 9, 7 6 3, 3 2 2 6, sans frais"],
  ["1 877 644-4545 (added)", "1, 8 7 7, 6 4 4, 4 5 4 5, (added)"],
  ["819 763-3226 ou 819 763-3227", "8 1 9, 7 6 3, 3 2 2 6, ou, 8 1 9, 7 6 3, 3 2 2 7"],
  ["(819 763-3226)", "( 8 1 9, 7 6 3, 3 2 2 6)"],
  ["819 763-3226 0 $", "8 1 9, 7 6 3, 3 2 2 6, 0 $"],
  ["819 763-3226   9 h", "8 1 9, 7 6 3, 3 2 2 6, 9 h"],
  ["819 763-3226; 9 h", "8 1 9, 7 6 3, 3 2 2 6; 9 h"],
  ["Au   819 763-3226", "Au, 8 1 9, 7 6 3, 3 2 2 6"],
  ["2819 763-3226", "2819 763-3226"],
  // Amounts, hours, dates and postal codes stay as they are.
  ["de 0 $ à 1 000,50 $ le 2026-04-01", "de 0 $ à 1 000,50 $ le 2026-04-01"],
  ["100 000-1234567", "100 000-1234567"],
  ["  H2X \n 1Y4  ", "H2X 1Y4"],
];

for (const [text, said] of CASES) {
  test(`"${text}" is said as it is heard`, () => {
    assert.equal(spoken(text), said);
  });
}
