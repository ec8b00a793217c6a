import { badArgument } from "../../engine/errors";
import { type CellError, cellError, type ErrorCode, isCellError } from "./registry";

/** One cell as our code sees it. `undefined` is blank, whatever the host calls it: null, "" or an omitted argument. */
export type Cell = number | string | boolean | CellError | undefined;
export type Matrix = readonly (readonly unknown[])[];

/** Beyond this many cells an argument is a whole column by mistake, or a job for the command line. */
const MOST_ARGUMENT_CELLS = 100_000;

/** Excel's rich values (formatted numbers, entities, errors) as plain cells. */
function plainObject(value: object): Cell {
  if (isCellError(value)) return value;
  const rich = value as { type?: unknown; basicType?: unknown; basicValue?: unknown; text?: unknown };
  if (rich.type === "Error") return cellError(String(rich.basicValue) as ErrorCode, "The input cell holds this error.");
  if (rich.type === "Empty") return undefined;
  if (typeof rich.text === "string") return rich.text;
  const basic = rich.basicValue;
  if (typeof basic === "number" || typeof basic === "string" || typeof basic === "boolean") return basic;
  return cellError("#VALUE!", "The input cell holds a data type that INFER does not read.");
}

export function cellOf(raw: unknown): Cell {
  switch (typeof raw) {
    case "number":
    case "boolean":
      return raw;
    case "string":
      return raw === "" ? undefined : raw;
    case "object":
      return raw === null ? undefined : plainObject(raw);
    default:
      return undefined;
  }
}

/** An argument as a matrix; `undefined` when it is omitted, blank or an empty cell. */
export function matrixOf(raw: unknown): Matrix | undefined {
  if (raw === null || raw === undefined) return undefined;
  if (!Array.isArray(raw)) return [[raw]];
  const rows = raw as unknown[];
  const matrix = (Array.isArray(rows[0]) ? rows : [rows]) as Matrix;
  const height = matrix.length;
  const width = matrix[0]?.length ?? 0;
  if (height === 0 || width === 0) return undefined;
  if (height === 1 && width === 1 && cellOf(matrix[0]?.[0]) === undefined) return undefined;
  return height * width > MOST_ARGUMENT_CELLS ? trimmed(matrix) : matrix;
}

/** A whole column or row (A:A) without the blanks after its last filled cell. */
function trimmed(matrix: Matrix): Matrix {
  let height = matrix.length;
  while (height > 0 && isBlankRow(matrix[height - 1] ?? [])) height--;
  const filled = matrix.slice(0, height);
  let width = 0;
  for (const row of filled) {
    for (let column = row.length; column > width; column--) {
      if (cellOf(row[column - 1]) !== undefined) width = column;
    }
  }
  return filled.map((row) => row.slice(0, width));
}

function isBlankRow(row: readonly unknown[]): boolean {
  return row.every((cell) => cellOf(cell) === undefined);
}

/** Refuses what would freeze the sheet. The command line takes rows without limit. */
export function checkSize(name: string, matrix: Matrix): void {
  const cells = matrix.length * (matrix[0]?.length ?? 0);
  if (cells > MOST_ARGUMENT_CELLS) {
    throw badArgument(
      `${name} has ${cells} filled cells; one formula takes up to ${MOST_ARGUMENT_CELLS}. Give a shorter range.`,
    );
  }
}

/** What a user sees of a cell in a sentence. */
export function shownCell(cell: Cell): string {
  if (cell === undefined) return "a blank cell";
  if (typeof cell === "string") return `the text "${cell.length > 60 ? `${cell.slice(0, 57)}...` : cell}"`;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return isCellError(cell) ? cell.code : String(cell);
}
