// Answers the address's fragment on the page, with the hooks of our own calculator.

export function show(answer) {
  const person = {};
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
    person[key] = key === "weekly_hours" ? Number(value) : key === "adult" ? value === "true" : value;
  }
  window.answer = answer;
  const place = document.querySelector("#answer");
  const [verdict, allowance] = answer(person);
  place.dataset.programme = "paas_action";
  place.textContent = `${verdict}: ${allowance} $`;
  place.dataset.verdict = verdict ?? "unknown";
}
