import { addressOfRange } from "../addresses";
import type { CellModel, CellValue, RangeModel, SpillModel } from "../model";
import { FileRefusal } from "../refusal";
import { MOST_CELLS } from "./cell-count";

/** Cells of one array formula that are kept though the file holds no values for them. */
const MOST_UNFILLED = 100_000;

/** A cell that is still being put together. */
export type CellDraft = { -readonly [K in keyof CellModel]: CellModel[K] };

/** A formula, and the range that it fills. */
export interface ArrayFormula {
  readonly cell: CellDraft;
  readonly range: RangeModel;
}

/** Gives each formula the values that it fills beside its own, and the cells these were read from. */
export function takeSpills(
  cells: readonly CellDraft[],
  arrays: readonly ArrayFormula[],
  countCells: (count: number) => void,
): ReadonlySet<CellModel> {
  const taken = new Set<CellModel>();
  if (arrays.length === 0) return taken;
  const byRow = new Map<number, CellDraft[]>();
  for (const cell of cells) {
    const row = byRow.get(cell.row);
    if (row === undefined) byRow.set(cell.row, [cell]);
    else row.push(cell);
  }
  for (const { cell, range } of arrays) {
    const inside: CellModel[] = [];
    for (const row of rowsOf(range, byRow)) {
      for (const other of byRow.get(row) ?? []) {
        const isInside = other.col >= range.col && other.col < range.col + range.cols;
        if (isInside && (other === cell || other.formula === undefined)) inside.push(other);
      }
    }
    cell.spill = spillOf(range, inside, cell.isFixedArray === true);
    countCells(cell.spill.rows * cell.spill.cols - inside.length);
    for (const other of inside) if (other !== cell) taken.add(other);
  }
  return taken;
}

/** The rows of a range that hold cells: a range may name far more rows than there are. */
function rowsOf({ row, rows }: RangeModel, byRow: ReadonlyMap<number, unknown>): number[] {
  if (rows > byRow.size) return [...byRow.keys()].filter((candidate) => candidate >= row && candidate < row + rows);
  return Array.from({ length: rows }, (_unused, index) => row + index);
}

/**
 * Values by place. A range that reaches beyond its last value is cut there, as its size costs memory, unless it is the
 * range of an array formula that has no values yet.
 */
function spillOf(range: RangeModel, inside: readonly CellModel[], isFixed: boolean): SpillModel {
  const isWhole = isFixed && range.rows * range.cols <= MOST_UNFILLED;
  let { rows, cols } = isWhole ? range : { rows: 1, cols: 1 };
  for (const cell of inside) {
    rows = Math.max(rows, cell.row - range.row + 1);
    cols = Math.max(cols, cell.col - range.col + 1);
  }
  if (rows * cols > MOST_CELLS) throw new FileRefusal(`A formula fills ${addressOfRange(range)}, which is too large.`);
  const values: (CellValue | undefined)[][] = Array.from({ length: rows }, () => new Array(cols).fill(undefined));
  for (const { row, col, value } of inside)
    (values[row - range.row] as (CellValue | undefined)[])[col - range.col] = value;
  return { rows, cols, values };
}
