import type { ICellData } from "@univerjs/core";
import { BaseReferenceObject, type BaseValueObject, type ErrorType, ErrorValueObject } from "@univerjs/engine-formula";
import { type CellError, cellError, type ErrorCode } from "../../functions/call/registry";
import { repairOnce } from "../repair-once";

/** What each code means when nothing more is known, in the words a user can act on. */
const SENTENCES: Readonly<Record<string, string>> = {
  "#DIV/0!": "A number is divided by zero or by an empty cell.",
  "#N/A": "A value is not available: a lookup found nothing, or ranges that should match differ in size.",
  "#NAME?": "The formula names a function or a name that does not exist. Check the spelling; text needs quotes.",
  "#NULL!": "Two ranges joined by a space have no cell in common.",
  "#NUM!": "A number is too large, too small, or outside what the function takes.",
  "#REF!": "The formula refers to a cell, sheet or table that does not exist.",
  "#SPILL!": "The result needs more cells than are free: empty the cells to the right and below.",
  "#VALUE!": "A value has the wrong type: text stands where a number is needed, or ranges do not fit each other.",
  "#CALC!": "The formula has nothing to calculate: the array is empty.",
  "#CYCLE!": "The formula refers to its own cell, directly or through others.",
  "#ERROR!": "The formula cannot be read.",
  "#GETTING_DATA": "The value is still being fetched.",
};

/** The plain sentence of an error code. */
export function sentenceFor(code: string): string {
  return SENTENCES[code] ?? "The formula ends in an error.";
}

/** The code that Excel has for one that only the engine has. */
const IN_EXCEL: Readonly<Record<string, ErrorCode>> = {
  "#ERROR!": "#NAME?",
  "#CYCLE!": "#VALUE!",
  "#GETTING_DATA": "#N/A",
};

/** An error of the engine as one that Excel knows: programs and files go by its codes. */
export function engineError(code: string, message: string): CellError {
  return cellError(IN_EXCEL[code] ?? (code as ErrorCode), message || sentenceFor(code));
}

/** Where a cell keeps the sentence of its error. It counts only as long as the cell shows that very code. */
interface ErrorNote {
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** The sentence a calculated cell carries for the error it shows, or "" when the engine gave none. */
export function carriedMessage(cell: ICellData | null | undefined): string {
  const note = cell?.custom as Partial<ErrorNote> | null | undefined;
  return note?.errorMessage !== undefined && note.errorCode === cell?.v ? note.errorMessage : "";
}

/** True for a calculated error; the text "#N/A" that a formula or a user wrote is a text. */
export function isErrorCell(cell: ICellData | null | undefined): boolean {
  const note = cell?.custom as Partial<ErrorNote> | null | undefined;
  return note?.errorCode !== undefined && note.errorCode === cell?.v;
}

/** Univer's runtime turns a result into cell data here and drops the error's text. */
interface RuntimeInside {
  _getValueObjectOfRuntimeData(value: BaseValueObject | null | undefined): ICellData;
}

/** Makes every error that is written into a cell keep its sentence beside its code. */
export function keepMessagesInCells(runtime: object): void {
  const inside = runtime as RuntimeInside;
  const original = inside._getValueObjectOfRuntimeData.bind(runtime);
  inside._getValueObjectOfRuntimeData = (value) => {
    const cell = original(value);
    if (value === null || value === undefined || !value.isError()) return cell;
    const error = value as ErrorValueObject;
    const note: ErrorNote = { errorCode: error.getErrorType(), errorMessage: error.getErrorContent() };
    return { ...cell, custom: { ...note } };
  };
}

/** Makes a formula that reads an error from a cell read its sentence too, so that it travels along references. */
export const readMessagesFromCells = (): void => repairOnce(readMessages);

function readMessages(): void {
  const prototype = BaseReferenceObject.prototype;
  const original = prototype.getCellValueObject;
  prototype.getCellValueObject = function (this: BaseReferenceObject, cell: ICellData) {
    const value = original.call(this, cell);
    const message = value.isError() ? carriedMessage(cell) : "";
    return message === "" ? value : ErrorValueObject.create(cell.v as ErrorType, message);
  };
}
