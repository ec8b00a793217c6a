import type { Matrix } from "./cells";
import { type CellError, cellError } from "./registry";

/**
 * Columns of trials: a simulation calls a function once for a thousand trials, with a column in place of a value. A
 * cell argument stretches over it as over any range. An argument that reads a range as a whole would take the trials
 * for one list, so it refuses the column, and the caller asks trial by trial.
 */
const trialColumns = new WeakSet<Matrix>();
let refusal: CellError | undefined;

export function asTrials(matrix: Matrix): Matrix {
  trialColumns.add(matrix);
  return matrix;
}

export function refuseTrials(matrix: Matrix | undefined): void {
  if (matrix !== undefined && trialColumns.has(matrix)) throw trialsRefused();
}

/** The one error object that says so. */
export function trialsRefused(): CellError {
  refusal ??= cellError("#VALUE!", "An argument that takes a range cannot take a column of trials.");
  return refusal;
}
