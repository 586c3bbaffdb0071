// One question at a time: which come, and in which order. Pure functions over the names of steps
// and questions.

import { owns } from "../site/own.js";

/** @import { Answers, StillAsked } from "../types.d.ts" */

/**
 * A step of the form: its name, the questions that it asks, and whether their answers can decide
 * a verdict.
 * @typedef {{ name: string, questions: string[], deciding: boolean }} Step
 */

/** The name of the last step, after all questions. */
export const RESULT = "result";

/**
 * What can decide comes before what only changes hours, dates and amounts.
 * @template {Step} T
 * @param {T[]} steps in the form's order
 */
export function inOrder(steps) {
  return [...steps.filter(({ deciding }) => deciding), ...steps.filter((step) => !step.deciding)];
}

/**
 * The steps that were answered, or can still matter to some programme; all where nothing tells.
 * @template {Step} T
 * @param {T[]} steps in the order of `inOrder`
 * @param {Readonly<Answers>} answers
 * @param {readonly StillAsked[] | null} asked of each programme, for these answers
 */
export function plannedSteps(steps, answers, asked) {
  if (!asked) return steps;
  const wanted = new Set(asked.flatMap(({ missing, further }) => [...missing, ...further]));
  return steps.filter(({ questions }) =>
    questions.some((name) => owns(answers, name) || wanted.has(name)),
  );
}

/**
 * Where a step stands among all; any other name's place is behind them.
 * @param {Step[]} steps in the order of `inOrder`
 * @param {string | null} name
 */
function placeOf(steps, name) {
  const found = steps.findIndex((step) => step.name === name);
  return found < 0 ? steps.length : found;
}

/**
 * The names of the steps on the way to one, and its own: those that are planned before it, and
 * those that lay on the way already, or an answer that makes one superfluous would take the person
 * back. Whoever goes back begins the way anew from there.
 * @param {Step[]} steps in the order of `inOrder`
 * @param {Step[]} planned some of them
 * @param {string} current
 * @param {readonly string[]} already the way until now
 */
export function wayTo(steps, planned, current, already) {
  const isBefore = (/** @type {string} */ name) => placeOf(steps, name) < placeOf(steps, current);
  const before = planned.map(({ name }) => name).filter(isBefore);
  return [...new Set([...before, ...already.filter(isBefore)]), current];
}

/**
 * The names of the planned steps before and after a step of all, and where it stands among them:
 * `number` counts from 1.
 * @param {Step[]} steps in the order of `inOrder`
 * @param {Step[]} planned some of them
 * @param {string | null} current a name; any other than a step's stands behind all of them
 * @param {readonly string[]} [already] the way until now, see `wayTo`
 */
export function neighbours(steps, planned, current, already = []) {
  const place = placeOf(steps, current);
  const names = planned.map(({ name }) => name);
  const before = names.filter((name) => placeOf(steps, name) < place);
  const after = names.filter((name) => placeOf(steps, name) > place);
  const number = wayTo(steps, planned, current ?? RESULT, already).length;
  return {
    back: before.at(-1) ?? null,
    next: after[0] ?? RESULT,
    number,
    total: number + after.length,
  };
}

/**
 * The first planned step without an answer; the result where there is none.
 * @param {Step[]} planned
 * @param {Readonly<Answers>} answers
 */
export function firstOpen(planned, answers) {
  const open = planned.find(({ questions }) => !questions.some((name) => owns(answers, name)));
  return open?.name ?? RESULT;
}

/**
 * What the browser's list of visited pages says of a step.
 * @param {string} step what it asks, "" where there is none
 * @param {string} page the page's own title
 * @param {string} error what stands first where an answer is to be corrected, else ""
 */
export function titleInHistory(step, page, error) {
  return error + (step ? `${step} – ${page}` : page);
}
