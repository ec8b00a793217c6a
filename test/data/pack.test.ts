import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isCalendarDate, referenceProblems, tableProblems } from "../../scripts/import/validate.mjs";
import { packData, readTables } from "../../scripts/pack-data.mjs";
import { unpack } from "../../src/data/unpack";
import { folderWith } from "./fixtures";

interface SchemaColumn {
  readonly id: string;
  readonly template?: readonly string[];
}

const schema: { tables: { name: string; columns: SchemaColumn[] }[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../src/data/schema.json"), "utf8"),
);

function tableOf(name: string) {
  const table = schema.tables.find((entry) => entry.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

const PRICE = {
  provider: "acme",
  model_id: "acme-1",
  base_model: "acme-1",
  seller_rank: "1",
  display_name: "Acme 1",
  mode: "chat",
  price_variant: "standard",
  input_usd_per_mtok: "2",
  output_usd_per_mtok: "8",
  valid_from: "2026-01-01",
  valid_from_basis: "announced",
  valid_to: "",
  status: "current",
  currency: "USD",
  source: "price list",
  as_of: "2026-11-01",
  evidence: "single",
  source_status: "list",
};

/** What is wrong with price rows that differ from a good one in these cells; the header is line 1. */
function problemsOf(...changes: Partial<Record<keyof typeof PRICE | "maker", string>>[]): string[] {
  const table = tableOf("prices");
  const rows = changes.map((change, i) => {
    const values: Record<string, string> = { ...PRICE, ...change };
    values["key"] = [values["provider"], values["model_id"], values["price_variant"], values["valid_from"]].join("|");
    return { file: "prices.csv", line: i + 2, values };
  });
  return tableProblems(table, [{ file: "prices.csv", header: Object.keys(PRICE) }], rows);
}

describe("a table that is not in order is refused with file, line and column", () => {
  it("a good row passes", () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    [
      { input_usd_per_mtok: "abc" },
      'prices.csv, line 2, input_usd_per_mtok: "abc" is not a number. Write USD/Mtok as 1234.5, or leave the cell empty for unknown.',
    ],
    [
      { output_usd_per_mtok: "2500" },
      "prices.csv, line 2, output_usd_per_mtok: 2500 USD/Mtok is not plausible: expected 0 to 1000.",
    ],
    [{ provider: "" }, "prices.csv, line 2, provider: the cell is empty; it must have a value."],
    [{ source: "" }, "prices.csv, line 2, source: the cell is empty; it must have a value."],
    [
      { status: "active" },
      'prices.csv, line 2, status: "active" is none of current, legacy, historical, deprecated, scheduled.',
    ],
    [{ valid_from: "2025-25-11" }, 'prices.csv, line 2, valid_from: "2025-25-11" is not a date. Write 2026-11-20.'],
    [{ valid_from: "2025-02" }, 'prices.csv, line 2, valid_from: "2025-02" is not a date. Write 2026-11-20.'],
    [
      { as_of: "20.11.2026" },
      'prices.csv, line 2, as_of: "20.11.2026" is not a date. Write 2026-11-20, 2026-11 or 2026.',
    ],
    [{ display_name: "A\tB" }, "prices.csv, line 2, display_name: the cell holds a tab or a line break."],
    [
      { evidence: "recalled" },
      'prices.csv, line 2, source_status: "list" is wrong; evidence recalled from "price list" makes it estimate.',
    ],
    [
      { source: "claims in the market" },
      'prices.csv, line 2, source_status: "list" is wrong; evidence single from "claims in the market" makes it claim.',
    ],
    [
      { valid_to: "2026-01-01", status: "historical" },
      "prices.csv, line 2, valid_to: 2026-01-01 is not after 2026-01-01.",
    ],
    [
      { valid_to: "2026-10-01" },
      "prices.csv, line 2, status: current, but it does not hold on 2026-11-01, the date of the data.",
    ],
    [
      { status: "scheduled" },
      "prices.csv, line 2, status: scheduled, but it began on 2026-01-01, not after the data's 2026-11-01.",
    ],
  ])("%o", (change, sentence) => {
    expect(problemsOf(change)).toEqual([sentence]);
  });

  it("the same key twice", () => {
    expect(problemsOf({}, {})[0]).toBe(
      'prices.csv, line 3, key: "acme|acme-1|standard|2026-01-01" is there already, in prices.csv, line 2.',
    );
  });

  it("two prices for one day", () => {
    expect(problemsOf({}, { valid_from: "2026-06-01" })).toEqual([
      "prices.csv, line 3, valid_from: acme/acme-1 standard from 2026-06-01 overlaps line 2, which holds without end.",
    ]);
    const closed = { valid_to: "2026-06-01", status: "historical" };
    expect(problemsOf(closed, { valid_from: "2026-06-01" })).toEqual([]);
    expect(problemsOf(closed, { valid_from: "2026-05-31" })).toEqual([
      "prices.csv, line 3, valid_from: acme/acme-1 standard from 2026-05-31 overlaps line 2, which holds until 2026-06-01.",
    ]);
  });

  it("a column that is unknown, doubled or missing", () => {
    const table = tableOf("verdicts");
    expect(tableProblems(table, [{ file: "verdicts.csv", header: ["id", "id", "name"] }], [])).toEqual([
      'verdicts.csv, line 1: unknown column "name".',
      'verdicts.csv, line 1: "id" twice.',
      'verdicts.csv, line 1: the column "verdict" is missing.',
      'verdicts.csv, line 1: the column "condition" is missing.',
      'verdicts.csv, line 1: the column "source" is missing.',
      'verdicts.csv, line 1: the column "as_of" is missing.',
    ]);
  });

  it("an id that points nowhere", () => {
    const rents = { name: "rents", columns: [{ id: "accelerator_id", references: "gpus.id" }] };
    const row = (file: string, values: Record<string, string>) => ({ file, line: 2, values });
    const tables = [
      { table: rents, rows: [row("rents.csv", { accelerator_id: "h1000" })] },
      { table: { name: "gpus", columns: [] }, rows: [row("gpus.csv", { id: "h100-sxm" })] },
    ];
    expect(referenceProblems(tables)).toEqual([
      'rents.csv, line 2, accelerator_id: "h1000" is not an id of the table gpus.',
    ]);
  });

  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2024-13-01", false],
    ["2024-2-1", false],
    ["", false],
  ])("the day %s exists: %s", (text, exists) => {
    expect(isCalendarDate(text, true)).toBe(exists);
  });
});

describe("a company's own rows laid over ours", () => {
  const HEADER = "provider,model_id,input_usd_per_mtok,output_usd_per_mtok,valid_from,source,as_of";
  let packed: ReturnType<typeof unpack>;

  beforeAll(async () => {
    const overlay = folderWith({
      "prices.csv": `${HEADER}\nopenai,gpt-4o,2,8,2026-01-01,contract 2026,2026-01-01\nacme,acme-chat,1,2,2026-01-01,contract 2026,2026-01-01\n`,
    });
    const outputFolder = folderWith({});
    packData({ overlays: [overlay], outputFolder });
    expect(existsSync(join(outputFolder, "tables.d.ts"))).toBe(true);
    const made: { PACKED: string; OWN_ROWS: number } = await import(/* @vite-ignore */ join(outputFolder, "tables.js"));
    packed = unpack(made.PACKED);
    expect(made.OWN_ROWS).toBe(2);
  });

  function rowsOf(provider: string, modelId: string): Record<string, unknown>[] {
    const prices = packed.get("prices");
    if (prices === undefined) throw new Error("no prices");
    const ids = prices.columns.map(({ id }) => id);
    return Array.from({ length: prices.rowCount }, (_, row) =>
      Object.fromEntries(ids.map((id, column) => [id, prices.cell(row, column)])),
    ).filter((row) => row["provider"] === provider && row["model_id"] === modelId);
  }

  it("a seller's whole history of a model gives way to the contract", () => {
    const rows = rowsOf("openai", "gpt-4o");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ input_usd_per_mtok: 2, source: "own data: contract 2026", base_model: "gpt-4o" });
  });

  it("other sellers and dated ids keep ours", () => {
    expect(rowsOf("azure", "gpt-4o")).toHaveLength(2);
    expect(rowsOf("openai", "gpt-4o-2024-05-13")).toHaveLength(1);
  });

  it("a new model needs no more than seller, model, prices, first day and source", () => {
    expect(rowsOf("acme", "acme-chat")).toMatchObject([
      { display_name: "acme-chat", price_variant: "standard", status: "current", currency: "USD", seller_rank: 1 },
    ]);
  });

  it("later rows move the date of the data, and what we had announced for a day before has begun", () => {
    const overlay = folderWith({ "prices.csv": `${HEADER}\nacme,acme-chat,1,2,2027-06-01,contract,2027-06-01\n` });
    const prices = readTables({ overlays: [overlay] }).find(({ table }) => table.name === "prices");
    expect(prices?.asOf).toBe("2027-06-01");
    const begun =
      prices?.rows.filter((row) => row["valid_from"] === "2026-12-01" && row["provider"] === "google") ?? [];
    expect(begun.length).toBeGreaterThan(0);
    for (const row of begun) expect(row["status"], row["key"]).toBe("current");
  });

  it("rows need no status: one that has ended is historical, one that is to begin is scheduled", () => {
    const rows = [
      "acme,acme-chat,3,4,2026-01-01,2026-07-01,contract,2026-11-20",
      "acme,acme-chat,1,2,2026-07-01,2027-01-01,contract,2026-11-20",
      "acme,acme-chat,1,1,2027-01-01,,contract,2026-11-20",
    ];
    const header = HEADER.replace("valid_from", "valid_from,valid_to");
    const overlay = folderWith({ "prices.csv": `${[header, ...rows].join("\n")}\n` });
    const prices = readTables({ overlays: [overlay] }).find(({ table }) => table.name === "prices");
    const statuses = prices?.rows.filter((row) => row["provider"] === "acme").map((row) => row["status"]);
    expect(statuses).toEqual(["historical", "current", "scheduled"]);
  });

  it.each([
    ["a folder that is not there", undefined, "there is no such folder"],
    ["a folder without tables", {}, "the folder has no CSV file"],
    ["a file that is no table", { "price.csv": HEADER }, "price.csv: no table has that name. Tables: prices.csv,"],
  ])("%s is refused, never ignored", (_what, files, words) => {
    const overlay = files === undefined ? join(folderWith({}), "absent") : folderWith(files);
    expect(() => readTables({ overlays: [overlay] })).toThrow(words);
  });

  it("a wrong row is refused by the overlay's own line", () => {
    const overlay = folderWith({ "prices.csv": `${HEADER}\nacme,acme-chat,-1,2,2026-01-01,contract,2026-01-01\n` });
    expect(() => readTables({ overlays: [overlay] })).toThrow(
      "prices.csv, line 2, input_usd_per_mtok: -1 USD/Mtok is not plausible: expected 0 to 1000.",
    );
  });

  it("a table of ours that is missing is named", () => {
    expect(() => readTables({ dataFolder: folderWith({}) })).toThrow("prices.csv: the file is missing.");
  });
});
