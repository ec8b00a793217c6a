/** Values as the site writes them. The same code runs when the pages are made and in the visitor's browser. */

export interface CellFailure {
  readonly error: string;
  readonly message: string;
}

export type Cell = number | string | boolean | CellFailure;

/** What a formula gives: rows of cells, one row of one cell for a single value. */
export type Cells = readonly (readonly Cell[])[];

export const isFailed = (cell: Cell): cell is CellFailure => typeof cell === "object";

const SHOWN_DIGITS = 12;

/** A value as the pane shows it: up to twelve digits, in groups of three. */
export function shownValue(cell: Cell): string {
  if (typeof cell === "number") return cell.toLocaleString("en-US", { maximumSignificantDigits: SHOWN_DIGITS });
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return isFailed(cell) ? cell.error : cell;
}

/** A value with a fixed number of decimal places. */
export function fixedValue(cell: Cell, places: number): string {
  if (typeof cell !== "number") return shownValue(cell);
  return cell.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** A value in full, for machines. */
export const exactValue = (cell: Cell): string => (isFailed(cell) ? cell.error : String(cell));

const NUMBER = /^-?[\d,]+(?:\.(\d+))?(e[+-]?\d+)?(%?)$/i;

/** A calculated number with the digits, separators and sign of percent that its author printed. */
function numberLike(printed: string, value: number): string | undefined {
  const match = NUMBER.exec(printed);
  if (match === null) return undefined;
  const [, decimals = "", exponent, percent] = match;
  const shown = percent === "%" ? value * 100 : value;
  if (exponent !== undefined) return shown.toExponential(decimals.length);
  const fixed = shown.toFixed(decimals.length);
  if (!printed.includes(",")) return `${fixed}${percent}`;
  const [whole = "", ...places] = fixed.split(".");
  return `${[whole.replace(/\B(?=(\d{3})+$)/g, ","), ...places].join(".")}${percent}`;
}

/**
 * A calculated value in the form in which a page prints it: 2661.458 as "2,661" where the page says so; of a text as much
 * as the page quotes. `undefined` where the page says something else than was calculated.
 */
export function printedLike(printed: string, cell: Cell): string | undefined {
  if (typeof cell === "number") {
    const made = numberLike(printed, cell);
    return made !== undefined && Number.parseFloat(bare(made)) === Number.parseFloat(bare(printed)) ? made : undefined;
  }
  const whole = shownValue(cell);
  return whole.toLowerCase().startsWith(printed.toLowerCase()) ? whole.slice(0, printed.length) : undefined;
}

const bare = (text: string): string => text.replaceAll(",", "");
