import { beforeAll, describe, expect, test, vi } from "vitest";
import "../../src/functions";
import { riskModels } from "../../src/data";
import type { ReplyMessage, RequestMessage } from "../../src/engine/risk/service";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

const call = (name: string, ...args: unknown[]): unknown[][] =>
  registeredFunctions().get(name)?.(...args) as unknown[][];
const value = (name: string, ...args: unknown[]): unknown => call(name, ...args)[0]?.[0];
const message = (cell: unknown): string => (isCellError(cell) ? cell.message : `no error: ${String(cell)}`);

const TOKENS = [
  ["requests", "pert", 6000, 10_000, 20_000],
  ["in_tok", "lognormal", 750, 3000, null],
  ["out_tok", "lognormal", 250, 1000, ""],
];

describe("SIMULATE on a sheet", () => {
  const MODEL = '=requests*30*INFER.COST("gpt-4o", in_tok, out_tok)';

  test("computes what the same model without INFER functions computes", () => {
    const written = "requests*30*(in_tok*2.5+out_tok*10)/1000000";
    for (const field of ["mean", "p10", "p50", "p90"]) {
      const [one, other] = [MODEL, written].map((model) =>
        Number(value("SIMULATE", TOKENS, model, null, null, null, field)),
      );
      expect(Math.abs((one ?? 0) / (other ?? 1) - 1), field).toBeLessThan(1e-12);
    }
  });

  test("gives a statistic alone with the digits it has in the table", () => {
    const table = Object.fromEntries(call("SIMULATE", TOKENS, MODEL, 2000, 3, 5000).slice(1) as [string, unknown][]);
    for (const field of ["p90", "P_Over_Budget", "share_in_tok", "notes", "se_p90"]) {
      expect(value("SIMULATE", TOKENS, MODEL, 2000, 3, 5000, field)).toBe(table[field.toLowerCase()]);
    }
  });

  test("has its histogram as a field", () => {
    const [header, ...rows] = call("SIMULATE", TOKENS, MODEL, 2000, null, null, "histogram");
    expect(header).toEqual(["bin", "count", "share", "cumulative", "from"]);
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(2000);
  });

  test("takes blanks, nulls and zeros of empty cells for what is left out", () => {
    const plain = value("SIMULATE", TOKENS, MODEL, null, null, null, "p50");
    for (const blank of [[[null]], [[""]], [[0]]]) {
      expect(value("SIMULATE", TOKENS, MODEL, blank, blank, null, "p50")).toBe(plain);
    }
  });

  test("takes a formula over cell addresses, as FORMULATEXT gives it", () => {
    const cells = [
      ["B2", "uniform", 1, 3, ""],
      ["$C$2", "fixed", 10, "", ""],
    ];
    expect(value("SIMULATE", cells, "=$B$2*C2", null, null, null, "base")).toBe(20);
  });

  test("a several-trials call agrees with one trial at a time where an argument takes a range", () => {
    // volume_growth may be a range, one a year: a column of trials must not be taken for that.
    const drivers = [["g", "discrete", "0;0.5", "0.5;0.5", ""]];
    const model = 'PROJECT(100,2,g,,,,,,"2.cost")';
    const [low, high] = [0, 0.5].map((growth) =>
      Number(value("PROJECT", 100, 2, growth, null, null, null, null, null, "2.cost")),
    );
    expect([low, high].every(Number.isFinite)).toBe(true);
    expect(value("SIMULATE", drivers, model, 500, null, null, "min")).toBe(low);
    expect(value("SIMULATE", drivers, model, 500, null, null, "max")).toBe(high);
  });

  test.each([
    ["an unknown model in the text", 'x*COST("gpt4x",1,1)', /COST at character 3: No model "gpt4x"/],
    [
      "a table where a value is needed",
      "x*BUYVSRENT(300000,50000,140160)",
      /BUYVSRENT at character 3: BUYVSRENT answers with a table/,
    ],
    [
      "a simulation within the model",
      "SIMULATE(x,1)",
      /^model calls SIMULATE at character 1, which is no function of a model/,
    ],
    ["a function that answers later", 'TOKENS("a")*x', /^model calls TOKENS/],
  ])("refuses %s", (_what, model, wanted) => {
    expect(message(value("SIMULATE", [["x", "uniform", 1, 2, ""]], model))).toMatch(wanted);
  });

  test("an error in the drivers' range stays that error", () => {
    const broken = value("PRICE", "no-such-model");
    expect(isCellError(broken)).toBe(true);
    expect(value("SIMULATE", [["x", "fixed", broken, "", ""]], "x")).toMatchObject({ code: "#N/A" });
  });
});

describe("named models", () => {
  test("are the seven of the table", () => {
    expect(riskModels().map(({ id }) => id)).toEqual([
      "monthly_api_cost",
      "cost_per_token",
      "breakeven",
      "tco_5y",
      "agent_task",
      "unit_margin",
      "fleet_cost",
    ]);
  });

  test.each(riskModels().map(({ id }) => id))("%s runs on its own drivers, uses them all, and never fails", (id) => {
    const rows = Object.fromEntries(call("SIMULATE", null, id).slice(1) as [string, unknown][]);
    expect(rows["error_share"]).toBe(0);
    expect(rows["notes"]).not.toMatch(/Not used/);
    expect(Number(rows["p10"])).toBeLessThan(Number(rows["p50"]));
    expect(Number(rows["p50"])).toBeLessThan(Number(rows["p90"]));
    const shares = Object.entries(rows).filter(([name]) => name.startsWith("share_"));
    expect(shares.reduce((sum, [, share]) => sum + Number(share), 0)).toBeCloseTo(1, 9);
  });

  test.each([
    // At their base values the models give what the functions behind them give.
    ["breakeven", () => value("BREAKEVEN", 2 * 1460 + 7500, 4.375)],
    ["cost_per_token", () => value("COSTPERTOKEN", 2.5, 2500, 0.5)],
    ["monthly_api_cost", () => (10_000 * 365 * (1500 * 2.5 + 500 * 10)) / 12 / 1e6],
    ["tco_5y", () => 8 * 37_500 * 0.9 + 5 * (8 * (1.2 * 8760 * 1.3 * 0.08 + 0.05 * 37_500) + 40_000)],
  ])("%s", (id, wanted) => {
    expect(Number(value("SIMULATE", null, id, 100, null, null, "base"))).toBeCloseTo(Number(wanted()), 6);
  });

  test("answer to TORNADO, SENSITIVITY and SCENARIO too", () => {
    expect(call("TORNADO", null, "tco_5y")).toHaveLength(9);
    expect(value("SENSITIVITY", null, "breakeven", "staff_usd", [[0], [7500]], null, null, "result")).toBeCloseTo(
      667.43,
      2,
    );
    const base = [
      ["revenue_usd", 0.05],
      ["calls", 1],
      ["in_tok", 1000],
      ["out_tok", 500],
      ["in_usd_per_mtok", 2.5],
      ["out_usd_per_mtok", 10],
      ["other_usd", 0],
    ];
    expect(
      value(
        "SCENARIO",
        base,
        [
          ["name", "cheap"],
          ["out_usd_per_mtok", 5],
        ],
        "unit_margin",
        "result.cheap",
      ),
    ).toBeCloseTo(0.9, 12);
  });
});

describe("tables of one value as cells", () => {
  test("a column of ranges gives a row each", () => {
    const cells = call("REQUESTRISK", [[0.03], [0.1]], [[0.45], [0.2]], null, null, "mean");
    expect(cells.map(([cell]) => Number(Number(cell).toFixed(6)))).toEqual([0.163048, expect.closeTo(0.14458, 4)]);
  });
  test("TORNADO gives one bar", () => {
    expect(value("TORNADO", [["x", "fixed", 100, "", ""]], "x*2", 0.1, "x.range")).toBeCloseTo(40, 12);
  });
});

describe("the worker", () => {
  const replies: ReplyMessage[] = [];
  const scope = globalThis as unknown as { postMessage: unknown; onmessage: (event: { data: RequestMessage }) => void };

  beforeAll(async () => {
    scope.postMessage = (reply: ReplyMessage) => replies.push(reply);
    await import("../../src/functions/riskWorker");
  });

  test("answers a request with the digits of the cell", async () => {
    const request = { model: "monthly_api_cost", trials: 200_000, seed: 4 };
    scope.onmessage({ data: { kind: "start", id: 1, request } });
    await vi.waitFor(() => expect(replies.at(-1)?.kind).toBe("result"), 10_000);
    const done = replies.flatMap((reply) => (reply.kind === "progress" ? [reply.progress.done] : []));
    expect(done).toEqual([65_536, 131_072, 196_608]);
    const last = replies.at(-1);
    if (last?.kind !== "result") throw new Error("no result");
    expect(last.result.statistics["p90"]).toBe(value("SIMULATE", null, "monthly_api_cost", 200_000, 4, null, "p90"));
  });
});
