import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { joined, Reader, whenOffered } from "../../../browser/site/reader.js";
import { cases } from "./cases.js";

/** What the voice was given, the last one last. @type {any[]} */
let given = [];
let cancelled = 0;

/** A voice that says nothing: what it reports, and when, is the test's. */
const voice = {
  cancel: () => {
    cancelled += 1;
  },
  getVoices: () => [{ lang: "fr-CA", localService: true, name: "québec" }],
  speak: (/** @type {any} */ words) => given.push(words),
};

class Words {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

Object.assign(globalThis, {
  speechSynthesis: voice,
  SpeechSynthesisUtterance: Words,
  addEventListener: () => {},
});

/** An element that bears a mark or not. @returns {any} */
function block() {
  const marks = new Set();
  return {
    marks,
    classList: {
      add: (/** @type {string} */ name) => marks.add(name),
      remove: (/** @type {string} */ name) => marks.delete(name),
    },
    setAttribute: (/** @type {string} */ name) => marks.add(name),
    removeAttribute: (/** @type {string} */ name) => marks.delete(name),
    scrollIntoView: () => {},
  };
}

/** @returns {any[]} */
const passages = () => ["un", "deux"].map((text) => ({ block: block(), language: "fr", text }));

/** A reader that reads two passages, and what it told of itself. */
function reading() {
  /** @type {string[]} */
  const told = [];
  const reader = new Reader("fr", (state) => void told.push(state));
  const list = passages();
  reader.read(list);
  return { reader, told, list };
}

const texts = () => given.map(({ text }) => text);

beforeEach(() => {
  given = [];
  cancelled = 0;
});

test("reader: one passage after the other, each marked, then at rest", () => {
  const { reader, told, list } = reading();
  assert.deepEqual(texts(), ["un"]);
  assert.equal(given[0].voice.name, "québec");
  assert.deepEqual([...list[0].block.marks], ["is-read", "aria-current"]);
  given[0].onend();
  assert.deepEqual(texts(), ["un", "deux"]);
  assert.deepEqual([list[0].block.marks.size, list[1].block.marks.size], [0, 2]);
  given[1].onend();
  assert.equal(reader.state, "idle");
  assert.deepEqual(told, ["reading", "reading", "idle"]);
  assert.equal(list[1].block.marks.size, 0);
});

/** What a voice may still report of a passage that was cut off. */
const LATE = { "its end": "onend", "an error": "onerror" };

cases("reader: after it was stopped, the voice reports", LATE, (report) => {
  const { reader, told, list } = reading();
  reader.stop();
  given[0][report]();
  assert.deepEqual(texts(), ["un"]);
  assert.equal(reader.state, "idle");
  assert.deepEqual(told, ["reading", "idle"]);
  assert.deepEqual([list[0].block.marks.size, list[1].block.marks.size], [0, 0]);
});

cases("reader: after a pause, the voice reports", LATE, (report) => {
  const { reader } = reading();
  reader.pause();
  given[0][report]();
  assert.equal(reader.state, "paused");
  reader.resume();
  // It goes on where it was cut off, not behind it.
  assert.deepEqual(texts(), ["un", "un"]);
  given[0][report]();
  assert.deepEqual(texts(), ["un", "un"]);
  assert.equal(reader.state, "reading");
  given[1].onend();
  assert.deepEqual(texts(), ["un", "un", "deux"]);
});

cases(
  "reader: when it reads something else, the voice reports of what was before",
  LATE,
  (report) => {
    const { reader } = reading();
    reader.read([{ block: block(), language: "fr", text: "trois" }]);
    given[0][report]();
    assert.deepEqual(texts(), ["un", "trois"]);
    assert.equal(reader.state, "reading");
    given[1].onend();
    assert.equal(reader.state, "idle");
  },
);

test("reader: an error of the voice ends it", () => {
  const { reader } = reading();
  given[0].onerror();
  assert.equal(reader.state, "idle");
  assert.deepEqual(texts(), ["un"]);
});

test("reader: begun, paused or stopped, the voice is silenced", () => {
  const { reader } = reading();
  // Once when it is made, for a page left in the middle of a sentence, and once to begin.
  assert.equal(cancelled, 2);
  reader.pause();
  reader.resume();
  assert.equal(cancelled, 3);
  reader.stop();
  assert.equal(cancelled, 4);
});

cases(
  "reading aloud is offered",
  {
    "with a voice of the language": [[{ lang: "fr-CA", localService: true, name: "q" }], [true]],
    "with a voice of another": [[{ lang: "en-CA", localService: true, name: "t" }], [false]],
    "without a voice": [[], [false]],
  },
  ([voices, offered]) => {
    /** @type {boolean[]} */
    const told = [];
    const speechSynthesis = { getVoices: () => voices };
    Object.assign(globalThis, { window: { speechSynthesis, SpeechSynthesisUtterance: Words } });
    whenOffered("fr", (one) => void told.push(one));
    assert.deepEqual(told, offered);
  },
);

test("reading aloud is offered once there are voices", () => {
  /** @type {boolean[]} */
  const told = [];
  /** @type {Record<string, () => void>} */
  const listening = {};
  const speechSynthesis = {
    getVoices: () => (told.length ? [{ lang: "fr-CA", localService: true, name: "q" }] : []),
    addEventListener: (/** @type {string} */ kind, /** @type {() => void} */ listen) => {
      listening[kind] = listen;
    },
  };
  Object.assign(globalThis, { window: { speechSynthesis, SpeechSynthesisUtterance: Words } });
  whenOffered("fr", (one) => void told.push(one));
  listening.voiceschanged();
  assert.deepEqual(told, [false, true]);
});

cases(
  "reading aloud is not offered by a browser that cannot",
  {
    "no speech": { SpeechSynthesisUtterance: Words },
    "no words for it": { speechSynthesis: { getVoices: () => [] } },
  },
  (window) => {
    Object.assign(globalThis, { window });
    whenOffered("fr", () => assert.fail("nothing is to be told"));
  },
);

/** Pieces as `block language text`. @param {string[]} written @returns {any[]} */
const pieces = (...written) =>
  written.map((one) => {
    const [, block, language, text] = /^(\S+) (\S+) (.*)$/s.exec(one) ?? [];
    return { block, language, text };
  });

cases(
  "pieces of text as they are said",
  {
    "nothing from nothing": { of: [], said: [] },
    "one block, one passage": {
      of: ["p1 fr Une ", "p1 fr aide", "p1 fr ."],
      said: ["p1 fr Une aide."],
    },
    "a passage for each block": { of: ["p1 fr é", "p2 fr 4"], said: ["p1 fr é", "p2 fr 4"] },
    "a block within another parts it": {
      of: ["p1 fr Un", "p2 fr deux", "p1 fr trois"],
      said: ["p1 fr Un", "p2 fr deux", "p1 fr trois"],
    },
    "another language has its own voice": {
      of: ["p1 fr Le ", "p1 en title", "p1 fr  dit"],
      said: ["p1 fr Le ", "p1 en title", "p1 fr  dit"],
    },
    "signs alone are not said": { of: ["p1 fr →", "p2 fr … !"], said: [] },
    "signs in a sentence stay": { of: ["p1 fr → ", "p1 fr 173 $"], said: ["p1 fr → 173 $"] },
  },
  ({ of, said }) => {
    const given = pieces(...of);
    assert.deepEqual(joined(given), pieces(...said));
    assert.deepEqual(given, pieces(...of));
  },
);
