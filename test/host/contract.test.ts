import { afterEach, describe, expect, it } from "vitest";
import "../../src/functions";
import { excelWorkbook } from "../../src/host/excel";
import { EMPTY_PLAN, type Plan, type ReadValue, Refusal, type WorkbookPort } from "../../src/host/port";
import { gridWorkbook } from "../../src/host/sheet";
import { newBook } from "./excelModel";
import { standInForExcel } from "./excelStandIn";
import { nodeGrid } from "./nodeGrid";

/** One host under test: a workbook with one blank sheet, "Start". */
interface Host {
  readonly port: WorkbookPort;
  select(sheet: string, row: number, col: number, rows?: number, cols?: number): void;
  /** Number formats as stored. */
  format(sheet: string, row: number, col: number): string | undefined;
  readonly dispose: () => void;
}

function excel(): Host {
  const book = newBook("Start");
  standInForExcel(book);
  const sheetOf = (name: string) => book.sheets.find((sheet) => sheet.name === name) ?? newBook(name).active.sheet;
  return {
    port: excelWorkbook(),
    select: (sheet, row, col, rows = 1, cols = 1) => {
      book.active = { sheet: sheetOf(sheet), row, col, rows, cols };
      for (const listener of book.onSelection) listener();
    },
    format: (sheet, row, col) => sheetOf(sheet).formats.get(`${row},${col}`),
    dispose: () => undefined,
  };
}

function workbench(): Host {
  const { grid, numberFormat, dispose } = nodeGrid("Start");
  const select: Host["select"] = (sheet, row, col, rows = 1, cols = 1) => grid.select({ sheet, row, col, rows, cols });
  select("Start", 0, 0);
  return { port: gridWorkbook(grid), select, format: numberFormat, dispose };
}

const start = (row: number, col: number, rows = 1, cols = 1) => ({ sheet: "Start", row, col, rows, cols });

const prices = (row: number, col: number, rows = 1, cols = 1) => ({ sheet: "Prices", row, col, rows, cols });

/** A price table on its own sheet and a cell that reads it. */
const PRICES: Plan = {
  ...EMPTY_PLAN,
  sheets: [{ name: "Prices", columnWidths: [120, 80], frozenRows: 1 }],
  blocks: [
    {
      sheet: "Prices",
      row: 0,
      col: 0,
      cells: [
        ["model", "usd"],
        ["3-5", 1.25],
        ["1E5", null],
      ],
    },
    { sheet: "Start", row: 4, col: 1, cells: [["Total", { formula: "=SUM(Prices!B2:B3)" }]] },
  ],
  looks: [
    { area: { sheet: "Prices", row: 1, col: 0, rows: 2, cols: 1 }, look: { numberFormat: "@" } },
    { area: { sheet: "Prices", row: 1, col: 1, rows: 2, cols: 1 }, look: { numberFormat: "0.00", color: "#0000ff" } },
    { area: start(4, 1), look: { bold: true } },
  ],
  tables: [{ name: "OwnPrices", area: { sheet: "Prices", row: 0, col: 0, rows: 3, cols: 2 } }],
  names: [{ name: "first_price", refersTo: "=Prices!$B$2" }],
  show: { sheet: "Prices", row: 0, col: 0, rows: 1, cols: 1 },
};

/** Texts that a spreadsheet would turn into something else if they were typed. */
const TEXTS = [
  "=1+1",
  "+SUM(A1)",
  "-2+3",
  "@A1",
  "3-5",
  "1E5",
  "50%",
  "$2.50",
  "TRUE",
  "Mar-5",
  "#N/A",
  "\t=1",
  "\r=1",
  "gpt-4o",
  "Input tokens",
];

describe.each([
  ["Excel", excel],
  ["the workbench", workbench],
])("the workbook port of %s", (_name, open) => {
  let host: Host;
  const opened = (): WorkbookPort => {
    host = open();
    return host.port;
  };
  afterEach(() => host.dispose());

  const values = async (port: WorkbookPort, sheet: string, rows: number, cols: number): Promise<ReadValue[][]> => {
    return (await port.read({ sheet, row: 0, col: 0, rows, cols })).map((row) => [...row]);
  };

  it("lists, adds and activates sheets, and numbers a name that is taken", async () => {
    const port = opened();
    expect(await port.addSheet("Prices")).toBe("Prices");
    expect(await port.addSheet("prices")).toBe("prices 2");
    expect(await port.sheets()).toEqual(["Start", "Prices", "prices 2"]);
    await port.activate("Prices");
    expect((await port.selection()).sheet).toBe("Prices");
  });

  it("applies a whole plan: sheet, values, formats, table, name and what is shown", async () => {
    const port = opened();
    await port.apply(PRICES);
    expect(await port.sheets()).toEqual(["Start", "Prices"]);
    expect(await values(port, "Prices", 3, 2)).toEqual([
      ["model", "usd"],
      ["3-5", 1.25],
      ["1E5", null],
    ]);
    expect(host.format("Prices", 1, 0)).toBe("@");
    expect(host.format("Prices", 2, 1)).toBe("0.00");
    expect(await port.readFormulas(start(4, 1, 1, 2))).toEqual([[undefined, "=SUM(Prices!B2:B3)"]]);
    expect(await port.freeNames({ tables: ["OwnPrices", "first_price", "free"] })).toEqual({
      sheets: [],
      tables: ["OwnPrices_2", "first_price_2", "free"],
    });
    expect(await port.selection()).toEqual(PRICES.show);
  });

  it("formats cells beyond those it writes, and leaves the formulas it writes alone", async () => {
    const port = opened();
    await port.apply({
      ...EMPTY_PLAN,
      blocks: [{ sheet: "Start", row: 0, col: 0, cells: [[{ formula: "=1+1" }, "1E5"]] }],
      looks: [{ area: start(0, 0, 1, 4), look: { bold: true, numberFormat: "0.00" } }],
    });
    expect(await port.readFormulas(start(0, 0, 1, 2))).toEqual([["=1+1", undefined]]);
    expect(await port.read(start(0, 1, 1, 2))).toEqual([["1E5", null]]);
    expect(host.format("Start", 0, 3)).toBe("0.00");
  });

  it.each(TEXTS)("writes the text %j as text, never as a formula, number or date", async (text) => {
    const port = opened();
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 0, col: 0, cells: [[text]] }] });
    expect(await port.read(start(0, 0))).toEqual([[text]]);
    expect(await port.readFormulas(start(0, 0))).toEqual([[undefined]]);
  });

  it("keeps numbers, truth values and blanks what they are", async () => {
    const port = opened();
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 0, col: 0, cells: [[0, -1.5, true, null]] }] });
    expect(await port.read(start(0, 0, 1, 4))).toEqual([[0, -1.5, true, null]]);
  });

  it("never writes over data: it names the cells and leaves the workbook as it was", async () => {
    const port = opened();
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 4, col: 2, cells: [["mine"]] }] });
    const refusal = await port.apply(PRICES).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(String(refusal)).toContain("Start!C5 already holds data");
    expect(await port.sheets()).toEqual(["Start"]);
    expect(await port.read(start(4, 1, 1, 2))).toEqual([[null, "mine"]]);
  });

  it("counts a formula whose result is an empty text as data", async () => {
    const port = opened();
    host.select("Start", 2, 2);
    await port.insertFormula('=""');
    expect(await port.isEmpty(start(0, 0, 3, 3))).toBe(false);
    expect(await port.isEmpty(start(0, 0, 2, 3))).toBe(true);
  });

  it.each([
    ["a sheet", { ...PRICES, tables: [], names: [] }, 'There is a sheet "Prices" already'],
    ["a table", { ...PRICES, sheets: [{ name: "More" }], blocks: moved(PRICES, "More") }, "is taken"],
  ])("refuses a plan for %s whose name is taken", async (_what, plan, sentence) => {
    const port = opened();
    await port.apply({ ...PRICES, blocks: PRICES.blocks.slice(0, 1) });
    const again = { ...plan, blocks: plan.blocks.slice(0, 1), looks: [], tables: movedTables(plan) };
    await expect(port.apply(again)).rejects.toThrow(sentence);
  });

  it("throws at a plan that contradicts itself, before it writes anything", async () => {
    const port = opened();
    const ragged = { sheet: "Start", row: 0, col: 0, cells: [["a", "b"], ["c"]] };
    await expect(port.apply({ ...EMPTY_PLAN, blocks: [ragged] })).rejects.toThrow("differ in length");
    const twice = { sheet: "Start", row: 0, col: 0, cells: [["a"]] };
    await expect(port.apply({ ...EMPTY_PLAN, blocks: [twice, twice] })).rejects.toThrow("written twice");
    await expect(
      port.apply({ ...PRICES, blocks: [{ sheet: "Prices", row: 0, col: 0, cells: [["a", "A"]] }], show: start(0, 0) }),
    ).rejects.toThrow("header of the table");
    expect(await port.isEmpty(start(0, 0, 10, 10))).toBe(true);
  });

  it("inserts a formula into the active cell and refuses a cell that holds something", async () => {
    const port = opened();
    host.select("Start", 1, 1);
    expect(await port.insertFormula('=INFER.COST("gpt-4o",1500,500)')).toEqual(start(1, 1));
    expect(await port.readFormulas(start(1, 1))).toEqual([['=INFER.COST("gpt-4o",1500,500)']]);
    host.select("Start", 1, 1);
    await expect(port.insertFormula("=1")).rejects.toThrow("Start!B2 already holds data");
  });

  it("gives the selected block, and cuts whole columns to the cells in use", async () => {
    const port = opened();
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 0, col: 0, cells: [["a"], ["b"], ["c"]] }] });
    host.select("Start", 1, 0, 2, 1);
    expect(await port.selection()).toEqual(start(1, 0, 2, 1));
    host.select("Start", 0, 0, (await rowsOf(port)) ?? 1, 1);
    expect(await port.selection()).toEqual(start(0, 0, 3, 1));
  });

  it("reports a changed selection and changed cells until it is told to stop", async () => {
    const port = opened();
    const seen: string[] = [];
    const stopSelection = await port.onSelection(() => seen.push("selection"));
    const stopChange = await port.onChange(() => seen.push("change"));
    host.select("Start", 3, 3);
    expect(seen).toContain("selection");
    await port.insertFormula("=1");
    expect(seen).toContain("change");
    stopSelection();
    stopChange();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const before = seen.length;
    host.select("Start", 5, 5);
    await port.insertFormula("=2");
    expect(seen.length).toBe(before);
  });

  it("copies sheets with what their formulas show, looks included, and leaves the originals alone", async () => {
    const port = opened();
    await port.apply(PRICES);
    const shown = await values(port, "Start", 5, 3);
    await port.copyAsValues([
      { sheet: "Start", name: "Start (values)" },
      { sheet: "Prices", name: "Prices (values)" },
    ]);
    expect([...(await port.sheets())].sort()).toEqual(["Prices", "Prices (values)", "Start", "Start (values)"]);
    expect(await values(port, "Start (values)", 5, 3)).toEqual(shown);
    expect((await port.readFormulas({ ...start(4, 0, 1, 3), sheet: "Start (values)" })).flat()).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await port.readFormulas(start(4, 2))).toEqual([["=SUM(Prices!B2:B3)"]]);
    expect(await values(port, "Prices (values)", 3, 2)).toEqual(await values(port, "Prices", 3, 2));
    expect(host.format("Prices (values)", 2, 1)).toBe("0.00");
  });

  it("selects cells of any sheet, and says how it calculates", async () => {
    const port = opened();
    await port.addSheet("Other");
    await port.select(start(3, 2));
    expect(await port.selection()).toEqual(start(3, 2));
    await expect(port.select({ ...start(0, 0), sheet: "Gone" })).rejects.toThrow('no sheet "Gone"');
    expect(await port.calculationMode()).toBe("automatic");
  });

  it("keeps settings", async () => {
    const port = opened();
    expect(await port.setting("tab")).toBeUndefined();
    await port.storeSetting("tab", "data");
    expect(await port.setting("tab")).toBe("data");
  });

  it("lists tables with their header row, and the block in use", async () => {
    const port = opened();
    expect(await port.tables()).toEqual([]);
    expect(await port.used("Start")).toMatchObject({ rows: 0, cols: 0 });
    await port.apply(PRICES);
    expect(await port.tables()).toEqual([
      { name: "OwnPrices", area: { sheet: "Prices", row: 0, col: 0, rows: 3, cols: 2 } },
    ]);
    expect(await port.used("Start")).toEqual(start(0, 0, 5, 3));
    await expect(port.used("Gone")).rejects.toThrow('The workbook has no sheet "Gone".');
  });

  it("replaces cells that hold what is expected: texts stay texts, looks stay", async () => {
    const port = opened();
    await port.apply(PRICES);
    await port.replace([
      { area: prices(1, 0, 1, 2), expected: [["3-5", 1.25]], cells: [["=1+1", 2.5]] },
      { area: start(4, 2), expected: [[{ formula: "=SUM(Prices!B2:B3)" }]], cells: [[{ formula: "=SUM(Prices!B2)" }]] },
    ]);
    expect(await port.read(prices(1, 0, 1, 2))).toEqual([["=1+1", 2.5]]);
    expect(await port.readFormulas(prices(1, 0))).toEqual([[undefined]]);
    expect(await port.readFormulas(start(4, 2))).toEqual([["=SUM(Prices!B2)"]]);
    expect(host.format("Prices", 1, 0)).toBe("@");
    expect(host.format("Prices", 1, 1)).toBe("0.00");
  });

  it.each([
    ["another value", prices(2, 1), [[7]], "Prices!B3"],
    ["a formula", start(4, 2), [[1.25]], "Start!C5"],
    ["nothing", prices(9, 0), [["gone"]], "Prices!A10"],
  ] as const)("writes nothing at all where a cell by now holds %s", async (_what, area, expected, cell) => {
    const port = opened();
    await port.apply(PRICES);
    const changes = [
      { area: prices(1, 1), expected: [[1.25]], cells: [[9]] },
      { area, expected, cells: [[8]] },
    ];
    const refusal = await port.replace(changes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(String(refusal)).toContain(`${cell} has changed in the meantime`);
    expect(await port.read(prices(1, 1))).toEqual([[1.25]]);
  });

  it("grows a table over blank cells and over cells of the same call, never over data", async () => {
    const port = opened();
    await port.apply(PRICES);
    await port.resizeTable("ownprices", prices(0, 0, 4, 2));
    expect((await port.tables())[0]?.area).toEqual(prices(0, 0, 4, 2));
    const more = { area: prices(4, 0, 1, 2), expected: [[null, null]], cells: [["new", 3]] };
    await port.replace([more], { resized: [{ name: "OwnPrices", area: prices(0, 0, 5, 2) }] });
    expect((await port.tables())[0]?.area).toEqual(prices(0, 0, 5, 2));
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Prices", row: 6, col: 1, cells: [["mine"]] }] });
    await expect(port.resizeTable("OwnPrices", prices(0, 0, 7, 2))).rejects.toThrow("Prices!B7 already holds data");
    await expect(port.resizeTable("Gone", prices(0, 0, 7, 2))).rejects.toThrow("no table Gone");
    expect((await port.tables())[0]?.area).toEqual(prices(0, 0, 5, 2));
  });

  it("shrinks a table by rows that are cleared, never by filled ones", async () => {
    const port = opened();
    await port.apply(PRICES);
    const shorter = { name: "OwnPrices", area: prices(0, 0, 2, 2) };
    await expect(port.resizeTable(shorter.name, shorter.area)).rejects.toThrow("Prices!A3 already holds data");
    await port.replace([{ area: prices(2, 0, 1, 2), expected: [["1E5", null]], cells: [[null, null]] }], {
      resized: [shorter],
    });
    expect(await port.tables()).toEqual([shorter]);
    expect(await values(port, "Prices", 3, 2)).toEqual([
      ["model", "usd"],
      ["3-5", 1.25],
      [null, null],
    ]);
  });

  it("takes rows out of a table: what stands below moves up", async () => {
    const port = opened();
    await port.apply(PRICES);
    await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Prices", row: 4, col: 0, cells: [["below"]] }] });
    await port.replace([{ area: prices(2, 1), expected: [[null]], cells: [[4]] }], {
      removed: [{ table: "OwnPrices", rows: [1] }],
    });
    expect(await values(port, "Prices", 4, 2)).toEqual([
      ["model", "usd"],
      ["1E5", 4],
      [null, null],
      ["below", null],
    ]);
    expect((await port.tables())[0]?.area).toEqual(prices(0, 0, 2, 2));
    await expect(port.replace([], { removed: [{ table: "OwnPrices", rows: [1] }] })).rejects.toThrow("no row left");
  });

  it("removes sheets with their tables, all or none", async () => {
    const port = opened();
    await port.apply(PRICES);
    await expect(port.removeSheets(["Prices", "Gone"])).rejects.toThrow('no sheet "Gone". Nothing was removed');
    expect(await port.sheets()).toEqual(["Start", "Prices"]);
    await expect(port.removeSheets(["Prices", "Start"])).rejects.toThrow("A workbook needs a sheet");
    await port.removeSheets(["prices"]);
    expect(await port.sheets()).toEqual(["Start"]);
    expect(await port.tables()).toEqual([]);
    expect((await port.freeNames({ tables: ["OwnPrices"] })).tables).toEqual(["OwnPrices"]);
  });

  it("says what is missing for a sheet that does not exist", async () => {
    const port = opened();
    const plan = { ...EMPTY_PLAN, blocks: [{ sheet: "Gone", row: 0, col: 0, cells: [["a"]] }] };
    await expect(port.apply(plan)).rejects.toThrow('The workbook has no sheet "Gone".');
    await expect(port.read({ ...start(0, 0), sheet: "Gone" })).rejects.toThrow('The workbook has no sheet "Gone".');
    await expect(port.activate("Gone")).rejects.toThrow('The workbook has no sheet "Gone".');
  });

  it("recalculates", async () => {
    await expect(opened().recalculate()).resolves.toBeUndefined();
  });

  /** How many rows a whole column has in this host. */
  function rowsOf(port: WorkbookPort): Promise<number> {
    return Promise.resolve(port.hostName === "Excel" ? 1_048_576 : 100);
  }
});

function moved(plan: Plan, sheet: string): Plan["blocks"] {
  return plan.blocks.map((block) => (block.sheet === "Prices" ? { ...block, sheet } : block));
}

function movedTables(plan: Plan): Plan["tables"] {
  const [sheet] = plan.sheets;
  return plan.tables.map((table) => ({ ...table, area: { ...table.area, sheet: sheet?.name ?? "" } }));
}
