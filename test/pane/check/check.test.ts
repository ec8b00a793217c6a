import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../../../src/functions";
import { dataDay, gpus, tableByName } from "../../../src/data";
import { type Area, EMPTY_PLAN, type PlanCell, type WorkbookPort } from "../../../src/host/port";
import { gridWorkbook } from "../../../src/host/sheet";
import { cursorCall } from "../../../src/taskpane/check/cursorCall";
import { grouped, type Rule } from "../../../src/taskpane/check/findings";
import { MOST_FORMULAS, type Scan, scanWorkbook } from "../../../src/taskpane/check/scan";
import { traceCell } from "../../../src/taskpane/check/trace";
import { dayOfTable } from "../../../src/taskpane/tables";
import { nodeGrid } from "../../host/nodeGrid";

const host = nodeGrid("Model");
const port = gridWorkbook(host.grid);
afterAll(host.dispose);

const QUIET = { onProgress: () => undefined, pause: () => Promise.resolve(), now: () => 0 };
const weak = gpus().find(({ provenance }) => provenance.unverified);

const ROWS: PlanCell[][] = [
  ["Input tokens", 1500, "tokens"],
  ["Text", "1,500", "tokens"],
  ["Share", 70, "share"],
  ["Fine", { formula: '=INFER.COST("gpt-4o",B1,500)' }, null],
  ["Error", { formula: '=INFER.COST("gpt-9",B1,500)' }, null],
  ["Percent", { formula: '=INFER.BLENDEDPRICE("gpt-4o",B3)' }, null],
  ["Text number", { formula: '=INFER.COST("gpt-4o",B2,500)' }, null],
  ["Unquoted", { formula: "=ROUND(INFER.RENT(H100),2)" }, null],
  ["Whole column", { formula: '=INFER.PRICE("gpt-4o","input",,,,Own!A:C)' }, null],
  ["Euros", { formula: '=INFER.PRICE("own","input",,,,Own!A1:D3)' }, null],
  ["Long ago", { formula: '=INFER.PRICE("gpt-4o","input",,"2024-06-01")' }, null],
  ["Weak", { formula: `=INFER.GPU("${weak?.id ?? ""}","tdp_w")` }, null],
  ["Twice the cost", { formula: "=B4*2+B1" }, null],
];
const OWN: PlanCell[][] = [
  ["model_id", "input_usd_per_mtok", "output_usd_per_mtok", "currency"],
  ["own", 1, 2, "USD"],
  ["other", 1, 2, "EUR"],
];

const at = (row: number, col = 1): Area => ({ sheet: "Model", row, col, rows: 1, cols: 1 });
let scan: Scan;

/** The workbook with some of its answers replaced. */
const withParts = (parts: Partial<WorkbookPort>): WorkbookPort =>
  new Proxy(port, {
    get: (target, name) => {
      const found: unknown = Reflect.get(name in parts ? parts : target, name);
      return typeof found === "function" ? found.bind(target) : found;
    },
  });

beforeAll(async () => {
  await port.apply({
    ...EMPTY_PLAN,
    sheets: [{ name: "Own" }],
    blocks: [
      { sheet: "Own", row: 0, col: 0, cells: OWN },
      { sheet: "Model", row: 0, col: 0, cells: ROWS },
      { sheet: "Model", row: 0, col: 9, cells: [[{ formula: '=INFER.DRAW("uniform",1,2,,3)' }]] },
      { sheet: "Model", row: 0, col: 11, cells: [[{ formula: '=INFER.DRAW("pert",1,2,4,3)' }]] },
    ],
  });
  scan = await scanWorkbook(port, QUIET);
});

const found = (rule: Rule) => scan.findings.filter((finding) => finding.rule === rule);
const rowsOf = (rule: Rule) => found(rule).map(({ cell }) => (cell?.row ?? -1) + 1);

describe("a check of the workbook", () => {
  it("counts the formulas of ours and names their sheets", () => {
    expect(scan.formulas).toBe(11);
    expect(scan.sheets).toEqual(["Model"]);
    expect(scan.isCut).toBe(false);
  });

  it.each([
    ["error", 5, /^#N\/A .*"gpt-9"/],
    [
      "percent",
      6,
      /^cache_hit of COST is 70 in Model!B3; a share runs from 0 to 1\. Type 70% or 0\.7\.$|is 70 in Model!B3/,
    ],
    ["textNumber", 7, /^input_tokens of COST is the text "1,500" in Model!B2/],
    ["unquoted", 8, /Write "H100"\.$/],
    ["wholeColumn", 9, /^prices of PRICE takes Own!A:C whole/],
    ["currency", 10, /holds prices in USD and EUR/],
    ["oldDay", 11, /^as_of of PRICE is 2024-06-01, \d+ days before/],
    ["unverified", 12, /rests on general knowledge \(unverified\)/],
  ] as const)("finds %s in row %i", (rule, row, text) => {
    expect(rowsOf(rule)).toContain(row);
    expect(found(rule).find(({ cell }) => cell?.row === row - 1)?.text).toMatch(text);
  });

  it("says nothing of a formula that is in order", () => {
    expect(scan.findings.filter(({ cell }) => cell?.row === 3)).toEqual([]);
  });

  it("knows how a name without quotes has to be written", () => {
    expect(found("unquoted")[0]?.fix).toEqual({
      before: "=ROUND(INFER.RENT(H100),2)",
      after: '=ROUND(INFER.RENT("H100"),2)',
    });
  });

  it("finds draws that are the same numbers twice", () => {
    expect(found("sameDraws").map(({ cell, text }) => [cell?.col, text])).toEqual([
      [11, expect.stringContaining("seed and name of J1")],
    ]);
  });

  it("lists errors first, each group with what it holds", () => {
    const [first] = grouped(scan.findings);
    expect(first?.rule).toBe("error");
    expect(grouped(scan.findings).flatMap(({ findings }) => findings)).toHaveLength(scan.findings.length);
  });

  it("speaks of manual calculation, of old data by the user's day, and of names Excel does not know", async () => {
    const formula = '=INFER.COST("gpt-4o",1,1)';
    const old: Partial<WorkbookPort> = {
      calculationMode: () => Promise.resolve("manual"),
      today: () => dataDay() + 200,
      sheets: () => Promise.resolve(["S"]),
      used: () => Promise.resolve({ sheet: "S", row: 0, col: 0, rows: 1, cols: 1 }),
      read: () => Promise.resolve([[{ code: "#NAME?", message: "" }]]),
      readFormulas: () => Promise.resolve([[formula]]),
      tables: () => Promise.resolve([]),
    };
    const { findings } = await scanWorkbook(withParts(old), QUIET);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["calculation", "doubtful"],
      ["dataAge", "wrong"],
      ["name", "wrong"],
    ]);
    expect(findings.at(-1)?.fix).toEqual({ before: formula, after: formula });
  });

  it("names tables that were loaded from data of another day", async () => {
    const name = "InferGpus";
    const table = tableByName("gpus");
    const today = table ? dayOfTable(table) : 0;
    const note = { id: "1", name, from: "gpus", filter: "", day: today - 30 };
    const older: Partial<WorkbookPort> = {
      setting: () => Promise.resolve(JSON.stringify([note, { ...note, id: "2", name: "Current", day: today }])),
      tables: () => Promise.resolve([name, "Current"].map((each) => ({ name: each, area: { ...at(0), sheet: each } }))),
    };
    const { findings } = await scanWorkbook(withParts(older), QUIET);
    const versions = findings.filter(({ rule }) => rule === "dataVersion");
    expect(versions.map(({ cell, text }) => [cell?.sheet, text])).toEqual([
      [name, expect.stringMatching(/^InferGpus was loaded from data of .*Refresh it in the tab Data\.$/)],
    ]);
  });

  it("looks at no more than 20,000 formulas, or as many as it is told, and says so", async () => {
    expect(MOST_FORMULAS).toBe(20_000);
    const rows = 31;
    const many: Partial<WorkbookPort> = {
      calculationMode: () => Promise.resolve("automatic"),
      today: dataDay,
      sheets: () => Promise.resolve(["S"]),
      used: () => Promise.resolve({ sheet: "S", row: 0, col: 0, rows, cols: 1 }),
      read: (area) => Promise.resolve(Array.from({ length: area.rows }, () => [1])),
      readFormulas: (area) => Promise.resolve(Array.from({ length: area.rows }, () => ["=INFER.VERSION()"])),
      tables: () => Promise.resolve([]),
    };
    const cut = await scanWorkbook(withParts(many), QUIET, 30);
    expect(cut).toMatchObject({ formulas: rows, isCut: true, findings: [] });
  });
});

describe("the trace of a number", () => {
  it("names typed cells, defaults, steps, and the source of what was looked up", async () => {
    const trace = await traceCell(port, at(3));
    expect(trace.value).toBe("0.00875");
    const [call] = trace.calls;
    expect(call?.entry.name).toBe("COST");
    expect(call?.result).toMatch(/^0\.00875 \(/);
    const [model, input, output] = call?.inputs ?? [];
    expect(model).toMatchObject({ name: "model", value: "gpt-4o" });
    expect(model?.origins[0]).toEqual({ words: "typed in the formula" });
    expect(model?.origins[1]).toMatchObject({
      words: expect.stringMatching(/^looked up: openai\/gpt-4o.* in prices, as of .*Source: /),
      url: expect.stringMatching(/^https:/),
    });
    expect(input).toMatchObject({ value: "1,500", unit: "tokens" });
    expect(input?.origins).toEqual([{ words: "typed in Model!B1", cell: at(0), isCalculated: false }]);
    expect(output?.origins).toEqual([{ words: "typed in the formula" }]);
    expect(call?.defaults.every(({ origins }) => origins[0]?.words === "default")).toBe(true);
  });

  it("leads from a plain formula to the cells it reads, and on to those that are calculated", async () => {
    const { calls, others } = await traceCell(port, at(12));
    expect(calls).toEqual([]);
    expect(others.map(({ name, origins }) => [name, origins[0]?.isCalculated])).toEqual([
      ["B4", true],
      ["B1", false],
    ]);
  });

  it("ends at what was typed", async () => {
    expect(await traceCell(port, at(0))).toMatchObject({ value: "1,500", formula: undefined, calls: [], others: [] });
  });
});

describe("the function in the selected cell", () => {
  it("comes with its arguments as typed and as they are now", async () => {
    const call = await cursorCall(port, at(3), '=ROUND(INFER.COST("gpt-4o",B1,,Own!$B$2),2)');
    expect(call?.entry.name).toBe("COST");
    expect(call?.typed).toEqual(["gpt-4o", "=Model!B1", "", "=Own!B2"]);
    expect(call?.values).toMatch(/^model gpt-4o, input_tokens 1,500, \w+ 1$/);
    expect(await cursorCall(port, at(3), "=SUM(B1)")).toBeUndefined();
  });
});
