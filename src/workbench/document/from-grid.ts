import {
  BooleanNumber,
  CellValueType,
  type ICellData,
  type Injector,
  type IRange,
  IUniverInstanceService,
  type Nullable,
  type Workbook,
  type Worksheet,
} from "@univerjs/core";
import { FormulaDataModel, IDefinedNamesService } from "@univerjs/engine-formula";
import { TableManager } from "@univerjs/sheets-table";
import type {
  CellModel,
  CellValue,
  ColumnModel,
  DefinedName,
  RangeModel,
  RowModel,
  SheetModel,
  SpillModel,
  TableModel,
  WorkbookModel,
} from "../../files";
import { isCellError } from "../../functions/call/registry";
import { valueOfCell } from "../calc/reading";
import type { SheetValue } from "../calc/values";
import type { Carried } from "./carried";
import { carriedOf } from "./carrying";
import { LookList } from "./look-list";
import { settingsOf } from "./settings";
import { COLUMN_WIDTH } from "./sheet-shape";
import { type TableNotes, WHOLE_WORKBOOK } from "./to-grid";

/** The open workbook as data, with the results that its formulas have at this moment. */
export function modelOf(injector: Injector, unitId: string): WorkbookModel {
  const workbook = injector.get(IUniverInstanceService).getUnit(unitId) as Workbook;
  const formulas = injector.get(FormulaDataModel);
  const looks = new LookList();
  const tables = tablesOf(injector, workbook);
  const sheets = workbook.getSheets().map((sheet) => {
    const carried = carriedOf(injector, sheet);
    return new SheetReader(sheet, formulas, looks, tables.get(sheet.getSheetId()) ?? [], carried).read();
  });
  const settings = settingsOf(workbook);
  const defaults = workbook.getSnapshot().defaultStyle;
  const font =
    typeof defaults === "object" && defaults?.ff && defaults.fs ? { name: defaults.ff, size: defaults.fs } : undefined;
  return {
    sheets,
    names: namesOf(injector, workbook),
    looks: looks.all,
    activeSheet: Math.max(0, workbook.getActiveSheetIndex()),
    ...(font === undefined ? {} : { font }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
}

function namesOf(injector: Injector, workbook: Workbook): DefinedName[] {
  const names = Object.values(injector.get(IDefinedNamesService).getDefinedNameMap(workbook.getUnitId()) ?? {});
  return names.map(({ name, formulaOrRefString, localSheetId }) => {
    const isLocal = localSheetId !== undefined && localSheetId !== WHOLE_WORKBOOK;
    const sheet = isLocal ? workbook.getSheetBySheetId(localSheetId)?.getName() : undefined;
    const refersTo = `=${formulaOrRefString.replace(/^=/, "")}`;
    return { name, refersTo, ...(sheet === undefined ? {} : { sheet }) };
  });
}

/** The tables by the id of their sheet. Univer's own headings count only where the cell is blank. */
function tablesOf(injector: Injector, workbook: Workbook): ReadonlyMap<string, readonly TableModel[]> {
  const bySheet = new Map<string, TableModel[]>();
  for (const { name, subUnitId, range, columns, meta } of injector
    .get(TableManager)
    .getTableList(workbook.getUnitId())) {
    const { hasTotals = false, style } = (meta ?? {}) as Partial<TableNotes>;
    const { row, col, rows, cols } = rangeOf(range);
    const made: TableModel = {
      name,
      range: { row, col, rows: hasTotals ? rows + 1 : rows, cols },
      columns: headings(workbook.getSheetBySheetId(subUnitId), { row, col, rows, cols }, columns),
      hasTotals,
      ...(style === undefined ? {} : { style }),
    };
    bySheet.set(subUnitId, [...(bySheet.get(subUnitId) ?? []), made]);
  }
  return bySheet;
}

/** A file needs one text per column, each different in any case. */
function headings(
  sheet: Nullable<Worksheet>,
  { row, col, cols }: RangeModel,
  known: readonly { readonly displayName: string }[],
): string[] {
  const taken = new Set<string>();
  return Array.from({ length: cols }, (_column, index) => {
    const typed = textIn(sheet?.getCellRaw(row, col + index));
    const base = typed === "" ? (known[index]?.displayName ?? `Column${index + 1}`) : typed;
    let heading = base;
    for (let n = 2; taken.has(heading.toLowerCase()); n++) heading = `${base}${n}`;
    taken.add(heading.toLowerCase());
    return heading;
  });
}

function rangeOf({ startRow, startColumn, endRow, endColumn }: Omit<IRange, "rangeType">): RangeModel {
  return { row: startRow, col: startColumn, rows: endRow - startRow + 1, cols: endColumn - startColumn + 1 };
}

/** The text that a cell with formats of single words holds ends with a mark of its own. */
function textIn(cell: Nullable<ICellData>): string {
  const rich = cell?.p?.body?.dataStream;
  if (rich !== undefined) return rich.replace(/\r\n$/, "").replaceAll("\r", "\n");
  return cell?.v === null || cell?.v === undefined ? "" : String(cell.v);
}

function contentOf(cell: Nullable<ICellData>): CellValue | undefined {
  if (cell?.p) return textIn(cell);
  const value = fileValue(valueOfCell(cell));
  const isText = cell?.t === CellValueType.STRING || cell?.t === CellValueType.FORCE_STRING;
  return isText && (typeof value === "number" || typeof value === "boolean") ? String(cell.v) : value;
}

function fileValue(value: SheetValue): CellValue | undefined {
  if (isCellError(value)) return { error: value.code };
  return value ?? undefined;
}

/** Reads one sheet of the open workbook. */
class SheetReader {
  private readonly unit: string;
  private readonly id: string;
  private readonly spills;
  private readonly spilled;
  private lastColumn = 0;

  constructor(
    private readonly sheet: Worksheet,
    private readonly formulas: FormulaDataModel,
    private readonly looks: LookList,
    private readonly tables: readonly TableModel[],
    private readonly carried: Carried,
  ) {
    this.unit = sheet.getUnitId();
    this.id = sheet.getSheetId();
    this.spills = formulas.getArrayFormulaRange()[this.unit]?.[this.id];
    this.spilled = formulas.getArrayFormulaCellData()[this.unit]?.[this.id];
  }

  read(): SheetModel {
    const { sheet, carried } = this;
    const { xSplit, ySplit } = sheet.getFreeze();
    const tabColor = sheet.getTabColor();
    const isHidden = sheet.isSheetHidden() === BooleanNumber.TRUE;
    return {
      ...carried,
      name: sheet.getName(),
      visibility: !isHidden ? "visible" : carried.visibility === "veryHidden" ? "veryHidden" : "hidden",
      cells: this.cells(),
      columns: this.columns(),
      rows: this.rows(),
      frozenRows: Math.max(0, ySplit),
      frozenColumns: Math.max(0, xSplit),
      hasGridLines: !sheet.hasHiddenGridlines(),
      ...(tabColor ? { tabColor } : {}),
      merges: sheet.getMergeData().map(rangeOf),
      tables: this.tables,
    };
  }

  private cells(): CellModel[] {
    const cells: CellModel[] = [];
    this.sheet.getCellMatrix().forValue((row, col, cell) => {
      const read = this.cellAt(row, col, cell);
      if (read === undefined) return;
      cells.push(read);
      this.lastColumn = Math.max(this.lastColumn, col + (read.spill?.cols ?? 1));
    });
    return cells.sort((a, b) => a.row - b.row || a.col - b.col);
  }

  private cellAt(row: number, col: number, cell: Nullable<ICellData>): CellModel | undefined {
    if (!cell) return undefined;
    const formula = this.formulaOf(row, col, cell);
    const heading = this.headingAt(row, col);
    const content = formula === undefined && heading !== undefined ? heading : contentOf(cell);
    // A blank text is what a formula may give; typed it is nothing.
    const value = formula === undefined && content === "" ? undefined : content;
    const look = this.looks.indexOf(this.sheet.getComposedCellStyleByCellData(row, col, cell));
    if (formula === undefined && value === undefined && look === undefined) return undefined;
    const spill = formula === undefined ? undefined : this.spillOf(row, col, value);
    return {
      row,
      col,
      ...(value === undefined ? {} : { value }),
      ...(formula === undefined ? {} : { formula }),
      ...(spill === undefined ? {} : { spill }),
      ...(look === undefined ? {} : { look }),
    };
  }

  /** Copies of one formula are stored once, with the others pointing to it. */
  private formulaOf(row: number, col: number, { f, si }: ICellData): string | undefined {
    if (!f && !si) return undefined;
    return this.formulas.getFormulaStringByCell(row, col, this.id, this.unit) ?? f ?? undefined;
  }

  /** A heading as the table knows it: Excel wants texts there. */
  private headingAt(row: number, col: number): string | undefined {
    const table = this.tables.find(
      ({ range }) => range.row === row && col >= range.col && col < range.col + range.cols,
    );
    return table?.columns[col - table.range.col];
  }

  private spillOf(row: number, col: number, value: CellValue | undefined): SpillModel | undefined {
    const range = this.spills?.[row]?.[col];
    if (!range) return undefined;
    const { rows, cols } = rangeOf(range);
    if (rows * cols <= 1) return undefined;
    const values = Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: cols }, (_cell, c) => (r + c === 0 ? value : contentOf(this.spilled?.[row + r]?.[col + c]))),
    );
    return { rows, cols, values };
  }

  /** Widths that were set and, where the sheet's own differs from Excel's, those of all columns in use. */
  private columns(): ColumnModel[] {
    const { columnData, defaultColumnWidth } = this.sheet.getConfig();
    const stated = Object.keys(columnData).map(Number);
    const used = defaultColumnWidth === COLUMN_WIDTH ? [] : Array.from({ length: this.lastColumn }, (_col, col) => col);
    return [...new Set([...stated, ...used])]
      .sort((a, b) => a - b)
      .flatMap((col) => {
        const { w, hd } = columnData[col] ?? {};
        const widthPx = w ?? (defaultColumnWidth === COLUMN_WIDTH ? undefined : defaultColumnWidth);
        const isHidden = hd === BooleanNumber.TRUE;
        if (widthPx === undefined && !isHidden) return [];
        return [{ col, ...(widthPx === undefined ? {} : { widthPx }), ...(isHidden ? { isHidden } : {}) }];
      });
  }

  private rows(): RowModel[] {
    return Object.entries(this.sheet.getConfig().rowData)
      .flatMap(([key, { h, ia, hd } = {}]) => {
        const heightPx = ia === BooleanNumber.FALSE || ia === undefined ? h : undefined;
        const isHidden = hd === BooleanNumber.TRUE;
        if (heightPx === undefined && !isHidden) return [];
        return [
          { row: Number(key), ...(heightPx === undefined ? {} : { heightPx }), ...(isHidden ? { isHidden } : {}) },
        ];
      })
      .sort((a, b) => a.row - b.row);
  }
}
