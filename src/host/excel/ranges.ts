import type { Area } from "../address";
import { sentenceOf } from "../cells";
import type { WorkbookState } from "../planCheck";
import type { ReadValue } from "../port";
import { supports } from "./session";

export function rangeOf(context: Excel.RequestContext, { sheet, row, col, rows, cols }: Area): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, col, rows, cols);
}

/** Loads what names an area; `areaOfRange` reads it after the next sync. */
export function loadArea(range: Excel.Range): Excel.Range {
  range.load("rowIndex,columnIndex,rowCount,columnCount,worksheet/name");
  return range;
}

export function areaOfRange(range: Excel.Range): Area {
  const { rowIndex: row, columnIndex: col, rowCount: rows, columnCount: cols } = range;
  return { sheet: range.worksheet.name, row, col, rows, cols };
}

export async function stateOf(context: Excel.RequestContext): Promise<WorkbookState> {
  const { worksheets, tables, names, protection } = context.workbook;
  worksheets.load("items/name,items/protection/protected");
  tables.load("items/name");
  names.load("items/name");
  protection.load("protected");
  await context.sync();
  return {
    sheets: worksheets.items.map(({ name }) => name),
    tables: [...tables.items, ...names.items].map(({ name }) => name),
    protectedSheets: worksheets.items.filter((sheet) => sheet.protection.protected).map(({ name }) => name),
    isStructureProtected: protection.protected,
  };
}

/** The cells in use inside each area, where there are any. */
export async function usedIn(context: Excel.RequestContext, areas: readonly Area[]): Promise<Area[]> {
  const used = areas.map((area) => loadArea(rangeOf(context, area).getUsedRangeOrNullObject(true)));
  if (used.length > 0) await context.sync();
  return used.filter((range) => !range.isNullObject).map(areaOfRange);
}

/** The areas of several cells among which there are merged ones; a single cell keeps its value there. */
export async function mergedIn(context: Excel.RequestContext, areas: readonly Area[]): Promise<Area[]> {
  const several = supports("1.13") ? areas.filter(({ rows, cols }) => rows * cols > 1) : [];
  if (several.length === 0) return [];
  const merged = several.map((area) => rangeOf(context, area).getMergedAreasOrNullObject());
  for (const found of merged) found.load("cellCount");
  await context.sync();
  return several.filter((_area, index) => merged[index]?.isNullObject === false);
}

/** A matrix of cells as they are, errors as faults, blanks as null. */
export function readings(range: Excel.Range): ReadValue[][] {
  return range.values.map((row, r) =>
    row.map((value: unknown, c): ReadValue => {
      const type = range.valueTypes[r]?.[c];
      if (type === "Error") return { code: String(value), message: sentenceOf(String(value)) };
      return type === "Empty" || value === "" ? null : (value as number | string | boolean);
    }),
  );
}

/** Formulas of a range whose `formulas` and `values` are loaded. */
export function formulasIn(range: Excel.Range): (string | undefined)[][] {
  // The text "=1+1" stands in both; a formula differs from its value.
  const isFormula = (cell: unknown, r: number, c: number) =>
    typeof cell === "string" && cell.startsWith("=") && cell !== range.values[r]?.[c];
  return range.formulas.map((row, r) => row.map((cell, c) => (isFormula(cell, r, c) ? String(cell) : undefined)));
}
