import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DATA_DATE } from "../../generated/tables";
import { encodeTables } from "../../scripts/import/encode.mjs";
import { forbiddenWord } from "../../scripts/import/wording.mjs";
import { readTables } from "../../scripts/pack-data.mjs";
import * as data from "../../src/data";
import type { CellValue, Table } from "../../src/data/types";
import { csvOf } from "./fixtures";

const EXPECTED = [
  "prices",
  "gpus",
  "rents",
  "regions",
  "models",
  "dc_efficiency",
  "workloads",
  "levers",
  "business_models",
  "applications",
  "deployments",
  "countries",
  "demand",
  "measurements",
  "verdicts",
  "claims",
];

function table(name: string): Table {
  const found = data.tableByName(name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
}

function cellsOf({ columns, rowCount, cell }: Table, read: (row: number, column: number) => CellValue): CellValue[] {
  expect(cell).toBeTypeOf("function");
  return Array.from({ length: rowCount * columns.length }, (_, i) =>
    read(Math.floor(i / columns.length), i % columns.length),
  );
}

/** 2026-11-20 as Excel counts days, worked out from the calendar and not from our code. */
function excelDay(iso: string): number {
  return (Date.parse(`${iso}T00:00:00Z`) - Date.parse("1899-12-30T00:00:00Z")) / 86_400_000;
}

function cellFromCsv(kind: string, text: string): CellValue {
  if (text === "") return undefined;
  if (kind === "number") return Number(text);
  if (kind === "boolean") return text === "true";
  return kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(text) ? excelDay(text) : text;
}

describe("the tables", () => {
  it("are all there, in the order they are shown", () => {
    expect(data.tableNames.filter((name) => name !== "risk_models")).toEqual(EXPECTED);
  });

  it.each(EXPECTED)("%s: what is unpacked is what the CSV file says, cell by cell", (name) => {
    const unpacked = table(name);
    const { rows } = csvOf(name);
    expect(unpacked.rowCount).toBe(rows.length);
    for (const [at, column] of unpacked.columns.entries()) {
      if (column.id === "key" && name !== "demand") continue;
      const expected = rows.map(({ values }) => cellFromCsv(column.kind, values[column.id] ?? ""));
      const actual = Array.from({ length: unpacked.rowCount }, (_, row) => unpacked.cell(row, at));
      expect(actual, column.id).toEqual(expected);
    }
  });

  it("have keys made of seller, id and first day, or of the offer", () => {
    expect(data.rowKey("prices", 0)).toBe("alibaba|deepseek-v4-flash-0731|standard|2026-08-22");
    expect(data.rowKey("rents", 0)).toBe("akash||akash-a100-80gb-marketplace|a100-80gb-sxm|1|marketplace|2026-05-24");
    expect(data.rowKey("workloads", 0)).toBe("chat-direct|calls_per_task");
  });

  it.each(EXPECTED)("%s: every row has a key of its own, a source, a day, evidence and a status", (name) => {
    const { rowCount } = table(name);
    const keys = Array.from({ length: rowCount }, (_, row) => data.rowKey(name, row));
    expect(new Set(keys).size).toBe(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const provenance = data.sourceOf(name, row);
      expect(provenance.id).toBe(keys[row]);
      expect(provenance.source).not.toBe("");
      expect(provenance.asOf).toMatch(/^\d{4}(-\d{2}){0,2}$/);
      expect(provenance.evidence).not.toBe("");
      expect(["list", "measured", "estimate", "claim", "disputed"]).toContain(provenance.status);
    }
  });

  it.each(EXPECTED)("%s: says claims are claims, without naming where they were made", (name) => {
    const texts = table(name).columns.flatMap(({ id, description }) => [id, description]);
    const cells = cellsOf(table(name), (row, column) => table(name).cell(row, column));
    const wrong = [...texts, ...cells.filter((cell) => typeof cell === "string")].filter((text) => forbiddenWord(text));
    expect(wrong).toEqual([]);
  });

  it("describe each column in one line, and numbers with their unit", () => {
    for (const { name, columns } of EXPECTED.map(table)) {
      for (const { id, kind, unit, description } of columns) {
        expect(id, name).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
        expect(description, `${name}.${id}`).toMatch(/^\S.{3,250}[^.\s]$/);
        if (kind === "number") expect(unit ?? "", `${name}.${id}`).toMatch(/\S/);
      }
    }
  });

  it("are dated by the newest price", () => {
    expect(DATA_DATE).toBe("2026-11-18");
    expect(data.dataDay()).toBe(excelDay("2026-11-18"));
    expect(table("prices").asOf).toBe("2026-11-18");
  });

  it("are frozen, rows and sources too", () => {
    const [price] = data.prices();
    expect(Object.isFrozen(data.prices())).toBe(true);
    expect(Object.isFrozen(price)).toBe(true);
    expect(Object.isFrozen(price?.provenance)).toBe(true);
    expect(Object.isFrozen(table("gpus").columns)).toBe(true);
  });

  it("leave unknown out of the typed rows and never make it zero", () => {
    const groq = data.gpus().find(({ id }) => id === "groq-lpu");
    expect(groq?.name).toMatch(/Groq/);
    expect(groq).not.toHaveProperty("systemUsd");
    expect(groq?.fp8DenseTflops).toBeUndefined();
  });

  it("have no table of another name", () => {
    expect(data.tableByName("price")).toBeUndefined();
    expect(() => data.sourceOf("price", 0)).toThrow('No table "price". Tables: prices, gpus');
    expect(table("prices").columnIndex("input")).toBe(-1);
  });
});

describe("the packed form", () => {
  const packedFile = readFileSync(join(import.meta.dirname, "../../generated/tables.js"));

  it("stays within what a browser should load: 165 kB in all, 55 kB for the measurements", () => {
    const measurements = encodeTables(readTables().filter(({ table: { name } }) => name === "measurements"));
    expect(gzipSync(packedFile, { level: 9 }).length).toBeLessThan(165_000);
    expect(gzipSync(measurements, { level: 9 }).length).toBeLessThan(55_000);
  });

  it("comes out the same every time", () => {
    expect(encodeTables(readTables())).toBe(encodeTables(readTables()));
  });
});
