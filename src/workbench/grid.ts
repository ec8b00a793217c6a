import {
  ICommandService,
  type IDisposable,
  IUndoRedoService,
  IUniverInstanceService,
  isNullCell,
  ObjectMatrix,
  type Univer,
  type Workbook,
  type Worksheet,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import {
  FormulaDataModel,
  ICalculateFormulaService,
  IDefinedNamesService,
  IFormulaRuntimeService,
  ISuperTableService,
} from "@univerjs/engine-formula";
import type {} from "@univerjs/engine-formula/facade";
import {
  DeleteRangeMoveUpCommand,
  InsertSheetCommand,
  SetWorksheetActiveOperation,
  SheetsSelectionsService,
} from "@univerjs/sheets";
import type {} from "@univerjs/sheets/facade";
import { FormulaCalculationSessionService } from "@univerjs/sheets-formula";
import type {} from "@univerjs/sheets-formula/facade";
import { SetSheetTableCommand, TableManager } from "@univerjs/sheets-table";
import type {} from "@univerjs/sheets-table/facade";
import type { ChartModel, PrintModel, SheetRule, WorkbookModel } from "../files";
import { isCellError } from "../functions/call/registry";
import type { CellLook } from "../host/plan";
import { readCell } from "./calc/reading";
import type { SheetValue } from "./calc/values";
import { type CellContent, cellDataOf } from "./cell-data";
import type { Carried } from "./document/carried";
import { carriedOf, changeCarried, installCarrying } from "./document/carrying";
import { modelOf } from "./document/from-grid";
import { settingsOf, withSettings } from "./document/settings";
import { type SheetShape, shapeOfSheet } from "./document/sheet-shape";
import { styleOf } from "./document/styles";
import { snapshotOf } from "./document/to-grid";
import { isEdit } from "./edits";
import { newUnitId } from "./engine";
import { inOneUndoStep } from "./one-undo-step";

/** A rectangle of a sheet; rows and columns count from 0. */
export interface GridRange {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

type SessionState = FormulaCalculationSessionService["state"];

const isApplied = ({ started, resultApplied, stopped, completed, resultEmitted }: SessionState) =>
  started && resultApplied && (stopped || completed || resultEmitted);

/** The spreadsheet in the window, in the few steps that the pane and the page need. Sheets are known by name. */
export class Grid {
  private readonly injector;
  private readonly formulas: FormulaDataModel;
  private readonly openListeners = new Set<() => void>();
  private readonly settingListeners = new Set<() => void>();

  constructor(
    univer: Univer,
    private readonly api: FUniver,
  ) {
    this.injector = univer.__getInjector();
    this.formulas = this.injector.get(FormulaDataModel);
    installCarrying(this.injector);
  }

  /** Shows another workbook in place of the open one, whose steps of undo are gone. Nothing is calculated yet. */
  open(model: WorkbookModel): void {
    const before = this.api.getActiveWorkbook()?.getId();
    const book = this.api.createWorkbook(snapshotOf(model, newUnitId()));
    this.injector.get(IUniverInstanceService).focusUnit(book.getId());
    if (before !== undefined) {
      this.injector.get(IUndoRedoService).clearUndoRedo(before);
      this.api.disposeUnit(before);
    }
    const sheet = book.getSheets()[model.activeSheet];
    if (sheet && !sheet.isSheetHidden()) book.setActiveSheet(sheet);
    for (const listener of this.openListeners) listener();
  }

  /** The open workbook as data, with the results its formulas have at this moment. */
  model(): WorkbookModel {
    return modelOf(this.injector, this.book().getId());
  }

  /** Writes what is being typed into its cell. */
  async finishTyping(): Promise<void> {
    await this.book().endEditingAsync(true);
  }

  sheets(): string[] {
    return this.workbook()
      .getSheets()
      .map((sheet) => sheet.getName());
  }

  visibleSheets(): string[] {
    return this.workbook()
      .getSheets()
      .filter((sheet) => !sheet.isSheetHidden())
      .map((sheet) => sheet.getName());
  }

  hasSheet(name: string): boolean {
    return this.sheets().some((sheet) => sheet.toLowerCase() === name.toLowerCase());
  }

  /** Its shape comes with it: set one by one, each width would lay all rows out anew. */
  addSheet(name: string, rows = 5000, cols = 100, shape: SheetShape = {}): void {
    const unitId = this.workbook().getUnitId();
    const sheet = { ...shapeOfSheet(shape), name, rowCount: rows, columnCount: cols };
    const isAdded = this.injector.get(ICommandService).syncExecuteCommand(InsertSheetCommand.id, { unitId, sheet });
    if (!isAdded) throw new Error(`The workbook did not take the sheet "${name}".`);
  }

  removeSheet(name: string): void {
    this.book().deleteSheet(this.facade(name));
  }

  /** Copies a sheet under another name, with what its formulas show in place of them. */
  copyAsValues(from: string, to: string): void {
    const { rows, cols, ...area } = this.used(from);
    const values = rows === 0 ? [] : this.read({ ...area, rows, cols });
    const copy = this.book().duplicateSheet(this.facade(from));
    copy.setName(to);
    if (rows === 0) return;
    const contents = values.map((row) =>
      row.map((value) => ({ f: null, si: null, ...cellDataOf({ value: isCellError(value) ? value.code : value }) })),
    );
    copy.getRange(0, 0, rows, cols).setValues(contents);
  }

  activeSheet(): string {
    return this.book().getActiveSheet().getSheetName();
  }

  activate(name: string): void {
    this.book().setActiveSheet(this.facade(name));
  }

  /** Writes one block in one step, which is also one step of undo. Rows may be of different length. */
  write(sheet: string, row: number, col: number, rows: readonly (readonly CellContent[])[]): void {
    const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
    if (width === 0) return;
    this.makeRoom(sheet, row + rows.length, col + width);
    const data = rows.map((cells) => Array.from({ length: width }, (_cell, index) => cellDataOf(cells[index] ?? {})));
    this.facade(sheet).getRange(row, col, rows.length, width).setValues(data);
  }

  /** Values in full precision, errors with their message, also of cells that a result spills into. */
  read({ sheet, row, col, rows, cols }: GridRange): SheetValue[][] {
    const worksheet = this.worksheet(sheet);
    const unit = this.workbook().getUnitId();
    return Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: cols }, (_cell, c) => readCell(worksheet, this.formulas, unit, row + r, col + c)),
    );
  }

  /** The block from A1 that holds all filled cells of a sheet, spills included; no rows when it is empty. */
  used(sheet: string): GridRange {
    const worksheet = this.worksheet(sheet);
    const spilled = this.formulas.getArrayFormulaCellData()[this.workbook().getUnitId()]?.[worksheet.getSheetId()];
    const size = { rows: 0, cols: 0 };
    for (const matrix of [worksheet.getCellMatrix(), new ObjectMatrix(spilled)]) {
      matrix.forValue((row, col, cell) => {
        if (isNullCell(cell)) return;
        size.rows = Math.max(size.rows, row + 1);
        size.cols = Math.max(size.cols, col + 1);
      });
    }
    return { sheet, row: 0, col: 0, ...size };
  }

  /** The formula of a cell as it was typed, or `undefined`. */
  formula(sheet: string, row: number, col: number): string | undefined {
    const id = this.worksheet(sheet).getSheetId();
    return this.formulas.getFormulaStringByCell(row, col, id, this.workbook().getUnitId()) ?? undefined;
  }

  /** The cell whose result spills into this one, or `undefined`. */
  spillSource(sheet: string, row: number, col: number): { readonly row: number; readonly col: number } | undefined {
    const id = this.worksheet(sheet).getSheetId();
    const ranges = new ObjectMatrix(this.formulas.getArrayFormulaRange()[this.workbook().getUnitId()]?.[id]);
    let source: { readonly row: number; readonly col: number } | undefined;
    ranges.forValue((startRow, startCol, range) => {
      const isBeside = range === null || range === undefined || row > range.endRow || col > range.endColumn;
      if (!isBeside && row >= range.startRow && col >= range.startColumn) source = { row: startRow, col: startCol };
    });
    return source;
  }

  /** The selected cells. */
  selection(): GridRange | undefined {
    const range = this.book().getActiveRange();
    if (!range) return undefined;
    const { startRow: row, startColumn: col, endRow, endColumn } = range.getRange();
    return { sheet: this.activeSheet(), row, col, rows: endRow - row + 1, cols: endColumn - col + 1 };
  }

  select({ sheet, row, col, rows, cols }: GridRange): void {
    this.activate(sheet);
    this.book().setActiveRange(this.facade(sheet).getRange(row, col, rows, cols));
  }

  /** Makes a table of a block that is already written, its first row the header. Gives false when that fails. */
  addTable(name: string, { sheet, row, col, rows, cols }: GridRange): Promise<boolean> {
    const range = this.facade(sheet).getRange(row, col, rows, cols).getRange();
    return Promise.resolve(this.facade(sheet).addTable(name, range, name));
  }

  /** The tables, each with its header row. */
  tables(): { readonly name: string; readonly area: GridRange }[] {
    return this.tableList().map(({ name, subUnitId, range: { startRow, startColumn, endRow, endColumn } }) => {
      const sheet = this.workbook().getSheetBySheetId(subUnitId)?.getName() ?? "";
      const size = { rows: endRow - startRow + 1, cols: endColumn - startColumn + 1 };
      return { name, area: { sheet, row: startRow, col: startColumn, ...size } };
    });
  }

  /** Gives a table another size; its first cell stays. */
  resizeTable(name: string, { sheet, row, col, rows, cols }: GridRange): void {
    this.makeRoom(sheet, row + rows, col + cols);
    const newRange = { startRow: row, startColumn: col, endRow: row + rows - 1, endColumn: col + cols - 1 };
    const params = { ...this.tableIds(name), updateRange: { newRange } };
    if (!this.injector.get(ICommandService).syncExecuteCommand(SetSheetTableCommand.id, params)) {
      throw new Error(`The table ${name} did not take another size.`);
    }
  }

  /** Takes rows of a table out, last first; cells below it move up, and what refers to them follows. */
  async removeTableRows(name: string, rows: readonly number[]): Promise<void> {
    const table = this.tables().find((candidate) => candidate.name === name);
    if (table === undefined) throw new RangeError(`The workbook has no table ${name}.`);
    const { col, cols } = table.area;
    const commands = this.injector.get(ICommandService);
    const gone = [...new Set(rows)].sort((a, b) => b - a);
    this.activate(table.area.sheet);
    for (const row of gone) {
      const range = { startRow: row, endRow: row, startColumn: col, endColumn: col + cols - 1 };
      const isDone = await commands.executeCommand(DeleteRangeMoveUpCommand.id, { range });
      if (!isDone) throw new Error(`The table ${name} did not give up row ${row + 1}.`);
    }
    this.resizeTable(name, { ...table.area, rows: table.area.rows - gone.length });
  }

  /** What was noted about the open workbook under a key; it is saved with it. */
  setting(key: string): string | undefined {
    return settingsOf(this.workbook())[key];
  }

  storeSetting(key: string, value: string): void {
    withSettings(this.workbook(), { ...settingsOf(this.workbook()), [key]: value });
    for (const listener of this.settingListeners) listener();
  }

  /** Names that tables and defined names have taken. */
  takenNames(): string[] {
    const unit = this.workbook().getUnitId();
    const tables = this.injector.get(ISuperTableService).getTableMap(unit)?.keys() ?? [];
    const names = Object.values(this.injector.get(IDefinedNamesService).getDefinedNameMap(unit) ?? {});
    return [...tables, ...names.map(({ name }) => name)];
  }

  addName(name: string, reference: string): void {
    this.book().insertDefinedName(name, reference);
  }

  /** Changes how cells look and leaves their content. */
  setLook({ sheet, row, col, rows, cols }: GridRange, look: CellLook): void {
    this.makeRoom(sheet, row + rows, col + cols);
    const worksheet = this.worksheet(sheet);
    // Without its type a text such as 1E5 would become a number, without its formula a result a constant.
    const styled = (r: number, c: number) => {
      const { t, f, si } = worksheet.getCellRaw(r, c) ?? {};
      const kept = Object.entries({ t, f, si }).filter(([, value]) => value !== undefined && value !== null);
      return { s: styleOf(look), ...Object.fromEntries(kept) };
    };
    const data = Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: cols }, (_cell, c) => styled(row + r, col + c)),
    );
    this.facade(sheet).getRange(row, col, rows, cols).setValues(data);
  }

  setColumnWidth(sheet: string, col: number, widthPx: number): void {
    this.facade(sheet).setColumnWidth(col, widthPx);
  }

  /** The charts of a sheet, their references and places as they are by now. */
  charts(sheet: string): readonly ChartModel[] {
    return carriedOf(this.injector, this.worksheet(sheet)).charts;
  }

  addChart(sheet: string, chart: ChartModel): void {
    this.carry(sheet, (carried) => ({ ...carried, charts: [...carried.charts, chart] }));
  }

  /** Takes away the chart at this place among those of the sheet. */
  removeChart(sheet: string, index: number): void {
    this.carry(sheet, (carried) => ({ ...carried, charts: carried.charts.filter((_chart, place) => place !== index) }));
  }

  /** The rules for inputs of a sheet, their references as they are by now. */
  rules(sheet: string): readonly SheetRule[] {
    return carriedOf(this.injector, this.worksheet(sheet)).validations;
  }

  /** Rules for inputs, which the window enforces and files hold. */
  addValidations(sheet: string, validations: readonly SheetRule[]): void {
    this.carry(sheet, (carried) => ({ ...carried, validations: [...carried.validations, ...validations] }));
  }

  print(sheet: string): PrintModel {
    return carriedOf(this.injector, this.worksheet(sheet)).print;
  }

  setPrint(sheet: string, print: PrintModel): void {
    this.carry(sheet, (carried) => ({ ...carried, print }));
  }

  private carry(sheet: string, change: (carried: Carried) => Carried): void {
    changeCarried(this.injector, this.worksheet(sheet), change);
  }

  /** The number format of a cell, or `undefined`. */
  numberFormat(sheet: string, row: number, col: number): string | undefined {
    return this.worksheet(sheet).getComposedCellStyle(row, col).n?.pattern;
  }

  /** Resolves when every formula that waits for calculation has its result in its cell. */
  calculated(): Promise<void> {
    return this.api.getFormula().onCalculationResultApplied();
  }

  /** Calculates everything anew. */
  async recalculate(): Promise<void> {
    const done = new Promise<void>((resolve) => {
      const watch = this.onCalculated(() => {
        watch.dispose();
        resolve();
      });
    });
    this.api.getFormula().executeCalculation();
    await done;
    await this.calculated();
  }

  /** Makes everything that `action` writes one step of undo. */
  inOneStep(action: () => void | Promise<void>): Promise<void> {
    return inOneUndoStep(this.injector.get(IUndoRedoService), this.workbook().getUnitId(), action);
  }

  /** As the last part of a step: undoing it begins by leading to one sheet, doing it again ends by leading to the other. */
  leadBetween(undone: string, redone: string): void {
    const unitID = this.workbook().getUnitId();
    const leadTo = (sheet: string) => ({
      id: SetWorksheetActiveOperation.id,
      params: { unitId: unitID, subUnitId: this.worksheet(sheet).getSheetId() },
    });
    const [undoMutations, redoMutations] = [[leadTo(undone)], [leadTo(redone)]];
    this.injector.get(IUndoRedoService).pushUndoRedo({ unitID, undoMutations, redoMutations });
  }

  undo(): Promise<boolean> {
    return this.api.undo();
  }

  redo(): Promise<boolean> {
    return this.api.redo();
  }

  onSelection(listener: () => void): IDisposable {
    const selections = this.injector.get(SheetsSelectionsService);
    // Univer's own event leaves the first change out.
    const watches = [selections.selectionSet$, selections.selectionMoveEnd$].map((changes) =>
      changes.subscribe(listener),
    );
    return { dispose: () => watches.map((watch) => watch.unsubscribe()) };
  }

  /** After each calculation, also one that changed nothing. A circle of formulas has no result to rely on. */
  onCalculated(listener: (state: { readonly circular: boolean }) => void): IDisposable {
    const runtime = this.injector.get(IFormulaRuntimeService);
    const subscription = this.injector.get(ICalculateFormulaService).executionCompleteListener$.subscribe(() => {
      const state = { circular: runtime.isCycleDependency() };
      // The results are applied in the same turn, after this notice.
      queueMicrotask(() => listener(state));
    });
    return { dispose: () => subscription.unsubscribe() };
  }

  /** True while no formula waits for its result. */
  isSettled(): boolean {
    return isApplied(this.injector.get(FormulaCalculationSessionService).state);
  }

  /** After a calculation, when its results stand in the cells and no later one has begun. */
  onSettled(listener: () => void): IDisposable {
    const session = this.injector.get(FormulaCalculationSessionService);
    const watch = session.state$.subscribe((state) => {
      if (isApplied(state)) queueMicrotask(() => this.isSettled() && listener());
    });
    return { dispose: () => watch.unsubscribe() };
  }

  /** After another workbook took the open one's place. */
  onOpen(listener: () => void): IDisposable {
    this.openListeners.add(listener);
    return { dispose: () => this.openListeners.delete(listener) };
  }

  /** After a user or the program wrote into cells, or another workbook opened; results of calculation do not count. */
  onChange(listener: () => void): IDisposable {
    const watch = this.api.addEvent(this.api.Event.SheetValueChanged, listener);
    this.openListeners.add(listener);
    return {
      dispose: () => {
        watch.dispose();
        this.openListeners.delete(listener);
      },
    };
  }

  /** After anything that a saved workbook would show differently, by the user, the program or a step of undo. */
  onEdit(listener: () => void): IDisposable {
    this.settingListeners.add(listener);
    const watch = this.injector.get(ICommandService).onMutationExecutedForCollab(({ id, params }, options) => {
      const { unitId } = (params ?? {}) as { readonly unitId?: string };
      if (isEdit(id, options) && unitId === this.api.getActiveWorkbook()?.getId()) listener();
    });
    return {
      dispose: () => {
        watch.dispose();
        this.settingListeners.delete(listener);
      },
    };
  }

  private tableList() {
    return this.injector.get(TableManager).getTableList(this.workbook().getUnitId());
  }

  private tableIds(name: string) {
    const table = this.tableList().find((candidate) => candidate.name === name);
    if (table === undefined) throw new RangeError(`The workbook has no table ${name}.`);
    return { unitId: this.workbook().getUnitId(), subUnitId: table.subUnitId, tableId: table.id };
  }

  private makeRoom(sheet: string, rows: number, cols: number): void {
    const facade = this.facade(sheet);
    if (facade.getMaxRows() < rows) facade.setRowCount(rows);
    if (facade.getMaxColumns() < cols) facade.setColumnCount(cols);
  }

  private workbook(): Workbook {
    return this.injector.get(IUniverInstanceService).getUnit(this.book().getId()) as Workbook;
  }

  private worksheet(name: string): Worksheet {
    return this.facade(name).getSheet();
  }

  private book() {
    const book = this.api.getActiveWorkbook();
    if (!book) throw new Error("No workbook is open.");
    return book;
  }

  private facade(name: string) {
    const sheet = this.book().getSheetByName(name);
    if (!sheet) throw new RangeError(`The workbook has no sheet "${name}".`);
    return sheet;
  }
}
