// Inside another site: tells the page around it how high the calculator is, and where something
// stands that the person is led to but cannot see; nothing else.

/** Room above what is brought into view. */
const MARGIN_PX = 16;

const tellHeight = () =>
  parent.postMessage(Math.ceil(document.body.getBoundingClientRect().height), "*");

/**
 * A browser may scroll the frame, and not the page around it: then what has the focus, such as
 * the next question, stays out of sight. Only that page can bring it into view.
 * @param {Event} event
 */
function tellPlace({ target }) {
  if (!(target instanceof HTMLElement) || !("IntersectionObserver" in window)) return;
  const seen = new IntersectionObserver(([{ isIntersecting }]) => {
    seen.disconnect();
    if (isIntersecting) return;
    const top = target.getBoundingClientRect().top + scrollY - MARGIN_PX;
    parent.postMessage({ top: Math.max(0, Math.round(top)) }, "*");
  });
  seen.observe(target);
}

if (parent !== window) {
  // Its own height, not that of the frame that it is shown in.
  document.documentElement.dataset.embedded = "";
  // Before 2020 some browsers do not say when a height changes: it does when something is done.
  if ("ResizeObserver" in window) new ResizeObserver(tellHeight).observe(document.body);
  else {
    for (const type of ["click", "input", "resize"]) {
      addEventListener(type, () => setTimeout(tellHeight));
    }
  }
  document.addEventListener("focusin", tellPlace);
  tellHeight();
}
