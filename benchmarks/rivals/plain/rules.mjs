// The same questions in plain JavaScript, written once for this comparison: what a page could
// be at its fastest. Gives what publicodes is asked for, see ../publicodes/answer.mjs.

const SUPPORT_ALLOWANCE = 173;
const LAST_RESORT = ["social_assistance", "social_solidarity"];

export function answer({ assistance, adult, work_outlook, weekly_hours }) {
  const paas = paasAction(assistance, work_outlook);
  return [
    paas,
    paas === "not_possible" ? 0 : SUPPORT_ALLOWANCE,
    weekly_hours === undefined ? null : weekly_hours <= 20 ? "within" : "above_maximum",
    interagir(assistance, adult, work_outlook),
    weekly_hours === undefined ? null : hoursCheck(weekly_hours),
  ];
}

function paasAction(assistance, outlook) {
  if (assistance === "none") return "not_possible";
  if (assistance === undefined || outlook === undefined) return null;
  return outlook === "ready" ? "to_confirm" : "possible";
}

function interagir(assistance, adult, outlook) {
  const first = [
    assistance === undefined ? undefined : LAST_RESORT.includes(assistance),
    adult,
    outlook === undefined ? undefined : outlook === "long_term",
  ];
  if (first.includes(false)) return "to_confirm";
  return first.includes(undefined) ? null : "possible";
}

function hoursCheck(hours) {
  if (hours < 10) return "below_minimum";
  if (hours < 15) return "depends";
  return (hours * 52) / 12 < 80 ? "meets_start" : "meets_average";
}
