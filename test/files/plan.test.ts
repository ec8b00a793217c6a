import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { modelOfPlan, openXlsx, saveXlsx } from "../../src/files";
import { EMPTY_PLAN, type Plan } from "../../src/host/port";
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

it("writes bar charts as they are read: the first category on top, names clear of what is negative", async () => {
  const chart = {
    kind: "bar",
    series: [{ values: "Variance!$B$1:$B$3", categories: "Variance!$A$1:$A$3" }],
    place: { row: 5, col: 0, rows: 15, cols: 8 },
  } as const;
  const plan: Plan = { ...EMPTY_PLAN, sheets: [{ name: "Variance" }], charts: [{ sheet: "Variance", chart }] };
  const bytes = await saveXlsx(modelOfPlan(plan), { savedAt: new Date(0) });
  const xml = strFromU8(unzipSync(bytes)["xl/charts/chart1.xml"] ?? new Uint8Array());
  const category = /<c:catAx>.*<\/c:catAx>/s.exec(xml)?.[0] ?? "";
  expect(category).toContain('<c:orientation val="maxMin"/>');
  expect(category).toContain('<c:tickLblPos val="low"/>');
  expect(/<c:valAx>.*<\/c:valAx>/s.exec(xml)?.[0]).toContain('<c:crosses val="max"/>');
  expect(openXlsx(bytes).model.sheets[0]?.charts).toEqual([chart]);
});
