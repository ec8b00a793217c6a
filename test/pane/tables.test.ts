import { describe, expect, it } from "vitest";
import { tableByName, tableNames } from "../../src/data";
import type { Table } from "../../src/data/types";
import { tableNameOf } from "../../src/host/naming";
import * as tables from "../../src/taskpane/tables";
import { serialOfDay } from "./days";

function table(name: string): Table {
  const found = tableByName(name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
}

const all = (of: Table): readonly number[] => tables.matchingRows(of, "");

describe("how old data is", () => {
  it.each([
    [0, "fresh"],
    [90, "fresh"],
    [91, "ageing"],
    [180, "ageing"],
    [181, "stale"],
  ])("%i days is %s", (days, freshness) => {
    expect(tables.freshnessOf(days)).toBe(freshness);
  });

  it.each([
    ["2026-11-18", "2026-11-18"],
    ["2026-02", "2026-02-28"],
    ["2026-12", "2026-12-31"],
    ["2025", "2025-12-31"],
  ])("%s counts from %s: a date that knows only its month or year from the end of it", (asOf, day) => {
    expect(tables.lastDay(asOf)).toBe(serialOfDay(day));
  });

  it("is measured against the day that the host gives", () => {
    const { asOf } = table("prices");
    const day = tables.lastDay(asOf) ?? 0;
    expect(tables.factsOf(table("prices"), day)).toMatchObject({ ageDays: 0, freshness: "fresh" });
    expect(tables.factsOf(table("prices"), day + 91).freshness).toBe("ageing");
    expect(tables.factsOf(table("prices"), day + 181)).toMatchObject({ freshness: "stale", ageDays: 181 });
    expect(tables.factsOf(table("prices"), day - 5).ageDays).toBe(0);
  });
});

describe.each(tableNames)("the table %s", (name) => {
  const facts = tables.factsOf(table(name), serialOfDay("2026-11-20"));

  it("counts the evidence of each row once", () => {
    expect(facts.evidence.reduce((sum, { rows }) => sum + rows, 0)).toBe(table(name).rowCount);
  });

  it("knows what each word of evidence means", () => {
    for (const { word } of facts.evidence) expect(tables.evidenceMeaning(word)).not.toBe(word);
  });

  it("gets a name that Excel takes for a table", () => {
    expect(tableNameOf(tables.sheetTableName(name))).toBe(tables.sheetTableName(name));
  });

  it("is written whole: a header, every row, a format for every column", () => {
    const plan = tables.tablePlan({ table: table(name), rows: all(table(name)), sheet: "S", tableName: "T_" });
    const [block] = plan.blocks;
    expect(block?.cells.length).toBe(table(name).rowCount + 1);
    expect(block?.cells[0]).toEqual(table(name).columns.map(({ id }) => id));
    expect(plan.sheets[0]?.frozenRows).toBe(1);
    for (const [col, column] of table(name).columns.entries()) {
      const format = plan.looks.find(({ area }) => area.col === col && area.cols === 1)?.look.numberFormat;
      if (column.kind === "date") expect(format).toBe("yyyy-mm-dd");
      if (column.kind === "text") expect(["@", "General"]).toContain(format);
    }
  });
});

describe("rows of a table in a sheet", () => {
  it("call what rests on general knowledge unverified", () => {
    const gpus = table("gpus");
    const row = tables.matchingRows(gpus, "evidence=recalled")[0] ?? -1;
    expect(tables.cellsOfRow(gpus, row)).toContain("recalled (unverified)");
  });

  it("leave the unknown blank, never zero", () => {
    const gpus = table("gpus");
    const row = tables.matchingRows(gpus, "fp8_dense_tflops=")[0] ?? -1;
    expect(tables.cellsOfRow(gpus, row)[gpus.columnIndex("fp8_dense_tflops")]).toBeNull();
  });

  it("keep ids as text and days as serial numbers with a date format", () => {
    const prices = table("prices");
    const plan = tables.tablePlan({ table: prices, rows: [0], sheet: "Prices", tableName: "InferPrices" });
    const look = (id: string) => plan.looks.find(({ area }) => area.col === prices.columnIndex(id))?.look;
    expect(look("model_id")?.numberFormat).toBe("@");
    expect(look("valid_from")?.numberFormat).toBe("yyyy-mm-dd");
    expect(look("input_usd_per_mtok")?.numberFormat).toBe("#,##0.00####");
    expect(plan.blocks[0]?.cells[1]?.[prices.columnIndex("valid_from")]).toBe(
      prices.cell(0, prices.columnIndex("valid_from")),
    );
  });

  it("are those that meet the filter, in TABLE's syntax", () => {
    const prices = table("prices");
    const found = tables.matchingRows(prices, "provider=openai; status=current");
    expect(found.length).toBeGreaterThan(10);
    expect(found.every((row) => prices.cell(row, prices.columnIndex("provider")) === "openai")).toBe(true);
  });

  it("a filter that cannot be read says so", () => {
    expect(() => tables.matchingRows(table("prices"), "colour=red")).toThrow('Table prices has no column "colour"');
  });
});
