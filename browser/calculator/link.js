// A link to answers: with the rules' version and, in short, what the rules said, so that
// whoever opens it later learns what has changed since.

// The result in an address: programme*verdict[*low*high] for each, two asterisks between.
const SHORT = /^[a-z_]+\*[a-z_]+(\*\d{1,9}\.\d\d\*\d{1,9}\.\d\d)?$/;
const VERSION = /^[\w.-]{1,20}$/;

export function shortResult(cards) {
  return cards
    .map(({ dataset: { programme, verdict, total } }) =>
      [programme, verdict, total].filter(Boolean).join("*"),
    )
    .join("**");
}

// The link to these answers with the rules' version, and what the rules said.
// `page` is where the calculator stands, if not here.
export function linkTo(answers, { page, version }, cards) {
  const address = new URL(page ?? location.pathname, location.href);
  address.hash = answers.fragment([
    ["v", version],
    ["r", shortResult(cards)],
  ]);
  return address.href;
}

// What has changed since a link was made, in sentences; none where nothing has.
// `given` are the pairs of the link; a stranger may have written them.
export function changesSince(given, { version, cards, texts, language }) {
  const then = VERSION.test(given.get("v") ?? "") ? given.get("v") : null;
  if (!then) return [];
  const said = new Map();
  for (const short of (given.get("r") ?? "").split("**")) {
    if (SHORT.test(short)) said.set(short.split("*")[0], short);
  }
  const money = new Intl.NumberFormat(`${language}-CA`, {
    style: "currency",
    currency: "CAD",
    currencyDisplay: "narrowSymbol",
    trailingZeroDisplay: "stripIfInteger",
  });
  const words = (verdict, low, high) => {
    const word = texts.verdicts[verdict];
    if (!low) return word;
    return filled(texts.withMoney, {
      verdict: word,
      low: money.format(low),
      high: money.format(high),
    });
  };
  const changed = cards.flatMap((card) => {
    const { programme } = card.dataset;
    const now = shortResult([card]);
    const before = said.get(programme);
    const [, verdict, ...total] = before?.split("*") ?? [];
    if (!before || before === now || !(verdict in texts.verdicts)) return [];
    const name = card.querySelector("h3").textContent;
    const pair = { then: words(verdict, ...total), now: words(...now.split("*").slice(1)) };
    return [filled(texts.was, { programme: name, ...pair })];
  });
  const sentences = then === version ? [] : [filled(texts.otherVersion, { then, now: version })];
  if (changed.length) return [...sentences, texts.changed, ...changed];
  return sentences.length && said.size ? [...sentences, texts.sameAnswer] : sentences;
}

export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
