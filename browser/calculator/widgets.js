// What stands beside the form: the region to call, the plan of hours, the dates to keep. What is
// kept of them stands in the state beside the answers, and never among those that the rules are
// asked about.

import { newOwner, sequenceAt } from "./calendar_identity.js";
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

  return {
    /**
     * Shows what an address says, and gives what is kept of it.
     * @param {URLSearchParams} given
     * @returns {Beside}
     */
    fill: (given) => ({ ...region.fill(given), ...planner?.fill(given) }),

    /**
     * What the request to Python has beside the answers.
     * @returns {Pick<AnswerRequest, "plan" | "calendar">}
     */
    request() {
      if (!planner) return {};
      if (!state.answers.start_date) return { plan: planner.request() };
      state.calendarOwner ||= newOwner();
      const calendar = { owner: state.calendarOwner, sequence: sequenceAt(Date.now()) };
      return { plan: planner.request(), calendar };
    },

    /** @param {AnswerResponse} response */
    show(response) {
      planner?.show(response.plan);
      dates?.show(response.calendar);
    },
  };
}
