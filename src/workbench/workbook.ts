import { IUniverInstanceService, type IWorkbookData, type Workbook } from "@univerjs/core";
import {
  FormulaDataModel,
  type IAllRuntimeData,
  ICalculateFormulaService,
  IDefinedNamesService,
  IFormulaRuntimeService,
  IFunctionService,
  ISuperTableService,
} from "@univerjs/engine-formula";
import { registeredFunctions, type SheetFunction } from "../functions/call/registry";
import { readCell } from "./calc/reading";
import type { SheetValue } from "./calc/values";
import { cellDataOf } from "./cell-data";
import { newUnitId, startEngine } from "./engine";

/** One cell to write. Rows and columns count from 0; a formula wins over a value. */
export interface CellInput {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly value?: number | string | boolean | null;
  readonly formula?: string;
}

/** A table of a sheet: its range with the header row, both ends included. */
interface TableInput {
  readonly name: string;
  readonly sheet: string;
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
  readonly columns: readonly string[];
}

export interface WorkbookInput {
  readonly sheets: readonly string[];
  readonly cells: readonly CellInput[];
  /** Defined names and what they refer to, such as `Inputs!$B$2`. */
  readonly names?: Readonly<Record<string, string>>;
  readonly tables?: readonly TableInput[];
}

/** A workbook that calculates without a window. */
export interface HeadlessWorkbook {
  set(cells: readonly CellInput[]): void;
  /** True for a function, or a name that may be called like one. */
  isFunction(name: string): boolean;
  /** Calculates every formula and resolves when all are done. Cells of a circle of formulas have no meaning. */
  recalculate(): Promise<{ readonly circular: boolean }>;
  /** The value of a cell, also of one that another cell's result spills into; `null` is blank. */
  read(sheet: string, row: number, col: number): SheetValue;
  readRange(sheet: string, row: number, col: number, rows: number, cols: number): SheetValue[][];
  /** Last row and column that a result of `row`, `col` spills to, or `undefined` for a single cell. */
  spillOf(sheet: string, row: number, col: number): { readonly endRow: number; readonly endCol: number } | undefined;
  dispose(): void;
}

/** Room beside the filled cells for results to spill into. */
const SPARE_ROWS = 20_000;
const SPARE_COLUMNS = 200;

function snapshotOf(id: string, { sheets, cells }: WorkbookInput): Partial<IWorkbookData> {
  const rowCount = cells.reduce((most, cell) => Math.max(most, cell.row), 0) + SPARE_ROWS;
  const columnCount = cells.reduce((most, cell) => Math.max(most, cell.col), 0) + SPARE_COLUMNS;
  const made = sheets.map((name) => [name, { id: name, name, rowCount, columnCount, cellData: {} }] as const);
  return { id, sheetOrder: [...sheets], sheets: Object.fromEntries(made) };
}

/** The parts of a table a formula can name; Univer knows them by the same words. */
const TABLE_PARTS = ["#All", "#Data", "#Headers", "#Totals", "#This Row"] as const;
type TablePart = Parameters<ISuperTableService["registerTableOptionMap"]>[1];

class UniverWorkbook implements HeadlessWorkbook {
  private readonly unit = newUnitId();
  private readonly univer;
  private readonly injector;
  private readonly model: FormulaDataModel;
  private readonly workbook: Workbook;

  constructor(input: WorkbookInput, calls: ReadonlyMap<string, SheetFunction>) {
    this.univer = startEngine(snapshotOf(this.unit, input), calls);
    this.injector = this.univer.__getInjector();
    this.model = this.injector.get(FormulaDataModel);
    this.workbook = this.injector.get(IUniverInstanceService).getUnit(this.unit) as Workbook;
    this.set(input.cells);
    for (const [name, target] of Object.entries(input.names ?? {})) {
      this.injector
        .get(IDefinedNamesService)
        .registerDefinedName(this.unit, { id: name, name, formulaOrRefString: target });
    }
    for (const table of input.tables ?? []) this.addTable(table);
  }

  set(cells: readonly CellInput[]): void {
    for (const cell of cells) {
      const matrix = this.sheet(cell.sheet).getCellMatrix();
      matrix.setValue(cell.row, cell.col, cellDataOf(cell));
    }
  }

  isFunction(name: string): boolean {
    const isNamed = this.injector.get(IDefinedNamesService).getValueByName(this.unit, name) !== null;
    return isNamed || this.injector.get(IFunctionService).hasExecutor(name.toUpperCase());
  }

  async recalculate(): Promise<{ readonly circular: boolean }> {
    const service = this.injector.get(ICalculateFormulaService);
    const runtime = this.injector.get(IFormulaRuntimeService);
    let circular = false;
    const finished = new Promise<IAllRuntimeData>((resolve) => {
      const subscription = service.executionCompleteListener$.subscribe((data) => {
        subscription.unsubscribe();
        circular = runtime.isCycleDependency();
        resolve(data);
      });
    });
    await service.execute({
      formulaData: this.model.getFormulaData(),
      arrayFormulaCellData: {},
      arrayFormulaRange: {},
      forceCalculate: true,
      dirtyRanges: [],
      dirtyNameMap: {},
      dirtyDefinedNameMap: {},
      dirtyUnitFeatureMap: {},
      dirtyUnitOtherFormulaMap: {},
    });
    this.write(await finished);
    return { circular };
  }

  read(sheet: string, row: number, col: number): SheetValue {
    return readCell(this.sheet(sheet), this.model, this.unit, row, col);
  }

  readRange(sheet: string, row: number, col: number, rows: number, cols: number): SheetValue[][] {
    return Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: cols }, (_cell, c) => this.read(sheet, row + r, col + c)),
    );
  }

  spillOf(sheet: string, row: number, col: number) {
    const range = this.model.getArrayFormulaRange()[this.unit]?.[sheet]?.[row]?.[col];
    return range ? { endRow: range.endRow, endCol: range.endColumn } : undefined;
  }

  dispose(): void {
    this.univer.dispose();
  }

  private sheet(name: string) {
    const sheet = this.workbook.getSheetBySheetId(name);
    if (!sheet) throw new RangeError(`The workbook has no sheet "${name}".`);
    return sheet;
  }

  private addTable(table: TableInput): void {
    const tables = this.injector.get(ISuperTableService);
    for (const part of TABLE_PARTS) tables.registerTableOptionMap(part, part as TablePart);
    const { startRow, startCol: startColumn, endRow, endCol: endColumn } = table;
    tables.registerTable(this.unit, table.name, {
      sheetId: table.sheet,
      titleMap: new Map(table.columns.map((column, index) => [column, index])),
      range: { startRow, startColumn, endRow, endColumn },
    });
  }

  private write({ unitData }: IAllRuntimeData): void {
    for (const [sheetId, results] of Object.entries(unitData[this.unit] ?? {})) {
      const matrix = this.sheet(sheetId).getCellMatrix();
      results?.forValue((row, col, result) => {
        const { f } = matrix.getValue(row, col) ?? {};
        matrix.setValue(row, col, f === undefined || f === null ? { ...result } : { ...result, f });
      });
    }
  }
}

/** Makes a workbook of cells, names and tables; nothing is calculated before `recalculate`. */
export function createWorkbook(
  input: WorkbookInput,
  calls: ReadonlyMap<string, SheetFunction> = registeredFunctions(),
): HeadlessWorkbook {
  return new UniverWorkbook(input, calls);
}
