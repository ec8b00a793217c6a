import type { IWorkbookData, IWorksheetData, Univer } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import type {} from "@univerjs/sheets/facade";
import { IDescriptionService } from "@univerjs/sheets-formula";
import { catalog } from "../catalog";
import { registeredFunctions } from "../functions/call/registry";
import { installInfer } from "./calc/install";
import { cellDataOf } from "./cell-data";
import { descriptionOf } from "./descriptions";
import type { SheetPlan } from "./first-sheet";
import { Grid } from "./grid";
import { undoLastStepFirst } from "./undo-order";

const ROWS = 5000;
const COLUMNS = 100;

function sheetData({ name, rows, columnWidths, frozenRows }: SheetPlan): Partial<IWorksheetData> {
  return {
    id: name,
    name,
    rowCount: ROWS,
    columnCount: COLUMNS,
    freeze: { startRow: frozenRows, startColumn: -1, ySplit: frozenRows, xSplit: 0 },
    columnData: Object.fromEntries(columnWidths.map((w, index) => [index, { w }])),
    cellData: Object.fromEntries(
      rows.map((row, r) => [r, Object.fromEntries(row.map((cell, c) => [c, cellDataOf(cell)]))]),
    ),
  };
}

function workbookData(plans: readonly SheetPlan[]): Partial<IWorkbookData> {
  return {
    name: "INFER workbench",
    sheetOrder: plans.map((plan) => plan.name),
    sheets: Object.fromEntries(plans.map((plan) => [plan.name, sheetData(plan)])),
  };
}

export interface OpenWorkbook {
  readonly grid: Grid;
  /** Resolves when the workbook shows the results of all its formulas for the first time. */
  readonly calculated: Promise<void>;
}

/** Opens a workbook with these sheets in a Univer window and teaches it our functions. */
export function openWorkbook(univer: Univer, api: FUniver, plans: readonly SheetPlan[]): OpenWorkbook {
  api.createWorkbook(workbookData(plans));
  const injector = univer.__getInjector();
  installInfer(injector, registeredFunctions());
  undoLastStepFirst(injector);
  injector.get(IDescriptionService).registerDescriptions(catalog.map(descriptionOf));
  const grid = new Grid(univer, api);
  // Cells that Univer has read before our functions were there hold #NAME?.
  return { grid, calculated: grid.recalculate() };
}
