import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CellModel, WorkbookModel } from "../../../src/files";
import { BLANK_WORKBOOK, modelOfPlan } from "../../../src/workbench/document/plain-model";
import { FIRST_SHEET } from "../../../src/workbench/first-sheet";
import type { Grid } from "../../../src/workbench/grid";
import { SAMPLE } from "../../files/sample";
import { type GridWithoutWindow, gridWith } from "./grid-without-window";

let shared: GridWithoutWindow;
beforeAll(async () => {
  shared = await gridWith(BLANK_WORKBOOK);
});
afterAll(() => {
  shared.univer.dispose();
});

/** One grid serves all tests, as one window serves all workbooks. */
async function gridOf(model: WorkbookModel): Promise<Grid> {
  shared.grid.open(model);
  await shared.grid.recalculate();
  return shared.grid;
}

/** A model without what calculating makes of it, and with arrays free to spill. */
function uncalculated(model: WorkbookModel): WorkbookModel {
  const bare = ({ value, spill: _spill, isFixedArray: _fixed, ...cell }: CellModel): CellModel =>
    cell.formula === undefined && value !== undefined ? { ...cell, value } : cell;
  return { ...model, sheets: model.sheets.map((sheet) => ({ ...sheet, cells: sheet.cells.map(bare) })) };
}

const cell = (model: WorkbookModel, sheet: string, row: number, col: number) =>
  model.sheets.find(({ name }) => name === sheet)?.cells.find((one) => one.row === row && one.col === col);

describe("a workbook opened in the grid", () => {
  it("is read back as the same model, also what the grid does not show", async () => {
    const grid = await gridOf(SAMPLE);
    expect(uncalculated(grid.model())).toEqual(uncalculated(SAMPLE));
  });

  it("keeps what is noted about it, as a change that is worth keeping, and not for the next workbook", async () => {
    const grid = await gridOf(SAMPLE);
    let edits = 0;
    const watch = grid.onEdit(() => edits++);
    grid.storeSetting("tab", "data");
    watch.dispose();
    grid.storeSetting("more", "1");
    expect(edits).toBe(1);
    expect(grid.model().settings).toEqual({ ...SAMPLE.settings, tab: "data", more: "1" });
    grid.open(BLANK_WORKBOOK);
    expect(grid.setting("tab")).toBeUndefined();
  });

  it("has the results of its formulas, over names, tables and spills", async () => {
    const model = (await gridOf(SAMPLE)).model();
    const onCalc = (row: number) => cell(model, "It's a Calc", row, 0);
    expect(onCalc(0)?.value).toBeCloseTo(0.00875, 12);
    expect(onCalc(1)?.value).toBe(6.5);
    expect(onCalc(2)?.value).toEqual({ error: "#DIV/0!" });
    expect(onCalc(4)?.value).toBe(true);
    expect(onCalc(5)?.spill).toEqual({
      rows: 2,
      cols: 2,
      values: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(onCalc(8)?.value).toBe(10);
  });

  it("opened again is the same once more, results included", async () => {
    const grid = await gridOf(SAMPLE);
    const first = grid.model();
    grid.open(first);
    await grid.recalculate();
    expect(grid.model()).toEqual(first);
  });

  it("keeps a text a text, whatever it looks like", async () => {
    const model = (await gridOf(SAMPLE)).model();
    expect([cell(model, "Inputs", 3, 1), cell(model, "Inputs", 4, 1)]).toMatchObject([
      { value: "=1+1" },
      { value: "3-5" },
    ]);
  });
});

describe("what the grid carries without showing it", () => {
  const carried = (model: WorkbookModel) => {
    const [inputs, calc] = model.sheets;
    return {
      rules: inputs?.validations.map(({ addresses, first }) => `${addresses}: ${first}`),
      print: [inputs?.print.area, inputs?.print.titleRows],
      values: calc?.charts.map(({ series }) => series.map(({ values }) => values)),
      row: calc?.charts[0]?.place.row,
    };
  };

  function sheet(name: string) {
    const found = shared.api.getActiveWorkbook()?.getSheetByName(name);
    if (!found) throw new Error(`There is no sheet "${name}".`);
    return found;
  }

  it("moves with the rows it refers to, and back when that is undone", async () => {
    const grid = await gridOf(SAMPLE);
    const before = carried(grid.model());
    sheet("Inputs").insertRows(2, 3);
    expect(carried(grid.model())).toMatchObject({
      rules: ['A2 A10:A11: "gpt-4o,o3"', "B2: 0", "C2: INFER.PRICE(A2)>0"],
      print: ["$A$1:$C$11", "$1:$1"],
      values: [["Inputs!$B$10:$B$11", "Inputs!$C$10:$C$11"], ["Inputs!$B$10:$B$11"]],
    });
    sheet("It's a Calc").insertRows(0, 2);
    expect(carried(grid.model()).row).toBe(3);
    await grid.undo();
    await grid.undo();
    expect(carried(grid.model())).toEqual(before);
  });

  it("follows a sheet that gets another name", async () => {
    const grid = await gridOf(SAMPLE);
    sheet("Inputs").setName("My inputs");
    expect(carried(grid.model()).values?.[1]).toEqual(["'My inputs'!$B$7:$B$8"]);
  });

  it("is gone with the cells it was about", async () => {
    const grid = await gridOf(SAMPLE);
    grid.removeSheet("Inputs");
    expect(grid.model().sheets[0]?.charts).toEqual([]);
  });

  it("takes a chart added later, follows its rows, and gives it back when that is undone", async () => {
    const grid = await gridOf(SAMPLE);
    const before = carried(grid.model());
    const chart = {
      kind: "line",
      series: [{ values: "Inputs!$B$2:$B$5" }],
      place: { row: 8, col: 4, rows: 10, cols: 5 },
    } as const;
    let edits = 0;
    const watch = grid.onEdit(() => edits++);
    grid.addChart("Inputs", chart);
    watch.dispose();
    expect(edits).toBeGreaterThan(0);
    expect(grid.charts("Inputs")).toEqual([chart]);
    sheet("Inputs").insertRows(0, 2);
    expect(grid.charts("Inputs")).toEqual([
      { ...chart, series: [{ values: "Inputs!$B$4:$B$7" }], place: { ...chart.place, row: 10 } },
    ]);
    await grid.undo();
    await grid.undo();
    expect(grid.charts("Inputs")).toEqual([]);
    expect(carried(grid.model())).toEqual(before);
    await shared.api.redo();
    expect(grid.charts("Inputs")).toEqual([chart]);
    grid.removeChart("Inputs", 0);
    expect(carried(grid.model())).toEqual(before);
    await grid.undo();
    expect(grid.model().sheets[0]?.charts).toEqual([chart]);
  });

  it("is in no list of names", async () => {
    const grid = await gridOf(SAMPLE);
    expect(grid.takenNames().sort()).toEqual(["Fleet", "fleet", "local", "rate", "twice"]);
    expect(grid.model().names).toEqual(SAMPLE.names);
  });
});

describe("one workbook after another", () => {
  it("names, tables and undo of the one before are gone", async () => {
    const grid = await gridOf(SAMPLE);
    grid.write("Inputs", 30, 0, [[{ value: 1 }]]);
    grid.open(BLANK_WORKBOOK);
    await grid.recalculate();
    await grid.undo();
    expect(grid.takenNames()).toEqual([]);
    expect(grid.model()).toEqual(BLANK_WORKBOOK);
  });

  it("a sheet added later is found by a formula that named it before", async () => {
    const grid = await gridOf(SAMPLE);
    grid.open(BLANK_WORKBOOK);
    grid.write("Sheet1", 0, 0, [[{ formula: "=Later!A1+1" }]]);
    await grid.recalculate();
    expect(grid.read({ sheet: "Sheet1", row: 0, col: 0, rows: 1, cols: 1 })).toMatchObject([[{ code: "#REF!" }]]);
    grid.addSheet("Later");
    grid.write("Later", 0, 0, [[{ value: 41 }]]);
    await grid.recalculate();
    expect(grid.read({ sheet: "Sheet1", row: 0, col: 0, rows: 1, cols: 1 })).toEqual([[42]]);
  });

  it("a fault while opening leaves the open workbook as it was", async () => {
    const grid = await gridOf(modelOfPlan(FIRST_SHEET));
    const before = grid.model();
    const broken = { ...BLANK_WORKBOOK, sheets: undefined } as unknown as WorkbookModel;
    expect(() => grid.open(broken)).toThrow();
    expect(grid.model()).toEqual(before);
  });
});

describe("what counts as an edit", () => {
  async function edits(act: (grid: Grid) => unknown): Promise<number> {
    const grid = await gridOf(BLANK_WORKBOOK);
    let count = 0;
    const watch = grid.onEdit(() => count++);
    await act(grid);
    watch.dispose();
    return count;
  }

  it.each([
    ["a value", (grid: Grid) => grid.write("Sheet1", 0, 0, [[{ value: 1 }]])],
    ["a look", (grid: Grid) => grid.setLook({ sheet: "Sheet1", row: 0, col: 0, rows: 1, cols: 1 }, { bold: true })],
    ["a width", (grid: Grid) => grid.setColumnWidth("Sheet1", 0, 200)],
    ["a sheet", (grid: Grid) => grid.addSheet("Another")],
    ["a name", (grid: Grid) => grid.addName("tariff", "Sheet1!$A$1")],
    [
      "a step of undo",
      async (grid: Grid) => {
        grid.write("Sheet1", 0, 0, [[{ value: 1 }]]);
        const before = grid.model();
        await grid.undo();
        expect(grid.model()).not.toEqual(before);
      },
    ],
  ])("%s", async (_what, act) => {
    expect(await edits(act)).toBeGreaterThan(0);
  });

  it("not the results of calculation, nor opening another workbook", async () => {
    const grid = await gridOf(modelOfPlan(FIRST_SHEET));
    let count = 0;
    grid.onEdit(() => count++);
    await grid.recalculate();
    grid.open(SAMPLE);
    await grid.recalculate();
    expect(count).toBe(0);
  });
});
