import "../../src/functions";
import { type CellModel, modelOfPlan, type SheetModel } from "../../src/files";
import type { Plan, PlanCell } from "../../src/host/port";
import { planOf, type Template } from "../../src/templates";
import { recalculated } from "../../src/workbench/recalculate";

type Value = number | string | boolean | null;

/** What is typed where: sheet, cell such as "C7", value; `null` clears the cell. */
export type Typed = readonly (readonly [sheet: string, cell: string, value: Value])[];

/** A model after somebody typed into its cells. */
export interface Tried {
  /** The value beside that text in the first column of a sheet. */
  beside(sheet: string, label: string, column?: string): unknown;
  at(sheet: string, cell: string): unknown;
  /** Why the cell is in error. */
  messageAt(sheet: string, cell: string): string | undefined;
  failing(): unknown[];
}

/** An input as its label on the sheet Inputs names it. */
export function input(template: Template, label: string, value: Value): Typed[number] {
  const block = planOf(template).blocks.find(({ sheet }) => sheet === "Inputs");
  const row = block?.cells.findIndex(([first]) => first === label) ?? -1;
  if (row < 0) throw new Error(`${template.id} has no input "${label}".`);
  return ["Inputs", `B${row + 1}`, value];
}

const MOST_ROWS = 300;

export async function tried(template: Template, typed: Typed = []): Promise<Tried> {
  const { model, messageAt } = await recalculated(modelOfPlan(withTyped(planOf(template), typed)));
  const sheetOf = (name: string): SheetModel => {
    const sheet = model.sheets.find((one) => one.name === name);
    if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
    return sheet;
  };
  const at = (name: string, cell: string): unknown => valueAt(sheetOf(name).cells, placeOf(cell));
  return {
    at,
    beside(name, label, column = "B") {
      for (let row = 1; row <= MOST_ROWS; row++) {
        if (at(name, `A${row}`) === label) return at(name, `${column}${row}`);
      }
      throw new Error(`No "${label}" in the first column of ${name}.`);
    },
    messageAt(name, cell) {
      const { row, col } = placeOf(cell);
      return messageAt(name, row, col);
    },
    failing: () =>
      sheetOf("Checks")
        .cells.filter(({ col, value }) => col === 4 && value === "CHECK")
        .map(({ row }) => at("Checks", `A${row + 1}`)),
  };
}

function valueAt(cells: readonly CellModel[], { row, col }: { readonly row: number; readonly col: number }): unknown {
  for (const cell of cells) {
    if (cell.row === row && cell.col === col) return cell.value;
    const { spill } = cell;
    if (spill === undefined) continue;
    const [r, c] = [row - cell.row, col - cell.col];
    if (r >= 0 && c >= 0 && r < spill.rows && c < spill.cols) return spill.values[r]?.[c];
  }
  return undefined;
}

function placeOf(cell: string): { readonly row: number; readonly col: number } {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const col = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, col };
}

function withTyped(plan: Plan, typed: Typed): Plan {
  const blocks = plan.blocks.map((block) => {
    const own = typed.filter(([sheet]) => sheet === block.sheet);
    if (own.length === 0) return block;
    const cells = block.cells.map((line) => [...line] as PlanCell[]);
    for (const [, cell, value] of own) {
      const { row, col } = placeOf(cell);
      const line = cells[row];
      if (line === undefined || line.length <= col) throw new Error(`${block.sheet}!${cell} is not in the model.`);
      line[col] = value;
    }
    return { ...block, cells };
  });
  return { ...plan, blocks };
}
