import { DomainError, type DomainErrorKind } from "../../engine/errors";
import { type CellError, cellError, type ErrorCode, isCellError } from "./registry";

const CODES: Readonly<Record<DomainErrorKind, ErrorCode>> = {
  badArgument: "#VALUE!",
  notFound: "#N/A",
  noSolution: "#N/A",
  divideByZero: "#DIV/0!",
  overflow: "#NUM!",
};

export type OutCell = number | string | boolean | CellError;

export const isDomainError = (value: unknown): value is DomainError => value instanceof DomainError;

let lastError: DomainError | undefined;
let lastCell: CellError | undefined;

/** One mistake that stands in many cells is one object in all of them. */
export function errorCell(error: DomainError): CellError {
  if (error !== lastError || lastCell === undefined) {
    lastError = error;
    lastCell = cellError(CODES[error.kind], error.message);
  }
  return lastCell;
}

/** What was thrown, as a cell: the user's mistake with its sentence, an input's own error as it is, a fault as ours. */
export function thrownCell(thrown: unknown): CellError {
  if (isDomainError(thrown)) return errorCell(thrown);
  if (isCellError(thrown)) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return cellError("#VALUE!", `This is a fault in INFER, not in your input: ${reason}. Please report it.`);
}

/** A result on its way into a cell: NaN, Infinity, null and undefined never arrive there, nor a zero with a sign. */
export function outCell(value: unknown): OutCell {
  switch (typeof value) {
    case "number":
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
      if (Number.isNaN(value)) return thrownCell(new Error("the result is not a number"));
      return cellError("#NUM!", "The result is too large for a cell.");
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return "";
    default:
      return isDomainError(value) || isCellError(value)
        ? thrownCell(value)
        : thrownCell(new Error(`the result is ${value === null ? "null" : typeof value}`));
  }
}
