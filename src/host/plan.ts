import type { Area } from "./address";
import type { ChartModel, PrintModel, ValidationModel } from "./sheetParts";

export type * from "./sheetParts";

/** Content of one cell. A text is always text, whatever it begins with; only `formula` makes a formula (en-US). */
export type PlanCell = number | string | boolean | null | { readonly formula: string };

/** How cells look; what is left out stays as the workbook has it. Colours are "#rrggbb". */
export interface CellLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly fontSize?: number;
  readonly color?: string;
  readonly fill?: string;
  readonly align?: "left" | "center" | "right";
  readonly verticalAlign?: "top" | "middle" | "bottom";
  readonly wrap?: boolean;
  /** An Excel number format; "@" is text. */
  readonly numberFormat?: string;
  /** Levels by which the text stands in. */
  readonly indent?: number;
  readonly borders?: Partial<Readonly<Record<BorderPlace, Border>>>;
}

export type BorderPlace = "top" | "right" | "bottom" | "left";

export interface Border {
  /** Excel's names: thin, medium, thick, double, dashed, dotted, hair … */
  readonly style: string;
  readonly color?: string;
}

export interface NewSheet {
  readonly name: string;
  /** Pixels, from column A on. */
  readonly columnWidths?: readonly number[];
  /** Rows that are higher than one line, such as those with wrapped text. */
  readonly rowHeights?: readonly { readonly row: number; readonly heightPx: number }[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  /** Absent is Excel's own habit: lines are shown. */
  readonly hasGridLines?: boolean;
  /** "#rrggbb" */
  readonly tabColor?: string;
  readonly print?: PrintModel;
}

/** Cells written in one step; every row has the same length. `null` leaves a cell blank. */
export interface Block {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly cells: readonly (readonly PlanCell[])[];
}

export interface LookArea {
  readonly area: Area;
  readonly look: CellLook;
}

/** A table over cells that a block of the same plan writes; its first row is the header. */
export interface NewTable {
  readonly name: string;
  readonly area: Area;
}

export interface NewName {
  readonly name: string;
  /** What it stands for, such as "=Inputs!$B$2". */
  readonly refersTo: string;
}

export interface NewChart {
  readonly sheet: string;
  readonly chart: ChartModel;
}

export interface NewValidation {
  readonly sheet: string;
  readonly validation: ValidationModel;
}

/** Everything that one action of the user writes: applied whole, in one step of undo where the host can, or not at all. */
export interface Plan {
  readonly sheets: readonly NewSheet[];
  readonly blocks: readonly Block[];
  readonly looks: readonly LookArea[];
  readonly tables: readonly NewTable[];
  readonly names: readonly NewName[];
  readonly charts: readonly NewChart[];
  readonly validations: readonly NewValidation[];
  /** What is in sight and selected in the end. */
  readonly show?: Area;
}

export const EMPTY_PLAN: Plan = {
  sheets: [],
  blocks: [],
  looks: [],
  tables: [],
  names: [],
  charts: [],
  validations: [],
};

export function areaOfBlock({ sheet, row, col, cells }: Block): Area {
  return { sheet, row, col, rows: cells.length, cols: cells[0]?.length ?? 0 };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "Adds 1 sheet and 1 table. Nothing is overwritten." */
export function summaryOf(plan: Plan): string {
  const onOldSheets = plan.blocks.filter(({ sheet }) => !plan.sheets.some(({ name }) => name === sheet));
  const cells = onOldSheets.reduce((sum, { cells }) => sum + cells.length * (cells[0]?.length ?? 0), 0);
  const parts = [
    [plan.sheets.length, "sheet"],
    [plan.tables.length, "table"],
    [plan.names.length, "name"],
    [cells, "cell"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  const list = said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${said.at(-1)}` : (said[0] ?? "nothing");
  return `Adds ${list}. Nothing is overwritten.`;
}
