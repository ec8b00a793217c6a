import type { Area } from "./address";
import type { Plan } from "./plan";

export { type Area, addressOf, areaOfReference, referenceOf } from "./address";
export * from "./plan";

/** An error in a cell. A host that knows no sentence of its own gives the plain one of the code. */
export interface CellFault {
  readonly code: string;
  readonly message: string;
}

/** What a cell holds; `null` is blank. Dates are serial numbers. */
export type ReadValue = number | string | boolean | CellFault | null;

/** Why the workbook does not do what was asked, in a sentence that says what to do instead. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** What this host, in this version, can do. Tested for, never guessed from a version. */
export interface Capabilities {
  readonly tables: boolean;
  /** A whole plan is one step of undo. */
  readonly undoInOneStep: boolean;
  /** `onChange` reports. */
  readonly watchesChanges: boolean;
  /** Settings are stored in the workbook and travel with it. */
  readonly keepsSettings: boolean;
}

export interface WantedNames {
  readonly sheets?: readonly string[];
  /** Tables and defined names share one set of names. */
  readonly tables?: readonly string[];
}

export interface FreeNames {
  readonly sheets: readonly string[];
  readonly tables: readonly string[];
}

/** How formulas are written in the user's language. */
export interface Separators {
  readonly decimal: string;
  readonly list: string;
}

/** Ends a watch. */
export type Stop = () => void;

/**
 * The workbook as the pane knows it, the same in Excel and in the workbench. Every method may end in a `Refusal`.
 * Nothing that stands in a cell is ever overwritten.
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
  /** The wanted names where they are free, else with a number behind them. Nothing is reserved. */
  freeNames(wanted: WantedNames): Promise<FreeNames>;
  /** True if no cell of the area holds a value or a formula. */
  isEmpty(area: Area): Promise<boolean>;
  apply(plan: Plan): Promise<void>;

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

  setting(key: string): Promise<string | undefined>;
  storeSetting(key: string, value: string): Promise<void>;
}
