/** The reference tables: unpacked once, on first use, and frozen. */
import { DATA_DATE, OWN_ROWS, PACKED, TABLE_NAMES } from "../../generated/tables";
import { cellProvenance, ProvenanceReader, rowId } from "./provenance";
import { type RowSources, readRows } from "./rowSources";
import * as rows from "./rows";
import type { Provenance, Sourced, Table } from "./types";
import { serialOfIso, type UnpackedTable, unpack } from "./unpack";

let unpacked: ReadonlyMap<string, UnpackedTable> | undefined;

/** Names of all tables, in the order they are shown. */
export const tableNames: readonly string[] = TABLE_NAMES;

/** The table of that exact name, with generic cells. */
export function tableByName(name: string): Table | undefined {
  unpacked ??= unpack(PACKED);
  return unpacked.get(name);
}

/** The date of the data: the newest as-of day of a price row, Excel serial. It stands where no `as_of` is given. */
export function dataDay(): number {
  return Number(serialOfIso(DATA_DATE));
}

/** How many rows, of all tables, whoever built this laid over ours. */
export const ownRows: number = OWN_ROWS;

function unpackedTable(name: string): UnpackedTable {
  unpacked ??= unpack(PACKED);
  const table = unpacked.get(name);
  if (table === undefined) throw new Error(`No table "${name}". Tables: ${tableNames.join(", ")}.`);
  return table;
}

/** Where a row comes from; where one cell comes from, if `columnId` names it and it has its own source. */
export function sourceOf(tableName: string, row: number, columnId?: string): Provenance {
  const table = unpackedTable(tableName);
  return columnId === undefined ? new ProvenanceReader(table).at(row) : cellProvenance(table, row, columnId);
}

/** The key of a row, its parts joined with "|": what SOURCE calls its id. */
export function rowKey(tableName: string, row: number): string {
  return rowId(unpackedTable(tableName), row);
}

/** The rows of a table in their typed form, made when they are first asked for. */
function typed<Row extends Sourced>(name: string, sources: RowSources<Row>): () => readonly Row[] {
  let made: readonly Row[] | undefined;
  return () => {
    made ??= readRows(unpackedTable(name), sources);
    return made;
  };
}

export const prices = typed("prices", rows.PRICE);
export const gpus = typed("gpus", rows.ACCELERATOR);
export const rents = typed("rents", rows.RENT);
export const regions = typed("regions", rows.REGION);
export const models = typed("models", rows.MODEL);
export const measurements = typed("measurements", rows.MEASUREMENT);
export const workloads = typed("workloads", rows.WORKLOAD);
export const levers = typed("levers", rows.LEVER);
export const businessModels = typed("business_models", rows.BUSINESS_MODEL);
export const verdicts = typed("verdicts", rows.VERDICT);
export const claims = typed("claims", rows.CLAIM);
export const riskModels = typed("risk_models", rows.RISK_MODEL);
