// What stands beside the form: the region to call, the plan of hours, the dates to keep. What is
// kept of them stands in the state beside the answers, and never among those that the rules are
// asked about.

import { newOwner, sequenceAt } from "./calendar_identity.js";
import { chosenOf } from "./chosen.js";
import { officeOf } from "./offices.js";
import { planCall } from "./plan_call.js";
import { hoursPlanner } from "./planner.js";
import { regionPicker } from "./region_picker.js";
import { datesToKeep } from "./save_dates.js";

/** @import { AnswerRequest, AnswerResponse } from "../types.d.ts" */
/** @import { Beside, State } from "./state.js" */

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {() => void} ask puts the request again
 */
export function widgetsOf(root, state, ask) {
  const region = regionPicker(root, state);
  const planner = hoursPlanner(root, state, ask);
  const dates = datesToKeep(root);
  const call = planCall(root, state, root.dataset.built ?? "", ask);

  /** Whose dates a calendar file has, and the call that goes into one. */
  function calendar() {
    state.calendarOwner ||= newOwner();
    const identity = { owner: state.calendarOwner, sequence: sequenceAt(Date.now()) };
    if (!call.day) return { calendar: identity };
    const [name, numbers] = officeOf(root, state.beside.region ?? "") ?? ["", []];
    const office = [name, ...numbers].filter(Boolean).join(", ");
    return { calendar: { ...identity, call: call.day, office } };
  }

  return {
    /**
     * Shows what an address says, and gives what is kept of it.
     * @param {URLSearchParams} given
     * @returns {Beside}
     */
    fill: (given) => ({ ...region.fill(given), ...planner?.fill(given) }),

    /**
     * What the request to Python has beside the answers.
     * @returns {Pick<AnswerRequest, "plan" | "calendar" | "chosen">}
     */
    request() {
      const dated = (planner && state.answers.start_date) || call.day;
      return {
        ...(planner && { plan: planner.request() }),
        ...(dated && calendar()),
        ...(MANY_PROGRAMMES && chosenOf(state).length ? { chosen: chosenOf(state) } : {}),
      };
    },

    /** Whether there is something to ask Python about beside the answers. */
    get waits() {
      return Boolean(call.day);
    },

    /** @param {AnswerResponse} response */
    show(response) {
      planner?.show(response.plan);
      dates?.show(response.calendar);
      call.show(response.call);
    },
  };
}
