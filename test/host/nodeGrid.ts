import "../../src/workbench/calc/iterator-some";
import { IUniverInstanceService, LocaleType, LogLevel, Univer } from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import { LexerTreeBuilder, UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import "@univerjs/engine-formula/facade";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import "@univerjs/sheets/facade";
import { CalculationMode, UniverSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import "@univerjs/sheets-formula/facade";
import { UniverSheetsTablePlugin } from "@univerjs/sheets-table";
import "@univerjs/sheets-table/facade";
import { registeredFunctions } from "../../src/functions/call/registry";
import { installInfer } from "../../src/workbench/calc/install";
import { Grid } from "../../src/workbench/grid";

let started = 0;

/** The workbench's grid without its window: the same commands, tables and calculation. */
export function nodeGrid(sheetName: string) {
  const univer = new Univer({
    logLevel: LogLevel.SILENT,
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: {} },
  });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsFormulaPlugin, { initialFormulaComputing: CalculationMode.NO_CALCULATION });
  univer.registerPlugin(UniverSheetsTablePlugin);
  const api = FUniver.newAPI(univer);
  started++;
  const sheets = { [sheetName]: { id: sheetName, name: sheetName, rowCount: 100, columnCount: 26 } };
  api.createWorkbook({ id: `book-${started}`, sheetOrder: [sheetName], sheets });
  // Only the workbook in focus can be undone.
  univer.__getInjector().get(IUniverInstanceService).focusUnit(`book-${started}`);
  installInfer(univer.__getInjector(), registeredFunctions());
  const numberFormat = (sheet: string, row: number, col: number): string | undefined => {
    const worksheet = api.getActiveWorkbook()?.getSheetByName(sheet)?.getSheet();
    return worksheet?.getComposedCellStyle(row, col).n?.pattern;
  };
  /** What the window does at each key while a formula is typed. */
  const readWhileTyping = (text: string) => univer.__getInjector().get(LexerTreeBuilder).sequenceNodesBuilder(text);
  return { grid: new Grid(univer, api), numberFormat, readWhileTyping, dispose: () => univer.dispose() };
}
