import type { IExecutionOptions } from "@univerjs/core";

const NAMES_TOO = /^formula\.mutation\.(?:set|remove)-defined-name$/;
/** What Univer does to a sheet by itself: heights that follow the text, and how tables are painted. */
const BY_ITSELF = /^sheet\.mutation\.(?:set-worksheet-row-auto-height|.*range-theme.*|mark-dirty.*|empty)$/;

/** True for a change of the workbook that a saved file would show, false for Univer's book-keeping and for results. */
export function isEdit(mutation: string, options: IExecutionOptions = {}): boolean {
  if (options["applyFormulaCalculationResult"] === true) return false;
  return NAMES_TOO.test(mutation) || (mutation.startsWith("sheet.mutation.") && !BY_ITSELF.test(mutation));
}
