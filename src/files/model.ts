import type { CellLook } from "../host/plan";
import type { Settings } from "../host/settings";
import type { ChartModel, PrintModel, RangeModel, ValidationModel } from "../host/sheetParts";

export type { Border, BorderPlace } from "../host/plan";
export type * from "../host/sheetParts";

/**
 * A workbook as data: what the workbench shows, what a .xlsx file holds, what a template makes. Rows and columns count
 * from 0, ranges include both ends, formulas are written as a user types them (en-US, with "=").
 */
export interface WorkbookModel {
  readonly sheets: readonly SheetModel[];
  readonly names: readonly DefinedName[];
  /** Every look that a cell uses, once; cells refer to them by index. */
  readonly looks: readonly FileLook[];
  /** Index of the sheet in sight. */
  readonly activeSheet: number;
  /** What cells are written in unless their look says otherwise; absent is Excel's Calibri 11. */
  readonly font?: { readonly name: string; readonly size: number };
  /** What INFER has noted about the workbook. */
  readonly settings?: Settings;
}

export interface SheetModel {
  readonly name: string;
  readonly visibility: "visible" | "hidden" | "veryHidden";
  /** Filled or formatted cells, row by row, each once. Cells that another's result spills into are not listed. */
  readonly cells: readonly CellModel[];
  readonly columns: readonly ColumnModel[];
  readonly rows: readonly RowModel[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly hasGridLines: boolean;
  /** "#rrggbb" */
  readonly tabColor?: string;
  readonly merges: readonly RangeModel[];
  readonly tables: readonly TableModel[];
  readonly validations: readonly SheetRule[];
  readonly charts: readonly ChartModel[];
  readonly print: PrintModel;
}

/** A rule for inputs as a file holds it: more than a model of ours asks for. */
export interface SheetRule extends Omit<ValidationModel, "type"> {
  /** "none" takes anything, and may have something to say before it is typed. */
  readonly type: ValidationModel["type"] | "none";
  /** The list has no arrow. */
  readonly hidesList?: boolean;
}

/** A value that is an error code, such as "#N/A". */
export interface ErrorValue {
  readonly error: string;
}

/** A text is a text whatever it begins with; dates are serial numbers that count from 1900. */
export type CellValue = number | string | boolean | ErrorValue;

export interface CellModel {
  readonly row: number;
  readonly col: number;
  /** What was typed or, beside a formula, its latest result; absent is blank. */
  readonly value?: CellValue;
  readonly formula?: string;
  /** The range that the formula's result fills, where it is more than its own cell, with the values beside it. */
  readonly spill?: SpillModel;
  /** The formula fills exactly `spill`, or its own cell: an array formula entered with Ctrl+Shift+Enter. */
  readonly isFixedArray?: boolean;
  readonly look?: number;
}

export interface SpillModel {
  readonly rows: number;
  readonly cols: number;
  /** Row by row, the first being the cell's own; `undefined` is blank. */
  readonly values: readonly (readonly (CellValue | undefined)[])[];
}

export interface ColumnModel {
  readonly col: number;
  readonly widthPx?: number;
  readonly isHidden?: boolean;
}

export interface RowModel {
  readonly row: number;
  readonly heightPx?: number;
  readonly isHidden?: boolean;
}

/** How a cell looks, beyond what a plan states. */
export interface FileLook extends CellLook {
  readonly font?: string;
  readonly underline?: boolean;
  readonly strike?: boolean;
}

export interface DefinedName {
  readonly name: string;
  /** "=Inputs!$B$2", or any other formula. */
  readonly refersTo: string;
  /** The sheet that alone knows the name; absent for the whole workbook. */
  readonly sheet?: string;
}

/** A table; its first row is the header. */
export interface TableModel {
  readonly name: string;
  readonly range: RangeModel;
  readonly columns: readonly string[];
  readonly hasTotals: boolean;
  readonly style?: string;
}

/** Something in a file that the model does not carry, as a sentence. */
export interface Loss {
  readonly what: LossKind;
  readonly sentence: string;
}

export type LossKind =
  | "macros"
  | "pivot tables"
  | "charts"
  | "pictures"
  | "conditional formats"
  | "comments"
  | "links"
  | "rich text"
  | "external links"
  | "blocked formulas"
  | "data tables"
  | "protection"
  | "filters"
  | "groups"
  | "queries"
  | "names"
  | "sheets"
  | "dates"
  | "formats"
  | "other";
