import type { Area } from "./address";
import { cutToUsed, daySerial } from "./cells";
import { canDraw } from "./excel/charts";
import { copySheetsAsValues } from "./excel/copying";
import { areaOfRange, formulasIn, loadArea, mergedIn, rangeOf, readings, stateOf, usedIn } from "./excel/ranges";
import { removeSheets } from "./excel/removing";
import { replaceCells, tablesOf } from "./excel/replacing";
import { run, runOn, supports, watch } from "./excel/session";
import { readSetting, writeSetting } from "./excel/settings";
import { applyPlan } from "./excel/writing";
import { freeSheetNames, freeTableNames } from "./naming";
import { EMPTY_PLAN, type Plan } from "./plan";
import { occupied, protectedSheet } from "./planCheck";
import {
  type CalculationMode,
  type Capabilities,
  type FreeNames,
  type ReadValue,
  Refusal,
  type Replacement,
  type Separators,
  type SheetCopy,
  type SheetTable,
  type Stop,
  type TableChanges,
  type WorkbookPort,
} from "./port";

const LAST_ROWS = 1_048_576;
const LAST_COLS = 16_384;

class ExcelWorkbook implements WorkbookPort {
  readonly hostName = "Excel";

  capabilities(): Capabilities {
    return {
      tables: supports("1.1"),
      undoInOneStep: supports("1.20"),
      watchesChanges: supports("1.9"),
      charts: canDraw(),
      keepsSettings: supports("1.4"),
    };
  }

  today(): number {
    return daySerial(new Date());
  }

  separators(): Promise<Separators> {
    if (!supports("1.11")) return Promise.resolve({ decimal: ".", list: "," });
    return run(async (context) => {
      context.application.load("decimalSeparator");
      await context.sync();
      const decimal = context.application.decimalSeparator;
      return { decimal, list: decimal === "," ? ";" : "," };
    });
  }

  sheets(): Promise<readonly string[]> {
    return run(async (context) => (await stateOf(context)).sheets);
  }

  async addSheet(wanted: string): Promise<string> {
    const { sheets } = await this.freeNames({ sheets: [wanted] });
    const [name = wanted] = sheets;
    await this.apply({ ...EMPTY_PLAN, sheets: [{ name }] });
    return name;
  }

  activate(sheet: string): Promise<void> {
    return runOn(sheet, async (context) => {
      context.workbook.worksheets.getItem(sheet).activate();
      await context.sync();
    });
  }

  removeSheets(names: readonly string[]): Promise<void> {
    return removeSheets(names);
  }

  select(area: Area): Promise<void> {
    return runOn(area.sheet, async (context) => {
      context.workbook.worksheets.getItem(area.sheet).activate();
      rangeOf(context, area).select();
      await context.sync();
    });
  }

  freeNames({
    sheets = [],
    tables = [],
  }: {
    sheets?: readonly string[];
    tables?: readonly string[];
  }): Promise<FreeNames> {
    return run(async (context) => {
      const state = await stateOf(context);
      return { sheets: freeSheetNames(sheets, state.sheets), tables: freeTableNames(tables, state.tables) };
    });
  }

  isEmpty(area: Area): Promise<boolean> {
    return runOn(area.sheet, async (context) => {
      const used = await usedIn(context, [area]);
      return used.length === 0 && (await mergedIn(context, [area])).length === 0;
    });
  }

  apply(plan: Plan): Promise<void> {
    return applyPlan(plan);
  }

  tables(): Promise<readonly SheetTable[]> {
    return run(tablesOf);
  }

  used(sheet: string): Promise<Area> {
    return runOn(sheet, async (context) => {
      const used = loadArea(context.workbook.worksheets.getItem(sheet).getUsedRangeOrNullObject(true));
      await context.sync();
      if (used.isNullObject) return { sheet, row: 0, col: 0, rows: 0, cols: 0 };
      const { row, col, rows, cols } = areaOfRange(used);
      return { sheet, row: 0, col: 0, rows: row + rows, cols: col + cols };
    });
  }

  replace(changes: readonly Replacement[], tables: TableChanges = {}): Promise<void> {
    return replaceCells(changes, tables);
  }

  resizeTable(name: string, area: Area): Promise<void> {
    return replaceCells([], { resized: [{ name, area }] });
  }

  read(area: Area): Promise<ReadValue[][]> {
    return runOn(area.sheet, async (context) => {
      const range = rangeOf(context, area);
      range.load("values,valueTypes");
      await context.sync();
      return readings(range);
    });
  }

  readFormulas(area: Area): Promise<(string | undefined)[][]> {
    return runOn(area.sheet, async (context) => {
      const range = rangeOf(context, area);
      range.load("formulas,values");
      await context.sync();
      return formulasIn(range);
    });
  }

  selection(): Promise<Area> {
    return run(async (context) => {
      const range = loadArea(context.workbook.getSelectedRange());
      await context.sync();
      const area = areaOfRange(range);
      if (area.rows < LAST_ROWS && area.cols < LAST_COLS) return area;
      const used = loadArea(range.worksheet.getUsedRangeOrNullObject(true));
      await context.sync();
      return cutToUsed(area, used.isNullObject ? undefined : areaOfRange(used));
    });
  }

  onSelection(listener: () => void): Promise<Stop> {
    return watch(({ workbook }) => workbook.onSelectionChanged, listener);
  }

  onChange(listener: () => void): Promise<Stop> {
    if (!supports("1.9")) return Promise.reject(new Refusal("This version of Excel does not report changes of cells."));
    return watch(({ workbook }) => workbook.worksheets.onChanged, listener);
  }

  insertFormula(formula: string): Promise<Area> {
    return run(async (context) => {
      const cell = loadArea(context.workbook.getActiveCell());
      cell.load("formulas");
      cell.worksheet.load("protection/protected");
      await context.sync();
      const area = areaOfRange(cell);
      if (cell.formulas[0]?.[0] !== "") throw occupied([area]);
      if (cell.worksheet.protection.protected) throw protectedSheet(area.sheet);
      cell.formulas = [[formula]];
      await context.sync();
      return area;
    });
  }

  recalculate(): Promise<void> {
    return run(async (context) => {
      context.application.calculate("Full");
      await context.sync();
    });
  }

  calculationMode(): Promise<CalculationMode> {
    return run(async (context) => {
      context.application.load("calculationMode");
      await context.sync();
      return context.application.calculationMode === "Manual" ? "manual" : "automatic";
    });
  }

  copyAsValues(copies: readonly SheetCopy[]): Promise<void> {
    return copySheetsAsValues(copies);
  }

  setting(key: string): Promise<string | undefined> {
    return run((context) => readSetting(context, key));
  }

  storeSetting(key: string, value: string): Promise<void> {
    return run((context) => writeSetting(context, key, value));
  }
}

/** The workbook of the Excel that shows this page. Office must be ready. */
export function excelWorkbook(): WorkbookPort {
  return new ExcelWorkbook();
}
