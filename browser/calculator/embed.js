// Inside another site: tells the page around it how high the calculator is, and nothing else.

const tell = () => parent.postMessage(Math.ceil(document.body.getBoundingClientRect().height), "*");

if (parent !== window) {
  // Its own height, not that of the frame that it is shown in.
  document.documentElement.dataset.embedded = "";
  new ResizeObserver(tell).observe(document.body);
  tell();
}
