// The answers given, each with a way to change it. The same list stands on paper.

// `uncounted` says by name why the result does not count an answer.
export function listGiven(root, answers, uncounted) {
  const fields = Object.entries(answers.fields());
  // On paper the empty form gives way to this list.
  root.toggleAttribute("data-answered", fields.length > 0);
  root.querySelector("[data-none-given]").hidden = fields.length > 0;
  root.querySelector(".given").hidden = false;
  const rows = fields.map(([name, value]) =>
    row(root.dataset, answers, name, value, uncounted[name]),
  );
  root.querySelector(".given-list").replaceChildren(...rows);
}

function row({ textChange }, answers, name, value, remark) {
  const question = element("dt", answers.label(name));
  const link = element("a", textChange);
  link.href = `#question-${name}`;
  link.dataset.question = name;
  link.setAttribute("aria-label", `${textChange}, ${question.textContent}`);
  const change = element("dd");
  change.append(link);
  const parts = [question, element("dd", answers.text(name, value)), change];
  if (remark) {
    parts.push(element("dd", remark));
    parts[3].className = "uncounted";
  }
  const whole = element("div");
  whole.append(...parts);
  whole.toggleAttribute("data-uncounted", Boolean(remark));
  return whole;
}

function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
