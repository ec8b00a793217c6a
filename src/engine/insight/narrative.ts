import { oneOf, shown } from "../checks";
import { badArgument } from "../errors";

/** A table that the text is about: single figures by name, or rows to compare. */
export interface NarratedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly NarratedCell[])[];
}
/** A number, a word, or the reason why there is none. */
export type NarratedCell = number | string | boolean | { readonly message: string } | undefined;

export interface Narrative {
  readonly kpis: NarratedTable;
  readonly audience?: string | undefined;
}

const AUDIENCES = ["CFO", "engineering", "operations"] as const;
type Audience = (typeof AUDIENCES)[number];

/** Plain sentences; every number in them is one of the table's, rounded only in how it is printed. */
export function narrative({ kpis, audience: given = "CFO" }: Narrative): string {
  const audience = oneOf({ audience: given }, AUDIENCES);
  const [header, first] = [kpis.columns, kpis.rows[0]];
  if (first === undefined || header.length === 0)
    throw badArgument("kpis has no figures: give its header row and its values.");
  const figures = new Figures(header, first);
  const sentences = kpis.rows.length > 1 ? comparison(kpis, figures.cost()) : told(figures, audience);
  const text = sentences.length > 0 ? sentences : listed(figures);
  if (text.length === 0) throw badArgument("kpis holds no number to speak of.");
  return text.join(" ");
}

class Figures {
  readonly #cells: ReadonlyMap<string, NarratedCell>;

  constructor(columns: readonly string[], cells: readonly NarratedCell[]) {
    this.#cells = new Map(columns.map((column, index) => [column, cells[index]]));
  }

  number(name: string): number | undefined {
    const cell = this.#cells.get(name);
    return typeof cell === "number" ? cell : undefined;
  }

  word(name: string): string | undefined {
    const cell = this.#cells.get(name);
    return typeof cell === "string" && cell !== "" ? cell : undefined;
  }

  numbers(): readonly (readonly [string, number])[] {
    return [...this.#cells].filter((entry): entry is [string, number] => typeof entry[1] === "number");
  }

  /** The column that rows are compared by: the first cost of the table. */
  cost(): string | undefined {
    return [...this.#cells.keys()].find((name) => /usd|cost|price/.test(name));
  }
}

interface Sentence {
  readonly for: readonly Audience[];
  readonly say: (figures: Figures) => string | undefined;
}

const everyone = AUDIENCES;

/** A sentence from numbers that must all be there; else it is not said. */
function about(names: readonly string[], say: (...values: number[]) => string | undefined): Sentence["say"] {
  return (figures) => {
    const values = names.map((name) => figures.number(name));
    return values.includes(undefined) ? undefined : say(...(values as number[]));
  };
}

const SENTENCES: readonly Sentence[] = [
  {
    for: everyone,
    say: (figures) => {
      const usd = figures.number("usd_per_month");
      if (usd === undefined) return undefined;
      const request = figures.number("usd_per_request");
      const mtok = figures.number("usd_per_mtok");
      const units = [
        request === undefined ? "" : `${figure(request)} USD a request`,
        mtok === undefined ? "" : `${figure(mtok)} USD per million tokens`,
      ].filter((text) => text !== "");
      return `This workload costs ${figure(usd)} USD a month${units.length > 0 ? `: ${units.join(", or ")}` : ""}.`;
    },
  },
  {
    for: ["CFO"],
    say: about(["usd_per_month", "api_usd_per_month"], (own, api) =>
      api === own
        ? "The median API costs the same."
        : `The median API costs ${figure(api)} USD a month, ${api < own ? "less" : "more"} than this.`,
    ),
  },
  {
    for: ["CFO"],
    say: about(["margin"], (margin) => `The margin is ${percent(margin)}${margin < 0 ? ", a loss" : ""}.`),
  },
  { for: ["CFO"], say: (figures) => sentence("The verdict is", figures.word("verdict")) },
  {
    for: ["CFO"],
    say: about(
      ["npv"],
      (npv) =>
        `The net present value is ${figure(npv)} USD: it ${npv > 0 ? "pays" : npv < 0 ? "does not pay" : "breaks even"}.`,
    ),
  },
  { for: ["CFO"], say: about(["payback_years"], (years) => `It is paid back after ${figure(years)} years.`) },
  {
    for: ["CFO"],
    say: about(
      ["p50", "p90"],
      (p50, p90) => `Half of all cases stay at or below ${figure(p50)}; nine in ten at or below ${figure(p90)}.`,
    ),
  },
  {
    for: ["CFO"],
    say: about(["p_over_budget"], (chance) => `The chance of exceeding the budget is ${percent(chance)}.`),
  },
  {
    for: ["CFO", "operations"],
    say: about(["forecast_usd"], (usd) => `At this pace the period ends at ${figure(usd)} USD.`),
  },
  { for: ["CFO", "operations"], say: (figures) => sentence("Its status is", figures.word("status")) },
  {
    for: ["engineering", "operations"],
    say: about(["gpus"], (gpus) => `It takes ${figure(gpus)} accelerator${gpus === 1 ? "" : "s"}.`),
  },
  {
    for: ["engineering"],
    say: (figures) => {
      const rate = figures.number("output_tok_per_s");
      if (rate === undefined) return undefined;
      const [low, high] = [figures.number("output_tok_per_s_low"), figures.number("output_tok_per_s_high")];
      const band =
        low === undefined || high === undefined ? "" : `, between ${figure(low)} and ${figure(high)} by our error`;
      const bound = figures.word("bound");
      return `They deliver an estimated ${figure(rate)} output tokens per second${band}${bound === undefined ? "" : `; the limit is ${bound.replaceAll("_", " ")}`}.`;
    },
  },
  {
    for: ["engineering"],
    say: about(
      ["ttft_ms", "tpot_ms"],
      (ttft, tpot) => `The first token comes after ${figure(ttft)} ms, each further one after ${figure(tpot)} ms.`,
    ),
  },
  {
    for: everyone,
    say: about(["utilization"], (used) => `On average ${percent(used)} of what is paid for is used.`),
  },
  {
    for: ["operations"],
    say: about(["mwh_per_year"], (mwh) => `The meter counts ${figure(mwh)} MWh a year.`),
  },
  {
    for: ["CFO", "operations"],
    say: about(
      ["tco2e_per_year"],
      (tonnes) => `The footprint is ${figure(tonnes)} t CO2e a year, by the grid where it runs.`,
    ),
  },
  {
    for: ["operations"],
    say: about(
      ["water_m3_per_year"],
      (water) => `It takes ${figure(water)} m3 of water a year, power plants included.`,
    ),
  },
];

function told(figures: Figures, audience: Audience): readonly string[] {
  return SENTENCES.filter((one) => one.for.includes(audience))
    .map(({ say }) => say(figures))
    .filter((text) => text !== undefined);
}

const sentence = (start: string, word: string | undefined): string | undefined =>
  word === undefined ? undefined : `${start} ${word}.`;

/** Tables we do not know by name: each figure, named as in its header. */
function listed(figures: Figures): readonly string[] {
  return figures
    .numbers()
    .map(([name, value]) => `${words(name)} is ${isShare(name) ? percent(value) : figure(value)}.`);
}

/** Rows beside each other by their cost, cheapest first; a row that has none says so. */
function comparison({ columns, rows }: NarratedTable, cost: string | undefined): readonly string[] {
  if (cost === undefined) return [];
  const at = columns.indexOf(cost);
  const priced = rows.filter((row) => typeof row[at] === "number").sort((a, b) => Number(a[at]) - Number(b[at]));
  const [cheapest, ...others] = priced.map((row) => `${String(row[0])} at ${figure(Number(row[at]))}`);
  if (cheapest === undefined) return [];
  const unpriced = rows.filter((row) => typeof row[at] === "object").map((row) => String(row[0]));
  return [
    `By ${words(cost).toLowerCase()} the lowest is ${cheapest}${others.length > 0 ? `; then ${others.join(", ")}` : ""}.`,
    ...(unpriced.length > 0 ? [`Without a figure: ${unpriced.join(", ")}.`] : []),
  ];
}

const words = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

const isShare = (name: string): boolean => /share|utilization|margin|^p_over|probability/.test(name);

/** Whole from a thousand on, else four significant digits: what a sentence can bear. */
function figure(value: number): string {
  return shown(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

const percent = (share: number): string => `${figure(share * 100)}%`;
