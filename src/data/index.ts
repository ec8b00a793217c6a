/** The reference tables: unpacked once, on first use, and frozen. */
import { PACKED } from "../../generated/tables";
import { provenanceOf, RowReader, rowId } from "./provenance";
import * as rows from "./rows";
import type { Provenance, ReferenceTables, Sourced, Table } from "./types";
import { serialOfIso, type Unpacked, type UnpackedTable, unpack } from "./unpack";

let unpacked: Unpacked | undefined;

function contents(): Unpacked {
  unpacked ??= unpack(PACKED);
  return unpacked;
}

/** Names of all tables, in the order they are shown. */
export function tableNames(): readonly string[] {
  return [...contents().tables.keys()];
}

/** The table of that exact name, with generic cells. */
export function tableByName(name: string): Table | undefined {
  return contents().tables.get(name);
}

/** The newest as-of day of the price rows, ISO text. */
export function dataDateIso(): string {
  return contents().dataDate;
}

function unpackedTable(name: string): UnpackedTable {
  const table = contents().tables.get(name);
  if (table === undefined) throw new Error(`No table "${name}". Tables: ${tableNames().join(", ")}.`);
  return table;
}

/** Where a row's values come from; where one cell's value comes from, if `columnId` names it and it has its own source. */
export function sourceOf(tableName: string, row: number, columnId?: string): Provenance {
  const table = unpackedTable(tableName);
  return provenanceOf(table, row, columnId === undefined ? undefined : table.columnIndex(columnId));
}

/** The key of a row, its parts joined with "|": what SOURCE calls its id. */
export function rowKey(tableName: string, row: number): string {
  return rowId(unpackedTable(tableName), row);
}

const typed = new Map<string, readonly Sourced[]>();

function typedRows<Row extends Sourced>(name: string, build: (reader: RowReader) => Row): readonly Row[] {
  let known = typed.get(name);
  if (known === undefined) {
    const table = contents().tables.get(name);
    const reader = table && new RowReader(table);
    known = Object.freeze(
      Array.from({ length: table?.rowCount ?? 0 }, (_, row) => {
        const at = reader as RowReader;
        at.row = row;
        return Object.freeze(build(at));
      }),
    );
    typed.set(name, known);
  }
  // Each name has one builder, so the rows kept under it are Row.
  return known as readonly Row[];
}

/** The tables in their typed form; each is built when it is first read. */
export const tables: ReferenceTables = Object.freeze({
  get dataDate() {
    return Number(serialOfIso(contents().dataDate));
  },
  get prices() {
    return typedRows("prices", rows.priceRow);
  },
  get gpus() {
    return typedRows("gpus", rows.accelerator);
  },
  get rents() {
    return typedRows("rents", rows.rentRow);
  },
  get regions() {
    return typedRows("regions", rows.region);
  },
  get models() {
    return typedRows("models", rows.modelSpec);
  },
  get measurements() {
    return typedRows("measurements", rows.measurement);
  },
  get dcEfficiency() {
    return typedRows("dc_efficiency", rows.dcEfficiency);
  },
  get workloads() {
    return typedRows("workloads", rows.workloadMeasure);
  },
  get levers() {
    return typedRows("levers", rows.lever);
  },
  get businessModels() {
    return typedRows("business_models", rows.businessModel);
  },
  get applications() {
    return typedRows("applications", rows.application);
  },
  get deployments() {
    return typedRows("deployments", rows.sectorDeployment);
  },
  get countries() {
    return typedRows("countries", rows.country);
  },
  get demand() {
    return typedRows("demand", rows.demandPoint);
  },
  get verdicts() {
    return typedRows("verdicts", rows.verdictThreshold);
  },
  get claims() {
    return typedRows("claims", rows.claim);
  },
  get riskModels() {
    return typedRows("risk_models", rows.riskModel);
  },
});
