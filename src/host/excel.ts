import type { Area } from "./address";
import { cutToUsed, daySerial, isFilled, isReadAsValue, sentenceOf } from "./cells";
import { freeSheetNames, freeTableNames } from "./naming";
import { areaOfBlock, type Block, type CellLook, EMPTY_PLAN, type NewSheet, type Plan, type PlanCell } from "./plan";
import { blocksOnOldSheets, checkPlan, occupied, protectedSheet, type WorkbookState } from "./planCheck";
import {
  type Capabilities,
  type FreeNames,
  type ReadValue,
  Refusal,
  type Separators,
  type Stop,
  type WorkbookPort,
} from "./port";

/** Cells per request: Excel on the web takes up to 5 MB at once. */
const CELLS_PER_REQUEST = 20_000;
/** Excel's widths of columns and heights of fonts are points. */
const POINTS_PER_PIXEL = 0.75;
const LAST_ROWS = 1_048_576;
const LAST_COLS = 16_384;

const supports = (version: string) => Office.context.requirements.isSetSupported("ExcelApi", version);

const REFUSALS: Readonly<Record<string, string>> = {
  AccessDenied: "Excel refuses the change: the sheet or the workbook is protected or opened read-only.",
  InvalidSelection: "Select one block of cells: several blocks at once cannot be used here.",
  InvalidOperationInCellEditMode: "Excel is waiting for a cell to be finished: press Enter, then try again.",
  ItemAlreadyExists: "A sheet or table of that name exists already. Nothing was written.",
};

/** Excel's error as a sentence where there is one for it; anything else stays what it is. */
function explained(error: unknown): unknown {
  const code = error instanceof OfficeExtension.Error ? error.code : "";
  const sentence = REFUSALS[code];
  return sentence === undefined ? error : new Refusal(sentence);
}

async function run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  const options: Excel.RunOptions = { delayForCellEdit: true, ...(supports("1.20") ? { mergeUndoGroup: true } : {}) };
  try {
    return await Excel.run(options, work);
  } catch (error) {
    throw explained(error);
  }
}

/** As `run`, for work on one sheet, which may be gone. */
async function runOn<T>(sheet: string, work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await run(work);
  } catch (error) {
    const isGone = error instanceof OfficeExtension.Error && error.code === "ItemNotFound";
    throw isGone ? new Refusal(`The workbook has no sheet "${sheet}".`) : error;
  }
}

function rangeOf(context: Excel.RequestContext, { sheet, row, col, rows, cols }: Area): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, col, rows, cols);
}

/** Loads what names an area; `areaOfRange` reads it after the next sync. */
function loadArea(range: Excel.Range): Excel.Range {
  range.load("rowIndex,columnIndex,rowCount,columnCount,worksheet/name");
  return range;
}

function areaOfRange(range: Excel.Range): Area {
  const { rowIndex: row, columnIndex: col, rowCount: rows, columnCount: cols } = range;
  return { sheet: range.worksheet.name, row, col, rows, cols };
}

/** A text that Excel would read as a value or a formula is marked as text, unless its cell is formatted so. */
function written(cell: PlanCell, isTextCell: boolean): number | string | boolean {
  if (cell === null) return "";
  if (typeof cell === "object") return cell.formula;
  return typeof cell === "string" && !isTextCell && isReadAsValue(cell) ? `'${cell}` : cell;
}

async function stateOf(context: Excel.RequestContext): Promise<WorkbookState> {
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
async function usedIn(context: Excel.RequestContext, areas: readonly Area[]): Promise<Area[]> {
  const used = areas.map((area) => loadArea(rangeOf(context, area).getUsedRangeOrNullObject(true)));
  if (used.length > 0) await context.sync();
  return used.filter((range) => !range.isNullObject).map(areaOfRange);
}

function addSheet(context: Excel.RequestContext, sheet: NewSheet): void {
  const added = context.workbook.worksheets.add(sheet.name);
  for (const [col, width] of (sheet.columnWidths ?? []).entries()) {
    added.getRangeByIndexes(0, col, 1, 1).getEntireColumn().format.columnWidth = width * POINTS_PER_PIXEL;
  }
  const { frozenRows = 0, frozenColumns = 0 } = sheet;
  if (frozenRows > 0 && frozenColumns > 0) {
    added.freezePanes.freezeAt(added.getRangeByIndexes(0, 0, frozenRows, frozenColumns));
  } else if (frozenRows > 0) added.freezePanes.freezeRows(frozenRows);
  else if (frozenColumns > 0) added.freezePanes.freezeColumns(frozenColumns);
}

const ALIGNMENTS = { left: "Left", center: "Center", right: "Right" } as const;

function dress(range: Excel.Range, look: CellLook): void {
  const { format } = range;
  if (look.bold !== undefined) format.font.bold = look.bold;
  if (look.italic !== undefined) format.font.italic = look.italic;
  if (look.fontSize !== undefined) format.font.size = look.fontSize;
  if (look.color !== undefined) format.font.color = look.color;
  if (look.fill !== undefined) format.fill.color = look.fill;
  if (look.align !== undefined) format.horizontalAlignment = ALIGNMENTS[look.align];
  if (look.wrap !== undefined) format.wrapText = look.wrap;
  // One format for the whole range: Excel takes a single value for all cells.
  if (look.numberFormat !== undefined) range.numberFormat = look.numberFormat as unknown as string[][];
}

/** Whether the plan formats a cell as text, so that its content needs no mark; of several formats the last one holds. */
function textTest({ looks }: Plan): (sheet: string, row: number, col: number) => boolean {
  const formats = looks.filter(({ look }) => look.numberFormat !== undefined).reverse();
  return (sheet, row, col) => {
    const last = formats.find(({ area }) => {
      const isInRows = row >= area.row && row < area.row + area.rows;
      return isInRows && col >= area.col && col < area.col + area.cols && area.sheet === sheet;
    });
    return last?.look.numberFormat === "@";
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
      cells.map((cell, c) => written(cell, isText(block.sheet, row + r, block.col + c))),
    );
  }
}

async function write(context: Excel.RequestContext, plan: Plan): Promise<void> {
  for (const sheet of plan.sheets) addSheet(context, sheet);
  // Formats come before values, so that a text cell is one when its text arrives.
  for (const { area, look } of plan.looks) dress(rangeOf(context, area), look);
  const isText = textTest(plan);
  for (const block of plan.blocks.filter(({ cells }) => cells.some((row) => row.some(isFilled)))) {
    await writeBlock(context, block, isText);
  }
  for (const { name, area } of plan.tables) {
    context.workbook.tables.add(rangeOf(context, area), true).name = name;
  }
  for (const { name, refersTo } of plan.names) context.workbook.names.add(name, refersTo);
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

/** A matrix of cells as they are, errors as faults, blanks as null. */
function readings(range: Excel.Range): ReadValue[][] {
  return range.values.map((row, r) =>
    row.map((value: unknown, c): ReadValue => {
      const type = range.valueTypes[r]?.[c];
      if (type === "Error") return { code: String(value), message: sentenceOf(String(value)) };
      return type === "Empty" || value === "" ? null : (value as number | string | boolean);
    }),
  );
}

type Watched = OfficeExtension.EventHandlers<Excel.SelectionChangedEventArgs | Excel.WorksheetChangedEventArgs>;

/** Starts a watch; what it gives ends it. */
function watch(events: (context: Excel.RequestContext) => Watched, listener: () => void): Promise<Stop> {
  return run(async (context) => {
    const handler = events(context).add(async () => listener());
    await context.sync();
    return () => {
      void Excel.run(handler.context, async (own) => {
        handler.remove();
        await own.sync();
      });
    };
  });
}

class ExcelWorkbook implements WorkbookPort {
  readonly hostName = "Excel";

  capabilities(): Capabilities {
    return {
      tables: supports("1.1"),
      undoInOneStep: supports("1.20"),
      watchesChanges: supports("1.9"),
      keepsSettings: supports("1.4"),
    };
  }

  today(): number {
    return daySerial(new Date());
  }

  separators(): Promise<Separators> {
    if (!supports("1.11")) return Promise.resolve({ decimal: ".", list: "," });
    return run(async (context) => {
      context.application.load("decimalSeparator");
      await context.sync();
      const decimal = context.application.decimalSeparator;
      return { decimal, list: decimal === "," ? ";" : "," };
    });
  }

  sheets(): Promise<readonly string[]> {
    return run(async (context) => (await stateOf(context)).sheets);
  }

  async addSheet(wanted: string): Promise<string> {
    const { sheets } = await this.freeNames({ sheets: [wanted] });
    const [name = wanted] = sheets;
    await this.apply({ ...EMPTY_PLAN, sheets: [{ name }] });
    return name;
  }

  activate(sheet: string): Promise<void> {
    return runOn(sheet, async (context) => {
      context.workbook.worksheets.getItem(sheet).activate();
      await context.sync();
    });
  }

  freeNames({
    sheets = [],
    tables = [],
  }: {
    sheets?: readonly string[];
    tables?: readonly string[];
  }): Promise<FreeNames> {
    return run(async (context) => {
      const state = await stateOf(context);
      return { sheets: freeSheetNames(sheets, state.sheets), tables: freeTableNames(tables, state.tables) };
    });
  }

  isEmpty(area: Area): Promise<boolean> {
    return runOn(area.sheet, async (context) => (await usedIn(context, [area])).length === 0);
  }

  async apply(plan: Plan): Promise<void> {
    await run(async (context) => {
      checkPlan(plan, await stateOf(context));
      const taken = await usedIn(context, blocksOnOldSheets(plan).map(areaOfBlock));
      if (taken.length > 0) throw occupied(taken);
    });
    try {
      await run((context) => write(context, plan));
    } catch (error) {
      await withdraw(plan);
      throw error;
    }
  }

  read(area: Area): Promise<ReadValue[][]> {
    return runOn(area.sheet, async (context) => {
      const range = rangeOf(context, area);
      range.load("values,valueTypes");
      await context.sync();
      return readings(range);
    });
  }

  readFormulas(area: Area): Promise<(string | undefined)[][]> {
    return runOn(area.sheet, async (context) => {
      const range = rangeOf(context, area);
      range.load("formulas,values");
      await context.sync();
      // The text "=1+1" stands in both; a formula differs from its value.
      const isFormula = (cell: unknown, r: number, c: number) =>
        typeof cell === "string" && cell.startsWith("=") && cell !== range.values[r]?.[c];
      return range.formulas.map((row, r) => row.map((cell, c) => (isFormula(cell, r, c) ? String(cell) : undefined)));
    });
  }

  selection(): Promise<Area> {
    return run(async (context) => {
      const range = loadArea(context.workbook.getSelectedRange());
      await context.sync();
      const area = areaOfRange(range);
      if (area.rows < LAST_ROWS && area.cols < LAST_COLS) return area;
      const used = loadArea(range.worksheet.getUsedRangeOrNullObject(true));
      await context.sync();
      return cutToUsed(area, used.isNullObject ? undefined : areaOfRange(used));
    });
  }

  onSelection(listener: () => void): Promise<Stop> {
    return watch(({ workbook }) => workbook.onSelectionChanged, listener);
  }

  onChange(listener: () => void): Promise<Stop> {
    if (!supports("1.9")) return Promise.reject(new Refusal("This version of Excel does not report changes of cells."));
    return watch(({ workbook }) => workbook.worksheets.onChanged, listener);
  }

  insertFormula(formula: string): Promise<Area> {
    return run(async (context) => {
      const cell = loadArea(context.workbook.getActiveCell());
      cell.load("formulas");
      cell.worksheet.load("protection/protected");
      await context.sync();
      const area = areaOfRange(cell);
      if (cell.formulas[0]?.[0] !== "") throw occupied([area]);
      if (cell.worksheet.protection.protected) throw protectedSheet(area.sheet);
      cell.formulas = [[formula]];
      await context.sync();
      return area;
    });
  }

  recalculate(): Promise<void> {
    return run(async (context) => {
      context.application.calculate("Full");
      await context.sync();
    });
  }

  setting(key: string): Promise<string | undefined> {
    return run(async (context) => {
      const item = context.workbook.settings.getItemOrNullObject(key);
      item.load("value");
      await context.sync();
      return item.isNullObject ? undefined : String(item.value);
    });
  }

  storeSetting(key: string, value: string): Promise<void> {
    return run(async (context) => {
      context.workbook.settings.add(key, value);
      await context.sync();
    });
  }
}

/** The workbook of the Excel that shows this page. Office must be ready. */
export function excelWorkbook(): WorkbookPort {
  return new ExcelWorkbook();
}
