import { shown } from "../checks";

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

/** "Break even improvement" of `break_even_improvement`. */
export const words = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

const SHARE = /share|utilization|margin|^used$|^roi$|improvement|coverage|^p_over|probability|^saving$/;

/** A figure as its name asks for: shares as percentages, amounts as they are. */
export function figureOf(name: string, value: number): string {
  return SHARE.test(name) && !/usd/.test(name) ? percent(value) : figure(value);
}

const UNITS: Readonly<Record<string, string>> = {
  usd: "USD",
  mtok: "million tokens",
  tok: "tokens",
  kwh: "kWh",
  mwh: "MWh",
  kw: "kW",
  tco2e: "t CO2e",
  kg: "kg",
  gb: "GB",
  ms: "ms",
  gpus: "GPUs",
};
const UNIT_OF_NAME =
  /^(.+)_((usd|mtok|tok|tokens|requests|kwh|mwh|kw|tco2e|kg|gb|ms|gpus|months|years|days|hours)(?:_per_[a-z_]+)?)$/;

/** "Pilot is 450 USD per month" of `pilot_usd_per_month`: what a name says of its unit stands behind the number. */
export function statementOf(name: string, value: number): string {
  const found = UNIT_OF_NAME.exec(name);
  if (found === null) return `${words(name)} is ${figureOf(name, value)}.`;
  const [, subject = name, unit = ""] = found;
  const said = unit.split("_").map((word) => UNITS[word] ?? word);
  return `${words(subject)} is ${figure(value)} ${said.join(" ")}.`;
}

/** Whole from a thousand on, else four significant digits: what a sentence can bear. */
export function figure(value: number): string {
  return shown(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

export const percent = (share: number): string => `${figure(share * 100)}%`;
