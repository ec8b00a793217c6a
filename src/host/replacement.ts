import type { Area } from "./address";
import type { ReadValue } from "./cellValue";
import type { LookArea, PlanCell } from "./plan";

/** What stands in a cell: its formula where it has one, else its value. */
export type Standing = ReadValue | { readonly formula: string };

/** New content for cells that hold something; how they look stays. */
export interface Replacement {
  readonly area: Area;
  /** What was read there before; where anything else stands by now, nothing is written. */
  readonly expected: readonly (readonly Standing[])[];
  /** `null` empties a cell. */
  readonly cells: readonly (readonly PlanCell[])[];
}

/** A table of the workbook: header row included, totals row not. */
export interface SheetTable {
  readonly name: string;
  readonly area: Area;
  /** A totals row follows below the area. */
  readonly hasTotals?: boolean;
}

/** Rows of a table's sheet, counted from 0, that are taken out; the rows below them move up. */
export interface RemovedRows {
  readonly table: string;
  readonly rows: readonly number[];
}

/** What goes with replaced cells in the same step. Every place is that before rows are taken out. */
export interface TableChanges {
  /** Tables that get another size, over blank cells or over cells of the same call. */
  readonly resized?: readonly SheetTable[];
  readonly removed?: readonly RemovedRows[];
  readonly looks?: readonly LookArea[];
}

/** Cells with their formulas laid over their values. */
export function standing(
  values: readonly (readonly ReadValue[])[],
  formulas: readonly (readonly (string | undefined)[])[],
): Standing[][] {
  return values.map((row, r) =>
    row.map((value, c) => {
      const formula = formulas[r]?.[c];
      return formula === undefined ? value : { formula };
    }),
  );
}
