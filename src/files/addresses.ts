import { columnLetters } from "../host/address";
import { damaged } from "./directory";
import type { RangeModel } from "./model";

export const LAST_ROWS = 1_048_576;
export const LAST_COLUMNS = 16_384;
const CELL = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/;

/** Row and column of "B2", counted from 0; `undefined` for what is no cell of a sheet. */
export function cellAt(address: string): { readonly row: number; readonly col: number } | undefined {
  const match = CELL.exec(address);
  if (match === null) return undefined;
  const col = columnAt(match[1] ?? "");
  const row = Number(match[2]) - 1;
  return row < LAST_ROWS && col < LAST_COLUMNS ? { row, col } : undefined;
}

function columnAt(letters: string): number {
  let col = 0;
  for (let index = 0; index < letters.length; index++) col = col * 26 + (letters.charCodeAt(index) & 31);
  return col - 1;
}

/** "B2" or "B2:D5" as a range; `undefined` for anything else. */
export function rangeAt(address: string): RangeModel | undefined {
  const [first = "", last = first] = address.split(":");
  const start = cellAt(first);
  const end = cellAt(last);
  if (start === undefined || end === undefined) return undefined;
  const row = Math.min(start.row, end.row);
  const col = Math.min(start.col, end.col);
  return { row, col, rows: Math.abs(end.row - start.row) + 1, cols: Math.abs(end.col - start.col) + 1 };
}

/** The range a file must name; refuses the file where it names none. */
export function neededRange(address: string | undefined, what: string): RangeModel {
  const range = address === undefined ? undefined : rangeAt(address);
  if (range === undefined) throw damaged(`${what} has no place`);
  return range;
}

export const addressOfCell = (row: number, col: number) => `${columnLetters(col)}${row + 1}`;

export function addressOfRange({ row, col, rows, cols }: RangeModel): string {
  const first = addressOfCell(row, col);
  return rows === 1 && cols === 1 ? first : `${first}:${addressOfCell(row + rows - 1, col + cols - 1)}`;
}

export function contains({ row, col, rows, cols }: RangeModel, atRow: number, atCol: number): boolean {
  return atRow >= row && atRow < row + rows && atCol >= col && atCol < col + cols;
}
