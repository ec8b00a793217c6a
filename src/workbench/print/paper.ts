import type { PrintModel, RangeModel, SheetModel } from "../../files";
import { areaOfReference } from "../../host/address";

/** A4 with 12 mm at each side, at 96 pixels an inch. Letter is a little wider and lower: what fits here fits there by 5 %. */
const LONG_PX = 1032;
const SHORT_PX = 703;
const LETTER = 0.94;

export interface Paper {
  readonly orientation: "portrait" | "landscape";
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What is printed of a sheet: the area that its set-up names, else all that is filled and drawn. */
export function printedRange(sheet: SheetModel): RangeModel {
  const first = sheet.print.area?.split(",")[0];
  const area = first === undefined ? undefined : areaOfReference(first, sheet.name);
  if (area !== undefined) return area;
  let [rows, cols] = [1, 1];
  for (const { row, col, value, formula, look, spill } of sheet.cells) {
    if (value === undefined && formula === undefined && look === undefined) continue;
    rows = Math.max(rows, row + (spill?.rows ?? 1));
    cols = Math.max(cols, col + (spill?.cols ?? 1));
  }
  for (const { place } of sheet.charts) {
    rows = Math.max(rows, place.row + place.rows);
    cols = Math.max(cols, place.col + place.cols);
  }
  return { row: 0, col: 0, rows, cols };
}

/** As the set-up says, else along the longer side of what is printed. */
export function paperFor({ orientation }: PrintModel, widthPx: number): Paper {
  const isLandscape = (orientation ?? (widthPx > SHORT_PX * 1.1 ? "landscape" : "portrait")) === "landscape";
  return isLandscape
    ? { orientation: "landscape", widthPx: LONG_PX * LETTER, heightPx: SHORT_PX * LETTER }
    : { orientation: "portrait", widthPx: SHORT_PX, heightPx: LONG_PX * LETTER };
}

/** How much smaller a sheet is printed so that it is one page wide, and one page high where its set-up asks for that. */
export function printScale({ fitTo }: PrintModel, paper: Paper, widthPx: number, heightPx: number): number {
  const wide = paper.widthPx / Math.max(1, widthPx);
  const tall = fitTo?.tall === 1 ? paper.heightPx / Math.max(1, heightPx) : 1;
  return Math.min(1, wide, tall);
}
