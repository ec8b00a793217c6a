import {
  BooleanNumber,
  CellValueType,
  type ICellData,
  type IResources,
  type IRowData,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
} from "@univerjs/core";
import type { CellModel, CellValue, FileLook, RangeModel, SheetModel, TableModel, WorkbookModel } from "../../files";
import { sentenceFor } from "../calc/messages";
import { cellDataOf } from "../cell-data";
import { carriedBy, carriedReferences } from "./carried";
import { fittedHeights } from "./row-heights";
import { settingsMetadata } from "./settings";
import { COLUMN_WIDTH, flag, frozen, ROW_HEIGHT } from "./sheet-shape";
import { styleOf } from "./styles";

/** Room beside the filled cells, for the user's own and for results to spill into. */
const LEAST_ROWS = 5000;
const SPARE_ROWS = 1000;
const LEAST_COLUMNS = 100;
const SPARE_COLUMNS = 30;
/** Univer's words for what plug-ins keep beside the sheets. */
const NAMES = "SHEET_DEFINED_NAME_PLUGIN";
const TABLES = "SHEET_TABLE_PLUGIN";
export const WHOLE_WORKBOOK = "AllDefaultWorkbook";

/** A workbook as Univer opens it. Results stored in the model are shown until all is calculated. */
export function snapshotOf(model: WorkbookModel, id: string): Partial<IWorkbookData> {
  const idOf = sheetIds(model);
  const sheets = model.sheets.map((sheet, index) => sheetData(sheet, `sheet-${index + 1}`, model.looks));
  return {
    id,
    name: id,
    locale: LocaleType.EN_US,
    styles: Object.fromEntries(model.looks.map((look, index) => [String(index), styleOf(look)])),
    sheetOrder: sheets.map((sheet) => sheet.id),
    sheets: Object.fromEntries(sheets.map((sheet) => [sheet.id, sheet])),
    resources: resourcesOf(model, idOf),
    custom: settingsMetadata(model.settings ?? {}),
    ...(model.font === undefined ? {} : { defaultStyle: { ff: model.font.name, fs: model.font.size } }),
  };
}

/** The id of a sheet by its name, which formulas write in any case. */
function sheetIds({ sheets }: WorkbookModel): (name: string) => string | undefined {
  const ids = new Map(sheets.map(({ name }, index) => [name.toLowerCase(), `sheet-${index + 1}`]));
  return (name) => ids.get(name.toLowerCase());
}

function sheetData(
  sheet: SheetModel,
  id: string,
  looks: readonly FileLook[],
): Partial<IWorksheetData> & { readonly id: string } {
  const { name, frozenRows, frozenColumns, tabColor } = sheet;
  const used = usedSize(sheet);
  return {
    id,
    name,
    rowCount: Math.max(LEAST_ROWS, used.rows + SPARE_ROWS),
    columnCount: Math.max(LEAST_COLUMNS, used.cols + SPARE_COLUMNS),
    defaultColumnWidth: COLUMN_WIDTH,
    defaultRowHeight: ROW_HEIGHT,
    hidden: flag(sheet.visibility !== "visible"),
    showGridlines: flag(sheet.hasGridLines),
    ...(tabColor === undefined ? {} : { tabColor }),
    freeze: frozen(frozenRows, frozenColumns),
    mergeData: sheet.merges.map(endsOf),
    columnData: Object.fromEntries(
      sheet.columns.map(({ col, widthPx, isHidden }) => [
        col,
        { ...(widthPx === undefined ? {} : { w: widthPx }), ...(isHidden === true ? { hd: BooleanNumber.TRUE } : {}) },
      ]),
    ),
    rowData: rowsOf(sheet, looks),
    cellData: cellsOf(sheet),
    custom: carriedBy(sheet),
  };
}

/** Heights that follow the content are marked so: they are none of the model's. */
function rowsOf(sheet: SheetModel, looks: readonly FileLook[]): Record<number, Partial<IRowData>> {
  const rows: Record<number, Partial<IRowData>> = {};
  for (const [row, ah] of fittedHeights(sheet, looks)) rows[row] = { ah, ia: BooleanNumber.TRUE };
  for (const { row, heightPx, isHidden } of sheet.rows) {
    rows[row] = {
      ...rows[row],
      ...(heightPx === undefined ? {} : { h: heightPx, ia: BooleanNumber.FALSE }),
      ...(isHidden === true ? { hd: BooleanNumber.TRUE } : {}),
    };
  }
  return rows;
}

function usedSize({ cells }: SheetModel): { readonly rows: number; readonly cols: number } {
  let [rows, cols] = [0, 0];
  for (const { row, col, spill } of cells) {
    rows = Math.max(rows, row + (spill?.rows ?? 1));
    cols = Math.max(cols, col + (spill?.cols ?? 1));
  }
  return { rows, cols };
}

function endsOf({ row, col, rows, cols }: RangeModel) {
  return { startRow: row, startColumn: col, endRow: row + rows - 1, endColumn: col + cols - 1 };
}

function cellsOf({ cells }: SheetModel): Record<number, Record<number, ICellData>> {
  const rows: Record<number, Record<number, ICellData>> = {};
  for (const cell of cells) {
    const row = rows[cell.row] ?? {};
    rows[cell.row] = row;
    row[cell.col] = gridCell(cell);
  }
  return rows;
}

function gridCell({ value, formula, look }: CellModel): ICellData {
  const style = look === undefined ? {} : { s: String(look) };
  if (formula === undefined) return value === undefined ? style : { ...valueCell(value), ...style };
  return { ...(value === undefined ? {} : valueCell(value)), f: formula, ...style };
}

function valueCell(value: CellValue): ICellData {
  if (typeof value !== "object") return cellDataOf({ value });
  const custom = { errorCode: value.error, errorMessage: sentenceFor(value.error) };
  return { v: value.error, t: CellValueType.STRING, custom };
}

function resourcesOf({ names, sheets }: WorkbookModel, idOf: (sheet: string) => string | undefined): IResources {
  const carried = sheets
    .flatMap((sheet) => carriedReferences(sheet, { name: sheet.name, id: idOf(sheet.name) ?? "" }))
    .map(({ name, refersTo }) => ({
      id: name,
      name,
      formulaOrRefString: nameTarget(`=${refersTo}`),
      localSheetId: WHOLE_WORKBOOK,
    }));
  const definedNames = names.map(({ name, refersTo, sheet }, index) => ({
    id: `name-${index + 1}`,
    name,
    formulaOrRefString: nameTarget(refersTo),
    localSheetId: (sheet === undefined ? undefined : idOf(sheet)) ?? WHOLE_WORKBOOK,
  }));
  const tables = sheets.map((sheet) => [
    idOf(sheet.name),
    { tables: sheet.tables.map(tableData), tableFilteredOutRows: [] },
  ]);
  return [
    {
      name: NAMES,
      data: JSON.stringify(Object.fromEntries([...definedNames, ...carried].map((name) => [name.id, name]))),
    },
    { name: TABLES, data: JSON.stringify(Object.fromEntries(tables)) },
  ];
}

const PLAIN_REFERENCE = /^=(?:'(?:[^']|'')+'|[^'!\s()+*/&,-]+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/i;

/** Univer knows a name for cells by the reference alone, and any other by its formula. */
export function nameTarget(refersTo: string): string {
  return PLAIN_REFERENCE.test(refersTo) ? refersTo.slice(1) : refersTo;
}

/** What Univer does not know of a table and keeps for us. */
export interface TableNotes {
  readonly style?: string;
  readonly hasTotals: boolean;
}

/** Univer takes every row below the header for data: a row of totals stays outside the table while it is open. */
function tableData({ name, range, columns, hasTotals, style }: TableModel) {
  const rows = hasTotals ? range.rows - 1 : range.rows;
  return {
    id: `table-${name}`,
    name,
    range: endsOf({ ...range, rows }),
    options: { showHeader: true, showFooter: false },
    filters: { tableColumnFilterList: [] },
    columns: columns.map((displayName, index) => ({
      id: `${name}-${index + 1}`,
      displayName,
      dataType: "none",
      formula: "",
      meta: {},
      style: {},
    })),
    meta: { hasTotals, ...(style === undefined ? {} : { style }) } satisfies TableNotes,
  };
}
