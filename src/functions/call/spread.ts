import { badArgument, type DomainError } from "../../engine/errors";
import { camelCase, type SheetName } from "../../engine/names";
import { tracing, untraced } from "../../engine/trace";
import { cellOf, checkSize, type Matrix, matrixOf } from "./cells";
import { type OutCell, outCell, thrownCell } from "./outcome";
import type { Reader } from "./readers";
import { cellError, isCellError } from "./registry";
import { refuseTrials } from "./trials";

/** More cells than this in one result would freeze the sheet. */
const MOST_RESULT_CELLS = 200_000;

/**
 * One reader for every parameter of the engine's function, under the sheet's name. A forgotten or misspelt argument,
 * or a reader of the wrong type, does not compile.
 */
export type ReadersFor<P> = { readonly [K in keyof P & string as SheetName<K>]-?: Reader<P[K]> };
export type ArgumentsFor<P> = { readonly [K in keyof P & string as SheetName<K>]: unknown };

export type Scalar = number | string | boolean | DomainError;

/** An argument made ready: range arguments are read, cell arguments wait for their place. */
export interface Prepared {
  /** The engine's parameters; cell arguments are written into it cell by cell, which spares an object a cell. */
  readonly params: Record<string, unknown>;
  readonly moving: readonly Moving[];
  readonly rows: number;
  readonly columns: number;
}

interface Moving {
  readonly name: string;
  readonly key: string;
  readonly matrix: Matrix;
  readonly rows: number;
  readonly columns: number;
  readonly read: (cell: ReturnType<typeof cellOf>, name: string) => unknown;
}

export function prepare(
  args: Readonly<Record<string, unknown>>,
  readers: Readonly<Record<string, Reader<unknown>>>,
): Prepared {
  const params: Record<string, unknown> = {};
  const moving: Moving[] = [];
  let rows = 1;
  let columns = 1;
  for (const name in readers) {
    const reader = readers[name];
    if (reader === undefined) continue;
    const key = camelCase(name);
    const matrix = matrixOf(args[name]);
    if (reader.scope === "range") {
      throwErrorCell(matrix);
      refuseTrials(matrix);
      params[key] = reader.read(matrix, name);
      continue;
    }
    if (matrix === undefined || (matrix.length === 1 && matrix[0]?.length === 1)) {
      params[key] = reader.read(cellOf(matrix?.[0]?.[0]), name);
      continue;
    }
    checkSize(name, matrix);
    const height = matrix.length;
    const width = matrix[0]?.length ?? 0;
    moving.push({ name, key, matrix, rows: height, columns: width, read: reader.read });
    rows = Math.max(rows, height);
    columns = Math.max(columns, width);
  }
  checkResultSize(rows, columns);
  return { params, moving, rows, columns };
}

export function checkResultSize(rows: number, columns: number): void {
  if (rows * columns <= MOST_RESULT_CELLS) return;
  throw badArgument(`The result would fill ${rows * columns} cells; one formula gives up to ${MOST_RESULT_CELLS}.`);
}

/** One cell that holds an error stands for no table or list: it stays that error. */
function throwErrorCell(matrix: Matrix | undefined): void {
  if (matrix?.length !== 1 || matrix[0]?.length !== 1) return;
  const cell = cellOf(matrix[0][0]);
  if (isCellError(cell)) throw cell;
}

/** Writes the cell arguments of one place into `params`; false where a range has no cell there, as in Excel. */
export function moveTo({ params, moving }: Prepared, row: number, column: number): boolean {
  for (const { name, key, matrix, rows, columns, read } of moving) {
    const r = rows === 1 ? 0 : row;
    const c = columns === 1 ? 0 : column;
    if (r >= rows || c >= columns) return false;
    const raw = matrix[r]?.[c];
    params[key] = read(typeof raw === "number" ? raw : cellOf(raw), name);
  }
  return true;
}

export const noPartner = (): OutCell =>
  cellError("#N/A", "The ranges differ in length: this cell has no partner in one of them.");

/**
 * Calls the engine once a cell. Arguments stretch as in Excel: a single cell everywhere, one row down, one column
 * across. A bad cell gets its own error and harms no other.
 */
export function spread<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: (params: P) => Scalar,
): OutCell[][] {
  try {
    const prepared = prepare(args, readers as unknown as Readonly<Record<string, Reader<unknown>>>);
    const params = prepared.params as P;
    return fill(prepared, () => compute(params));
  } catch (thrown) {
    return everywhere(args, readers, thrownCell(thrown));
  }
}

const MOST_SLIPS = 256;

export function fill(prepared: Prepared, compute: () => unknown): OutCell[][] {
  const { rows, columns, moving } = prepared;
  const computeCell = firstExplained(compute);
  // What a value of the only range was refused with: further down it gets the same without a throw, which is what costs.
  const slips = new Map<unknown, OutCell>();
  const only = moving.length === 1 ? moving[0]?.matrix : undefined;
  const result: OutCell[][] = new Array(rows);
  for (let row = 0; row < rows; row++) {
    const line: OutCell[] = new Array(columns);
    for (let column = 0; column < columns; column++) {
      const raw = only?.[row]?.[column];
      try {
        line[column] = slips.get(raw) ?? (moveTo(prepared, row, column) ? outCell(computeCell()) : noPartner());
      } catch (thrown) {
        const slip = thrownCell(thrown);
        line[column] = slip;
        if (only !== undefined && slips.size < MOST_SLIPS) slips.set(raw, slip);
      }
    }
    result[row] = line;
  }
  return result;
}

/** Where a range is explained, the reports are those of its first cell; ten thousand of them would explain nothing. */
export function firstExplained<T>(compute: () => T): () => T {
  if (!tracing()) return compute;
  let isFirst = true;
  return () => {
    if (!isFirst) return untraced(compute);
    isFirst = false;
    return compute();
  };
}

/** An argument that holds for every cell is bad: every cell of the result says so. */
export function everywhere(args: object, readers: object, error: OutCell): OutCell[][] {
  let rows = 1;
  let columns = 1;
  for (const name in readers) {
    if ((readers as Record<string, Reader<unknown>>)[name]?.scope !== "cell") continue;
    const matrix = matrixOf((args as Record<string, unknown>)[name]);
    rows = Math.max(rows, matrix?.length ?? 1);
    columns = Math.max(columns, matrix?.[0]?.length ?? 1);
  }
  if (rows * columns > MOST_RESULT_CELLS) return [[error]];
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => error));
}
