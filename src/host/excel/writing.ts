import { type Area, contains } from "../address";
import { isFilled, isReadAsValue } from "../cells";
import {
  areaOfBlock,
  type Block,
  type LookArea,
  type NewSheet,
  type NewTable,
  type Plan,
  type PlanCell,
} from "../plan";
import { blocksOnOldSheets, checkPlan, mergedCells, occupied } from "../planCheck";
import { addChart, canDraw } from "./charts";
import { dress } from "./dressing";
import { setPage } from "./page";
import { mergedIn, rangeOf, stateOf, usedIn } from "./ranges";
import { addRule } from "./rules";
import { run, supports } from "./session";

/** Cells per request: Excel on the web takes up to 5 MB at once. */
export const CELLS_PER_REQUEST = 20_000;
/** Excel's widths of columns and heights of fonts are points. */
const POINTS_PER_PIXEL = 0.75;

/** A text that Excel would read as a value or a formula is marked as text, unless its cell is formatted so. */
export function written(cell: PlanCell, isTextCell: boolean): number | string | boolean {
  if (cell === null) return "";
  if (typeof cell === "object") return cell.formula;
  return typeof cell === "string" && !isTextCell && isReadAsValue(cell) ? `'${cell}` : cell;
}

function addSheet(context: Excel.RequestContext, sheet: NewSheet): void {
  const added = context.workbook.worksheets.add(sheet.name);
  for (const [col, width] of (sheet.columnWidths ?? []).entries()) {
    added.getRangeByIndexes(0, col, 1, 1).getEntireColumn().format.columnWidth = width * POINTS_PER_PIXEL;
  }
  for (const { row, heightPx } of sheet.rowHeights ?? []) {
    added.getRangeByIndexes(row, 0, 1, 1).getEntireRow().format.rowHeight = heightPx * POINTS_PER_PIXEL;
  }
  if (sheet.hasGridLines !== undefined && supports("1.8")) added.showGridlines = sheet.hasGridLines;
  if (sheet.tabColor !== undefined && supports("1.7")) added.tabColor = sheet.tabColor;
  if (sheet.print !== undefined) setPage(added, sheet.print);
  const { frozenRows = 0, frozenColumns = 0 } = sheet;
  if (frozenRows > 0 && frozenColumns > 0) {
    added.freezePanes.freezeAt(added.getRangeByIndexes(0, 0, frozenRows, frozenColumns));
  } else if (frozenRows > 0) added.freezePanes.freezeRows(frozenRows);
  else if (frozenColumns > 0) added.freezePanes.freezeColumns(frozenColumns);
}

/**
 * Whether looks format a cell as text, so that its content needs no mark; of several formats the last one holds.
 * `undefined` where none says anything.
 */
export function textTest(looks: readonly LookArea[]): (sheet: string, row: number, col: number) => boolean | undefined {
  const formats = looks.filter(({ look }) => look.numberFormat !== undefined).reverse();
  return (sheet, row, col) => {
    const last = formats.find(({ area }) => {
      const isInRows = row >= area.row && row < area.row + area.rows;
      return isInRows && col >= area.col && col < area.col + area.cols && area.sheet === sheet;
    });
    return last && last.look.numberFormat === "@";
  };
}

async function writeBlock(context: Excel.RequestContext, block: Block, isText: ReturnType<typeof textTest>) {
  const area = areaOfBlock(block);
  const rowsAtOnce = Math.max(1, Math.floor(CELLS_PER_REQUEST / area.cols));
  for (let first = 0; first < area.rows; first += rowsAtOnce) {
    if (first > 0) await context.sync();
    const slice = block.cells.slice(first, first + rowsAtOnce);
    const row = block.row + first;
    rangeOf(context, { ...area, row, rows: slice.length }).formulas = slice.map((cells, r) =>
      cells.map((cell, c) => written(cell, isText(block.sheet, row + r, block.col + c) === true)),
    );
  }
}

/** Writes the cells of a table and makes it one. */
async function addTable(
  context: Excel.RequestContext,
  { name, area }: NewTable,
  plan: Plan,
  isText: ReturnType<typeof textTest>,
): Promise<void> {
  for (const block of plan.blocks.filter((candidate) => contains(areaOfBlock(candidate), area))) {
    const cells = block.cells
      .slice(area.row - block.row, area.row - block.row + area.rows)
      .map((row) => row.slice(area.col - block.col, area.col - block.col + area.cols));
    await writeBlock(context, { sheet: area.sheet, row: area.row, col: area.col, cells }, isText);
  }
  context.workbook.tables.add(rangeOf(context, area), true).name = name;
}

async function write(context: Excel.RequestContext, plan: Plan): Promise<void> {
  for (const sheet of plan.sheets) addSheet(context, sheet);
  // Formats come before values, so that a text cell is one when its text arrives.
  for (const { area, look } of plan.looks) dress(rangeOf(context, area), look, area);
  const isText = textTest(plan.looks);
  // Tables come before formulas: Excel refuses a formula that names a table which is not there yet.
  for (const table of plan.tables) await addTable(context, table, plan, isText);
  for (const block of plan.blocks.filter(({ cells }) => cells.some((row) => row.some(isFilled)))) {
    await writeBlock(context, block, isText);
  }
  for (const { name, refersTo } of plan.names) context.workbook.names.add(name, refersTo);
  if (canDraw()) for (const chart of plan.charts) addChart(context, chart);
  for (const rule of plan.validations) addRule(context, rule);
  if (plan.show) show(context, plan.show);
  await context.sync();
}

function show(context: Excel.RequestContext, area: Area): void {
  context.workbook.worksheets.getItem(area.sheet).activate();
  rangeOf(context, area).select();
}

/** Takes back what a failed plan left: its sheets, and the cells it wrote where nothing stood. */
async function withdraw(plan: Plan): Promise<void> {
  await run(async (context) => {
    const { worksheets } = context.workbook;
    const added = plan.sheets.map(({ name }) => worksheets.getItemOrNullObject(name));
    await context.sync();
    for (const sheet of added.filter(({ isNullObject }) => !isNullObject)) sheet.delete();
    for (const block of blocksOnOldSheets(plan)) rangeOf(context, areaOfBlock(block)).clear("Contents");
    await context.sync();
  });
}

/** Writes a plan whole, or takes back what it wrote. */
export async function applyPlan(plan: Plan): Promise<void> {
  await run(async (context) => {
    checkPlan(plan, await stateOf(context));
    const places = blocksOnOldSheets(plan).map(areaOfBlock);
    const taken = await usedIn(context, places);
    if (taken.length > 0) throw occupied(taken);
    const [merged] = await mergedIn(context, places);
    if (merged !== undefined) throw mergedCells(merged);
  });
  try {
    await run((context) => write(context, plan));
  } catch (error) {
    await withdraw(plan);
    throw error;
  }
}
