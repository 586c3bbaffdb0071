// Does to a page what browsers do that translate it, again and again as it changes. A text that is
// translated has MARK before it; where a text is not to be translated, nothing is done.
//
// wrap: as Chrome, which puts two elements around every text and another text within; else as
// Firefox, which changes the text in its place.
(wrap) => {
  const MARK = "\u2591";
  const SILENT = "script, style, textarea, noscript, [translate=no], .notranslate";
  const done = new WeakMap();
  const isLeftAlone = (text) =>
    !text.data.trim() || !text.parentElement || text.parentElement.closest(SILENT) !== null;
  function translate(text) {
    if (isLeftAlone(text) || done.get(text) === text.data) return;
    const said = MARK + text.data;
    if (!wrap) {
      text.data = said;
      done.set(text, said);
      return;
    }
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
    const fresh = document.createTextNode(said);
    done.set(fresh, said);
    inner.append(fresh);
    outer.append(inner);
    text.replaceWith(outer);
  }
  function all(root) {
    if (root.nodeType === Node.TEXT_NODE) return translate(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) if (text.isConnected) translate(text);
  }
  document.documentElement.lang = "es";
  document.documentElement.classList.add("translated-ltr");
  all(document.body);
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") translate(target);
      for (const node of addedNodes) if (node.isConnected) all(node);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
