import { beforeEach, describe, expect, it } from "vitest";
import { excelWorkbook } from "../../src/host/excel";
import { type Area, EMPTY_PLAN, type Plan } from "../../src/host/port";
import { addSheet, type Book, ExcelError, newBook } from "./excelModel";
import { standInForExcel } from "./excelStandIn";

let book: Book;
const port = excelWorkbook();
const at = (sheet: string, row: number, col: number, rows = 1, cols = 1): Area => ({ sheet, row, col, rows, cols });

beforeEach(() => {
  book = newBook("Start");
  standInForExcel(book);
});

const cells = (sheet: string, content: string | number): Plan => ({
  ...EMPTY_PLAN,
  blocks: [{ sheet, row: 0, col: 0, cells: [[content]] }],
});

const formula = (text: string): Plan => ({
  ...EMPTY_PLAN,
  blocks: [{ sheet: "Start", row: 5, col: 5, cells: [[{ formula: text }]] }],
});

/** A waterfall over three columns, with rules for its numbers. */
const CHART: Plan = {
  ...EMPTY_PLAN,
  sheets: [
    {
      name: "New",
      hasGridLines: false,
      rowHeights: [{ row: 2, heightPx: 40 }],
      print: { orientation: "landscape", fitTo: { wide: 1, tall: 0 }, titleRows: "$1:$1" },
    },
  ],
  blocks: [
    {
      sheet: "New",
      row: 0,
      col: 0,
      cells: [
        ["step", "base", "adds"],
        ["a", 0, 2],
        ["b", 2, 3],
      ],
    },
  ],
  looks: [{ area: at("New", 1, 1, 2, 1), look: { borders: { bottom: { style: "thin", color: "#c8c8c8" } } } }],
  charts: [
    {
      sheet: "New",
      chart: {
        kind: "column",
        stacking: "stacked",
        title: "Steps, USD",
        series: [
          { name: "Base", values: "New!$B$2:$B$3", categories: "New!$A$2:$A$3", isInvisible: true },
          { name: "Adds", values: "New!$C$2:$C$3", categories: "New!$A$2:$A$3", color: "#b3261e" },
        ],
        place: { row: 4, col: 0, rows: 10, cols: 5 },
        vertical: { numberFormat: "#,##0" },
      },
    },
  ],
  validations: [
    {
      sheet: "New",
      validation: {
        addresses: "B2:B3",
        type: "decimal",
        operator: "greaterThanOrEqual",
        first: "0",
        allowsBlank: true,
        alert: { style: "stop", text: "A number of 0 or more." },
      },
    },
    { sheet: "New", validation: { addresses: "A2", type: "list", first: '"a,b"', allowsBlank: false } },
    { sheet: "New", validation: { addresses: "C2", type: "custom", first: "B2>0", allowsBlank: false } },
    { sheet: "New", validation: { addresses: "A3", type: "list", first: "$B$2:$B$3", allowsBlank: true } },
    { sheet: "New", validation: { addresses: "A4", type: "list", first: "INDIRECT(A1)", allowsBlank: true } },
  ],
};

describe("Excel", () => {
  it("has a protected sheet refused with its name, and the sheet untouched", async () => {
    addSheet(book, "Locked").isProtected = true;
    await expect(port.apply(cells("Locked", 1))).rejects.toThrow('The sheet "Locked" is protected.');
    book.active = { ...book.active, sheet: book.sheets[1] ?? book.active.sheet };
    await expect(port.insertFormula("=1")).rejects.toThrow('The sheet "Locked" is protected.');
    expect(book.sheets[1]?.cells.size).toBe(0);
  });

  it("has a protected structure refused before anything is written", async () => {
    book.isStructureProtected = true;
    await expect(port.addSheet("New")).rejects.toThrow("structure of this workbook is protected");
  });

  it("takes back the sheets of a plan that fails half-way", async () => {
    const plan: Plan = {
      ...EMPTY_PLAN,
      sheets: [{ name: "New" }],
      blocks: [
        { sheet: "New", row: 0, col: 0, cells: [["a"]] },
        { sheet: "Start", row: 0, col: 0, cells: [["b"]] },
      ],
      tables: [{ name: "T_1", area: at("New", 0, 0) }],
    };
    const push = book.tables.push;
    book.tables.push = () => {
      throw new ExcelError("InvalidArgument");
    };
    await expect(port.apply(plan)).rejects.toThrow("InvalidArgument");
    book.tables.push = push;
    expect(book.sheets.map(({ name }) => name)).toEqual(["Start"]);
    expect(book.sheets[0]?.cells.size).toBe(0);
  });

  it("writes a plan in one request, a table of 60,000 cells in three more", async () => {
    await port.apply(cells("Start", 1));
    const small = book.syncs;
    const rows = Array.from({ length: 2000 }, (_row, r) => Array.from({ length: 30 }, (_cell, c) => r * c));
    await port.apply({
      ...EMPTY_PLAN,
      sheets: [{ name: "Large" }],
      blocks: [{ sheet: "Large", row: 0, col: 0, cells: rows }],
    });
    // The check of existing cells is not needed on a new sheet: one request less.
    expect(book.syncs - small).toBe(small - 1 + 3);
    expect(await port.read(at("Large", 1999, 29))).toEqual([[1999 * 29]]);
  });

  it("gives the errors of cells with a sentence", async () => {
    book.sheets[0]?.cells.set("0,0", { value: "#DIV/0!", isError: true });
    const [[read] = []] = await port.read(at("Start", 0, 0));
    expect(read).toEqual({ code: "#DIV/0!", message: "A number is divided by zero or by an empty cell." });
  });

  it("marks text in cells that are not formatted as text, and only there", async () => {
    await port.apply({
      ...EMPTY_PLAN,
      blocks: [{ sheet: "Start", row: 0, col: 0, cells: [["4.1", "4.1", "plain"]] }],
      looks: [
        { area: at("Start", 0, 0, 1, 3), look: { numberFormat: "@" } },
        { area: at("Start", 0, 1), look: { numberFormat: "General" } },
      ],
    });
    expect(await port.read(at("Start", 0, 0, 1, 3))).toEqual([["4.1", "4.1", "plain"]]);
  });

  it.each([
    [",", { decimal: ",", list: ";" }],
    [".", { decimal: ".", list: "," }],
  ])("with the decimal separator %j writes formulas with %j", async (decimal, separators) => {
    book.decimalSeparator = decimal;
    expect(await port.separators()).toEqual(separators);
  });

  it("offers what the version at hand has, and no more", async () => {
    standInForExcel(book, (version) => Number(version.split(".")[1]) < 9);
    expect(port.capabilities()).toEqual({
      tables: true,
      undoInOneStep: false,
      watchesChanges: false,
      charts: true,
      keepsSettings: true,
    });
    await expect(port.onChange(() => undefined)).rejects.toThrow("does not report changes");
    expect(await port.separators()).toEqual({ decimal: ".", list: "," });
  });

  it("draws native charts series by series, the base of a waterfall unseen", async () => {
    await port.apply(CHART);
    const [chart] = book.sheets[1]?.charts ?? [];
    expect(chart?.kind).toBe("ColumnStacked");
    expect(chart?.series.map(({ name, isBlank }) => [name, isBlank])).toEqual([
      ["Base", true],
      ["Adds", undefined],
    ]);
    const places = chart?.series.map(({ values, categories }) => [values?.col, values?.rows, categories?.col]);
    expect(places).toEqual([
      [1, 2, 0],
      [2, 2, 0],
    ]);
    expect([chart?.from?.row, chart?.to?.row, chart?.to?.col]).toEqual([4, 13, 4]);
    expect(chart?.settings.get("title text")).toBe("Steps, USD");
    expect(chart?.settings.get("value numberFormat")).toBe("#,##0");
  });

  it("leaves charts out where it could only draw wrong ones, and says so before", async () => {
    standInForExcel(book, (version) => Number(version.split(".")[1]) < 7);
    expect(port.capabilities().charts).toBe(false);
    await port.apply(CHART);
    expect(book.sheets[1]?.charts).toEqual([]);
    expect(book.sheets[1]?.rules).toEqual([]);
  });

  it("sets rules for inputs, the page, grid lines, row heights and borders of each cell", async () => {
    await port.apply(CHART);
    const [, sheet] = book.sheets;
    expect(sheet?.rules).toMatchObject([
      {
        at: { row: 1, col: 1, rows: 2, cols: 1 },
        rule: { decimal: { operator: "GreaterThanOrEqualTo", formula1: 0 } },
        alert: { showAlert: true, style: "Stop", message: "A number of 0 or more." },
      },
      { rule: { list: { inCellDropDown: true, source: "a,b" } }, alert: { showAlert: false } },
      { rule: { custom: { formula: "=B2>0" } } },
      { rule: { list: { source: { sheet: "New", row: 1, col: 1, rows: 2, cols: 1 } } } },
      { rule: { list: { source: "=INDIRECT(A1)" } } },
    ]);
    expect(sheet?.settings.get("showGridlines")).toBe(false);
    expect(sheet?.settings.get("page orientation")).toBe("Landscape");
    expect(sheet?.settings.get("page zoom")).toEqual({ horizontalFitToPages: 1 });
    expect(sheet?.settings.get("page rows")).toBe("$1:$1");
    expect(sheet?.heights.get(2)).toBe(30);
    expect(sheet?.looks.get("1,1")).toContain("InsideHorizontal style:Continuous");
    expect(sheet?.looks.get("1,1")).not.toContain("InsideVertical");
  });

  it("makes a table before the formulas that name it, which Excel would refuse", async () => {
    await port.apply({
      ...EMPTY_PLAN,
      sheets: [{ name: "First" }, { name: "Second" }],
      blocks: [
        { sheet: "First", row: 0, col: 0, cells: [[{ formula: "=SUM(Own[usd])+Second!A2" }]] },
        { sheet: "Second", row: 0, col: 0, cells: [["usd"], [1]] },
      ],
      tables: [{ name: "Own", area: at("Second", 0, 0, 2, 1) }],
    });
    expect(book.sheets[1]?.cells.get("0,0")?.formula).toBe("=SUM(Own[usd])+Second!A2");
    await expect(port.apply(formula("=SUM(Other[usd])"))).rejects.toThrow("InvalidArgument");
  });

  it("keeps widths in points and freezes the header", async () => {
    await port.apply({ ...EMPTY_PLAN, sheets: [{ name: "Wide", columnWidths: [120], frozenRows: 1 }] });
    expect(book.sheets[1]?.widths.get(0)).toBe(90);
    expect(book.sheets[1]?.frozen).toBe("1 rows");
  });

  it("has nothing replaced on a protected sheet, and puts back what a failed replacement wrote", async () => {
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 0, col: 0, cells: [["name"], ["a"], ["b"]] }] });
    const change = { area: at("Start", 1, 0), expected: [["a"]], cells: [["c"]] };
    const start = book.sheets[0] ?? book.active.sheet;
    start.isProtected = true;
    await expect(port.replace([change])).rejects.toThrow('The sheet "Start" is protected.');
    start.isProtected = false;
    const failing = at("Start", 2, 0);
    const set = start.cells.set.bind(start.cells);
    let writes = 0;
    start.cells.set = (place, cell) => {
      if (++writes === 2) throw new ExcelError("GeneralException");
      return set(place, cell);
    };
    await expect(port.replace([change, { area: failing, expected: [["b"]], cells: [["d"]] }])).rejects.toThrow(
      "GeneralException",
    );
    expect(await port.read(at("Start", 0, 0, 3, 1))).toEqual([["name"], ["a"], ["b"]]);
  });

  it("is asked to wait while a cell is being typed, and for one step of undo, whatever is done", async () => {
    const asked: unknown[] = [];
    const { run } = Excel;
    const noted = (...given: unknown[]): unknown => {
      asked.push(given[0]);
      return Reflect.apply(run, Excel, given);
    };
    Object.assign(Excel, { run: noted });
    await port.apply(cells("Start", "a"));
    await port.replace([{ area: at("Start", 0, 0), expected: [["a"]], cells: [["b"]] }]);
    await port.addSheet("New");
    await port.read(at("Start", 0, 0));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const options of asked) expect(options).toEqual({ delayForCellEdit: true, mergeUndoGroup: true });
  });

  it("has no block written over merged cells, which would hide all values but one", async () => {
    const start = book.sheets[0] ?? book.active.sheet;
    start.merged = [{ row: 1, col: 1, rows: 2, cols: 1 }];
    const block = (rows: number): Plan => ({
      ...EMPTY_PLAN,
      blocks: [{ sheet: "Start", row: 1, col: 1, cells: Array.from({ length: rows }, () => ["a"]) }],
    });
    expect(await port.isEmpty(at("Start", 0, 0, 4, 4))).toBe(false);
    expect(await port.isEmpty(at("Start", 5, 0, 4, 4))).toBe(true);
    await expect(port.apply(block(2))).rejects.toThrow(
      "Start!B2:B3 has merged cells, which would hide values. Nothing was written: select other cells or unmerge them.",
    );
    expect(start.cells.size).toBe(0);
    await port.apply(block(1));
    expect(await port.read(at("Start", 1, 1))).toEqual([["a"]]);
  });

  it("keeps the totals row of a table out of its rows, and resizes no table that has one", async () => {
    await port.apply({
      ...EMPTY_PLAN,
      blocks: [{ sheet: "Start", row: 0, col: 0, cells: [["name"], ["a"], ["Total"]] }],
      tables: [{ name: "Own", area: at("Start", 0, 0, 3, 1) }],
    });
    for (const table of book.tables) table.hasTotals = true;
    expect(await port.tables()).toMatchObject([{ name: "Own", area: at("Start", 0, 0, 2, 1) }]);
    const change = { area: at("Start", 1, 0), expected: [["a"]], cells: [["b"]] };
    const resized = [{ name: "Own", area: at("Start", 0, 0, 4, 1) }];
    await expect(port.replace([change], { resized })).rejects.toThrow(
      "The table Own has a totals row, so it cannot get another size. Switch it off (Table Design, Total Row), then try again. Nothing was written.",
    );
    await port.replace([change]);
    expect(await port.read(at("Start", 0, 0, 3, 1))).toEqual([["name"], ["b"], ["Total"]]);
  });

  it("says so where it is too old to resize a table", async () => {
    standInForExcel(book, (version) => Number(version.split(".")[1]) < 13);
    await expect(port.resizeTable("T", at("Start", 0, 0, 3, 1))).rejects.toThrow("cannot resize a table");
  });

  it("writes a formula into a cell of texts as a formula", async () => {
    const start = book.sheets[0] ?? book.active.sheet;
    start.formats.set("0,0", "@");
    start.cells.set("0,0", { value: "old" });
    await port.replace([{ area: at("Start", 0, 0), expected: [["old"]], cells: [[{ formula: "=1+1" }]] }]);
    expect(await port.readFormulas(at("Start", 0, 0))).toEqual([["=1+1"]]);
  });

  it("keeps settings beside the sheets where files carry them, in older versions where add-ins look", async () => {
    await port.storeSetting("tab", 'data & <"more">');
    await port.storeSetting("other", "1");
    expect(book.parts).toHaveLength(1);
    expect(await port.setting("tab")).toBe('data & <"more">');
    standInForExcel(book, (version) => version === "1.4");
    await port.storeSetting("tab", "old");
    expect(await port.setting("tab")).toBe("old");
    expect(book.settings.get("tab")).toBe("old");
  });

  it("copies no sheet of a protected workbook and no protected sheet, and leaves no copy behind", async () => {
    const book = newBook("Start");
    standInForExcel(book);
    const port = excelWorkbook();
    const copies = [{ sheet: "Start", name: "Start (values)" }];
    book.isStructureProtected = true;
    await expect(port.copyAsValues(copies)).rejects.toThrow("structure of this workbook is protected");
    book.isStructureProtected = false;
    await expect(port.copyAsValues([...copies, { sheet: "Start", name: "START (VALUES)" }])).rejects.toThrow();
    expect(book.sheets.map(({ name }) => name)).toEqual(["Start"]);
    for (const sheet of book.sheets) sheet.isProtected = true;
    await expect(port.copyAsValues(copies)).rejects.toThrow('"Start" is protected');
  });

  it("says when formulas wait for F9", async () => {
    const book = newBook("Start");
    standInForExcel(book);
    book.calculationMode = "Manual";
    expect(await excelWorkbook().calculationMode()).toBe("manual");
  });
});
