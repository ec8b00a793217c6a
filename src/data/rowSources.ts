/** Typed rows from columns: each field names its column and how its cells are read. */
import { ProvenanceReader } from "./provenance";
import type { CellValue, ColumnKind, Sourced } from "./types";
import type { UnpackedTable } from "./unpack";

/** A column whose cells become values of type `Value`. */
interface ColumnSource<Value> {
  readonly column: string;
  readonly kind: ColumnKind;
  /** How a known cell becomes the value; left out, it is the value. */
  readonly convert?: (cell: CellValue) => Value;
}

/** One source for each field of a row; a forgotten or mistyped one does not compile. */
export type RowSources<Row extends Sourced> = {
  readonly [Field in keyof Omit<Row, "provenance">]-?: ColumnSource<Exclude<Row[Field], undefined>>;
};

const NONE: readonly string[] = Object.freeze([]);

export function number(column: string): ColumnSource<number> {
  return { column, kind: "number" };
}

export function text(column: string): ColumnSource<string> {
  return { column, kind: "text" };
}

/** One of a fixed set of words, which the packer has checked against the schema. */
export function word<Word extends string>(column: string): ColumnSource<Word> {
  return { column, kind: "text" };
}

/** A day, as an Excel serial. */
export function date(column: string): ColumnSource<number> {
  return { column, kind: "date" };
}

/** A month or year, as ISO text. */
export function period(column: string): ColumnSource<string> {
  return { column, kind: "date" };
}

export function flag(column: string): ColumnSource<boolean> {
  return { column, kind: "boolean" };
}

/** Words joined with "|". */
export function list(column: string): ColumnSource<readonly string[]> {
  return {
    column,
    kind: "text",
    convert: (cell) => (cell === undefined ? NONE : Object.freeze(String(cell).split("|"))),
  };
}

/** A percentage as a share 0..1. */
export function share(column: string): ColumnSource<number> {
  return { column, kind: "number", convert: (cell) => Number(cell) / 100 };
}

/** Whether a cell says just that. */
export function equals(column: string, wanted: string): ColumnSource<boolean> {
  return { column, kind: "text", convert: (cell) => cell === wanted };
}

interface Field {
  readonly name: string;
  readonly values: readonly unknown[];
}

function fieldOf(table: UnpackedTable, name: string, source: ColumnSource<unknown>): Field {
  const at = table.columnIndex(source.column);
  const kind = table.columns[at]?.kind;
  if (kind !== source.kind) {
    throw new Error(`The table ${table.name} has no ${source.kind} column "${source.column}".`);
  }
  const cells = table.values(at);
  const { convert } = source;
  if (convert === undefined) return { name, values: cells };
  // Unknown stays unknown, except where the conversion has a value for it: no aliases is an empty list.
  const ofUnknown = kind === "number" ? undefined : convert(undefined);
  return { name, values: cells.map((cell) => (cell === undefined ? ofUnknown : convert(cell))) };
}

/** All rows of a table; a field whose cell is empty is absent. */
export function readRows<Row extends Sourced>(table: UnpackedTable, sources: RowSources<Row>): readonly Row[] {
  const fields = Object.entries<ColumnSource<unknown>>(sources).map(([name, source]) => fieldOf(table, name, source));
  const provenance = new ProvenanceReader(table);
  const rows: Row[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const made: Record<string, unknown> = {};
    for (const { name, values } of fields) {
      const value = values[row];
      if (value !== undefined) made[name] = value;
    }
    made["provenance"] = provenance.at(row);
    rows.push(Object.freeze(made) as unknown as Row);
  }
  return Object.freeze(rows);
}
