import type { Univer } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { IDescriptionService } from "@univerjs/sheets-formula";
import { catalog } from "../catalog";
import type { WorkbookModel } from "../files";
import { registeredFunctions } from "../functions/call/registry";
import { installInfer } from "./calc/install";
import { descriptionOf } from "./descriptions";
import { keepCarriedNamesApart } from "./document/carried-names";
import { Grid } from "./grid";
import { undoLastStepFirst } from "./undo-order";

export interface OpenWorkbook {
  readonly grid: Grid;
  /** Resolves when the workbook shows the results of all its formulas for the first time. */
  readonly calculated: Promise<void>;
}

/** Opens a Univer window's first workbook and teaches the window our functions. */
export function openWorkbook(univer: Univer, api: FUniver, model: WorkbookModel): OpenWorkbook {
  const grid = new Grid(univer, api);
  grid.open(model);
  const injector = univer.__getInjector();
  installInfer(injector, registeredFunctions());
  undoLastStepFirst(injector);
  keepCarriedNamesApart(injector);
  injector.get(IDescriptionService).registerDescriptions(catalog.map(descriptionOf));
  // Cells that Univer has read before our functions were there hold #NAME?.
  return { grid, calculated: grid.recalculate() };
}
