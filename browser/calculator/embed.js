// Inside another site: tells the page around it how high the calculator is, and nothing else.

const tell = () => parent.postMessage(Math.ceil(document.body.getBoundingClientRect().height), "*");

if (parent !== window) {
  // Its own height, not that of the frame that it is shown in.
  document.documentElement.dataset.embedded = "";
  // Before 2020 some browsers do not say when a height changes: it does when something is done.
  if ("ResizeObserver" in window) new ResizeObserver(tell).observe(document.body);
  else
    for (const type of ["click", "input", "resize"]) addEventListener(type, () => setTimeout(tell));
  tell();
}
