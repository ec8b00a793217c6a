import { describe, expect, test } from "vitest";
import { draw } from "../../../src/engine/risk/draw";
import type { DriverTable } from "../../../src/engine/risk/driver";
import { histogram } from "../../../src/engine/risk/histogram";
import type { ModelWorld } from "../../../src/engine/risk/namedModels";
import { requestRisk } from "../../../src/engine/risk/requestRisk";
import { scenario } from "../../../src/engine/risk/scenario";
import { sensitivity } from "../../../src/engine/risk/sensitivity";
import { type Simulate, simulate, simulateHistogram } from "../../../src/engine/risk/simulate";
import { tornado } from "../../../src/engine/risk/tornado";
import { sentence, world } from "./support/world";

const DRIVERS: DriverTable = [
  ["price", "triangular", 1, 2, 4],
  ["n", "fixed", 100],
];
const statistics = (given: Partial<Simulate>, where: ModelWorld = world) =>
  Object.fromEntries(simulate({ drivers: DRIVERS, model: "price*n", ...given }, where).rows as [string, unknown][]);

describe("SIMULATE", () => {
  test("answers with the same table for the same seed, and its statistics fit together", () => {
    const found = statistics({ budget: 250 });
    expect(statistics({ budget: 250 })).toEqual(found);
    const [p50, p80, p90, base, mean] = ["p50", "p80", "p90", "base", "mean"].map((name) => Number(found[name]));
    expect(found["trials"]).toBe(10_000);
    expect(base).toBe(200);
    expect(found["contingency_p80"]).toBe(Number(p80) - Number(p50));
    expect(found["contingency_p90"]).toBe(Number(p90) - Number(p50));
    expect(found["over_base"]).toBe(Number(mean) - Number(base));
    expect(Math.abs(Number(p50) - 100 * (4 - Math.sqrt(3)))).toBeLessThan(3);
    // P(price > 2.5) of triangular(1, 2, 4) is 1.5² / (3 × 2).
    expect(Math.abs(Number(found["p_over_budget"]) - 0.375)).toBeLessThan(0.02);
  });

  test("leaves shares out without changing another digit", () => {
    const rows = simulate({ drivers: DRIVERS, model: "price*n" }, world, false).rows.slice(0, -1);
    const all = simulate({ drivers: DRIVERS, model: "price*n" }, world).rows;
    expect(rows).toEqual(all.slice(0, rows.length));
  });

  test("names drivers that the model does not use", () => {
    expect(statistics({ model: "price" })["notes"]).toMatch(/^Not used by the model: n\./);
  });

  test("needs a budget for the chance to exceed it", () => {
    expect(statistics({})["p_over_budget"]).toMatchObject({ message: "The chance to exceed the budget needs budget." });
  });

  test("says how many trials fail instead of leaving them out", () => {
    const found = statistics({ drivers: [["x", "discrete", "0;1", "0.1;0.9"]], model: "1/x" });
    expect(Math.abs(Number(found["error_share"]) - 0.1)).toBeLessThan(0.012);
    for (const name of ["mean", "p50", "p90", "max", "share_x"]) {
      expect(found[name]).toMatchObject({
        kind: "noSolution",
        message: expect.stringMatching(
          /^The model fails in \d+\.?\d*% of the trials, first in trial \d+: model: division by 0 at character 2/,
        ),
      });
    }
    expect(found["notes"]).toMatch(/The model fails in/);
  });

  test("is refused where every trial fails", () => {
    expect(sentence(() => statistics({ model: "price/0" }))).toBe("model: division by 0 at character 6.");
  });

  test.each([
    [{ trials: 1 }, /^trials must be a whole number from 2 to 1,000,000; you gave 1/],
    [{ trials: 2e6 }, /^trials must be a whole number from 2 to 1,000,000/],
    [{ trials: 10.5 }, /^trials must be a whole number/],
    [{ seed: 0 }, /^seed must be a whole number of 1 or more/],
    [{ seed: 1.5 }, /^seed must be a whole number/],
    [{ budget: Number.POSITIVE_INFINITY }, /^budget must be a finite number/],
    [{ drivers: undefined }, /^drivers is missing/],
  ])("refuses %j", (given, wanted) => expect(sentence(() => statistics(given as Partial<Simulate>))).toMatch(wanted));
});

describe("a named model", () => {
  const named = {
    ...world,
    models: [
      {
        id: "monthly_bill",
        model: "price*n",
        drivers: "price;uniform;1;3|n;fixed;10",
        name: "",
        unit: "",
        description: "",
      },
    ],
  } as unknown as ModelWorld;

  test("brings its own drivers", () => {
    expect(statistics({ drivers: undefined, model: "Monthly Bill" }, named)["base"]).toBe(20);
  });
  test("takes rows that replace one of them", () => {
    expect(statistics({ drivers: [["N", "fixed", 50]], model: "monthly_bill" }, named)["base"]).toBe(100);
  });
  test("gives way to a driver of its name", () => {
    expect(statistics({ drivers: [["monthly_bill", "fixed", 7]], model: "monthly_bill" }, named)["base"]).toBe(7);
  });
});

describe("TORNADO", () => {
  test("ranks drivers by how far they move the result from P10 to P90", () => {
    const rows = tornado(
      {
        drivers: [
          ["a", "uniform", 0, 1],
          ["b", "uniform", 0, 10],
          ["c", "fixed", 1],
        ],
        model: "a-b+c",
      },
      world,
    );
    expect(rows.map(({ driver }) => driver)).toEqual(["b", "a", "c"]);
    expect(rows[0]).toMatchObject({ low: 0.5, high: -7.5, range: 8, inputLow: 1, inputHigh: 9, base: -3.5 });
  });

  test("moves every driver by the swing, fixed ones too", () => {
    const rows = tornado({ drivers: DRIVERS, model: "price*n", swing: 0.1 }, world);
    expect(rows.map(({ low, high }) => [low, high])).toEqual(
      [
        [180, 220],
        [180, 220],
      ].map((pair) => pair.map((value) => expect.closeTo(value, 9))),
    );
  });

  test("keeps a failure in its bar and ranks it last", () => {
    const rows = tornado(
      {
        drivers: [
          ["x", "discrete", "0;1;2", "0.2;0.4;0.4"],
          ["y", "uniform", 1, 2],
        ],
        model: "y/x",
      },
      world,
    );
    expect(rows.at(-1)).toMatchObject({ driver: "x", range: { kind: "divideByZero" } });
  });

  test("refuses 20 for 20 %", () => {
    expect(sentence(() => tornado({ drivers: DRIVERS, model: "price", swing: 20 }, world))).toMatch(
      /^swing .* Write 20% or 0.2/,
    );
  });
});

describe("SENSITIVITY", () => {
  const grid = (given: object) =>
    sensitivity({ drivers: DRIVERS, model: "price*n", rowDriver: "price", rowValues: [1, 3], ...given }, world);

  test("one driver gives one column", () => {
    expect(grid({})).toEqual({
      columns: ["price", "result"],
      rows: [
        [1, 100],
        [3, 300],
      ],
    });
  });
  test("two give a grid", () => {
    expect(grid({ colDriver: "N", colValues: [10, 0.5] })).toEqual({
      columns: ["price", "10", "0.5"],
      rows: [
        [1, 10, 0.5],
        [3, 30, 1.5],
      ],
    });
  });
  test.each([
    [{ rowDriver: "prise" }, /^row_driver must be a driver; you gave "prise". Did you mean price/],
    [{ colDriver: "zzzzzz", colValues: [1] }, /^col_driver must be a driver; you gave "zzzzzz". There are: price, n/],
    [{ colDriver: "n" }, /^col_driver and col_values go together/],
    [{ colDriver: "price", colValues: [1] }, /^col_driver must be another driver/],
    [{ colDriver: "n", rowValues: Array(1000).fill(1), colValues: Array(1000).fill(1) }, /would fill 1002001 cells/],
  ])("refuses %j", (given, wanted) => expect(sentence(() => grid(given))).toMatch(wanted));
});

describe("SCENARIO", () => {
  const base: DriverTable = [
    ["price", 2],
    ["n", 100],
  ];
  const overrides: DriverTable = [
    ["name", "busy", "cheap"],
    ["n", 200, ""],
    ["price", undefined, 1],
  ];

  test("sets scenarios beside the base with their differences", () => {
    expect(scenario({ base, overrides, model: "price*n" }, world)).toEqual({
      columns: ["item", "base", "busy", "cheap"],
      rows: [
        ["price", 2, 2, 1],
        ["n", 100, 200, 100],
        ["result", 200, 400, 100],
        ["difference", 0, 200, -100],
        ["change", 0, 1, -0.5],
      ],
    });
  });
  test("takes a drivers table as its base, and overrides without a header", () => {
    const { columns, rows } = scenario({ base: DRIVERS, overrides: [["price", 3]], model: "price*n" }, world);
    expect(columns).toEqual(["item", "base", "scenario_1"]);
    expect(rows[2]).toEqual(["result", 200, 300]);
  });
  test("has no change in per cent from 0", () => {
    const { rows } = scenario({ base: [["price", 0]], overrides: [["price", 1]], model: "price" }, world);
    expect(rows[3]?.[2]).toMatchObject({ kind: "divideByZero" });
  });
  test.each([
    [{ base: [["price"]] as DriverTable }, /^base must have the columns name and value; you gave 1/],
    [
      {
        base: [
          ["price", 1],
          ["n", "many"],
        ] as DriverTable,
      },
      /^base: n must be a number; you gave the text "many"/,
    ],
    [{ overrides: [["m", 1]] as DriverTable }, /^overrides names the text "m", which base does not have/],
    [
      {
        overrides: [
          ["name", "a"],
          ["n", "x"],
        ] as DriverTable,
      },
      /^overrides: n must be a number/,
    ],
    [{ overrides: [["n"]] as DriverTable }, /^overrides must have a column of names/],
  ])("refuses %j", (given, wanted) => {
    expect(sentence(() => scenario({ base, overrides, model: "price*n", ...given }, world))).toMatch(wanted);
  });
});

describe("HISTOGRAM", () => {
  test("counts in classes of equal width, the upper end included", () => {
    const rows = histogram({ values: [0, 1, 2, 3, 4, 10], bins: [5] });
    expect(rows.map(({ bin, count, from }) => [from, bin, count])).toEqual([
      [0, 2, 3],
      [2, 4, 2],
      [4, 6, 0],
      [6, 8, 0],
      [8, 10, 1],
    ]);
    expect(rows.at(-1)?.cumulative).toBe(1);
  });
  test("counts between the ends given, and what lies above them", () => {
    expect(histogram({ values: [1, 2, 2, 5, 9], bins: [2, 6] }).map(({ bin, count }) => [bin, count])).toEqual([
      [2, 3],
      [6, 1],
      [9, 1],
    ]);
  });
  test("one value is one class", () => {
    expect(histogram({ values: [3, 3] })).toEqual([{ bin: 3, count: 2, share: 1, cumulative: 1, from: 3 }]);
  });
  test.each([
    [{ values: [1], bins: [0] }, /^bins must be a whole number from 1 to 1,000/],
    [{ values: [1], bins: Array.from({ length: 1001 }, (_unused, i) => i) }, /^bins has 1001 ends/],
    [{ values: [1], bins: [2, 2] }, /^bins \(item 2\) must be above the one before it/],
  ])("refuses %j", (given, wanted) => expect(sentence(() => histogram(given))).toMatch(wanted));

  test("of a simulation holds every trial", () => {
    const rows = simulateHistogram({ drivers: DRIVERS, model: "price*n", trials: 5000 }, world);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(rows).toHaveLength(35);
  });
});

describe("REQUESTRISK", () => {
  test("a request between 0.03 and 0.45 USD", () => {
    const { mean, cv, quantile, median } = requestRisk({ lowUsd: 0.03, highUsd: 0.45 });
    expect([mean, cv, median].map((value) => Number(Number(value).toFixed(3)))).toEqual([0.163, 0.984, 0.116]);
    expect(quantile).toBeCloseTo(0.45, 12);
  });
  test("the spread of a sum falls with the root of the requests", () => {
    const [one, many] = [1, 10_000].map((requests) => requestRisk({ lowUsd: 0.03, highUsd: 0.45, requests }));
    expect(Number(many?.["cv"])).toBeCloseTo(Number(one?.["cv"]) / 100, 12);
    expect(Number(many?.["mean"])).toBeCloseTo(Number(one?.["mean"]) * 10_000, 8);
  });
  test("its quantile of a sum agrees with a simulation", () => {
    const names = Array.from({ length: 20 }, (_unused, i) => `x${i}`);
    const drivers = names.map((name) => [name, "lognormal", 1, 3] as const);
    const p95 = Number(statistics({ drivers, model: names.join("+"), trials: 100_000 })["p95"]);
    const { quantile } = requestRisk({ lowUsd: 1, highUsd: 3, requests: 20 });
    expect(Math.abs(Number(quantile) / p95 - 1)).toBeLessThan(0.005);
  });
  test.each([
    [{ lowUsd: 0, highUsd: 1 }, /^low_usd must be above 0/],
    [{ lowUsd: 2, highUsd: 1 }, /^low_usd must be at most high_usd; you gave 2 and 1/],
    [{ lowUsd: 1, highUsd: 2, requests: 1.5 }, /^requests must be a whole number/],
    [{ lowUsd: 1, highUsd: 2, percentile: 95 }, /^percentile .* Write 95% or 0.95/],
  ])("refuses %j", (given, wanted) => expect(sentence(() => requestRisk(given))).toMatch(wanted));
});

describe("DRAW", () => {
  test("gives what SIMULATE draws for a driver of that name", () => {
    const { rows } = draw({ distribution: "triangular", p1: 1, p2: 2, p3: 4, n: 3000, seed: 5, name: "price" });
    const drawn = rows.map(([value]) => Number(value));
    const found = statistics({ model: "price", trials: 3000, seed: 5 });
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([found["min"], found["max"]]);
  });
  test.each([
    [{ distribution: "gauss", p1: 1 }, /^distribution: the distribution must be fixed, normal/],
    [{ distribution: "normal", p1: 1 }, /^distribution: p2 must be a number; you gave a blank cell/],
    [{ distribution: "fixed", p1: 1, n: 200_000 }, /^n must be a whole number from 1 to 199,999/],
  ])("refuses %j", (given, wanted) => expect(sentence(() => draw(given))).toMatch(wanted));
});
