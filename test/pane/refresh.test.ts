import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { tableByName, tableNames } from "../../src/data";
import type { CellValue, Table } from "../../src/data/types";
import { excelWorkbook } from "../../src/host/excel";
import { type PlanCell, standing } from "../../src/host/port";
import {
  differenceOf,
  fittingRecord,
  type InSheet,
  isNothingToDo,
  missingKeys,
  recordOfRows,
  refreshing,
  relativeChange,
} from "../../src/taskpane/difference";
import { type LoadedTable, loadedTables, noteLoaded, recordsOfTable } from "../../src/taskpane/loadedTables";
import { type LoadRecord, recordOfText, recordText } from "../../src/taskpane/loadRecord";
import { tablePlan } from "../../src/taskpane/tables";
import { type Book, newBook } from "../host/excelModel";
import { standInForExcel } from "../host/excelStandIn";
import { priceList } from "./revisedTable";

let book: Book;
const port = excelWorkbook();
beforeEach(() => {
  book = newBook("Start");
  standInForExcel(book);
});

const every = (table: Table) => Array.from({ length: table.rowCount }, (_row, row) => row);
const today = (table: Table) => ({ table, rows: every(table) });

const OLD = priceList([
  ["a", 2, undefined],
  ["b", 4, "x"],
  ["c", 6, undefined],
]);
const NEW = priceList(
  [
    ["a", 1.5, undefined],
    ["b", 5, "y"],
    ["d", 8, "4.1"],
  ],
  "2026-06-01",
);

/** Loads the table as the pane does. */
async function load(table: Table): Promise<LoadRecord> {
  const plan = tablePlan({ table, rows: every(table), sheet: "List", tableName: "InferList" });
  await port.apply(plan);
  return recordOfRows(today(table));
}

async function sheetNow(): Promise<InSheet> {
  const [table] = await port.tables();
  if (table === undefined) throw new Error("no table");
  return { ...table, cells: standing(await port.read(table.area), await port.readFormulas(table.area)) };
}

async function refresh(table: Table, record: LoadRecord): Promise<void> {
  const sheet = await sheetNow();
  const { changes, tables } = refreshing(sheet, today(table), differenceOf(sheet, today(table), record));
  await port.replace(changes, tables);
}

function put(row: number, col: number, value: number | string, formula?: string): void {
  const sheet = book.sheets[1];
  sheet?.cells.set(`${row},${col}`, formula === undefined ? { value } : { value, formula });
}

const content = async () =>
  (await port.read({ sheet: "List", row: 0, col: 0, rows: 6, cols: 5 })).map((row) => [...row]);

describe("refreshing a loaded table", () => {
  it("shows changed cells with how much, new rows and rows that are gone, and writes exactly that", async () => {
    const record = await load(OLD);
    const difference = differenceOf(await sheetNow(), today(NEW), record);
    expect(difference.changed.map(({ row, column, before, after }) => [row, column, before, after])).toEqual([
      ["a", "usd", 2, 1.5],
      ["b", "usd", 4, 5],
      ["b", "note", "x", "y"],
    ]);
    expect(difference.changed.map(relativeChange)).toEqual([-0.25, 0.25, undefined]);
    expect(difference.added).toEqual([2]);
    expect(difference.removed).toEqual([{ row: "c", at: 3 }]);
    await refresh(NEW, record);
    expect((await content()).slice(0, 5)).toEqual([
      ["name", "usd", "note", null, null],
      ["a", 1.5, null, null, null],
      ["b", 5, "y", null, null],
      ["d", 8, "4.1", null, null],
      [null, null, null, null, null],
    ]);
    expect((await port.tables())[0]?.area.rows).toBe(4);
    expect(book.sheets[1]?.formats.get("4,1")).toBe("#,##0.00####");
  });

  it("has nothing more to do afterwards", async () => {
    await refresh(NEW, await load(OLD));
    expect(isNothingToDo(differenceOf(await sheetNow(), today(NEW), recordOfRows(today(NEW))))).toBe(true);
  });

  it("keeps the user's prices, formulas, rows, order, columns and deletions", async () => {
    const record = await load(
      priceList([
        ["gone", 1, undefined],
        ["b", 4, "x"],
        ["a", 2, undefined],
        ["c", 6, undefined],
      ]),
    );
    await port.replace([], { removed: [{ table: "InferList", rows: [1] }] });
    put(1, 1, 3.9);
    put(2, 1, 4, "=2*2");
    put(0, 3, "mine");
    put(3, 3, "keep me");
    await port.resizeTable("InferList", { sheet: "List", row: 0, col: 0, rows: 4, cols: 3 });
    book.tables[0] = { name: "InferList", at: { ...(book.tables[0]?.at as Book["active"]), rows: 5, cols: 4 } };
    put(4, 0, "own");
    put(4, 1, 9);
    const data = priceList([
      ["gone", 1, undefined],
      ["a", 1.5, "z"],
      ["b", 5, "x"],
    ]);
    const difference = differenceOf(await sheetNow(), today(data), record);
    expect(difference.changed.map(({ row, column }) => [row, column])).toEqual([["a", "note"]]);
    expect(difference.added).toEqual([]);
    expect(difference.removed).toEqual([]);
    expect(difference.kept.overrides.map(({ row, before, after }) => [row, before, after])).toEqual([
      ["b", 3.9, 5],
      ["a", { formula: "=2*2" }, 1.5],
    ]);
    expect(difference.kept).toMatchObject({ ownRows: ["c", "own"], deletedRows: 1, ownColumns: ["mine"] });
    await refresh(data, record);
    expect((await content()).slice(1, 5)).toEqual([
      ["b", 3.9, "x", null, null],
      ["a", 4, "z", null, null],
      ["c", 6, null, "keep me", null],
      ["own", 9, null, null, null],
    ]);
    const again = differenceOf(await sheetNow(), today(data), recordOfRows(today(data)));
    expect(isNothingToDo(again)).toBe(true);
    expect(again.kept.overrides).toHaveLength(2);
  });

  it("knows by its record of before what it held when a refresh was undone", async () => {
    const before = await load(OLD);
    const records = [recordOfRows(today(NEW)), before];
    expect(fittingRecord(await sheetNow(), OLD, records)).toBe(before);
    await refresh(NEW, before);
    expect(fittingRecord(await sheetNow(), OLD, records)).toBe(records[0]);
    expect(fittingRecord(await sheetNow(), OLD, [])).toBeUndefined();
  });

  it("finds columns by their header, wherever they stand", async () => {
    const record = await load(OLD);
    const [[a, b] = []] = [["usd", "name"]];
    const cells = (await sheetNow()).cells;
    for (const [row, line] of cells.entries()) {
      put(row, 0, row === 0 ? (a as string) : (line[1] as number));
      put(row, 1, row === 0 ? (b as string) : (line[0] as string));
    }
    const difference = differenceOf(await sheetNow(), today(NEW), record);
    expect(difference.changed).toHaveLength(3);
    expect(difference.kept.overrides).toEqual([]);
  });

  it("without a record takes every differing cell for the user's", async () => {
    await load(OLD);
    const { changed, added, removed, kept } = differenceOf(await sheetNow(), today(NEW), undefined);
    expect([changed, removed]).toEqual([[], []]);
    expect(added).toEqual([2]);
    expect(kept.overrides).toHaveLength(3);
  });

  it("says which key columns a table has lost", async () => {
    await load(OLD);
    put(0, 0, "renamed");
    expect(missingKeys(await sheetNow(), OLD)).toEqual(["name"]);
  });

  it("refuses to write over data below the table, and over cells changed since the comparison", async () => {
    const record = await load(OLD);
    put(4, 2, "mine");
    await expect(refresh(NEW, record)).rejects.toThrow("List!C5 already holds data");
    book.sheets[1]?.cells.delete("4,2");
    const sheet = await sheetNow();
    const { changes, tables } = refreshing(sheet, today(NEW), differenceOf(sheet, today(NEW), record));
    put(1, 1, 7);
    await expect(port.replace(changes, tables)).rejects.toThrow("List!B2 has changed in the meantime");
  });

  it("ends, from any data to any other, at the data of today where the user changed nothing", async () => {
    const rows = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9=.-]{1,6}$/), fc.integer({ min: 0, max: 9 })), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 8,
    });
    const list = (given: readonly (readonly CellValue[])[]) =>
      priceList(given.map(([name, usd]) => [name, usd, undefined]));
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const shared = after.some(([name]) => before.some((row) => row[0] === name)) || after.length > 0;
        fc.pre(shared);
        book = newBook("Start");
        standInForExcel(book);
        const record = await load(list(before));
        await refresh(list(after), record);
        const found = (await sheetNow()).cells.slice(1).map(([name, usd]) => [name, usd]);
        const sorted = (cells: readonly (readonly unknown[])[]) => cells.map((row) => JSON.stringify(row)).sort();
        expect(sorted(found)).toEqual(sorted(after));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the record of a load", () => {
  it("comes back from its text", () => {
    const record = recordOfRows(today(OLD));
    expect(recordOfText(recordText(record))).toEqual(record);
    expect(recordOfText(undefined)).toBeUndefined();
  });

  it.each(tableNames)("tells all rows of %s apart", (name) => {
    const table = tableByName(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    expect(recordOfRows(today(table)).rows.size).toBe(table.rowCount);
  });

  it("tells nearly every other content from what was loaded", () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.string(), fc.boolean());
    let missed = 0;
    fc.assert(
      fc.property(value, value, (loaded: PlanCell, now) => {
        fc.pre(loaded !== now && loaded !== "" && now !== "");
        const record = recordOfRows(today(priceList([["a", undefined, loaded as CellValue]])));
        const sheet: InSheet = {
          name: "T",
          area: { sheet: "S", row: 0, col: 0, rows: 2, cols: 3 },
          cells: [
            ["name", "usd", "note"],
            ["a", null, now],
          ],
        };
        missed += differenceOf(sheet, today(priceList([["a", undefined, "third"]])), record).changed.length;
      }),
      { numRuns: 2000 },
    );
    expect(missed).toBeLessThanOrEqual(1);
  });
});

describe("the tables that were loaded", () => {
  const gpus = tableByName("gpus") as Table;
  const loadGpus = async (tableName: string, sheet: string) => {
    const rows = [0, 1, 2];
    await port.apply(tablePlan({ table: gpus, rows, sheet, tableName }));
    const note = { name: tableName, from: "gpus", filter: "vendor=NVIDIA", day: 46_000 };
    await noteLoaded(port, note, recordOfRows({ table: gpus, rows }));
  };

  it("are found with their filter and day, also when suffixed or renamed", async () => {
    await loadGpus("InferGpus", "GPUs");
    await loadGpus("InferGpus_2", "GPUs 2");
    const [first] = book.tables;
    if (first) first.name = "Chips";
    const found = await loadedTables(port);
    expect(found.map(({ table, from, filter, day }) => [table.name, from, filter, day])).toEqual([
      ["Chips", "gpus", "vendor=NVIDIA", 46_000],
      ["InferGpus_2", "gpus", "vendor=NVIDIA", 46_000],
    ]);
    for (const loaded of found) expect((await recordsOfTable(port, loaded))[0]?.rows.size).toBe(3);
    const record = recordOfRows({ table: gpus, rows: [0] });
    const renamed = { name: "Chips", from: "gpus", filter: "", day: 46_100 };
    await noteLoaded(port, renamed, record, found[0]?.noteId);
    const now = await loadedTables(port);
    expect(now.map(({ day }) => day)).toEqual([46_100, 46_000]);
    const chips = now.find(({ day }) => day === 46_100);
    expect((await recordsOfTable(port, chips as LoadedTable)).map(({ rows }) => rows.size)).toEqual([1, 3]);
  });

  it("are found by their columns where there is no note, and no other table is", async () => {
    await port.apply(tablePlan({ table: gpus, rows: [0], sheet: "GPUs", tableName: "InferGpus" }));
    await port.apply(tablePlan({ table: OLD, rows: [0], sheet: "Own", tableName: "Own" }));
    const found = await loadedTables(port);
    expect(found.map(({ table, from, noteId }) => [table.name, from, noteId])).toEqual([
      ["InferGpus", "gpus", undefined],
    ]);
  });
});
