import { dayOfIsoText } from "../../engine/dates";
import type { PlanCell, ReadValue } from "../../host/port";
import { type AmountStyle, amountOf, currencyIn, discounted, shifted, styleOf } from "./amounts";
import { guessedTargets, guessedUnit, POWERS, type PriceUnit, TARGETS, type Target, type TargetId } from "./columns";

/** A price list as it was pasted or selected: a header row and what stands below. */
export interface PriceList {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly ReadValue[])[];
}

/** How the list is to be read; guessed first, then the user's. */
export interface Reading {
  /** Our column for each of the list's. */
  readonly targets: readonly (TargetId | undefined)[];
  readonly unit: PriceUnit;
  readonly currency: string;
  /** Share taken off every price. */
  readonly discount: number;
}

export interface ReadRow {
  /** The row's number in the list, its header being 1. */
  readonly number: number;
  readonly cells: readonly PlanCell[];
}

export interface BadRow {
  readonly number: number;
  readonly why: string;
}

export interface ReadList {
  readonly columns: readonly Target[];
  readonly good: readonly ReadRow[];
  readonly bad: readonly BadRow[];
}

/** The rows below the first one that is filled; lines without anything are none. */
export function priceListOf(cells: readonly (readonly ReadValue[])[]): PriceList | undefined {
  const filled = cells.filter((row) => row.some((cell) => cell !== null && cell !== ""));
  const [header, ...rows] = filled;
  if (header === undefined || rows.length === 0 || header.length < 2) return undefined;
  const headers = header.map((cell) =>
    cell === null ? "" : String(typeof cell === "object" ? cell.code : cell).trim(),
  );
  return { headers, rows };
}

const isPrice = (id: TargetId | undefined) => TARGETS.find((target) => target.id === id)?.kind === "price";

function pricesIn({ rows }: PriceList, targets: Reading["targets"]): ReadValue[] {
  return rows.flatMap((row) => row.filter((_cell, col) => isPrice(targets[col])));
}

export function guessedReading(list: PriceList): Reading {
  const targets = guessedTargets(list.headers);
  const prices = pricesIn(list, targets);
  const priceHeaders = list.headers.filter((_header, col) => isPrice(targets[col]));
  const texts = [...priceHeaders, ...prices.filter((cell) => typeof cell === "string")];
  const currencyColumn = targets.indexOf("currency");
  const named = currencyColumn < 0 ? undefined : list.rows.map((row) => row[currencyColumn]).find((cell) => cell);
  const currency = typeof named === "string" ? named.trim().toUpperCase() : texts.map(currencyIn).find((code) => code);
  return { targets, unit: guessedUnit(priceHeaders, prices), currency: currency ?? "USD", discount: 0 };
}

/** What is missing before the list can be read; `undefined` when it can. */
export function obstacleTo({ targets, currency, discount }: Reading): string | undefined {
  const needed = TARGETS.filter(({ id }) => ["model", "input_usd_per_mtok", "output_usd_per_mtok"].includes(id));
  const missing = needed.filter(({ id }) => !targets.includes(id)).map(({ title }) => title);
  if (missing.length > 0) return `Say which column is: ${missing.join(", ")}.`;
  const twice = TARGETS.find(({ id }) => targets.filter((target) => target === id).length > 1);
  if (twice !== undefined) return `Two columns are set to ${twice.title}. Keep one.`;
  if (!/^[A-Z]{3}$/.test(currency)) return "The currency is a code of three letters, such as USD.";
  if (!(discount >= 0 && discount < 1)) return "The discount is from 0 % to less than 100 %.";
  return undefined;
}

/** Reads every row; what cannot be read is listed with the reason. */
export function readList(list: PriceList, reading: Reading): ReadList {
  const columns = TARGETS.filter(
    ({ id }) => reading.targets.includes(id) || (id === "currency" && reading.currency !== "USD"),
  );
  const style = styleOf(pricesIn(list, reading.targets));
  const good: ReadRow[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const [index, row] of list.rows.entries()) {
    const number = index + 2;
    const read = new RowReader(row, reading, style);
    const cells = columns.map((column) => read.cell(column));
    const why = read.faults[0] ?? repeated(cells, columns, seen, number);
    if (why === undefined) good.push({ number, cells });
    else bad.push({ number, why });
  }
  return { columns, good, bad };
}

/** One model has one price on one day: two rows of it make every formula over the table an error. */
function repeated(
  cells: readonly PlanCell[],
  columns: readonly Target[],
  seen: Map<string, number>,
  number: number,
): string | undefined {
  const named = columns.map(({ kind }, index) => (kind === "price" ? "" : String(cells[index] ?? "").toLowerCase()));
  const key = named.filter((_text, index) => columns[index]?.id !== "aliases").join("|");
  const first = seen.get(key);
  if (first !== undefined) return `the same model as row ${first}`;
  seen.set(key, number);
  return undefined;
}

/** Reads one row of a list and collects what is wrong with it. */
class RowReader {
  readonly faults: string[] = [];

  constructor(
    private readonly row: readonly ReadValue[],
    private readonly reading: Reading,
    private readonly style: AmountStyle,
  ) {}

  cell({ id, kind, title }: Target): PlanCell {
    const col = this.reading.targets.indexOf(id);
    const cell = col < 0 ? null : (this.row[col] ?? null);
    if (kind === "price") return this.price(cell, title);
    if (kind === "date") return this.date(cell, title);
    return id === "currency" ? this.currency(cell) : this.text(cell, id);
  }

  private text(cell: ReadValue, id: TargetId): PlanCell {
    const text = cell === null || typeof cell === "object" ? "" : String(cell).trim();
    if (text === "" && id === "model") this.faults.push("no model");
    return text === "" ? null : text;
  }

  private currency(cell: ReadValue): PlanCell {
    const { currency } = this.reading;
    const named = typeof cell === "string" && cell.trim() !== "" ? cell.trim().toUpperCase() : currency;
    if (named !== currency) this.faults.push(`prices in ${named}; the list is in ${currency}`);
    return named;
  }

  private price(cell: ReadValue, title: string): PlanCell {
    const amount = amountOf(cell, this.style);
    if (amount === undefined) return null;
    if (typeof amount === "object") {
      this.faults.push(`${title.toLowerCase()}: ${amount.fault}`);
      return null;
    }
    const named = typeof cell === "string" ? currencyIn(cell) : undefined;
    const { currency, unit, discount } = this.reading;
    if (named !== undefined && named !== currency) this.faults.push(`a price in ${named}; the list is in ${currency}`);
    return discounted(shifted(amount, POWERS[unit]), discount);
  }

  private date(cell: ReadValue, title: string): PlanCell {
    if (cell === null || cell === "") return null;
    if (typeof cell === "number") return cell;
    const day = typeof cell === "string" ? dayOfIsoText(cell.trim()) : undefined;
    if (day === undefined) this.faults.push(`${title.toLowerCase()}: write the day as 2026-01-31`);
    return day ?? null;
  }
}
