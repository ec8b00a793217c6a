import { BooleanNumber, type IWorksheetData } from "@univerjs/core";
import type { NewSheet } from "../../host/plan";

/** Excel's, in pixels. */
export const COLUMN_WIDTH = 64;
/** Excel's row of Calibri 11. */
export const ROW_HEIGHT = 20;

export type SheetShape = Omit<NewSheet, "name" | "print">;

export const flag = (on: boolean) => (on ? BooleanNumber.TRUE : BooleanNumber.FALSE);

/** Rows and columns that stay in sight, in Univer's words. */
export function frozen(rows: number, columns: number): IWorksheetData["freeze"] {
  const start = (count: number) => (count > 0 ? count : -1);
  return { startRow: start(rows), startColumn: start(columns), ySplit: rows, xSplit: columns };
}

/** What a new sheet has beside its cells, as Univer takes it in one step. */
export function shapeOfSheet({
  columnWidths = [],
  rowHeights = [],
  frozenRows = 0,
  frozenColumns = 0,
  hasGridLines = true,
  tabColor,
}: SheetShape): Partial<IWorksheetData> {
  return {
    defaultColumnWidth: COLUMN_WIDTH,
    defaultRowHeight: ROW_HEIGHT,
    columnData: Object.fromEntries(columnWidths.map((w, col) => [col, { w }])),
    rowData: Object.fromEntries(rowHeights.map(({ row, heightPx: h }) => [row, { h, ia: BooleanNumber.FALSE }])),
    freeze: frozen(frozenRows, frozenColumns),
    showGridlines: flag(hasGridLines),
    ...(tabColor === undefined ? {} : { tabColor }),
  };
}
