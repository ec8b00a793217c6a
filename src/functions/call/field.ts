import { plainName } from "../../engine/checks";
import { badArgument, notFound } from "../../engine/errors";
import type { Grid, Row, Value } from "../../engine/grid";
import { sheetCase } from "../../engine/names";

/** The records of a table result as a grid under the sheet's column names. */
export function gridOf(rows: readonly Row[], meaning?: Grid["meaning"]): Grid {
  const keys = Object.keys(rows[0] ?? {});
  return {
    ...(meaning === undefined ? {} : { meaning }),
    columns: keys.map(sheetCase),
    rows: rows.map((row) => keys.map((key) => row[key])),
  };
}

/** What `field` picks from a table: a column, a row, or one value as "row.column". */
export type Picked = { readonly values: readonly Value[]; readonly shape: "column" | "row" | "value" };

export function pick(grid: Grid, field: string): Picked {
  const columnAt = (column: number): Picked => ({ shape: "column", values: grid.rows.map((row) => row[column]) });
  const exact = columnCalled(grid, field);
  if (exact >= 0) return columnAt(exact);
  // A row's whole name comes before part of a column's: "reserved" is the row, not reserved_ratio.
  const whole = rowNamed(grid, field);
  if (whole !== undefined) return { shape: "row", values: whole.slice(1) };
  const near = columnNamed(grid, field);
  if (near >= 0) return columnAt(near);
  for (let dot = field.indexOf("."); dot >= 0; dot = field.indexOf(".", dot + 1)) {
    const row = rowNamed(grid, field.slice(0, dot));
    const at = columnNamed(grid, field.slice(dot + 1));
    if (row !== undefined && at >= 0) return { shape: "value", values: [row[at]] };
  }
  throw notFound(unknownField(grid, field));
}

/** One value of a one-record table. */
export function pickOne(grid: Grid, field: string): Value {
  const column = columnNamed(grid, field);
  if (column < 0) throw notFound(`No field "${field}". There are: ${grid.columns.join(", ")}.`);
  return grid.rows[0]?.[column];
}

/** "usd", "ms", "usd_per_mtok": a unit alone, at the end of a column's id. */
const UNIT = /^(?:usd|ms|gb|w|kw|kwh|mwh|m3|tok|index|years|months)(?:_per_[a-z0-9_]+)?$/;

/**
 * A column by its id, or by whole words at its start or end that no other column has: "price" is "price_usd_per_mtok".
 * Of several that start alike, the one that lacks but its unit is meant: "cumulative" is "cumulative_usd".
 */
function columnNamed(grid: Grid, field: string): number {
  const exact = columnCalled(grid, field);
  if (exact >= 0 || plainName(field) === "") return exact;
  const words = field
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const near = grid.columns.filter((column) => column.startsWith(`${words}_`) || column.endsWith(`_${words}`));
  const meant = near.length === 1 ? near : near.filter((column) => isItsUnit(column, words));
  return meant.length === 1 ? grid.columns.indexOf(meant[0] ?? "") : -1;
}

function columnCalled(grid: Grid, field: string): number {
  const wanted = plainName(field);
  return grid.columns.findIndex((column) => plainName(column) === wanted);
}

const isItsUnit = (column: string, words: string): boolean =>
  column.startsWith(`${words}_`) && UNIT.test(column.slice(words.length + 1));

/**
 * Rows go by their first cell: a name, or the number of a year, month or step ("5.cost_usd"). Of two rows of one name
 * neither is taken silently.
 */
function rowNamed(grid: Grid, name: string): readonly Value[] | undefined {
  const wanted = plainName(name);
  const exact = grid.rows.filter(
    ([key]) => (typeof key === "string" || typeof key === "number") && plainName(String(key)) === wanted,
  );
  const named = exact.length > 0 ? exact : rowsMeaning(grid, name);
  if (named.length < 2) return named[0];
  throw badArgument(
    `field names ${named.length} rows: "${name}" stands that often in ${grid.columns[0]}. Take a column and pick the row, or give them different names.`,
  );
}

function rowsMeaning({ rows, meaning }: Grid, name: string): readonly (readonly Value[])[] {
  const wanted = meaning?.(name);
  return wanted === undefined ? [] : rows.filter(([key]) => meaning?.(String(key)) === wanted);
}

function unknownField(grid: Grid, field: string): string {
  const rows = grid.rows.map((row) => row[0]).filter((name) => typeof name === "string");
  const named = rows.length > 0 && rows.length <= 12 ? ` Rows: ${rows.join(", ")}.` : "";
  return `No field "${field}". Columns: ${grid.columns.join(", ")}.${named}`;
}
