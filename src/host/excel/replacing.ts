import { isFormula } from "../cells";
import type { PlanCell } from "../plan";
import { occupied } from "../planCheck";
import { Refusal } from "../port";
import { type Replacement, type SheetTable, type Standing, standing, type TableChanges } from "../replacement";
import { checkExpected, checkReplacements, tableNamed } from "../replacementCheck";
import { dress } from "./dressing";
import { areaOfRange, formulasIn, loadArea, rangeOf, readings, stateOf, usedIn } from "./ranges";
import { run, supports } from "./session";
import { CELLS_PER_REQUEST, textTest, written } from "./writing";

const TEXT = "@";

export async function tablesOf(context: Excel.RequestContext): Promise<SheetTable[]> {
  const { tables } = context.workbook;
  tables.load("items/name,items/showTotals");
  await context.sync();
  const ranges = tables.items.map((table) => ({ table, range: loadArea(table.getRange()) }));
  if (ranges.length > 0) await context.sync();
  return ranges.map(({ table: { name, showTotals }, range }) => {
    const area = areaOfRange(range);
    return showTotals ? { name, area: { ...area, rows: area.rows - 1 }, hasTotals: true } : { name, area };
  });
}

/** Number formats of the cells to be replaced, by change: a text cell needs no mark before its text. */
type Formats = readonly (readonly (readonly string[])[])[];

interface Checked {
  readonly tables: readonly SheetTable[];
  readonly formats: Formats;
}

async function checked(
  context: Excel.RequestContext,
  changes: readonly Replacement[],
  also: TableChanges,
): Promise<Checked> {
  if ((also.resized ?? []).length > 0 && !supports("1.13")) {
    throw new Refusal("This version of Excel cannot resize a table for an add-in. Nothing was written.");
  }
  const state = await stateOf(context);
  const tables = await tablesOf(context);
  const blank = checkReplacements(changes, also, { ...state, tables });
  const taken = await usedIn(context, blank);
  if (taken.length > 0) throw occupied(taken);
  const formats: string[][][] = [];
  for (const batch of batches(changes)) {
    const ranges = batch.map(({ area }) => rangeOf(context, area));
    for (const range of ranges) range.load("formulas,values,valueTypes,numberFormat");
    await context.sync();
    for (const [index, range] of ranges.entries()) {
      checkExpected(batch[index] as Replacement, standing(readings(range), formulasIn(range)));
      formats.push(range.numberFormat.map((row) => row.map(String)));
    }
  }
  return { tables, formats };
}

/** Changes in groups that one request carries. */
function batches(changes: readonly Replacement[]): Replacement[][] {
  const groups: Replacement[][] = [];
  let room = 0;
  for (const change of changes) {
    const size = change.area.rows * change.area.cols;
    if (size > room) {
      groups.push([]);
      room = CELLS_PER_REQUEST;
    }
    groups.at(-1)?.push(change);
    room -= size;
  }
  return groups;
}

async function write(
  context: Excel.RequestContext,
  changes: readonly Replacement[],
  { resized = [], removed = [], looks = [] }: TableChanges,
  { tables, formats }: Checked,
): Promise<void> {
  for (const { name, area } of resized) context.workbook.tables.getItem(name).resize(rangeOf(context, area));
  for (const { area, look } of looks) dress(rangeOf(context, area), look, area);
  const isDressedAsText = textTest(looks);
  let index = 0;
  for (const batch of batches(changes)) {
    for (const change of batch) overwrite(context, change, textCells(change, formats[index++] ?? [], isDressedAsText));
    await context.sync();
  }
  for (const { table, rows } of removed) removeRows(context, tableNamed(tables, table), rows);
  await context.sync();
}

type TextTest = (r: number, c: number) => boolean;

/** Which cells of a change are formatted as text: by a look of the same step, else by what they had before. */
function textCells({ area }: Replacement, formats: Formats[number], isDressed: ReturnType<typeof textTest>): TextTest {
  return (r, c) => isDressed(area.sheet, area.row + r, area.col + c) ?? formats[r]?.[c] === TEXT;
}

function overwrite(context: Excel.RequestContext, { area, cells }: Replacement, isText: TextTest): void {
  for (const [r, row] of cells.entries()) {
    for (const [c, cell] of row.entries()) {
      // A formula in a cell of texts would stay a text.
      if (!isFormula(cell) || !isText(r, c)) continue;
      const place = { ...area, row: area.row + r, col: area.col + c, rows: 1, cols: 1 };
      dress(rangeOf(context, place), { numberFormat: "General" }, place);
    }
  }
  rangeOf(context, area).formulas = cells.map((row, r) => row.map((cell, c) => written(cell, isText(r, c))));
}

function removeRows(context: Excel.RequestContext, { name, area }: SheetTable, rows: readonly number[]): void {
  const { rows: inTable } = context.workbook.tables.getItem(name);
  for (const row of [...new Set(rows)].sort((a, b) => b - a)) inTable.getItemAt(row - area.row - 1).delete();
}

const ERROR_OF: (cell: Standing) => PlanCell = (cell) => {
  if (typeof cell !== "object" || cell === null || "formula" in cell) return cell;
  return { formula: cell.code };
};

/** Puts back what stood in the cells of a change that failed half-way, and the sizes of tables. */
async function withdraw(changes: readonly Replacement[], also: TableChanges, state: Checked): Promise<void> {
  const back = changes.map(({ area, expected, cells }) => {
    return { area, expected: cells as Standing[][], cells: expected.map((row) => row.map(ERROR_OF)) };
  });
  const resized = (also.resized ?? []).map(({ name }) => tableNamed(state.tables, name));
  await run((context) => write(context, back, { resized }, state));
}

/** Writes over cells that hold what is expected of them, and resizes tables with them, whole or not at all. */
export async function replaceCells(changes: readonly Replacement[], also: TableChanges): Promise<void> {
  const state = await run((context) => checked(context, changes, also));
  try {
    await run((context) => write(context, changes, also, state));
  } catch (error) {
    await withdraw(changes, also, state);
    throw error;
  }
}
