import { describe, expect, it } from "vitest";
import "../../src/functions";
import { modelOfPlan, openXlsx, saveXlsx } from "../../src/files";
import type { Plan } from "../../src/host/port";
import { recalculated } from "../../src/workbench/recalculate";

const PLAN: Plan = {
  sheets: [
    { name: "Inputs", columnWidths: [120, 80], frozenRows: 1 },
    {
      name: "Calc",
      frozenColumns: 1,
      hasGridLines: false,
      tabColor: "#0f6cbd",
      print: { orientation: "landscape", fitTo: { wide: 1, tall: 0 } },
    },
  ],
  blocks: [
    {
      sheet: "Inputs",
      row: 0,
      col: 0,
      cells: [
        ["item", "usd"],
        ["=not a formula", 2],
        ["b", 3],
      ],
    },
    { sheet: "Calc", row: 1, col: 1, cells: [[{ formula: "=SUM(Prices[usd])*rate" }, null, true]] },
  ],
  looks: [
    { area: { sheet: "Inputs", row: 0, col: 0, rows: 1, cols: 3 }, look: { bold: true } },
    { area: { sheet: "Inputs", row: 0, col: 1, rows: 3, cols: 1 }, look: { numberFormat: "0.00" } },
  ],
  tables: [{ name: "Prices", area: { sheet: "Inputs", row: 0, col: 0, rows: 3, cols: 2 } }],
  names: [{ name: "rate", refersTo: "=Inputs!$B$2" }],
  charts: [
    {
      sheet: "Calc",
      chart: {
        kind: "column",
        title: "Prices, USD",
        series: [{ name: "usd", values: "Inputs!$B$2:$B$3", categories: "Inputs!$A$2:$A$3", color: "#0f6cbd" }],
        place: { row: 3, col: 1, rows: 12, cols: 5 },
      },
    },
  ],
  validations: [
    {
      sheet: "Inputs",
      validation: {
        addresses: "B2:B3",
        type: "decimal",
        operator: "greaterThanOrEqual",
        first: "0",
        allowsBlank: true,
      },
    },
  ],
  show: { sheet: "Calc", row: 0, col: 0, rows: 1, cols: 1 },
};

describe("a plan as a file", () => {
  it("holds its cells, looks, tables and names, and calculates", async () => {
    const { model } = await recalculated(modelOfPlan(PLAN));
    const opened = openXlsx(await saveXlsx(model)).model;
    expect(opened).toEqual({ ...model, font: { name: "Calibri", size: 11 } });
    expect(opened.sheets[1]?.cells).toEqual([
      { row: 1, col: 1, formula: "=SUM(Prices[usd])*rate", value: 10 },
      { row: 1, col: 3, value: true },
    ]);
    expect(opened.sheets[0]?.cells[3]).toEqual({ row: 1, col: 0, value: "=not a formula" });
    expect(opened.looks).toEqual([{ bold: true }, { bold: true, numberFormat: "0.00" }, { numberFormat: "0.00" }]);
    expect(opened.activeSheet).toBe(1);
    expect(opened.sheets[1]).toMatchObject({ hasGridLines: false, tabColor: "#0f6cbd" });
    expect(opened.sheets[1]?.charts).toHaveLength(1);
    expect(opened.sheets[0]?.validations).toHaveLength(1);
  });
});
