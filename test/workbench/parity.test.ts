import { afterAll, describe, expect, it } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import { isCellError } from "../../src/functions/call/registry";
import { createCalculator, type Scalar } from "../../src/workbench/headless";
import { createWorkbook } from "../../src/workbench/workbook";

const calculator = createCalculator();
afterAll(() => calculator.dispose());

const examples = catalog.flatMap((entry) => entry.examples.map((example) => [entry.name, example.formula] as const));

/** The result as it lies in a sheet, in the words of the calculator. */
async function onSheet(formula: string) {
  const sheet = "Main";
  const workbook = createWorkbook({ sheets: [sheet], cells: [{ sheet, row: 0, col: 0, formula }] });
  await workbook.recalculate();
  const { endRow = 0, endCol = 0 } = workbook.spillOf(sheet, 0, 0) ?? {};
  const cells = workbook
    .readRange(sheet, 0, 0, endRow + 1, endCol + 1)
    .map((row) => row.map((cell) => (isCellError(cell) ? { error: cell.code, message: cell.message } : cell)));
  workbook.dispose();
  return cells;
}

const rowsOf = (value: Scalar | readonly (readonly unknown[])[]) => (typeof value === "object" ? value : [[value]]);

describe("a formula gives the same digits alone and in a cell", () => {
  it.each(examples)("%s: %s", async (_name, formula) => {
    const [alone] = await calculator.evaluate([formula]);
    if (alone === undefined) throw new Error("no result");
    const expected = "value" in alone ? rowsOf(alone.value) : [[{ ...alone }]];
    expect(await onSheet(formula)).toEqual(expected);
  });
});
