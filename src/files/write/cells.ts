import type { Cell, CellStyle } from "hucre";
import { isOperator, textOf, tokensOf } from "../../workbench/calc/formula-tokens";
import { addressOfRange, contains } from "../addresses";
import { mayFillRange, type NameKinds, shrunkFormula } from "../formulas/arrays";
import { storedFormula } from "../formulas/stored";
import type { CellModel, CellValue, SheetModel, TableModel } from "../model";
import { escapedText } from "../xml";
import { markedError } from "./corrections";

/** What the cells of all sheets need to know of the workbook. */
export interface WriteContext {
  readonly styles: readonly CellStyle[];
  readonly names: NameKinds;
}

/** Texts that the writer would take for errors. */
const ERROR_TEXT = /^#(?:VALUE!|REF!|N\/A|NAME\?|NULL!|DIV\/0!|NUM!|GETTING_DATA|SPILL!|CALC!)$/;

/** The cells of a sheet by "row,column", as the writer takes them. */
export function fileCells({ cells, tables }: SheetModel, context: WriteContext): Map<string, Partial<Cell>> {
  const written = new Map<string, Partial<Cell>>();
  for (const cell of cells) {
    const style = cell.look === undefined ? undefined : context.styles[cell.look];
    const content =
      cell.formula === undefined ? valueCell(cell.value) : formulaCell(cell, cell.formula, tables, context);
    written.set(keyOf(cell.row, cell.col), { ...content, ...(style === undefined ? {} : { style }) });
  }
  for (const cell of cells) addSpill(written, cell);
  return written;
}

const keyOf = (row: number, col: number) => `${row},${col}`;

function valueCell(value: CellValue | undefined): Partial<Cell> {
  if (value === undefined) return { value: null };
  if (typeof value === "object") return { value: value.error };
  if (typeof value !== "string") return { value };
  const text = escapedText(value);
  return ERROR_TEXT.test(value) ? { value: text, richText: [{ text }] } : { value: text };
}

function formulaCell(
  cell: CellModel,
  typed: string,
  tables: readonly TableModel[],
  { names }: WriteContext,
): Partial<Cell> {
  const place = { table: tableAround(cell, tables) };
  const { value, spill } = cell;
  const result = value === undefined ? {} : { formulaResult: resultOf(value) };
  const plain = plainForm(typed, names);
  if (plain !== undefined) return { formula: storedFormula(plain, place), ...result };
  const formula = storedFormula(typed, place);
  const ref = addressOfRange({ row: cell.row, col: cell.col, rows: spill?.rows ?? 1, cols: spill?.cols ?? 1 });
  if (cell.isFixedArray === true) return { formula, ...result, formulaType: "array", formulaRef: ref };
  if (spill === undefined && !mayFillRange(typed, names)) return { formula, ...result };
  return { formula, ...result, formulaType: "array", formulaRef: ref, formulaDynamic: true };
}

/** The formula without its "@", where a plain one means just that; `undefined` where it has none or they mean more. */
function plainForm(typed: string, names: NameKinds): string | undefined {
  if (!typed.includes("@")) return undefined;
  const plain = textOf(tokensOf(typed).filter((token) => !isOperator(token, "@")));
  return shrunkFormula(plain, names) === typed ? plain : undefined;
}

function resultOf(value: CellValue): string | number | boolean {
  if (typeof value === "object") return markedError(value.error);
  return typeof value === "string" ? escapedText(value) : value;
}

function tableAround({ row, col }: CellModel, tables: readonly TableModel[]): string | undefined {
  return tables.find(({ range }) => contains(range, row, col))?.name;
}

/** Files hold the values beside a spilling formula as plain cells. */
function addSpill(written: Map<string, Partial<Cell>>, { row, col, spill }: CellModel): void {
  for (const [r, values] of (spill?.values ?? []).entries()) {
    for (const [c, value] of values.entries()) {
      if (r + c === 0 || value === undefined) continue;
      const key = keyOf(row + r, col + c);
      const style = written.get(key)?.style;
      written.set(key, { ...valueCell(value), ...(style === undefined ? {} : { style }) });
    }
  }
}
