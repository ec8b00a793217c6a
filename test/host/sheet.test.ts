import { afterEach, beforeEach, expect, it } from "vitest";
import "../../src/functions";
import { EMPTY_PLAN, type Plan, type WorkbookPort } from "../../src/host/port";
import { gridWorkbook } from "../../src/host/sheet";
import { nodeGrid } from "./nodeGrid";

let host: ReturnType<typeof nodeGrid>;
let port: WorkbookPort;

beforeEach(() => {
  host = nodeGrid("Start");
  port = gridWorkbook(host.grid);
});
afterEach(() => host.dispose());

const PRICES: Plan = {
  ...EMPTY_PLAN,
  sheets: [{ name: "Prices" }],
  blocks: [
    {
      sheet: "Prices",
      row: 0,
      col: 0,
      cells: [
        ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
        ["own", 2, 10],
      ],
    },
    {
      sheet: "Start",
      row: 0,
      col: 0,
      cells: [
        [{ formula: '=INFER.COST("own",1000000,100000,,,,,,OwnPrices[#All])' }, { formula: '=INFER.GPU("x","y")' }],
      ],
    },
  ],
  tables: [{ name: "OwnPrices", area: { sheet: "Prices", row: 0, col: 0, rows: 2, cols: 3 } }],
};

it("has the results of a plan when it is applied, and errors with their sentence", async () => {
  await port.apply(PRICES);
  const [[cost, fault] = []] = await port.read({ sheet: "Start", row: 0, col: 0, rows: 1, cols: 2 });
  expect(cost).toBe(3);
  expect(fault).toMatchObject({ code: "#N/A", message: expect.stringContaining('"x"') });
});

it("lets a formula over a loaded table follow a price that is changed", async () => {
  await port.apply(PRICES);
  host.grid.write("Prices", 1, 1, [[{ value: 4 }]]);
  await host.grid.calculated();
  expect(await port.read({ sheet: "Start", row: 0, col: 0, rows: 1, cols: 1 })).toEqual([[5]]);
});

it("calculates after the name of a table was typed letter by letter", async () => {
  await port.apply(PRICES);
  const formula = '=LEN("a")+ROWS(OwnPrices[#All])';
  for (let length = 1; length <= formula.length; length++) host.readWhileTyping(formula.slice(0, length));
  host.grid.select({ sheet: "Start", row: 5, col: 0, rows: 1, cols: 1 });
  await port.insertFormula(formula);
  expect(await port.read({ sheet: "Start", row: 5, col: 0, rows: 1, cols: 1 })).toEqual([[3]]);
});

it("takes a whole plan back in one step of undo", async () => {
  await port.apply(PRICES);
  await host.grid.undo();
  await host.grid.calculated();
  expect(await port.sheets()).toEqual(["Start"]);
  expect(await port.isEmpty({ sheet: "Start", row: 0, col: 0, rows: 5, cols: 5 })).toBe(true);
});

it("takes a plan of many parts back in one step too, and keeps earlier steps apart", async () => {
  await port.apply({ ...EMPTY_PLAN, blocks: [{ sheet: "Start", row: 40, col: 0, cells: [["before"]] }] });
  const blocks = Array.from({ length: 30 }, (_block, row) => ({ sheet: "Many", row, col: 0, cells: [[row]] }));
  const columnWidths = Array.from({ length: 20 }, () => 90);
  await port.apply({ ...EMPTY_PLAN, sheets: [{ name: "Many", columnWidths, frozenRows: 1 }], blocks });
  await host.grid.undo();
  expect(await port.sheets()).toEqual(["Start"]);
  expect(await port.read({ sheet: "Start", row: 40, col: 0, rows: 1, cols: 1 })).toEqual([["before"]]);
  await host.grid.undo();
  expect(await port.isEmpty({ sheet: "Start", row: 0, col: 0, rows: 50, cols: 5 })).toBe(true);
});

const BOARD: Plan = {
  ...EMPTY_PLAN,
  sheets: [
    { name: "Board", hasGridLines: false, tabColor: "#0f6cbd", print: { area: "$A$1:$H$40", orientation: "portrait" } },
  ],
  blocks: [
    {
      sheet: "Board",
      row: 0,
      col: 0,
      cells: [
        ["Month", "USD"],
        ["Jan", 10],
        ["Feb", 20],
      ],
    },
  ],
  looks: [
    {
      area: { sheet: "Board", row: 0, col: 0, rows: 1, cols: 2 },
      look: { indent: 1, borders: { bottom: { style: "thin", color: "#0f3b66" } } },
    },
  ],
  charts: [
    {
      sheet: "Board",
      chart: {
        kind: "column",
        title: "Cost",
        series: [{ name: "USD", values: "Board!$B$2:$B$3", categories: "Board!$A$2:$A$3" }],
        place: { row: 4, col: 0, rows: 12, cols: 6 },
      },
    },
  ],
  validations: [
    {
      sheet: "Board",
      validation: {
        addresses: "B2:B3",
        type: "decimal",
        operator: "greaterThanOrEqual",
        first: "0",
        allowsBlank: true,
      },
    },
  ],
};

it("holds the charts, input rules, print set-up, borders and look of sheets that a plan brings", async () => {
  await port.apply(BOARD);
  const { sheets, looks } = host.grid.model();
  const board = sheets.find(({ name }) => name === "Board");
  expect(board).toMatchObject({
    hasGridLines: false,
    tabColor: "#0f6cbd",
    print: BOARD.sheets[0]?.print,
    charts: [BOARD.charts[0]?.chart],
    validations: [BOARD.validations[0]?.validation],
  });
  expect(looks[board?.cells[0]?.look ?? -1]).toMatchObject(BOARD.looks[0]?.look ?? {});
});

it("takes charts and input rules back with the rest of a plan in one step of undo", async () => {
  const [chart] = BOARD.charts;
  await port.apply({
    ...BOARD,
    charts: [...BOARD.charts, { sheet: "Start", chart: { ...chart?.chart, kind: "pie" } as never }],
  });
  expect(host.grid.charts("Start")).toHaveLength(1);
  await host.grid.undo();
  expect(await port.sheets()).toEqual(["Start"]);
  expect(host.grid.charts("Start")).toEqual([]);
});

it("leaves the workbook as it was when a plan fails half-way", async () => {
  host.grid.addTable = () => Promise.resolve(false);
  await expect(port.apply(PRICES)).rejects.toThrow("cannot make a table of A1:C2 on Prices");
  expect(await port.sheets()).toEqual(["Start"]);
  expect(await port.isEmpty({ sheet: "Start", row: 0, col: 0, rows: 5, cols: 5 })).toBe(true);
});

it("takes replaced cells, grown tables and removed rows back in one step of undo", async () => {
  await port.apply(PRICES);
  const prices = (row: number, col: number, rows = 1, cols = 1) => ({ sheet: "Prices", row, col, rows, cols });
  await port.replace(
    [
      { area: prices(1, 1), expected: [[2]], cells: [[4]] },
      {
        area: prices(2, 0, 2, 3),
        expected: [
          [null, null, null],
          [null, null, null],
        ],
        cells: [
          ["a", 1, 2],
          ["b", 3, 4],
        ],
      },
    ],
    { resized: [{ name: "OwnPrices", area: prices(0, 0, 4, 3) }], removed: [{ table: "OwnPrices", rows: [2] }] },
  );
  expect(await port.read(prices(1, 0, 3, 3))).toEqual([
    ["own", 4, 10],
    ["b", 3, 4],
    [null, null, null],
  ]);
  expect(await port.read({ sheet: "Start", row: 0, col: 0, rows: 1, cols: 1 })).toEqual([[5]]);
  await host.grid.undo();
  await host.grid.calculated();
  expect(await port.read(prices(1, 0, 3, 3))).toEqual([
    ["own", 2, 10],
    [null, null, null],
    [null, null, null],
  ]);
  expect(await port.tables()).toEqual([{ name: "OwnPrices", area: prices(0, 0, 2, 3) }]);
});

it("lets formulas follow the rows that move up when a row is taken out of a table", async () => {
  await port.apply(PRICES);
  const area = { sheet: "Prices", row: 2, col: 0, rows: 2, cols: 3 };
  const cells = [
    ["a", 7, 8],
    ["b", 9, 10],
  ];
  const blank = cells.map((row) => row.map(() => null));
  const resized = [{ name: "OwnPrices", area: { ...area, row: 0, rows: 4 } }];
  await port.replace([{ area, expected: blank, cells }], { resized });
  host.grid.select({ sheet: "Start", row: 5, col: 0, rows: 1, cols: 1 });
  await port.insertFormula("=Prices!B4*2");
  await port.replace([], { removed: [{ table: "OwnPrices", rows: [2] }] });
  expect(await port.readFormulas({ sheet: "Start", row: 5, col: 0, rows: 1, cols: 1 })).toEqual([["=Prices!B3*2"]]);
  expect(await port.read({ sheet: "Start", row: 5, col: 0, rows: 1, cols: 1 })).toEqual([[18]]);
});

it("numbers the name of a table that a sheet has, as the grid would refuse it", async () => {
  expect((await port.freeNames({ sheets: ["Usage"], tables: ["Start", "Usage", "free"] })).tables).toEqual([
    "Start_2",
    "Usage_2",
    "free",
  ]);
});
