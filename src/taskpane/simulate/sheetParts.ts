import { type Area, addressOf, type CellLook, type LookArea, type PlanCell } from "../../host/port";

export const TITLE: CellLook = { bold: true, fontSize: 14, color: "#0f3b66" };
export const HEADING: CellLook = { bold: true, color: "#0f3b66" };
export const HEADER: CellLook = { bold: true, color: "#ffffff", fill: "#0f6cbd" };
export const INPUT: CellLook = { color: "#0000ff", fill: "#fffbe0" };
export const NOTE: CellLook = { color: "#5c5c5c" };

/** A block of cells with looks for parts of it, counted from its own corner. */
export interface Part {
  readonly cells: readonly (readonly PlanCell[])[];
  readonly looks: readonly { readonly at: Omit<Area, "sheet">; readonly look: CellLook }[];
}

export interface TablePart extends Part {
  readonly title: string;
  readonly tableName: string;
}

/** Rows of one width; what is missing is blank. */
export function squared(rows: readonly (readonly PlanCell[])[]): PlanCell[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return rows.map((row) => Array.from({ length: width }, (_cell, col) => row[col] ?? null));
}

export function placedLooks({ looks }: Part, sheet: string, row: number, col: number): LookArea[] {
  return looks.map(({ at, look }) => ({ area: { ...at, sheet, row: row + at.row, col: col + at.col }, look }));
}

/** The looks of columns below a header row. */
export function columnLooks(rows: number, formats: readonly (string | undefined)[]): Part["looks"] {
  const header = { at: { row: 0, col: 0, rows: 1, cols: formats.length }, look: HEADER };
  const columns = formats.flatMap((numberFormat, col) =>
    numberFormat === undefined ? [] : [{ at: { row: 1, col, rows, cols: 1 }, look: { numberFormat } }],
  );
  return [header, ...columns];
}

/** A reference of a chart or a name: "'My sheet'!$B$2:$B$9". */
export function fixedReference(sheet: string, area: Omit<Area, "sheet">): string {
  const address = addressOf(area).replaceAll(/([A-Z]+)(\d+)/g, "$$$1$$$2");
  return `'${sheet.replaceAll("'", "''")}'!${address}`;
}
