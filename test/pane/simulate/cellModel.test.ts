import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../../../src/functions";
import { EMPTY_PLAN, type PlanCell, Refusal } from "../../../src/host/port";
import { gridWorkbook } from "../../../src/host/sheet";
import { type Depth, modelOfCell } from "../../../src/taskpane/simulate/cellModel";
import { nodeGrid } from "../../host/nodeGrid";

const host = nodeGrid("Calc");
const port = gridWorkbook(host.grid);
afterAll(host.dispose);

const INPUTS: PlanCell[][] = [
  ["Requests per month", 500_000, "requests"],
  ["USD per request", 0.01, "USD"],
  ["Model", "gpt-4o", "name"],
  ["Cache hit", 0.9, "share"],
  ["Blank", null, ""],
  [null, 3, "no label"],
];
const CALC: PlanCell[][] = [
  ["Cost", { formula: "='My inputs'!B1*'My inputs'!$B$2+A2" }],
  [250, { formula: "=B1*1.2+SUM('My inputs'!B1:B2)" }],
  ["Price", { formula: "=INFER.BLENDEDPRICE('My inputs'!B3,,'My inputs'!B4)*'My inputs'!B6" }],
  ["Average", { formula: "=COUNT('My inputs'!B1:B6)" }],
  ["Text", { formula: '="a"&"b"' }],
  ["Broken", { formula: "=1/0" }],
  ["Reads it", { formula: "=B6+1" }],
];

beforeAll(async () => {
  await port.apply({
    ...EMPTY_PLAN,
    sheets: [{ name: "My inputs" }],
    blocks: [
      { sheet: "My inputs", row: 0, col: 0, cells: INPUTS },
      { sheet: "Calc", row: 0, col: 0, cells: CALC },
    ],
  });
});

const cell = (row: number, col = 1) => ({ sheet: "Calc", row, col, rows: 1, cols: 1 });
const modelOf = (row: number, depth: Depth = "direct") => modelOfCell(port, cell(row), depth);

describe("a cell as a model", () => {
  it("has the cells its formula names as drivers, called by their labels", async () => {
    const { model, rows, reference } = await modelOf(0);
    expect(reference).toBe("Calc!B1");
    expect(model).toBe("requests_per_month*usd_per_request+Calc_A2");
    expect(rows.map(({ name, distribution, numbers }) => [name, distribution, ...numbers])).toEqual([
      ["requests_per_month", "triangular", "400000", "500000", "600000"],
      ["usd_per_request", "triangular", "0.008", "0.01", "0.012"],
      ["Calc_A2", "triangular", "200", "250", "300"],
    ]);
    expect(rows[0]?.origin).toEqual({ reference: "'My inputs'!B1", value: 500_000, isCalculated: false });
  });

  it("takes calculated cells as they are, or follows them to the cells that were typed", async () => {
    const direct = await modelOf(1);
    expect(direct.model).toBe("cost*1.2+SUM(requests_per_month,usd_per_request)");
    expect(direct.rows.map(({ origin }) => origin?.isCalculated)).toEqual([true, false, false]);
    const typed = await modelOf(1, "typed");
    expect(typed.model).toBe(
      "(requests_per_month*usd_per_request+Calc_A2)*1.2+SUM(requests_per_month,usd_per_request)",
    );
    expect(typed.rows).toHaveLength(3);
  });

  it("keeps texts as texts and a share within 1", async () => {
    const { model, rows } = await modelOf(2);
    expect(model).toBe('INFER.BLENDEDPRICE("gpt-4o",,cache_hit)*My_inputs_B6');
    expect(rows[0]?.numbers).toEqual(["0.72", "0.9", "1"]);
  });

  it.each([
    [3, "direct", /reads 'My inputs'!B1:B6 as a whole/],
    [4, "direct", /reads no cell with a number/],
    [6, "direct", /Calc!B6 holds #DIV\/0!/],
    [20, "direct", /Calc!B21 holds no formula/],
  ] as const)("row %i: what cannot be simulated is refused with a sentence", async (row, depth, sentence) => {
    const refused = modelOf(row, depth);
    await expect(refused).rejects.toBeInstanceOf(Refusal);
    await expect(refused).rejects.toThrow(sentence);
  });
});
