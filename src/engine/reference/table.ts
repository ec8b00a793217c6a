import type { CellValue, Provenance, Table } from "../../data/types";
import { plainName } from "../checks";
import { dayOfIsoText } from "../dates";
import { notFound } from "../errors";
import type { Grid, Value } from "../grid";
import { rowFilter } from "./filter";

/** A table that can say where each of its rows and values comes from. */
export interface SourcedTable {
  readonly table: Table;
  provenance(row: number, column?: number): Provenance;
}

/** The built-in tables, handed in: the engine knows none of its own. */
export type Tables = readonly SourcedTable[];

export function tableNamed(tables: Tables, name: string): SourcedTable {
  const sourced = tables.find(({ table }) => plainName(table.name) === plainName(name));
  if (sourced !== undefined) return sourced;
  throw notFound(`There is no table "${name}". There are: ${tables.map(({ table }) => table.name).join(", ")}.`);
}

export interface TableRequest {
  readonly name: string;
  readonly filter?: string | undefined;
  readonly asOf?: number | undefined;
  readonly tables: Tables;
}

/** A reference table with its headers: the rows that meet the filter and held on the day. */
export function referenceTable({ name, filter = "", asOf, tables }: TableRequest): Grid {
  const { table } = tableNamed(tables, name);
  const meets = rowFilter(table, filter);
  const held = asOf === undefined ? () => true : heldOn(table, asOf);
  const rows: Value[][] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if (meets(row) && held(row)) rows.push(table.columns.map((_column, index) => labelled(table, row, index)));
  }
  return { columns: table.columns.map(({ id }) => id), rows };
}

/** What rests on general knowledge is called unverified wherever it shows. */
export function labelled(table: Table, row: number, column: number): CellValue {
  const value = table.cell(row, column);
  return value === "recalled" && table.columns[column]?.id.endsWith("evidence") ? "recalled (unverified)" : value;
}

/** Prices hold over a period; other rows hold from the day they were seen. */
function heldOn(table: Table, day: number): (row: number) => boolean {
  const from = table.columnIndex("valid_from");
  const to = table.columnIndex("valid_to");
  if (from >= 0) {
    return (row) => {
      const start = table.cell(row, from);
      const end = to < 0 ? undefined : table.cell(row, to);
      return typeof start === "number" && start <= day && (typeof end !== "number" || day < end);
    };
  }
  const seen = table.columnIndex("as_of");
  return seen < 0 ? () => true : (row) => (dayOfCell(table.cell(row, seen)) ?? day) <= day;
}

/** A partial date such as 2025-03 counts from its first day. */
function dayOfCell(value: CellValue): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  return dayOfIsoText(value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value);
}
