import type { ChartDraft } from "../draft/model";
import { RangeRef } from "../draft/reference";
import { FALL, LEVEL, RISE } from "../looks";

export interface WaterfallColumns {
  /** Rows below the header. */
  readonly rows: number;
  readonly title: string;
  /** Columns of the spilled table, counted from 0. */
  readonly base: number;
  readonly total: number;
  readonly rise: number;
  readonly fall: number;
}

/** A waterfall from a table with a header row and the columns base, total, rise and fall, as BRIDGE and ROADMAP give it. */
export function waterfall(
  table: RangeRef,
  { rows, title, base, total, rise, fall }: WaterfallColumns,
): Omit<ChartDraft, "place"> {
  const below = { sheet: table.sheet, row: table.row + 1, rows };
  const range = (col: number) => new RangeRef(below.sheet, below.row, table.col + col, below.rows, 1);
  const categories = range(0);
  return {
    kind: "column",
    stacking: "stacked",
    title,
    series: [
      { name: "Base", values: range(base), categories, isInvisible: true },
      { name: "Level", values: range(total), categories, color: LEVEL },
      { name: "Adds", values: range(rise), categories, color: RISE },
      { name: "Takes off", values: range(fall), categories, color: FALL },
    ],
    vertical: { numberFormat: "#,##0" },
  };
}
