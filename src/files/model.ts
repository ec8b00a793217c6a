import type { CellLook } from "../host/plan";

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
  readonly validations: readonly ValidationModel[];
  readonly charts: readonly ChartModel[];
  readonly print: PrintModel;
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

export interface RangeModel {
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
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
  readonly verticalAlign?: "top" | "middle" | "bottom";
  readonly indent?: number;
  readonly borders?: Partial<Readonly<Record<BorderPlace, Border>>>;
}

export type BorderPlace = "top" | "right" | "bottom" | "left";

export interface Border {
  /** Excel's names: thin, medium, thick, double, dashed, dotted, hair … */
  readonly style: string;
  readonly color?: string;
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

export interface ValidationModel {
  /** One or more addresses, separated by blanks: "B2:B20 D4". */
  readonly addresses: string;
  readonly type: "list" | "whole" | "decimal" | "date" | "time" | "textLength" | "custom";
  readonly operator?: string;
  /** A formula without "=", a number, or for a list its items in quotes: "\"a,b\"". */
  readonly first?: string;
  readonly second?: string;
  readonly allowsBlank: boolean;
  readonly prompt?: Message;
  /** What is said to a wrong input; absent lets everything pass. */
  readonly alert?: Message & { readonly style: "stop" | "warning" | "information" };
}

export interface Message {
  readonly title?: string;
  readonly text?: string;
}

export type ChartKind = "column" | "bar" | "line" | "area" | "scatter" | "pie" | "doughnut";

/** A chart of ours: what is drawn, from which ranges, where. */
export interface ChartModel {
  readonly kind: ChartKind;
  readonly stacking?: "stacked" | "percent";
  readonly title?: string;
  /** The picture in words, for those who do not see it. */
  readonly summary?: string;
  readonly series: readonly SeriesModel[];
  /** The cells it covers. */
  readonly place: RangeModel;
  readonly legend?: "top" | "bottom" | "left" | "right";
  readonly horizontal?: AxisModel;
  readonly vertical?: AxisModel;
}

export interface SeriesModel {
  readonly name?: string;
  /** References with their sheet: "Calc!$B$2:$B$13". */
  readonly values: string;
  readonly categories?: string;
  readonly color?: string;
  /** Takes room but shows nothing, as the base of a waterfall. */
  readonly isInvisible?: boolean;
}

export interface AxisModel {
  readonly title?: string;
  readonly numberFormat?: string;
  readonly min?: number;
  readonly max?: number;
  readonly isLogarithmic?: boolean;
}

export interface PrintModel {
  readonly orientation?: "portrait" | "landscape";
  /** Pages in width and height; 0 is as many as needed. */
  readonly fitTo?: { readonly wide: number; readonly tall: number };
  readonly area?: string;
  /** Rows and columns on every page: "$1:$3", "$A:$A". */
  readonly titleRows?: string;
  readonly titleColumns?: string;
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
