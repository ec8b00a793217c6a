import "../../../src/functions";
import "../../../src/workbench/calc/iterator-some";
import { FOCUSING_SHEET, IContextService, LocaleType, LogLevel, mergeLocales, Univer } from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import { UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import "@univerjs/engine-formula/facade";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import "@univerjs/sheets/facade";
import sheetTexts from "@univerjs/sheets/locale/en-US";
import { UniverSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import "@univerjs/sheets-formula/facade";
import formulaTexts from "@univerjs/sheets-formula/locale/en-US";
import { UniverSheetsNumfmtPlugin } from "@univerjs/sheets-numfmt";
import { UniverSheetsTablePlugin } from "@univerjs/sheets-table";
import "@univerjs/sheets-table/facade";
import type { WorkbookModel } from "../../../src/files";
import type { Grid } from "../../../src/workbench/grid";
import { openWorkbook } from "../../../src/workbench/open-workbook";

export interface GridWithoutWindow {
  readonly grid: Grid;
  readonly univer: Univer;
  readonly api: FUniver;
}

/** The grid as the page has it, without a window, showing a workbook with all its results. */
export async function gridWith(model: WorkbookModel): Promise<GridWithoutWindow> {
  const locale = LocaleType.EN_US;
  const locales = { [locale]: mergeLocales(sheetTexts, formulaTexts) };
  const univer = new Univer({ locale, locales, logLevel: LogLevel.SILENT });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsFormulaPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin);
  univer.registerPlugin(UniverSheetsTablePlugin);
  const api = FUniver.newAPI(univer);
  const { grid, calculated } = openWorkbook(univer, api, model);
  await calculated;
  // The window would do this: undo is that of the sheet in focus.
  univer.__getInjector().get(IContextService).setContextValue(FOCUSING_SHEET, true);
  return { grid, univer, api };
}
