import type { CellValue, Table } from "../../data/types";
import { isoText } from "../dates";
import { notFound } from "../errors";
import { findRow, type NameIndex, nameIndex } from "../lookup";
import { found } from "../trace";
import { columnNamed } from "./filter";
import type { SourcedTable } from "./table";

/** The columns that name a row of a reference table, in the order in which they decide. */
const NAME_COLUMNS = ["id", "model", "name", "profile", "aliases"] as const;

const indexes = new WeakMap<Table, NameIndex<number>>();

/** Row numbers of a table by id, name and alias; `noun` is what a refusal calls a row. */
export function rowIndex(table: Table, noun: string): NameIndex<number> {
  const index = indexes.get(table) ?? indexed(table);
  indexes.set(table, index);
  return { ...index, noun };
}

function indexed(table: Table): NameIndex<number> {
  const columns = NAME_COLUMNS.map((id) => table.columnIndex(id)).filter((column) => column >= 0);
  const keys = table.keyColumns.map((id) => table.columnIndex(id));
  const rows = Array.from({ length: table.rowCount }, (_unused, row) => row);
  return nameIndex(table.name, rows, (row) => [
    keys.map((column) => String(table.cell(row, column) ?? "")).join("|"),
    ...columns.flatMap((column) => String(table.cell(row, column) ?? "").split("|")),
  ]);
}

export interface Fact {
  readonly table: SourcedTable;
  /** The argument's name, and what its rows are called: "gpu", "accelerator". */
  readonly argument: string;
  readonly noun: string;
  readonly name: string;
  readonly field: string;
}

/** One value of one row. What nobody has published is #N/A with that sentence, never 0. */
export function fact({ table: sourced, argument, noun, name, field }: Fact): number | string | boolean {
  const { table } = sourced;
  const row = findRow(rowIndex(table, noun), name);
  const column = columnNamed(table, field);
  const value = table.cell(row, column);
  found({ argument, row: String(table.cell(row, 0)), provenance: [sourced.provenance(row, column)] });
  if (value === undefined) {
    throw notFound(`${table.columns[column]?.id} of ${String(table.cell(row, 0))} is not known: no source gives it.`);
  }
  return value;
}

/** A cell as text, dates in ISO form. */
export function cellText(table: Table, row: number, column: number): string {
  const value: CellValue = table.cell(row, column);
  if (value === undefined) return "";
  return table.columns[column]?.kind === "date" && typeof value === "number" ? isoText(value) : String(value);
}
