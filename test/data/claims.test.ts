import { afterAll, describe, expect, it } from "vitest";
import "../../src/functions";
import { businessModels, claims, levers, measurements } from "../../src/data";
import { createCalculator } from "../../src/workbench/headless";

const calculator = createCalculator();
afterAll(() => calculator.dispose());

const withFormula = claims().filter(({ formula }) => formula !== undefined);

describe("the claim audit", () => {
  it("recomputes more than thirty claims by a formula", () => {
    expect(withFormula.length).toBeGreaterThan(30);
  });

  it.each(withFormula)("$id: $formula gives $computed", async ({ formula = "", computed = Number.NaN }) => {
    const [evaluated] = await calculator.evaluate([formula]);
    const value = evaluated !== undefined && "value" in evaluated ? Number(evaluated.value) : Number.NaN;
    expect(Math.abs(value - computed)).toBeLessThanOrEqual(1e-9 * Math.abs(computed));
  });

  it.each<[string, number, number?]>([
    ["pilot-query-price", 150 / (50 * 100 * 30), 500 / (50 * 100 * 30)],
    ["self-host-cheaper", 1 / (1 - 0.4), 1 / (1 - 0.6)],
    ["distill-quality", 0.1 / 0.9],
    ["silicon-price-performance", 1 - 1 / 1.4],
    ["class-150x", 1 - 150 ** (-12 / 30)],
    ["output-to-small", 1 - 0.4 / 60],
    ["thousand-fold", Math.log(1000) / Math.log(10)],
    ["tokens-50x", 480 / 9.7],
    ["tokens-134x", 1300 / 9.7],
    ["capacity-doubling", (17 * Math.log(2)) / Math.log(1300 / 9.7)],
    ["inference-market-share", 37.5 * 0.55],
    ["edge-market", (50 / 15) ** (1 / 3) - 1],
    ["budget-underestimate", 1.3, 1 / 0.7],
    ["budget-overrun", 10, 50],
    ["thirty-steps", 30 * 10_000],
    ["request-spread", 0.45 / 0.03],
    ["h100-tokens", 989e12 / 140e9, 1979e12 / 140e9],
    ["b200-tokens", 2250e12 / 140e9, 4500e12 / 140e9],
    ["a100-tokens", 312e12 / 140e9],
    ["gaudi3-tokens", 1678e12 / 140e9],
    ["generation-per-watt", 21.4 / 20, 30 / 21.4],
    ["b200-doubles", 30_000 / 15_000],
    ["ascend-h100", 0.7 / 0.6],
    ["moe-active", 37 / 671],
    ["query-search", 0.24 / 0.3, 0.34 / 0.3],
    ["training-inference-energy", 500 / 100, 500 / 50],
    ["analyzer-mtok", 5040 / ((100_000 * 2000 * 30) / 1e6)],
    ["self-host-break-even", 1460 / 4.375, (3.5 * 730) / 4.375],
    ["levers-together", 1 - 0.4 * 0.8 * 0.7, 1 - 0.3 * 0.6 * 0.5],
  ])("%s follows from its own inputs", (id, low, high) => {
    const claim = claims().find((one) => one.id === id);
    expect((claim?.computed ?? Number.NaN) / low).toBeCloseTo(1, 8);
    if (high !== undefined) expect((claim?.computedHigh ?? Number.NaN) / high).toBeCloseTo(1, 8);
  });

  it("quotes the best measurement of a 70-billion model as the table of measurements has it", () => {
    const best = (acceleratorId: string): number =>
      Math.max(
        ...measurements()
          .filter((row) => row.acceleratorId === acceleratorId && row.modelId.includes("70b"))
          .map((row) => (row.outputTokPerS ?? 0) / row.accelerators),
      );
    for (const [id, accelerator] of Object.entries({
      "h100-tokens": "h100-sxm",
      "b200-tokens": "b200",
      "a100-tokens": "a100-80gb-sxm",
      "gaudi3-tokens": "gaudi3",
    })) {
      const why = claims().find((claim) => claim.id === id)?.why ?? "";
      expect(why).toContain(`${Math.round(best(accelerator)).toLocaleString("en-US")} a chip`);
    }
  });

  it("agrees with the figures worked out by hand", () => {
    const computed = new Map(claims().map((claim) => [claim.id, claim.computed]));
    expect(computed.get("support-chat-month")).toBe(2625);
    expect(computed.get("self-host-break-even")).toBeCloseTo(333.714, 3);
    expect(computed.get("levers-together")).toBeCloseTo(0.776, 12);
  });
});

describe("the tables of claims beside their own inputs", () => {
  it.each(businessModels().filter(({ revenuePerRequestLowUsd: revenue = 0 }) => revenue > 0))(
    "$id: the implied margins are those of the low and of the high ends",
    (model) => {
      const margin = (revenue = Number.NaN, cost = Number.NaN): number => (100 * (revenue - cost)) / revenue;
      expect(model.impliedMarginLowPct).toBeCloseTo(
        margin(model.revenuePerRequestLowUsd, model.costPerRequestLowUsd),
        0,
      );
      expect(model.impliedMarginHighPct).toBeCloseTo(
        margin(model.revenuePerRequestHighUsd, model.costPerRequestHighUsd),
        0,
      );
    },
  );

  it("a business without revenue has no implied margin", () => {
    const free = businessModels().filter(({ revenuePerRequestHighUsd }) => revenuePerRequestHighUsd === 0);
    expect(free.map(({ impliedMarginLowPct }) => impliedMarginLowPct)).toEqual([undefined]);
  });

  it("an independent share is never beyond 100 %", () => {
    for (const { id, unit, independentHigh = 0 } of levers()) {
      if (unit.startsWith("%")) expect(independentHigh, id).toBeLessThanOrEqual(100);
    }
    const gemini = levers().find(({ id }) => id === "gemini-serving");
    expect(gemini?.independentLow).toBeUndefined();
    expect(gemini?.independentEvidence).toContain("33x energy");
  });
});
