import type { ColumnDef, DataValidation, NamedRange, RowDef, TableDefinition, WriteSheet } from "hucre";
import { writeXlsx } from "hucre/xlsx";
import { quotedSheet } from "../../host/address";
import { addressOfRange } from "../addresses";
import { storedFormula } from "../formulas/stored";
import type { PrintModel, SheetModel, SheetRule, TableModel, WorkbookModel } from "../model";
import { nameKinds } from "../read/names";
import { FileRefusal } from "../refusal";
import { fileCells, type WriteContext } from "./cells";
import { fileChart } from "./charts";
import { corrected, NO_STYLE, withoutArrow } from "./corrections";
import { fileColor, styleOf } from "./looks";
import { withSettings } from "./settings-part";

const PIXELS_PER_DIGIT = 7;
const POINTS_PER_PIXEL = 0.75;
/** What a file says of its last change unless it is told: the same model then gives the same file. */
const UNDATED = new Date(Date.UTC(2000, 0, 1));

export interface SaveOptions {
  readonly savedAt?: Date;
}

/**
 * Writes a model as a .xlsx file that Excel opens and, with the add-in, calculates; the values in it are shown without.
 * Throws a `FileRefusal` where Excel would not open it, such as two sheets of one name.
 */
export async function saveXlsx(model: WorkbookModel, { savedAt = UNDATED }: SaveOptions = {}): Promise<Uint8Array> {
  const font = model.font ?? { name: "Calibri", size: 11 };
  const context = { styles: model.looks.map((look) => styleOf(look, font)), names: nameKinds(model.names) };
  try {
    const file = await writeXlsx({
      sheets: model.sheets.map((sheet) => fileSheet(sheet, context)),
      namedRanges: [...model.names.map(fileName), ...model.sheets.flatMap(printNames)],
      activeSheet: model.activeSheet,
      defaultFont: { name: font.name, size: font.size },
      properties: { modified: savedAt },
    });
    const written = model.sheets.some(needsCorrection) ? corrected(file) : file;
    const hasSettings = Object.keys(model.settings ?? {}).length > 0;
    return hasSettings ? withSettings(written, model.settings ?? {}, UNDATED) : written;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "InvalidArgumentError") {
      throw new FileRefusal(`Excel could not open the file: ${thrown.message}.`);
    }
    throw thrown;
  }
}

const needsCorrection = ({ cells, tables, validations }: SheetModel) =>
  cells.some(({ formula, value }) => formula !== undefined && typeof value === "object") ||
  tables.some(({ style }) => style === undefined) ||
  validations.some(({ hidesList }) => hidesList);

function fileSheet(sheet: SheetModel, context: WriteContext): WriteSheet {
  const { name, visibility, frozenRows, frozenColumns, tabColor, print } = sheet;
  return {
    name,
    // The writer goes as far down as there are cells: rows that are only high or hidden need a place too.
    rows: Array.from({ length: sheet.rows.reduce((last, { row }) => Math.max(last, row + 1), 0) }, () => []),
    cells: fileCells(sheet, context),
    columns: fileColumns(sheet),
    rowDefs: fileRows(sheet),
    merges: sheet.merges.map(({ row, col, rows, cols }) => {
      return { startRow: row, startCol: col, endRow: row + rows - 1, endCol: col + cols - 1 };
    }),
    tables: sheet.tables.map(fileTable),
    dataValidations: sheet.validations.map(fileValidation),
    charts: sheet.charts.map(fileChart),
    view: {
      showGridLines: sheet.hasGridLines,
      ...(tabColor === undefined ? {} : { tabColor: { rgb: fileColor(tabColor) } }),
    },
    ...(frozenRows + frozenColumns > 0 ? { freezePane: { rows: frozenRows, columns: frozenColumns } } : {}),
    ...(visibility === "hidden" ? { hidden: true } : visibility === "veryHidden" ? { veryHidden: true } : {}),
    ...pageOf(print),
  };
}

function fileColumns({ columns }: SheetModel): ColumnDef[] {
  const defs: ColumnDef[] = [];
  for (const { col, widthPx, isHidden } of columns) {
    while (defs.length < col) defs.push({});
    defs[col] = {
      ...(widthPx === undefined ? {} : { width: widthPx / PIXELS_PER_DIGIT }),
      ...(isHidden === true ? { hidden: true } : {}),
    };
  }
  return defs;
}

function fileRows({ rows }: SheetModel): Map<number, RowDef> {
  return new Map(
    rows.map(({ row, heightPx, isHidden }) => [
      row,
      {
        ...(heightPx === undefined ? {} : { height: heightPx * POINTS_PER_PIXEL }),
        ...(isHidden === true ? { hidden: true } : {}),
      },
    ]),
  );
}

function fileTable({ name, range, columns, hasTotals, style }: TableModel): TableDefinition {
  return {
    name,
    range: addressOfRange(range),
    columns: columns.map((column) => ({ name: column })),
    showTotalRow: hasTotals,
    style: style ?? NO_STYLE,
  };
}

function fileValidation({
  addresses,
  type,
  hidesList = false,
  operator,
  first,
  second,
  allowsBlank,
  prompt,
  alert,
}: SheetRule): DataValidation {
  return {
    // The writer takes any type that it is given.
    type: type as DataValidation["type"],
    range: hidesList ? withoutArrow(addresses) : addresses,
    ...(operator === undefined ? {} : { operator: operator as NonNullable<DataValidation["operator"]> }),
    ...(first === undefined ? {} : { formula1: storedFormula(first) }),
    ...(second === undefined ? {} : { formula2: storedFormula(second) }),
    allowBlank: allowsBlank,
    ...(prompt === undefined ? {} : { showInputMessage: true }),
    ...(prompt?.title === undefined ? {} : { inputTitle: prompt.title }),
    ...(prompt?.text === undefined ? {} : { inputMessage: prompt.text }),
    ...(alert === undefined ? {} : { showErrorMessage: true, errorStyle: alert.style }),
    ...(alert?.title === undefined ? {} : { errorTitle: alert.title }),
    ...(alert?.text === undefined ? {} : { errorMessage: alert.text }),
  };
}

function fileName({ name, refersTo, sheet }: WorkbookModel["names"][number]): NamedRange {
  return { name, range: storedFormula(refersTo), ...(sheet === undefined ? {} : { scope: sheet }) };
}

function pageOf({ orientation, fitTo }: PrintModel): Pick<WriteSheet, "pageSetup"> {
  if (orientation === undefined && fitTo === undefined) return {};
  return {
    pageSetup: {
      ...(orientation === undefined ? {} : { orientation }),
      ...(fitTo === undefined ? {} : { fitToPage: true, fitToWidth: fitTo.wide, fitToHeight: fitTo.tall }),
    },
  };
}

/** Print areas and titles are names in the file; the writer's own do not quote the sheet. */
function printNames({ name, print }: SheetModel): NamedRange[] {
  const qualified = (address: string) => `${quotedSheet(name)}!${address}`;
  const titles = [print.titleColumns, print.titleRows].flatMap((part) => (part === undefined ? [] : [qualified(part)]));
  const areas = print.area?.split(",").map(qualified) ?? [];
  return [
    ...(areas.length > 0 ? [{ name: "_xlnm.Print_Area", range: areas.join(","), scope: name }] : []),
    ...(titles.length > 0 ? [{ name: "_xlnm.Print_Titles", range: titles.join(","), scope: name }] : []),
  ];
}
