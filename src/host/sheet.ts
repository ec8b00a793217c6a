import type { Grid } from "../workbench/grid";
import type { Area } from "./address";
import { cutToUsed, daySerial } from "./cells";
import { freeSheetNames, freeTableNames } from "./naming";
import { areaOfBlock, EMPTY_PLAN, type Plan } from "./plan";
import { blocksOnOldSheets, checkPlan, checkRemoval, occupied } from "./planCheck";
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
  type Standing,
  type Stop,
  standing,
  type TableChanges,
  type WantedNames,
  type WorkbookPort,
} from "./port";
import { checkExpected, checkReplacements } from "./replacementCheck";
import { overwrite, writePlan } from "./sheet/writing";

/** The grid answers at once, the port later: what is thrown becomes a rejection. */
function promised<T>(answer: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(answer());
  });
}

class GridWorkbook implements WorkbookPort {
  readonly hostName = "the workbench";

  constructor(private readonly grid: Grid) {}

  capabilities(): Capabilities {
    return { tables: true, undoInOneStep: true, watchesChanges: true, charts: true, keepsSettings: true };
  }

  today(): number {
    return daySerial(new Date());
  }

  separators(): Promise<Separators> {
    return Promise.resolve({ decimal: ".", list: "," });
  }

  sheets(): Promise<readonly string[]> {
    return Promise.resolve(this.grid.sheets());
  }

  async addSheet(wanted: string): Promise<string> {
    const [name = wanted] = freeSheetNames([wanted], this.grid.sheets());
    await this.apply({ ...EMPTY_PLAN, sheets: [{ name }] });
    return name;
  }

  activate(sheet: string): Promise<void> {
    return promised(() => this.grid.activate(this.known(sheet)));
  }

  async removeSheets(names: readonly string[]): Promise<void> {
    const sheets = this.grid.sheets();
    const state = { sheets, tables: [], protectedSheets: [], isStructureProtected: false };
    const removed = checkRemoval(names, state, this.grid.visibleSheets());
    await this.grid.inOneStep(() => {
      for (const name of removed) this.grid.removeSheet(name);
    });
    await this.grid.recalculate();
  }

  select(area: Area): Promise<void> {
    return promised(() => this.grid.select({ ...area, sheet: this.known(area.sheet) }));
  }

  freeNames({ sheets = [], tables = [] }: WantedNames): Promise<FreeNames> {
    return Promise.resolve({
      sheets: freeSheetNames(sheets, this.grid.sheets()),
      // The grid wants tables and sheets to have different names, also sheets that come with a table.
      tables: freeTableNames(tables, [...this.grid.takenNames(), ...this.grid.sheets(), ...sheets]),
    });
  }

  isEmpty(area: Area): Promise<boolean> {
    return promised(() => {
      this.known(area.sheet);
      return this.filledIn(area) === undefined;
    });
  }

  async apply(plan: Plan): Promise<void> {
    const state = { sheets: this.grid.sheets(), tables: this.grid.takenNames() };
    checkPlan(plan, { ...state, protectedSheets: [], isStructureProtected: false });
    const taken = blocksOnOldSheets(plan).flatMap((block) => this.filledIn(areaOfBlock(block)) ?? []);
    if (taken.length > 0) throw occupied(taken);
    const before = this.grid.selection();
    const sheetBefore = this.grid.activeSheet();
    try {
      await this.grid.inOneStep(async () => {
        await writePlan(this.grid, plan);
        // The sheet in sight must not be one that undoing takes away.
        if (plan.show !== undefined) this.grid.leadBetween(sheetBefore, plan.show.sheet);
      });
    } catch (error) {
      for (const { name } of plan.sheets.filter(({ name }) => this.grid.hasSheet(name))) this.grid.removeSheet(name);
      for (const block of blocksOnOldSheets(plan)) this.blank(areaOfBlock(block));
      throw error;
    }
    const shown = plan.show ?? before;
    if (shown) this.grid.select(shown);
  }

  tables(): Promise<readonly SheetTable[]> {
    return promised(() => this.grid.tables());
  }

  used(sheet: string): Promise<Area> {
    return promised(() => this.grid.used(this.known(sheet)));
  }

  async replace(changes: readonly Replacement[], also: TableChanges = {}): Promise<void> {
    const tables = this.grid.tables();
    const blank = checkReplacements(changes, also, { sheets: this.grid.sheets(), protectedSheets: [], tables });
    for (const change of changes) checkExpected(change, this.standingIn(change.area));
    const taken = blank.flatMap((area) => this.filledIn(area) ?? []);
    if (taken.length > 0) throw occupied(taken);
    const before = this.grid.selection();
    await this.grid.inOneStep(() => overwrite(this.grid, changes, also));
    if (before) this.grid.select(before);
    await this.grid.calculated();
  }

  resizeTable(name: string, area: Area): Promise<void> {
    return this.replace([], { resized: [{ name, area }] });
  }

  read(area: Area): Promise<ReadValue[][]> {
    return promised(() => this.grid.read({ ...area, sheet: this.known(area.sheet) }));
  }

  readFormulas({ sheet, row, col, rows, cols }: Area): Promise<(string | undefined)[][]> {
    return promised(() => {
      this.known(sheet);
      return Array.from({ length: rows }, (_row, r) =>
        Array.from({ length: cols }, (_cell, c) => this.grid.formula(sheet, row + r, col + c)),
      );
    });
  }

  selection(): Promise<Area> {
    return promised(() => {
      const first = { sheet: this.grid.activeSheet(), row: 0, col: 0, rows: 1, cols: 1 };
      const area = this.grid.selection() ?? first;
      return area.rows * area.cols === 1 ? area : cutToUsed(area, this.grid.used(area.sheet));
    });
  }

  onSelection(listener: () => void): Promise<Stop> {
    const watch = this.grid.onSelection(listener);
    return Promise.resolve(() => watch.dispose());
  }

  onChange(listener: () => void): Promise<Stop> {
    const watch = this.grid.onChange(listener);
    return Promise.resolve(() => watch.dispose());
  }

  async insertFormula(formula: string): Promise<Area> {
    const selected = await this.selection();
    const cell = { ...selected, rows: 1, cols: 1 };
    if (this.filledIn(cell) !== undefined) throw occupied([cell]);
    this.grid.write(cell.sheet, cell.row, cell.col, [[{ formula }]]);
    await this.grid.calculated();
    return cell;
  }

  recalculate(): Promise<void> {
    return this.grid.recalculate();
  }

  calculationMode(): Promise<CalculationMode> {
    return Promise.resolve("automatic");
  }

  async copyAsValues(copies: readonly SheetCopy[]): Promise<void> {
    const before = this.grid.selection();
    await this.grid.inOneStep(() => {
      for (const { sheet, name } of copies) this.grid.copyAsValues(this.known(sheet), name);
    });
    if (before) this.grid.select(before);
  }

  setting(key: string): Promise<string | undefined> {
    return promised(() => this.grid.setting(key));
  }

  storeSetting(key: string, value: string): Promise<void> {
    return promised(() => this.grid.storeSetting(key, value));
  }

  private standingIn(area: Area): Standing[][] {
    const { sheet, row, col } = area;
    const values = this.grid.read(area);
    const formulas = values.map((cells, r) => cells.map((_cell, c) => this.grid.formula(sheet, row + r, col + c)));
    return standing(values, formulas);
  }

  private known(sheet: string): string {
    if (!this.grid.hasSheet(sheet)) throw new Refusal(`The workbook has no sheet "${sheet}".`);
    return sheet;
  }

  /** The smallest area inside that holds all its values and formulas. */
  private filledIn(area: Area): Area | undefined {
    const { sheet, row, col } = area;
    const filled = this.grid.read(area).flatMap((cells, r) =>
      cells.flatMap((value, c) => {
        const isFilled = value !== null || this.grid.formula(sheet, row + r, col + c) !== undefined;
        return isFilled ? [{ row: row + r, col: col + c }] : [];
      }),
    );
    if (filled.length === 0) return undefined;
    const rows = filled.map((cell) => cell.row);
    const cols = filled.map((cell) => cell.col);
    const [top, left] = [Math.min(...rows), Math.min(...cols)];
    return { sheet, row: top, col: left, rows: Math.max(...rows) - top + 1, cols: Math.max(...cols) - left + 1 };
  }

  private blank({ sheet, row, col, rows, cols }: Area): void {
    const empty = Array.from({ length: rows }, () => Array.from({ length: cols }, () => ({ value: null })));
    this.grid.write(sheet, row, col, empty);
  }
}

/** The workbench's spreadsheet as a workbook. */
export function gridWorkbook(grid: Grid): WorkbookPort {
  return new GridWorkbook(grid);
}
