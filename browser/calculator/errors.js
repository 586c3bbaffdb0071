// What cannot be read of an answer, said beside its field.

// The errors that the browser sees by itself, by field: what has not the shape of a number
// (the field's pattern, from calculator/form/fields.py). Limits are for the rules to know.
export function unreadable(form) {
  const found = [...form.elements].filter(
    (field) => field.value?.trim() && field.validity.patternMismatch,
  );
  return Object.fromEntries(found.map(({ name, dataset }) => [name, dataset.textUnreadable]));
}

// `errors` are texts by field; those of a question that is not on show get a link to it.
export function showErrors(root, steps, errors) {
  const form = root.querySelector("form");
  for (const place of form.querySelectorAll(".error")) {
    const name = place.id.slice("error-".length);
    const text = errors[name];
    place.hidden = !text;
    place.textContent = text ? root.dataset.textError + text : "";
    const control = form.elements[name];
    if (control instanceof HTMLInputElement)
      control.setAttribute("aria-invalid", String(Boolean(text)));
    // An error behind a fold would not be seen.
    if (text && place.closest("details")) place.closest("details").open = true;
  }
  const unseen = Object.keys(errors).filter((name) => steps.hides(name));
  listQuestions(root.querySelector("[data-errors-notice]"), root.dataset.textSeeErrors, unseen);
}

// A notice with a link to each of these questions; hidden where there is none.
export function listQuestions(notice, text, names) {
  notice.hidden = names.length === 0;
  const list = document.createElement("ul");
  for (const name of names) {
    const link = document.createElement("a");
    link.href = `#question-${name}`;
    link.dataset.question = name;
    const question = document.getElementById(`question-${name}`);
    link.textContent = question.querySelector("legend, label").textContent;
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  notice.replaceChildren(paragraph(text), list);
}

export function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}
