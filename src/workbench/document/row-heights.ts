import type { FileLook, SheetModel } from "../../files";
import { COLUMN_WIDTH, ROW_HEIGHT } from "./sheet-shape";

const FONT_SIZE = 11;
/** Excel's rows by their font: 11 pt gives 20 pixels, 16 pt 28, 20 pt 35. */
const PIXELS_PER_POINT = 1.78;
const DIGIT_PER_POINT = 0.62;
const MOST_LINES = 20;

/**
 * Heights in pixels of the rows that their content makes higher than others: large letters, or texts that wrap. Files
 * state no height for such rows; the width of letters is estimated, as only a window could measure them.
 */
export function fittedHeights(
  { cells, columns, rows, merges }: SheetModel,
  looks: readonly FileLook[],
): Map<number, number> {
  const stated = new Set(rows.filter(({ heightPx }) => heightPx !== undefined).map(({ row }) => row));
  const widths = new Map(columns.map(({ col, widthPx = COLUMN_WIDTH }) => [col, widthPx]));
  const isMerged = (row: number, col: number) =>
    merges.some(
      (area) => row >= area.row && row < area.row + area.rows && col >= area.col && col < area.col + area.cols,
    );
  const heights = new Map<number, number>();
  for (const { row, col, value, look } of cells) {
    const { fontSize = FONT_SIZE, wrap = false } = (look === undefined ? undefined : looks[look]) ?? {};
    const isPlain = fontSize <= FONT_SIZE && !wrap;
    if (isPlain || value === undefined || stated.has(row) || isMerged(row, col)) continue;
    const width = widths.get(col) ?? COLUMN_WIDTH;
    const lines = wrap && typeof value === "string" ? linesOf(value, width / (fontSize * DIGIT_PER_POINT)) : 1;
    const height = Math.ceil(Math.max(ROW_HEIGHT, fontSize * PIXELS_PER_POINT) * lines);
    if (height > (heights.get(row) ?? ROW_HEIGHT)) heights.set(row, height);
  }
  return heights;
}

function linesOf(text: string, lettersPerLine: number): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersPerLine)), 0);
  return Math.min(MOST_LINES, lines);
}
