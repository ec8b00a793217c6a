import type { Table } from "../data/types";
import type { Area, PlanCell, Replacement, SheetTable, Standing, TableChanges } from "../host/port";
import { contentText, isAsLoaded, keyMark, type LoadRecord, recordOf } from "./loadRecord";
import { formatOfColumn } from "./numberFormats";
import { cellsOfRow } from "./tables";

/** A reference table as it is today: the rows that belong into the sheet. */
export interface Today {
  readonly table: Table;
  readonly rows: readonly number[];
}

/** A loaded table as it stands in the sheet, its header row first. */
export interface InSheet {
  readonly name: string;
  readonly area: Area;
  readonly cells: readonly (readonly Standing[])[];
}

export interface CellDifference {
  /** What the row is: its key, in words. */
  readonly row: string;
  readonly column: string;
  readonly before: Standing;
  readonly after: PlanCell;
  readonly place: { readonly row: number; readonly col: number };
}

/** What refreshing would do, and what it leaves because it is the user's. */
export interface Difference {
  readonly changed: readonly CellDifference[];
  /** Rows of the reference table, by position. */
  readonly added: readonly number[];
  /** Rows of the sheet that are no longer in the data. */
  readonly removed: readonly { readonly row: string; readonly at: number }[];
  readonly kept: Kept;
}

export interface Kept {
  /** Cells whose content is the user's where the data says something else. */
  readonly overrides: readonly CellDifference[];
  /** Rows that the data does not know, or that hold something of the user's. */
  readonly ownRows: readonly string[];
  /** Rows of the data that the user has deleted. */
  readonly deletedRows: number;
  readonly ownColumns: readonly string[];
}

export function isNothingToDo({ changed, added, removed }: Difference): boolean {
  return changed.length + added.length + removed.length === 0;
}

interface Columns {
  /** Position in the sheet of each column of the reference table, -1 where it is gone. */
  readonly places: readonly number[];
  readonly keys: readonly number[];
  readonly own: readonly number[];
}

function columnsOf({ cells }: InSheet, table: Table): Columns {
  const header = (cells[0] ?? []).map((cell) => (typeof cell === "string" ? cell.trim().toLowerCase() : ""));
  const places = table.columns.map(({ id }) => header.indexOf(id.toLowerCase()));
  return {
    places,
    keys: table.keyColumns.map((id) => places[table.columnIndex(id)] ?? -1),
    own: header.map((_name, col) => col).filter((col) => !places.includes(col)),
  };
}

/** The key columns a sheet's table has lost; without them its rows cannot be told apart. */
export function missingKeys(sheet: InSheet, table: Table): readonly string[] {
  const { keys } = columnsOf(sheet, table);
  return table.keyColumns.filter((_id, index) => (keys[index] ?? -1) < 0);
}

function rowWords(cells: readonly (PlanCell | Standing | undefined)[]): string {
  const words = cells.map((cell) => contentText(cell).replace(/^\w+:/, "")).filter((word) => word !== "");
  return words.slice(0, 2).join(" ");
}

const isBlank = (cell: Standing | undefined) => contentText(cell) === "";
const isFormula = (cell: Standing | undefined) => typeof cell === "object" && cell !== null && "formula" in cell;

function keysOfTable({ table, rows }: Today): Map<string, number> {
  const keys = table.keyColumns.map((id) => table.columnIndex(id));
  return new Map(
    rows.map((row) => {
      const cells = cellsOfRow(table, row);
      return [keyMark(keys.map((column) => cells[column])), row];
    }),
  );
}

/** The record of what stands in a sheet after these rows were loaded. */
export function recordOfRows(today: Today): LoadRecord {
  const { table } = today;
  const rows = [...keysOfTable(today)].map(([key, row]) => ({ key, cells: cellsOfRow(table, row) }));
  return recordOf(
    table.columns.map(({ id }) => id),
    rows,
  );
}

/**
 * Compares a loaded table with the data of today. What differs from the record is the user's and stays; without a
 * record nothing can be told apart, so that every differing cell stays.
 */
export function differenceOf(sheet: InSheet, today: Today, record: LoadRecord | undefined): Difference {
  const { table } = today;
  const columns = columnsOf(sheet, table);
  const byKey = keysOfTable(today);
  const seen = new Set<string>();
  const found = { changed: [] as CellDifference[], removed: [] as { row: string; at: number }[] };
  const kept = { overrides: [] as CellDifference[], ownRows: [] as string[] };
  for (let at = 1; at < sheet.cells.length; at++) {
    const cells = sheet.cells[at] ?? [];
    if (cells.every(isBlank)) continue;
    const keyCells = columns.keys.map((col) => cells[col]);
    const key = keyMark(keyCells);
    const source = seen.has(key) ? undefined : byKey.get(key);
    seen.add(key);
    if (source === undefined) {
      const isOurs = record !== undefined && isUntouched(cells, key, { table, columns, record });
      if (isOurs) found.removed.push({ row: rowWords(keyCells), at });
      else kept.ownRows.push(rowWords(keyCells));
      continue;
    }
    for (const cell of differingCells({ table, source, cells, columns, at })) {
      const isLoaded = record !== undefined && isAsLoaded(record, key, cell.column, cell.before) === true;
      (isLoaded ? found.changed : kept.overrides).push({ ...cell, row: rowWords(keyCells) });
    }
  }
  const missing = [...byKey].filter(([key]) => !seen.has(key));
  const deleted = missing.filter(([key]) => record?.rows.has(key) === true);
  const added = missing.filter(([key]) => record?.rows.has(key) !== true).map(([, row]) => row);
  const ownColumns = columns.own.map((col) => String(sheet.cells[0]?.[col] ?? ""));
  return { ...found, added, kept: { ...kept, deletedRows: deleted.length, ownColumns } };
}

/** How many cells of a sheet hold what a record says, less those of rows that are missing. */
function fitOf(sheet: InSheet, table: Table, record: LoadRecord): number {
  const columns = columnsOf(sheet, table);
  let fit = 0;
  let found = 0;
  for (const cells of sheet.cells.slice(1)) {
    const key = keyMark(columns.keys.map((col) => cells[col]));
    if (record.rows.has(key)) found++;
    fit += table.columns.filter(({ id }, index) => {
      const place = columns.places[index] ?? -1;
      return place >= 0 && isAsLoaded(record, key, id, cells[place] ?? null) === true;
    }).length;
  }
  return fit - Math.max(0, record.rows.size - found) * table.columns.length;
}

/** The record that fits a sheet best, the first of equals: after a step of undo the sheet is what it was before. */
export function fittingRecord(sheet: InSheet, table: Table, records: readonly LoadRecord[]): LoadRecord | undefined {
  const [first, ...others] = records;
  if (first === undefined || others.length === 0) return first;
  const fits = records.map((record) => fitOf(sheet, table, record));
  return records[fits.indexOf(Math.max(...fits))];
}

interface RowContext {
  readonly table: Table;
  readonly columns: Columns;
  readonly record: LoadRecord;
}

/** A row that holds what was loaded and nothing of the user's but formulas. */
function isUntouched(cells: readonly Standing[], key: string, { table, columns, record }: RowContext): boolean {
  const isLoaded = table.columns.every(({ id }, index) => {
    const place = columns.places[index] ?? -1;
    return place < 0 || isAsLoaded(record, key, id, cells[place] ?? null) === true;
  });
  return isLoaded && columns.own.every((col) => isBlank(cells[col]) || isFormula(cells[col]));
}

function differingCells(given: {
  readonly table: Table;
  readonly source: number;
  readonly cells: readonly Standing[];
  readonly columns: Columns;
  readonly at: number;
}): Omit<CellDifference, "row">[] {
  const { table, source, cells, columns, at } = given;
  return cellsOfRow(table, source).flatMap((after, index) => {
    const col = columns.places[index] ?? -1;
    const before = cells[col] ?? null;
    if (col < 0 || contentText(before) === contentText(after)) return [];
    return [{ column: table.columns[index]?.id ?? "", before, after, place: { row: at, col } }];
  });
}

/** How much a number changes, as a share of what it was; nothing where that says nothing. */
export function relativeChange({ before, after }: CellDifference): number | undefined {
  if (typeof before !== "number" || typeof after !== "number" || before === 0) return undefined;
  return (after - before) / Math.abs(before);
}

export interface Refreshing {
  readonly changes: readonly Replacement[];
  readonly tables: TableChanges;
}

/** What is to be written so that the sheet shows the data of today. */
export function refreshing(sheet: InSheet, { table }: Today, difference: Difference): Refreshing {
  const { area, name } = sheet;
  const { changed, added, removed } = difference;
  const { places } = columnsOf(sheet, table);
  const cellChanges = changed.map(({ before, after, place }): Replacement => {
    const cell = { ...area, row: area.row + place.row, col: area.col + place.col, rows: 1, cols: 1 };
    return { area: cell, expected: [[before]], cells: [[after]] };
  });
  if (added.length === 0) return { changes: cellChanges, tables: removedRows(name, area, removed) };
  const below = { ...area, row: area.row + area.rows, rows: added.length };
  const rows = added.map((row) => cellsOfRow(table, row));
  const present = places.flatMap((col, index) => (col < 0 ? [] : [{ col, index }]));
  const columnArea = (col: number) => ({ ...below, col: area.col + col, cols: 1 });
  return {
    changes: [
      ...cellChanges,
      ...present.map(({ col, index }) => {
        return {
          area: columnArea(col),
          expected: rows.map(() => [null]),
          cells: rows.map((row) => [row[index] ?? null]),
        };
      }),
    ],
    tables: {
      ...removedRows(name, area, removed),
      resized: [{ name, area: { ...area, rows: area.rows + added.length } } satisfies SheetTable],
      looks: present.flatMap(({ col, index }) => {
        const column = table.columns[index];
        return column ? [{ area: columnArea(col), look: { numberFormat: formatOfColumn(column) } }] : [];
      }),
    },
  };
}

function removedRows(table: string, area: Area, removed: Difference["removed"]): TableChanges {
  return removed.length === 0 ? {} : { removed: [{ table, rows: removed.map(({ at }) => area.row + at) }] };
}
