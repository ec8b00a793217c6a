import { describe, expect, it } from "vitest";
import "../../src/functions";
import { isCellError } from "../../src/functions/call/registry";
import { FIRST_SHEET } from "../../src/workbench/first-sheet";
import { type CellInput, createWorkbook } from "../../src/workbench/workbook";

const cells: CellInput[] = FIRST_SHEET.rows.flatMap((row, r) =>
  row.map((cell, c) => ({
    sheet: FIRST_SHEET.name,
    row: r,
    col: c,
    ...(cell.formula === undefined ? { value: cell.value ?? null } : { formula: cell.formula }),
  })),
);

/** Row of the label in the first column. */
const rowOf = (label: string) => FIRST_SHEET.rows.findIndex((row) => row[0]?.value === label);

async function opened() {
  const workbook = createWorkbook({ sheets: [FIRST_SHEET.name], cells });
  await workbook.recalculate();
  return { workbook, beside: (label: string, col = 1) => workbook.read(FIRST_SHEET.name, rowOf(label), col) };
}

describe("the first sheet", () => {
  it("calculates without an error anywhere", async () => {
    const { workbook } = await opened();
    const all = workbook.readRange(FIRST_SHEET.name, 0, 0, 40, 8).flat();
    expect(all.filter(isCellError)).toEqual([]);
  });

  it("shows the price, the cost of a request and of a month, and the break-even", async () => {
    const { beside } = await opened();
    expect(beside("Input price")).toBe(2.5);
    expect(beside("One request")).toBeCloseTo(0.00875, 12);
    expect(beside("One month")).toBeCloseTo((0.00875 * 10_000 * 365) / 12, 8);
    expect(beside("Break-even volume")).toBeCloseTo(Number(beside("Fixed cost")) / 4.375, 8);
  });

  it("names the source and date of each price", async () => {
    const { beside } = await opened();
    expect(beside("Input price", 3)).toMatch(/^https:.+, as of \d/);
  });

  it("ranks the models, cheapest first", async () => {
    const { workbook } = await opened();
    const monthly = workbook
      .readRange(FIRST_SHEET.name, rowOf("Models") + 2, 2, 4, 1)
      .flat()
      .map(Number);
    expect(monthly).toEqual([...monthly].sort((a, b) => a - b));
    expect(monthly).toHaveLength(4);
  });

  it("follows its inputs", async () => {
    const { workbook, beside } = await opened();
    workbook.set([{ sheet: FIRST_SHEET.name, row: rowOf("Input tokens per request"), col: 1, value: 2000 }]);
    await workbook.recalculate();
    expect(beside("One request")).toBeCloseTo(0.01, 12);
  });
});
