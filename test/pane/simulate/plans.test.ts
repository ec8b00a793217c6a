import { afterEach, describe, expect, it } from "vitest";
import "../../../src/functions";
import { riskModels } from "../../../src/data";
import { runRequest, type SimulationRequest } from "../../../src/engine/risk/service";
import { modelWorld } from "../../../src/functions/riskWorld";
import { checkPlan } from "../../../src/host/planCheck";
import type { Area, WorkbookPort } from "../../../src/host/port";
import { gridWorkbook } from "../../../src/host/sheet";
import { driverTable, rowsOfModel } from "../../../src/taskpane/simulate/driverRows";
import { liveFormula, livePlan } from "../../../src/taskpane/simulate/livePlan";
import { RESULT_TABLES, resultsPlan } from "../../../src/taskpane/simulate/resultsPlan";
import { EXAMPLE } from "../../../src/taskpane/simulate/state";
import { nodeGrid } from "../../host/nodeGrid";

const EMPTY_BOOK = { sheets: ["Start"], tables: [], protectedSheets: [], isStructureProtected: false };

const REQUEST: SimulationRequest = {
  drivers: driverTable(EXAMPLE.rows),
  model: EXAMPLE.model,
  trials: 20_000,
  seed: 7,
  budget: 8000,
};
const run = (request: SimulationRequest) =>
  runRequest(request, modelWorld(), { pause: () => Promise.resolve(), isStopped: () => false });

const open: (() => void)[] = [];
afterEach(() => {
  for (const dispose of open.splice(0)) dispose();
});

function workbook(): WorkbookPort {
  const { grid, dispose } = nodeGrid("Start");
  open.push(dispose);
  return gridWorkbook(grid);
}

const column = async (port: WorkbookPort, sheet: string, area: Omit<Area, "sheet">) =>
  (await port.read({ sheet, ...area })).map((row) => row);

describe("the live formula", () => {
  it("gives in its cells, digit for digit, what the run gave", async () => {
    const port = workbook();
    await port.apply(livePlan(REQUEST, "USD/month", "Simulation"));
    const { statistics } = await run(REQUEST);
    const [[title], , , [, model]] = (await column(port, "Simulation", { row: 0, col: 0, rows: 4, cols: 2 })) as [
      unknown[],
      unknown[],
      unknown[],
      unknown[],
    ];
    expect([title, model]).toEqual(["Simulation", REQUEST.model]);
    const spilled = await port.read({
      sheet: "Simulation",
      row: 14,
      col: 0,
      rows: Object.keys(statistics).length + 1,
      cols: 2,
    });
    expect(Object.fromEntries(spilled)).toEqual({ statistic: "value", ...statistics });
  });

  it("over drivers in cells names them, and joins a long model from parts", () => {
    const short = liveFormula(REQUEST, "Drivers!A1:E3");
    expect(short).toBe('=INFER.SIMULATE(Drivers!A1:E3,"requests*usd_per_request",20000,7,8000)');
    const long = liveFormula({ model: `x+${"1+".repeat(200)}1`, trials: 10 }, "A1:E1");
    expect(long).toMatch(/^=INFER\.SIMULATE\(A1:E1,"x\+(?:1\+)+1?"&"\+?(?:1\+)+1",10\)$/);
    expect(long.match(/"[^"]*"/g)?.every((text) => text.length <= 257)).toBe(true);
  });
});

describe("inserted results", () => {
  it("hold the run's statistics, inputs, drivers and histogram as tables, with two charts over them", async () => {
    const port = workbook();
    const result = await run(REQUEST);
    const plan = resultsPlan({
      request: REQUEST,
      result,
      unit: "USD/month",
      modelOrigin: "",
      dataDay: 46_000,
      today: 46_010,
      sheet: "Simulation",
      tableNames: RESULT_TABLES,
    });
    await port.apply(plan);
    const at = (name: string) => plan.tables.find((table) => table.name === name)?.area as Area;
    const statistics = Object.fromEntries(
      (await port.read(at("InferSimStatistics"))).map(([name, value, unit]) => [name, [value, unit]]),
    );
    expect(statistics["p90"]).toEqual([result.statistics["p90"], "USD/month"]);
    expect(statistics["p_over_budget"]).toEqual([result.statistics["p_over_budget"], "share"]);
    const [, ...bins] = await port.read(at("InferSimHistogram"));
    expect(bins.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(20_000);
    expect(
      bins.every(([, , count, , , low, middle, high]) => count === Number(low) + Number(middle) + Number(high)),
    ).toBe(true);
    const [, ...drivers] = await port.read(at("InferSimDrivers"));
    expect(drivers.map(([driver]) => driver)).toEqual(
      ["requests", "usd_per_request"].sort((a, b) => {
        return Number(result.statistics[`share_${b}`]) - Number(result.statistics[`share_${a}`]);
      }),
    );
    expect(plan.charts.map(({ chart }) => chart.series.length)).toEqual([3, 2]);
    expect(plan.charts[0]?.chart.title).toMatch(/^Result of 20,000 trials, USD\/month: P10 .*, P50 .*, P90 /);
  });

  it.each(riskModels().map((model) => [model.id, model] as const))(
    "%s, started from the table of models, runs and has a place for all it gives",
    async (_id, model) => {
      const request = { drivers: driverTable(rowsOfModel(model)), model: model.model, trials: 500 };
      const result = await run(request);
      const plan = resultsPlan({
        request,
        result,
        unit: model.unit,
        modelOrigin: "",
        dataDay: 46_000,
        today: 46_010,
        sheet: "Simulation",
        tableNames: RESULT_TABLES,
      });
      expect(result.statistics["mean"]).toBeTypeOf("number");
      expect(() => checkPlan(plan, EMPTY_BOOK)).not.toThrow();
    },
  );
});
