import type { Nullable } from "@univerjs/core";
import {
  ArrayValueObject,
  type BaseFunction,
  type BaseReferenceObject,
  type BaseValueObject,
  BooleanValueObject,
  type ErrorType,
  ErrorValueObject,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
} from "@univerjs/engine-formula";
import { type CellError, cellError, isCellError } from "../../functions/call/registry";
import { engineError, sentenceFor } from "./messages";

/** Whatever the engine may compute: a value, a reference to cells, or something that arrives later. */
export type EngineValue = ReturnType<BaseFunction["calculate"]>;

/** A cell's content on either side of the engine; `null` is a blank cell. */
export type SheetValue = number | string | boolean | CellError | null;

/** One value of Univer's engine as ours. An error without a message of its own gets the plain sentence of its code. */
function sheetValueOf(value: Nullable<BaseValueObject>): SheetValue {
  if (!value || value.isNull()) return null;
  if (value.isError()) {
    const error = value as ErrorValueObject;
    return engineError(error.getErrorType(), error.getErrorContent());
  }
  if (value.isLambda()) return cellError("#VALUE!", "A LAMBDA stands where a value is needed.");
  return value.getValue();
}

/** Univer's ragged rows, padded to a rectangle. */
function matrixOfArray(array: ArrayValueObject): SheetValue[][] {
  const rows = array.getArrayValue();
  const height = array.getRowCount();
  const width = array.getColumnCount();
  return Array.from({ length: height }, (_row, r) =>
    Array.from({ length: width }, (_cell, c) => sheetValueOf(rows[r]?.[c])),
  );
}

/** An argument as Excel hands it over: a matrix, or `null` when it is omitted. */
export function argumentOf(value: BaseValueObject): SheetValue[][] | null {
  if (value.isNull()) return null;
  return value.isArray() ? matrixOfArray(value as ArrayValueObject) : [[sheetValueOf(value)]];
}

/** One result cell on its way into Univer; never NaN, Infinity, null or undefined. */
function valueObjectOf(cell: unknown): BaseValueObject {
  switch (typeof cell) {
    case "number":
      return Number.isFinite(cell)
        ? NumberValueObject.create(cell)
        : ErrorValueObject.create("#NUM!" as ErrorType, sentenceFor("#NUM!"));
    case "string":
      return StringValueObject.create(cell);
    case "boolean":
      return BooleanValueObject.create(cell);
    default:
      if (isCellError(cell)) return ErrorValueObject.create(cell.code as unknown as ErrorType, cell.message);
      return cell === null || cell === undefined
        ? StringValueObject.create("")
        : ErrorValueObject.create("#VALUE!" as ErrorType, "This is a fault in INFER: the result is no cell value.");
  }
}

/** A result matrix on its way into Univer; 1×1 becomes a scalar, ragged rows are padded with empty text. */
export function resultOf(result: unknown): BaseValueObject {
  if (!Array.isArray(result)) return valueObjectOf(result);
  const rows = result.map((row: unknown) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return ErrorValueObject.create("#CALC!" as ErrorType, sentenceFor("#CALC!"));
  if (rows.length === 1 && width === 1) return valueObjectOf(rows[0]?.[0]);
  return arrayOf(rows.map((row) => Array.from({ length: width }, (_cell, c) => valueObjectOf(row[c]))));
}

/** A rectangle of Univer's values as one array that belongs to no sheet. */
export function arrayOf(values: BaseValueObject[][]): ArrayValueObject {
  return ArrayValueObject.create({
    calculateValueList: values,
    rowCount: values.length,
    columnCount: values[0]?.length ?? 0,
    unitId: "",
    sheetId: "",
    row: -1,
    column: -1,
  });
}

/** What the interpreter returned, as a scalar or a matrix; a blank result is 0, as in Excel. */
export function outcomeOf(value: EngineValue): SheetValue | SheetValue[][] {
  const content = value.isReferenceObject()
    ? (value as BaseReferenceObject).toArrayValueObject()
    : (value as BaseValueObject);
  if (!content.isArray()) return sheetValueOf(content) ?? 0;
  const matrix = matrixOfArray(content as ArrayValueObject).map((row) => row.map((cell) => cell ?? 0));
  return matrix.length === 1 && matrix[0]?.length === 1 ? (matrix[0][0] ?? 0) : matrix;
}

export function blankValue(): BaseValueObject {
  return NullValueObject.create();
}
