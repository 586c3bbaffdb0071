// Tests as data: one test for each row of a table.

import { test } from "node:test";

/**
 * @template Row
 * @param {string} subject what the tests are about
 * @param {Record<string, Row>} rows by what each shows
 * @param {(row: Row) => void | Promise<void>} check
 */
export function cases(subject, rows, check) {
  for (const [shows, row] of Object.entries(rows)) test(`${subject}: ${shows}`, () => check(row));
}
