import { shown } from "../checks";
import { isoText } from "../dates";

/** A number, a word, or the reason why there is none. */
export type NarratedCell = number | string | boolean | { readonly message: string } | undefined;

/** One record by the names of its columns. */
export class Figures {
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

  /** Whether the table says no: a blank or a missing column says nothing. */
  denies(name: string): boolean {
    return this.#cells.get(name) === false;
  }

  numbers(): readonly (readonly [string, number])[] {
    return [...this.#cells].filter((entry): entry is [string, number] => typeof entry[1] === "number");
  }
}

/** How words are written that stand small in a column's id. */
const WRITTEN: Readonly<Record<string, string>> = {
  usd: "USD",
  mtok: "million tokens",
  tok: "tokens",
  kwh: "kWh",
  mwh: "MWh",
  kw: "kW",
  wh: "Wh",
  kv: "KV",
  tco2e: "t CO2e",
  gb: "GB",
  gpus: "GPUs",
};

/** "break even improvement" of `break_even_improvement`, "USD per month" of `usd_per_month`. */
export const plainWords = (name: string): string =>
  name
    .split("_")
    .map((word) => WRITTEN[word] ?? word)
    .join(" ");

/** The same at the start of a sentence. */
export const words = (name: string): string => {
  const plain = plainWords(name);
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
};

/** A unit at the end of a column's id: `pilot_usd_per_month`, `payback_months`, `input_tokens`. */
const WITH_UNIT =
  /^(?<what>.+?)(?<!_per)_(?<unit>(?:usd|mtok|tok|tokens|requests|kwh|mwh|kw|wh|tco2e|kg|gb|ms|gpus|months|years|days|hours)(?:_per_[a-z_]+)?)(?<!_low|_high)$/;
const PLURAL = /^(?:gpus|[a-z]+[^_siu\d]s)(?=_|$)/i;

/** "Spend is 200,000 USD", "Requests per month are 304,167": a figure as a sentence, its unit behind the number. */
export function statementOf(name: string, value: number): string {
  const { what = name, unit } = WITH_UNIT.exec(name)?.groups ?? {};
  const verb = PLURAL.test(what) ? "are" : "is";
  return `${words(what)} ${verb} ${figureOf(name, value)}${unit === undefined ? "" : ` ${plainWords(unit)}`}.`;
}

/** Columns that hold days, which the sheet keeps as numbers. */
const DAY = /^(?:as_of|date|valid_from|valid_to)$|_(?:start|end|as_of)$/;

const SHARE = /share|utilization|margin|^used$|^roi$|improvement|coverage|^p_over|probability|^saving$/;

/** A figure as its name asks for: shares as percentages, days as days, amounts as they are. */
export function figureOf(name: string, value: number): string {
  if (DAY.test(name) && Number.isInteger(value) && value >= 1) return isoText(value);
  return SHARE.test(name) && !/usd/.test(name) ? percent(value) : figure(value);
}

/** Whole from a thousand on, else four significant digits: what a sentence can bear. */
export function figure(value: number): string {
  return shown(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

export const percent = (share: number): string => `${figure(share * 100)}%`;
