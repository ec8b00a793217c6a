import { withPlainNames } from "../files";
import type { CellModel, CellValue, SheetModel, WorkbookModel } from "../files/model";
import { isCellError, registeredFunctions, type SheetFunction } from "../functions/call/registry";
import type { SheetValue } from "./calc/values";
import { CalculationRefusal } from "./calculationRefusal";
import { circleIn } from "./circle";
import { unknownFunctionIn } from "./unknown-functions";
import { type CellInput, createWorkbook, type HeadlessWorkbook, type WorkbookInput } from "./workbook";

type TableInput = NonNullable<WorkbookInput["tables"]>[number];

/** More formulas than this take the engine minutes; one array formula does the work of thousands. */
const MOST_FORMULAS = 20_000;

export interface Recalculated {
  /** The model with the result of every formula as its value. */
  readonly model: WorkbookModel;
  /** Why a cell ends in an error; rows and columns count from 0. */
  messageAt(sheet: string, row: number, col: number): string | undefined;
  /** Why a formula was not calculated and its cell holds the value it had before. */
  keptAt(sheet: string, row: number, col: number): string | undefined;
}

/**
 * Calculates every formula of a workbook without a window. Throws a `CalculationRefusal` for too many formulas and for
 * formulas that refer to each other in a circle.
 */
export async function recalculated(
  model: WorkbookModel,
  calls: ReadonlyMap<string, SheetFunction> = registeredFunctions(),
): Promise<Recalculated> {
  const formulas = model.sheets.reduce((sum, { cells }) => sum + cells.filter(hasFormula).length, 0);
  if (formulas > MOST_FORMULAS) {
    throw new CalculationRefusal(
      `The workbook has ${formulas.toLocaleString("en-US")} formulas; up to ${MOST_FORMULAS.toLocaleString("en-US")} are calculated. Give INFER functions whole ranges: one formula then fills a column.`,
    );
  }
  const workbook = createWorkbook(workbookInput(withPlainNames(model).model), calls);
  try {
    const kept = keepUncalculable(model, workbook);
    const { circular } = await workbook.recalculate();
    if (circular) {
      const circle = circleIn(model);
      throw new CalculationRefusal(
        `Formulas refer to each other in a circle${circle === "" ? "" : `: ${circle}`}. None of them has a result; break the circle at one cell.`,
      );
    }
    return results(model, workbook, kept);
  } finally {
    workbook.dispose();
  }
}

const hasFormula = ({ formula }: CellModel) => formula !== undefined;

function workbookInput(model: WorkbookModel): WorkbookInput {
  return {
    sheets: model.sheets.map(({ name }) => name),
    cells: model.sheets.flatMap(cellInputs),
    names: Object.fromEntries(calculableNames(model)),
    tables: model.sheets.flatMap(tableInputs),
  };
}

/** The engine knows names for the whole workbook only; a sheet's own name stands back where both exist. */
function calculableNames({ names }: WorkbookModel): [string, string][] {
  const own = names.filter(({ sheet }) => sheet !== undefined);
  const shared = names.filter(({ sheet }) => sheet === undefined);
  return [...own, ...shared].map(({ name, refersTo }) => [name, referenceOrFormula(refersTo)]);
}

/** A plain reference stands without "=", anything else with it. */
function referenceOrFormula(refersTo: string): string {
  const bare = refersTo.replace(/^=/, "");
  return /^(?:'(?:[^']|'')+'|[^'!\s(]+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/i.test(bare) ? bare : `=${bare}`;
}

function cellInputs({ name, cells }: SheetModel): CellInput[] {
  return cells.flatMap((cell): CellInput[] => {
    const place = { sheet: name, row: cell.row, col: cell.col };
    if (cell.formula !== undefined) return [{ ...place, formula: calculableFormula(cell.formula, cell) }];
    return inputOf(place, cell.value);
  });
}

function inputOf(place: Pick<CellInput, "sheet" | "row" | "col">, value: CellValue | undefined): CellInput[] {
  if (value === undefined) return [];
  return [typeof value === "object" ? { ...place, formula: `=${value.error}` } : { ...place, value }];
}

/** An array formula with a fixed range gives each of its cells a value, however large its own result is. */
function calculableFormula(formula: string, { isFixedArray, spill }: CellModel): string {
  if (isFixedArray !== true) return formula;
  const body = formula.replace(/^=/, "");
  if (spill === undefined) return `=INDEX((${body}),1,1)`;
  const { rows, cols } = spill;
  return `=TAKE(IF(SEQUENCE(${rows},${cols})>0,(${body})),${rows},${cols})`;
}

function tableInputs({ name: sheet, tables }: SheetModel): TableInput[] {
  return tables.map(({ name, range, columns, hasTotals }) => ({
    name,
    sheet,
    columns,
    startRow: range.row,
    startCol: range.col,
    endRow: range.row + range.rows - 1 - (hasTotals ? 1 : 0),
    endCol: range.col + range.cols - 1,
  }));
}

const keyOf = (sheet: string, row: number, col: number) => `${row},${col},${sheet}`;

/** Puts the stored values in place of formulas with functions that are not known here, and tells why by place. */
function keepUncalculable(model: WorkbookModel, workbook: HeadlessWorkbook): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  const isKnown = remembered((name) => workbook.isFunction(name));
  for (const { name: sheet, cells } of model.sheets) {
    for (const cell of cells) {
      if (cell.formula === undefined || !hasResult(cell)) continue;
      const unknown = unknownFunctionIn(cell.formula, isKnown);
      if (unknown === undefined) continue;
      workbook.set(storedValues(sheet, cell));
      kept.set(keyOf(sheet, cell.row, cell.col), `it calls ${unknown}, which is not known here`);
    }
  }
  return kept;
}

function remembered(isKnown: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? isKnown(name);
    known.set(name, answer);
    return answer;
  };
}

/** False for a value that says no more than that its program did not know the function either. */
function hasResult({ value }: CellModel): boolean {
  return typeof value === "object" ? value.error !== "#NAME?" : value !== undefined;
}

function storedValues(sheet: string, { row, col, value, spill }: CellModel): CellInput[] {
  const values = spill?.values ?? [[value]];
  return values.flatMap((line, r) =>
    line.flatMap((stored, c) => inputOf({ sheet, row: row + r, col: col + c }, r + c === 0 ? value : stored)),
  );
}

function results(model: WorkbookModel, workbook: HeadlessWorkbook, kept: ReadonlyMap<string, string>): Recalculated {
  const messages = new Map<string, string>();
  const valueAt = (sheet: string, row: number, col: number): CellValue => {
    const value = workbook.read(sheet, row, col);
    if (isCellError(value)) messages.set(keyOf(sheet, row, col), value.message);
    return plainValue(value);
  };
  const sheets = model.sheets.map((sheet) => ({
    ...sheet,
    cells: sheet.cells.map((cell) =>
      hasFormula(cell) && !kept.has(keyOf(sheet.name, cell.row, cell.col))
        ? resultCell(cell, sheet.name, workbook, valueAt)
        : cell,
    ),
  }));
  return {
    model: { ...model, sheets },
    messageAt: (...place) => messages.get(keyOf(...place)),
    keptAt: (...place) => kept.get(keyOf(...place)),
  };
}

/** A formula never gives a blank: a reference to a blank cell is 0, as in Excel. */
function plainValue(value: SheetValue): CellValue {
  return isCellError(value) ? { error: value.code } : (value ?? 0);
}

function resultCell(
  cell: CellModel,
  sheet: string,
  workbook: HeadlessWorkbook,
  valueAt: (sheet: string, row: number, col: number) => CellValue,
): CellModel {
  const { row, col } = cell;
  const { spill: _before, ...rest } = cell;
  const value = valueAt(sheet, row, col);
  const end = workbook.spillOf(sheet, row, col);
  const rows = end === undefined ? 1 : end.endRow - row + 1;
  const cols = end === undefined ? 1 : end.endCol - col + 1;
  if (rows * cols === 1) return { ...rest, value };
  const values = Array.from({ length: rows }, (_row, r) =>
    Array.from({ length: cols }, (_cell, c) => valueAt(sheet, row + r, col + c)),
  );
  return { ...rest, value, spill: { rows, cols, values } };
}
