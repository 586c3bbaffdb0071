// What stands beside the form and lives with its answers: the region to call, the plan of
// hours, the dates to keep. The page's script tells them what happens; what they keep goes
// into the address's fragment, and never among the answers that the rules are asked about.

import { regionPicker } from "./next_steps.js";
import { hoursPlanner } from "./planner.js";
import { datesToKeep } from "./save_dates.js";

// `changed`: what is kept has changed. `ask`: put the question again.
export function companionsOf(root, { changed, ask }) {
  const region = regionPicker(root, changed);
  const planner = hoursPlanner(root, { changed, ask });
  const dates = datesToKeep(root);
  const all = [region, planner].filter(Boolean);

  return {
    // What belongs in the address, by name; and the names that there may be.
    names: ["region", "plan"],
    kept: () => Object.assign({}, ...all.map((one) => one.kept())),
    fill: (parameters) => all.forEach((one) => one.fill(parameters)),
    erase: () => all.forEach((one) => one.fill(new URLSearchParams())),
    // What the request to Python has beside the answers.
    request: () => planner?.request() ?? {},
    answered(reply) {
      planner?.answered(reply.plan);
      dates?.answered(reply.calendar);
    },
  };
}
