import { type Area, contains, overlaps, referenceOf } from "./address";
import { isFilled } from "./cells";
import { Refusal } from "./cellValue";
import { protectedSheet } from "./planCheck";
import type { Replacement, SheetTable, Standing, TableChanges } from "./replacement";

function textOf(cell: Standing | undefined): string {
  if (cell === null || cell === undefined || cell === "") return "";
  if (typeof cell !== "object") return JSON.stringify(cell);
  return "formula" in cell ? `formula ${cell.formula}` : `error ${cell.code}`;
}

/** Refuses where a cell holds something else than it did when it was read. */
export function checkExpected({ area, expected }: Replacement, now: readonly (readonly Standing[])[]): void {
  for (const [r, row] of expected.entries()) {
    const c = row.findIndex((cell, index) => textOf(cell) !== textOf(now[r]?.[index]));
    if (c < 0) continue;
    const cell = referenceOf({ ...area, row: area.row + r, col: area.col + c, rows: 1, cols: 1 });
    throw new Refusal(`${cell} has changed in the meantime. Nothing was written: compare again.`);
  }
}

const SAME = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

interface WorkbookNow {
  readonly sheets: readonly string[];
  readonly protectedSheets: readonly string[];
  readonly tables: readonly SheetTable[];
}

/** Refuses what the workbook has no room for; gives the areas that must be blank. A contradiction is a fault of ours. */
export function checkReplacements(
  changes: readonly Replacement[],
  { resized = [], removed = [] }: TableChanges,
  now: WorkbookNow,
): readonly Area[] {
  checkShapes(changes);
  const touched = [...changes.map(({ area }) => area.sheet), ...resized.map(({ area }) => area.sheet)];
  for (const { table } of removed) touched.push(tableNamed(now.tables, table).area.sheet);
  for (const sheet of touched) {
    if (!now.sheets.some((name) => SAME(name, sheet))) throw new Refusal(`The workbook has no sheet "${sheet}".`);
    if (now.protectedSheets.some((name) => SAME(name, sheet))) throw protectedSheet(sheet);
  }
  for (const { table, rows } of removed) {
    const { name, area } = tableNamed(now.tables, table);
    checkRemoved({ name, area: resized.find((other) => SAME(other.name, name))?.area ?? area }, rows);
  }
  return resized.flatMap((table) => checkResized(table, now.tables, changes));
}

function checkShapes(changes: readonly Replacement[]): void {
  for (const [index, { area, expected, cells }] of changes.entries()) {
    for (const rows of [expected, cells]) {
      if (rows.length === area.rows && rows.every((row) => row.length === area.cols)) continue;
      throw new Error(`The cells for ${referenceOf(area)} have another shape.`);
    }
    if (changes.slice(0, index).some((earlier) => overlaps(earlier.area, area))) {
      throw new Error(`${referenceOf(area)} is replaced twice.`);
    }
  }
}

export function tableNamed(tables: readonly SheetTable[], name: string): SheetTable {
  const table = tables.find((candidate) => SAME(candidate.name, name));
  if (table === undefined) throw new Refusal(`The workbook has no table ${name} any more. Nothing was written.`);
  return table;
}

function checkRemoved({ name, area }: SheetTable, rows: readonly number[]): void {
  const isInside = (row: number) => row > area.row && row < area.row + area.rows;
  if (!rows.every(isInside)) throw new Error(`A row to remove is none of the table ${name}.`);
  if (new Set(rows).size >= area.rows - 1) throw new Error(`The table ${name} would have no row left.`);
}

/** The parts of `outer` that lie beside `inner`, which has the same first cell. */
function beside(outer: Area, inner: Area): Area[] {
  const below = { ...outer, row: outer.row + inner.rows, rows: outer.rows - inner.rows };
  const rows = Math.min(outer.rows, inner.rows);
  const right = { ...outer, rows, col: outer.col + inner.cols, cols: outer.cols - inner.cols };
  return [below, right].filter((part) => part.rows > 0 && part.cols > 0);
}

function checkResized(wanted: SheetTable, tables: readonly SheetTable[], changes: readonly Replacement[]): Area[] {
  const { name, area: before, hasTotals = false } = tableNamed(tables, wanted.name);
  if (hasTotals) {
    throw new Refusal(
      `The table ${name} has a totals row, so it cannot get another size. Switch it off (Table Design, Total Row), then try again. Nothing was written.`,
    );
  }
  const { area } = wanted;
  const isSameCorner = SAME(before.sheet, area.sheet) && before.row === area.row && before.col === area.col;
  if (!isSameCorner || area.rows < 2 || area.cols < 1) {
    throw new Error(
      `The table ${name} keeps its first cell and at least one row: ${referenceOf(area)} is no size for it.`,
    );
  }
  const other = tables.find((table) => !SAME(table.name, name) && overlaps(table.area, area));
  if (other !== undefined) {
    throw new Refusal(
      `The table ${name} has no room to grow: the table ${other.name} is in the way. Nothing was written.`,
    );
  }
  const isWritten = (part: Area) => changes.some((change) => contains(change.area, part));
  const isCleared = (part: Area) =>
    changes.some((change) => contains(change.area, part) && !change.cells.flat().some(isFilled));
  return [
    ...beside(area, before).filter((part) => !isWritten(part)),
    ...beside(before, area).filter((part) => !isCleared(part)),
  ];
}
