// Types that scripts of several folders share: JSON that Python writes and reads, and what
// browsers know that TypeScript's own types do not. Only names, nothing that runs.

/** What a person gave, by the contract's names, as given; the unanswered are left out. */
export type Answers = Record<string, string>;

/** What is wrong with answers, by name, in a sentence. */
export type Errors = Record<string, string>;

export type Verdict =
  | "possible"
  | "to_confirm"
  | "not_possible"
  | "meets_conditions"
  | "does_not_meet"
  | "unknown"
  | "not_in_force";

/** Names of the questions that can still matter to a programme. */
export interface StillAsked {
  /** can still change the verdict */
  missing: string[];
  /** change what follows it: money, hours, dates */
  further: string[];
}

/** What scripts need of a programme's result, as calculator/results/card_data.py writes it. */
export interface CardData extends StillAsked {
  programme: string;
  /** its name, in the page's language */
  name: string;
  verdict: Verdict;
  /** the verdict in a sentence, in the page's language */
  sentence: string;
  /** the known money a month, low and high in dollars ("173.00"); null where nothing is known */
  total: [string, string] | null;
  /** the result in a few words, for a text message */
  short: string;
  /** what follows the verdict's sentence, in plain text */
  lines: string[];
  /** what to ask on the telephone, in plain text */
  ask: string[];
}

/** What the table has of a `CardData`: numbers of parts in place of sentences. */
export type CardParts = Omit<CardData, "lines" | "ask"> & { lines: number[]; ask: number[] };
/** A programme's lines for a situation (calculator/results/comparison_rows.py). */
export interface ComparedProgramme {
  programme: string;
  /** its name, in the page's language */
  name: string;
  rows: Row[];
}

export interface Row {
  /** what it is about: the same in every situation */
  about: string;
  label: string;
  parts: Part[];
  /** it says nothing by itself: left out where it is so in both situations */
  idle: boolean;
}

export interface Part {
  text: string;
  /** false where an unanswered question can still change it */
  known: boolean;
  /** names of the typed answers that it is computed from */
  needs?: string[];
}

/** The request that calculator/handle_request.py answers. */
export interface AnswerRequest {
  kind: string;
  language: string;
  /** the device's own day, in ISO form */
  today: string;
  /** addresses of other pages, by their names in calculator/results/cards.py */
  links: Record<string, string>;
  fields: Answers;
  /** the planner's fields, where the page has one */
  plan?: Record<string, string>;
  /** whose dates a calendar file has, where there are some */
  calendar?: {
    owner: string;
    sequence: number;
    /** the day of a call, and whom to call */
    call?: string;
    office?: string;
  };
  /** of a page that compares */
  rows?: boolean;
  /** where there are many programmes: those that the person wants to see too */
  chosen?: string[];
}

/** The response of calculator/handle_request.py. */
export interface AnswerResponse {
  html: string;
  announcement: string;
  errors: Errors;
  /** the whole answer of the rules, as the contract has it */
  answer: Record<string, unknown>;
  /** of the programmes that are shown */
  cards: CardData[];
  /** of all programmes together, where not all are shown */
  asked?: StillAsked;
  plan?: PlanResponse;
  calendar?: CalendarFile | null;
  call?: CalendarFile | null;
  rows?: ComparedProgramme[];
}

/** What Python says of a plan of hours (calculator/planner/planner.py). */
export interface PlanResponse {
  html: string;
  /** hours of each week as decimal strings; null where there is no plan to draw */
  hours: string[] | null;
  errors: Errors;
  announcement: string;
}

export interface CalendarFile {
  name: string;
  text: string;
}

/** The answers of all categorical states (calculator/results/result_table.py). */
export interface ResultTable {
  /** the place of each verdict, where the cards stand in the order of their verdicts */
  order?: Record<string, number>;
  /** what stands before and after the cards */
  frame: [string, string];
  dated: DatedLine;
  /** pieces of HTML, which cards name by their numbers */
  parts: string[];
  periods: Period[];
}

/** How a day is written in the page's language, with places in braces. */
export interface DateWords {
  date: string;
  /** the first day of a month */
  first_day: string;
  months: string[];
}

/** The line with the day and the rules' version, with places in braces. */
export interface DatedLine extends DateWords {
  line: string;
  /** in place of it after the day `known_until` (ISO form) */
  last_known: string;
  known_until: string;
}

export interface Period {
  /** the first day on which it holds, in ISO form */
  since: string;
  programmes: ProgrammeStates[];
}

export interface ProgrammeStates {
  /** questions with their values; "" stands for "not answered" */
  keys: [string, string[]][];
  /** the numbers of each card's parts */
  cards: number[][];
  /** what scripts need of each card, apart from what all have the same */
  data: { same: Partial<CardParts>; cards: Partial<CardParts>[] };
  /** the number of the card of each state, in the order of the product of the values; empty where
   * each has a card of its own, in this order */
  states: number[];
}

/** Which programmes are shown first where there are many (rules/relevance.py). */
export interface Relevance {
  /** the place of each verdict */
  order: Record<string, number>;
  /** so many are all shown */
  few: number;
  /** of more, so many are shown of themselves */
  first: number;
  /** the first place of the verdicts that are closed */
  closed: number;
}

/** What decides whether a programme is shown, and which questions are asked for it. */
export interface Outcome extends StillAsked {
  verdict: string;
}

/** Where there are many programmes: what holds in each state (calculator/results/result_index.py). */
export interface ResultIndex extends Relevance {
  /** what stands before the cards, between them and the names of the others, and after those */
  frame: [string, string, string];
  dated: DatedLine;
  /** null where a person chooses first what to look at */
  others: null | {
    /** around all groups */
    around: [string, string];
    /** by verdict: around the number and the items */
    groups: Record<string, [string, string, string]>;
    /** around programme, verdict and name */
    item: [string, string, string, string];
    /** around the name of a programme that was chosen, at the end of its card */
    put_away: [string, string];
  };
  /** what stands there while nothing is chosen */
  none: string;
  outcomes: Outcome[];
  periods: { since: string; programmes: IndexedProgramme[] }[];
}

export interface IndexedProgramme {
  programme: string;
  /** its name, in the page's language */
  name: string;
  /** the name of its file, beside the index */
  file: string;
  keys: ProgrammeStates["keys"];
  /** the number of the outcome of each state */
  states: number[];
}

/** One programme's part of the results, with places for links. */
export interface ProgrammeFile extends Pick<ResultTable, "parts" | "periods"> {
  /** its own questions as HTML, where programmes are chosen */
  form?: string;
}

/** What the comparison fetches where there are many programmes (calculator/comparison.py). */
export interface ComparisonFile extends Pick<ResultTable, "dated" | "periods"> {
  /** each programme's place for its table, as HTML */
  sections: Record<string, string>;
}

/** A bundle of Pyodide, as pyodide_bundle/pack.py lists it. */
export interface Bundle {
  name: "lean" | "stock";
  /** bytes of each file, after decompression */
  sizes: Record<string, number>;
  /** the lean bundle's: Pyodide's lock file, which names no package */
  lock?: string;
}

/** What the page tells the worker (python/worker.js). */
export type ToWorker =
  | { start: { folder: string; names: string[] } & Omit<Bundle, "sizes"> }
  | { file: string; content: Uint8Array<ArrayBuffer> }
  | { id: number; request: AnswerRequest };

/** What the worker tells the page. `file`: a script that did not come, null for other faults. */
export type FromWorker =
  | { ready: true }
  | { id: number; response: AnswerResponse }
  | { failed: string; file: string | null };

declare global {
  /** Whether the site has many programmes; the build writes it into the scripts (bundle.py). */
  const MANY_PROGRAMMES: boolean;

  /** Set by site/towns_later.js. */
  var passerelleTowns: typeof import("./site/towns.js").townFinder | undefined;
  /** Of trusted types, what the site's policies use. */
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: {
            createHTML?: (markup: string) => string;
            createScriptURL?: (address: string) => string;
          },
        ): { createHTML(markup: string): object; createScriptURL(address: string): object };
      }
    | undefined;

  interface Navigator {
    /** whether the person wants to save data; not every browser says */
    readonly connection?: { readonly saveData?: boolean };
  }
}
