import type { Provenance, Table } from "../../data/types";
import { plainName, shown } from "../checks";
import { isoText } from "../dates";
import { DomainError } from "../errors";
import type { Row, Value } from "../grid";
import { findRow } from "../lookup";
import { type RentBook, rent } from "../ownership/rent";
import type { PriceBook } from "../prices/book";
import { meterOf } from "../prices/cost";
import { identify } from "../prices/identity";
import { known, pricesAt, type Quote, quote } from "../prices/quote";
import { traced } from "../trace";
import { cellText, rowIndex } from "./fact";
import { columnNamed } from "./filter";
import { type SourcedTable, type Tables, tableNamed } from "./table";

export interface SourceRequest {
  readonly table: string;
  readonly id: string;
  readonly tables: Tables;
  readonly prices: PriceBook;
  readonly rents: RentBook;
}

/** Where a row, or with "row.column" one value, comes from: value, source, address, day, status, evidence. */
export function sourceOf({ table: name, id, tables, prices, rents }: SourceRequest): Row {
  const sourced = tableNamed(tables, name);
  if (sourced.table.name === "prices") return priceRowSource(sourced, id) ?? priceSource(prices, id);
  return sourced.table.name === "rents" ? rentSource(rents, sourced, id) : rowSource(sourced, id);
}

/** An accelerator stands for the offers behind its median rent; else the id is one offer's own. */
function rentSource(rents: RentBook, sourced: SourcedTable, id: string): Row {
  if (rents.accelerators.find(id) === undefined) return rowSource(sourced, id);
  const { result, trace } = traced(() => rent({ gpu: id, rents }));
  const offers = trace.lookups.flatMap(({ provenance }) => provenance);
  return {
    value: result,
    ...provenanceRow(offers),
    status: "estimate",
    note: `Median rent on demand, USD per GPU-hour, over ${offers.length} offers.`,
  };
}

function rowSource(sourced: SourcedTable, id: string): Row {
  const { table } = sourced;
  const [rowName, column] = splitId(table, id);
  const row = findRow(rowIndex(table, `row of ${table.name}`), rowName);
  const provenance = sourced.provenance(row, column);
  if (column === undefined) {
    return { value: cellText(table, row, displayColumn(table)), ...provenanceRow([provenance]) };
  }
  const source = provenanceRow([provenance]);
  const meaning = table.columns[column]?.description;
  const note = [meaning, source.note].filter((text) => text !== undefined && text !== "").join("; ");
  return { value: table.cell(row, column), ...source, note: note || undefined };
}

/** "h100-sxm.tdp_w" names a value; ids may hold dots themselves, so the whole is tried first. */
function splitId(table: Table, id: string): readonly [string, number | undefined] {
  const dot = id.lastIndexOf(".");
  if (dot <= 0 || rowIndex(table, table.name).find(id) !== undefined) return [id, undefined];
  const row = id.slice(0, dot);
  return rowIndex(table, table.name).find(row) === undefined
    ? [id, undefined]
    : [row, columnNamed(table, id.slice(dot + 1))];
}

function displayColumn(table: Table): number {
  const name = table.columnIndex("name");
  return Math.max(name, 0);
}

/** "openai|gpt-4o|standard|2024-10-02", the table's own key, names one row of it, of whichever day. */
function priceRowSource({ table, provenance }: SourcedTable, id: string): Row | undefined {
  if (!id.includes("|")) return undefined;
  const key = table.columnIndex("key");
  const rows = Array.from({ length: table.rowCount }, (_unused, row) => row);
  const row = rows.find((each) => plainName(String(table.cell(each, key))) === plainName(id));
  if (row === undefined) return undefined;
  const text = (column: string): string => cellText(table, row, table.columnIndex(column)) || "unknown";
  const source = provenanceRow([provenance(row)]);
  return {
    value: `input ${text("input_usd_per_mtok")}, output ${text("output_usd_per_mtok")} USD/Mtok`,
    ...source,
    status: text("status") === SCHEDULED ? "projected" : source.status,
  };
}

/** Announced, but not yet in force at the date of the data. */
const SCHEDULED = "scheduled";

function priceSource(prices: PriceBook, id: string): Row {
  const { offer, meter } = pricedId(prices, id);
  const unit = pricesAt(offer, 0);
  const value: Value =
    meter === undefined
      ? `input ${priceText(unit.input)}, output ${priceText(unit.output)} USD/Mtok`
      : known(unit, meterOf(meter), offer);
  const row = provenanceRow(offer.lines.flatMap((line) => (line.row === undefined ? [] : [line.row.provenance])));
  if (!offer.label.startsWith("market/")) {
    const notes = [row.note, announced(prices, offer.label)].filter((text) => text !== undefined);
    return { value, ...row, note: notes.length === 0 ? undefined : notes.join("; ") };
  }
  const sellers = offer.lines.map((line) => line.row?.provider).filter((seller) => seller !== undefined);
  return {
    value,
    ...row,
    status: "estimate",
    note: `Median of ${sellers.length} current sellers: ${sellers.join(", ")}.`,
  };
}

/** What the seller will ask later: a day after the data's is answered with it. */
function announced(prices: PriceBook, label: string): string | undefined {
  const identity = identify(prices, label);
  const lines = identity.kind === "listing" ? identity.listing.lines : [];
  const changes = lines.filter(({ tier, from, promptAbove }) => {
    return tier === "standard" && promptAbove === 0 && from > prices.dataDay;
  });
  if (changes.length === 0) return undefined;
  const texts = changes.map(
    ({ input, output, from }) => `input ${priceText(input)}, output ${priceText(output)} from ${isoText(from)}`,
  );
  return `projected after the date of the data, as announced: ${texts.join("; ")}`;
}

/** "gpt-4o.output" or "gpt-4o.output_usd_per_mtok" names a meter; a model's name may hold dots, so the whole is tried first. */
function pricedId(prices: PriceBook, id: string): { readonly offer: Quote; readonly meter: string | undefined } {
  try {
    return { offer: quote(prices, { model: id }), meter: undefined };
  } catch (thrown) {
    const dot = id.lastIndexOf(".");
    const meter = meterOfColumn(id.slice(dot + 1));
    if (!(thrown instanceof DomainError) || dot <= 0 || !isMeter(meter)) throw thrown;
    return { offer: quote(prices, { model: id.slice(0, dot) }), meter };
  }
}

/** The meter a price column holds; a meter's own name stays. */
function meterOfColumn(name: string): string {
  const meter = plainName(name).replace(/usdpermtok$/, "");
  return meter === "cachedinput" ? "cache_read" : meter;
}

function isMeter(name: string): boolean {
  try {
    meterOf(name);
    return true;
  } catch (thrown) {
    // A meter that the table cannot price is one all the same, and its own reason is the better one.
    if (thrown instanceof DomainError && thrown.kind === "badArgument") return false;
    throw thrown;
  }
}

const priceText = (price: number | undefined): string => (price === undefined ? "unknown" : shown(price));

/** Several rows behind one value: each source once, the oldest day, the weakest status. */
export function provenanceRow(rows: readonly Provenance[]): Record<string, Value> {
  const each = (pick: (row: Provenance) => string | undefined): string =>
    [...new Set(rows.map(pick).filter((text) => text !== undefined && text !== ""))].join("; ");
  const days = rows.map(({ asOf }) => asOf).sort();
  const evidence = each((row) => (row.unverified ? `${row.evidence} (unverified)` : row.evidence));
  return {
    source: each((row) => row.source),
    url: each((row) => row.url) || undefined,
    asOf: days[0],
    status: each((row) => row.status),
    evidence,
    conflict: each((row) => row.conflict) || undefined,
    note: each((row) => row.note) || undefined,
  };
}
