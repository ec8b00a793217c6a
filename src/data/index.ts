/** The reference tables: unpacked once, on first use, and frozen. */
import { DATA_DATE, PACKED, TABLE_NAMES } from "../../generated/tables";
import { provenanceOf, RowReader, rowId } from "./provenance";
import * as rows from "./rows";
import type { Provenance, Table } from "./types";
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

function unpackedTable(name: string): UnpackedTable {
  unpacked ??= unpack(PACKED);
  const table = unpacked.get(name);
  if (table === undefined) throw new Error(`No table "${name}". Tables: ${tableNames.join(", ")}.`);
  return table;
}

/** Where a row comes from; where one cell comes from, if `columnId` names it and it has its own source. */
export function sourceOf(tableName: string, row: number, columnId?: string): Provenance {
  const table = unpackedTable(tableName);
  return provenanceOf(table, row, columnId === undefined ? undefined : table.columnIndex(columnId));
}

/** The key of a row, its parts joined with "|": what SOURCE calls its id. */
export function rowKey(tableName: string, row: number): string {
  return rowId(unpackedTable(tableName), row);
}

/** Drops the fields that are undefined: unknown is absent. */
function known<Row extends object>(read: rows.Read<Row>): Row {
  const row: Partial<Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(read)) if (value !== undefined) row[field] = value;
  return Object.freeze(row) as Row;
}

/** The rows of a table in their typed form, made when they are first asked for. */
function typed<Row extends object>(name: string, read: (reader: RowReader) => rows.Read<Row>): () => readonly Row[] {
  let made: readonly Row[] | undefined;
  return () => {
    if (made === undefined) {
      const table = unpackedTable(name);
      const reader = new RowReader(table);
      made = Object.freeze(Array.from({ length: table.rowCount }, (_, row) => known<Row>(read(reader.at(row)))));
    }
    return made;
  };
}

export const prices = typed("prices", rows.priceRow);
export const gpus = typed("gpus", rows.accelerator);
export const rents = typed("rents", rows.rentRow);
export const regions = typed("regions", rows.region);
export const models = typed("models", rows.modelSpec);
export const measurements = typed("measurements", rows.measurement);
export const dcEfficiencies = typed("dc_efficiency", rows.dcEfficiency);
export const workloads = typed("workloads", rows.workloadMeasure);
export const levers = typed("levers", rows.lever);
export const businessModels = typed("business_models", rows.businessModel);
export const applications = typed("applications", rows.application);
export const deployments = typed("deployments", rows.sectorDeployment);
export const countries = typed("countries", rows.country);
export const demand = typed("demand", rows.demandPoint);
export const verdicts = typed("verdicts", rows.verdictThreshold);
export const claims = typed("claims", rows.claim);
export const riskModels = typed("risk_models", rows.riskModel);
