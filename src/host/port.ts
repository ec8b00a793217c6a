import type { Area } from "./address";
import type { ReadValue } from "./cellValue";
import type { Plan } from "./plan";
import type { Replacement, SheetTable, TableChanges } from "./replacement";

export { type Area, addressOf, areaOfReference, quotedSheet, referenceOf } from "./address";
export { type ReadValue, Refusal } from "./cellValue";
export * from "./plan";
export {
  type Replacement,
  type SheetTable,
  type Standing,
  standing,
  type TableChanges,
} from "./replacement";

/** What this host, in this version, can do. Tested for, never guessed from a version. */
export interface Capabilities {
  readonly tables: boolean;
  /** A whole plan is one step of undo. */
  readonly undoInOneStep: boolean;
  /** `onChange` reports. */
  readonly watchesChanges: boolean;
  /** Charts of a plan are drawn. */
  readonly charts: boolean;
  /** Settings are stored in the workbook and travel with it. */
  readonly keepsSettings: boolean;
}

export interface WantedNames {
  readonly sheets?: readonly string[];
  /** Tables and defined names share one set of names. */
  readonly tables?: readonly string[];
}

export interface SheetCopy {
  readonly sheet: string;
  readonly name: string;
}

export interface FreeNames {
  readonly sheets: readonly string[];
  readonly tables: readonly string[];
}

/** Whether formulas follow their inputs by themselves. */
export type CalculationMode = "automatic" | "manual";

/** How formulas are written in the user's language. */
export interface Separators {
  readonly decimal: string;
  readonly list: string;
}

/** Ends a watch. */
export type Stop = () => void;

/**
 * The workbook as the pane knows it, the same in Excel and in the workbench. Every method may end in a `Refusal`.
 * Nothing that stands in a cell is ever overwritten, except by `replace`, which is told what it replaces.
 */
export interface WorkbookPort {
  /** "Excel" or "the workbench", for sentences. */
  readonly hostName: string;
  capabilities(): Capabilities;
  /** The user's day as an Excel serial number: what "stale" is measured against. */
  today(): number;
  separators(): Promise<Separators>;

  sheets(): Promise<readonly string[]>;
  /** Adds a sheet under this name or, if it is taken, under it with a number; gives the name. */
  addSheet(name: string): Promise<string>;
  activate(sheet: string): Promise<void>;
  /** Brings cells into sight and selects them. */
  select(area: Area): Promise<void>;
  /**
   * Removes sheets with everything on them: their tables and charts go too, formulas elsewhere lose what they refer to.
   * In Excel this cannot be undone. The last sheet that is in sight stays: that is a `Refusal`.
   */
  removeSheets(names: readonly string[]): Promise<void>;
  /** The wanted names where they are free, else with a number behind them. Nothing is reserved. */
  freeNames(wanted: WantedNames): Promise<FreeNames>;
  /** True if several values can be written there: no cell holds a value or a formula, and none is merged with another. */
  isEmpty(area: Area): Promise<boolean>;
  apply(plan: Plan): Promise<void>;
  /** Every table of the workbook. */
  tables(): Promise<readonly SheetTable[]>;
  /** The block from A1 to the last filled row and column; no rows when the sheet is empty. */
  used(sheet: string): Promise<Area>;
  /**
   * Writes over cells, whole or not at all, in one step of undo where the host can. A cell that holds something else
   * than expected by now is a `Refusal` that names it.
   */
  replace(changes: readonly Replacement[], tables?: TableChanges): Promise<void>;
  /** Grows a table over blank cells, or shrinks it by blank ones; its first cell stays. */
  resizeTable(name: string, area: Area): Promise<void>;

  read(area: Area): Promise<readonly (readonly ReadValue[])[]>;
  /** Formulas as typed, en-US; `undefined` where there is none. */
  readFormulas(area: Area): Promise<readonly (readonly (string | undefined)[])[]>;
  /** The selected block, cut to the cells in use where whole rows or columns are selected. */
  selection(): Promise<Area>;
  onSelection(listener: () => void): Promise<Stop>;
  /** After a user or a program wrote into cells. */
  onChange(listener: () => void): Promise<Stop>;
  /** Writes a formula (en-US) into the active cell, which must be blank; gives the cell. */
  insertFormula(formula: string): Promise<Area>;
  recalculate(): Promise<void>;
  calculationMode(): Promise<CalculationMode>;
  /**
   * Copies each sheet under its new name, which must be free, with what its formulas show in place of them. The sheets
   * themselves stay as they are.
   */
  copyAsValues(copies: readonly SheetCopy[]): Promise<void>;

  setting(key: string): Promise<string | undefined>;
  storeSetting(key: string, value: string): Promise<void>;
}
