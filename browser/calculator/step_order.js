// One question at a time: which come, and in which order. Pure functions over the names of steps
// and questions.

import { owns } from "../site/own.js";

/** @import { Answers, CardData } from "../types.d.ts" */

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
 * The steps that were answered, or can still matter to some programme.
 * @template {Step} T
 * @param {T[]} steps in the order of `inOrder`
 * @param {Readonly<Answers>} answers
 * @param {CardData[]} cards the results for these answers
 */
export function plannedSteps(steps, answers, cards) {
  const wanted = new Set(cards.flatMap(({ missing, further }) => [...missing, ...further]));
  return steps.filter(({ questions }) =>
    questions.some((name) => owns(answers, name) || wanted.has(name)),
  );
}

/**
 * The names of the planned steps before and after a step of all, and where it stands among them:
 * `number` counts from 1.
 * @param {Step[]} steps in the order of `inOrder`
 * @param {Step[]} planned some of them
 * @param {string | null} current a name; any other than a step's stands behind all of them
 */
export function neighbours(steps, planned, current) {
  const place = (/** @type {string | null} */ name) => {
    const found = steps.findIndex((step) => step.name === name);
    return found < 0 ? steps.length : found;
  };
  const names = planned.map(({ name }) => name);
  const before = names.filter((name) => place(name) < place(current));
  const after = names.filter((name) => place(name) > place(current));
  return {
    back: before.at(-1) ?? null,
    next: after[0] ?? RESULT,
    number: before.length + 1,
    total: before.length + 1 + after.length,
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
