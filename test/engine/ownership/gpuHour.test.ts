import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Accelerator } from "../../../src/data/types";
import { nameIndex } from "../../../src/engine/lookup";
import { capitalRecoveryFactor, type GpuHour, gpuHour } from "../../../src/engine/ownership/gpuHour";
import { traced } from "../../../src/engine/trace";

const chip = (id: string, system?: { systemUsd: number }): Accelerator => ({
  id,
  name: id.toUpperCase(),
  vendor: "",
  aliases: [],
  ...system,
  provenance: {
    table: "gpus",
    id,
    source: "",
    asOf: "2026",
    evidence: "derived",
    status: "estimate",
    unverified: false,
  },
});
const accelerators = nameIndex("accelerator", [chip("h100", { systemUsd: 50_000 }), chip("lpu")], (row) => [row.id]);
const bare: GpuHour = { capexUsd: 50_000, lifeYears: 5, residual: 0.1, opexShare: 0, accelerators };

describe("capitalRecoveryFactor", () => {
  test.each([
    ["published: 8 %, 20 years", 0.08, 20, 0.1019, 4],
    ["published: 8 %, 10 years", 0.08, 10, 0.14903, 5],
    ["straight line without interest", 0, 4, 0.25, 15],
    ["no jump near 0 %", 1e-12, 4, 0.25, 11],
    ["half a year", 0.1, 0.5, 0.1 / (1 - 1 / Math.sqrt(1.1)), 12],
  ])("%s", (_why, rate, years, expected, digits) => {
    expect(capitalRecoveryFactor(rate, years)).toBeCloseTo(expected, digits);
  });

  test("its payments are worth 1 today", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 40 }), (rate, years) => {
        let worth = 0;
        for (let year = 0; year < years; year++) worth = (worth + capitalRecoveryFactor(rate, years)) / (1 + rate);
        expect(worth).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("gpuHour", () => {
  test("the capital part: 50,000 USD, 10 % residual, 10 %, 5 years is 12,371 USD a year", () => {
    expect(gpuHour(bare) * 8760).toBeCloseTo(12_370.89, 2);
  });

  test.each<[string, Omit<GpuHour, "accelerators">, number]>([
    ["defaults: 4 years, 10 %, 10 % residual, 20 % operation", { capexUsd: 8760 }, (0.9 * 0.3154708037 + 0.01) * 1.2],
    ["half the hours double the fixed part", { ...bare, hoursShare: 0.5 }, (2 * 12_370.8866) / 8760],
    [
      "energy falls only in hours used, so its hourly cost does not depend on their share",
      { capexUsd: 0, powerW: 1000, pue: 1.3, usdPerKWh: 0.08, hoursShare: 0.25 },
      0.104,
    ],
    ["power without a draw needs no tariff", { capexUsd: 0, powerW: 0 }, 0],
    [
      "straight line: 15,000 USD over 3 years is 416.67 a month",
      { capexUsd: 15_000, lifeYears: 3, discountRate: 0, residual: 0, opexShare: 0 },
      416.6667 / 730,
    ],
    ["a residual of 100 % costs its interest", { ...bare, residual: 1 }, 5000 / 8760],
  ])("%s", (_why, given, expected) => {
    expect(gpuHour({ ...given, accelerators })).toBeCloseTo(expected, 6);
  });

  test("an accelerator's name stands for its price", () => {
    expect(gpuHour({ ...bare, capexUsd: "H100" })).toBe(gpuHour(bare));
  });

  test("what it looked up and its parts can be explained, and add up", () => {
    const { result, trace } = traced(() => gpuHour({ ...bare, capexUsd: "h100", powerW: 1000, usdPerKWh: 0.1 }));
    expect(trace.lookups).toMatchObject([{ argument: "capexUsd", row: "h100", provenance: [{ table: "gpus" }] }]);
    const perHour = trace.steps.filter(({ unit }) => unit === "USD/h").map(({ value }) => Number(value));
    expect(perHour[0] ?? 0).toBeGreaterThan(0);
    expect(perHour.reduce((sum, value) => sum + value, 0)).toBeCloseTo(result, 12);
  });

  test.each([
    ["h1oo", 'No accelerator "h1oo" in the table. Did you mean "h100"?'],
    ["lpu", "system_usd of lpu is not known: no source gives its price. Give capex_usd as a number."],
  ])("an accelerator without a price is #N/A: %s", (capexUsd, message) => {
    expect(() => gpuHour({ ...bare, capexUsd })).toThrow(expect.objectContaining({ kind: "notFound", message }));
  });

  test.each<[string, Omit<GpuHour, "accelerators">, string]>([
    [
      "power without a tariff",
      { capexUsd: 1, powerW: 700 },
      "usd_per_kwh is missing: power_w 700 needs a tariff above 0.",
    ],
    ["a residual in USD", { capexUsd: 50_000, residual: 5000 }, "residual must be 0 to 1; you gave 5,000."],
    [
      "10 typed for 10 %",
      { capexUsd: 1, discountRate: 10 },
      "discount_rate must be 0 to 1; you gave 10. Write 10% or 0.1.",
    ],
    ["a PUE below 1", { capexUsd: 1, pue: 0.3 }, "pue must be 1 to 5; you gave 0.3."],
    ["no life", { capexUsd: 1, lifeYears: 0 }, "life_years must be above 0; you gave 0."],
    ["no hours", { capexUsd: 1, hoursShare: 0 }, "hours_share must be above 0 and at most 1; you gave 0."],
  ])("refuses %s", (_why, given, message) => {
    expect(() => gpuHour({ ...given, accelerators })).toThrow(
      expect.objectContaining({ kind: "badArgument", message }),
    );
  });

  test("a longer life never costs more, unless the residual outlives it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (lifeYears, discountRate) => {
          const cost = (years: number): number =>
            gpuHour({ ...bare, capexUsd: 1e6, lifeYears: years, discountRate, residual: 0 });
          expect(cost(lifeYears * 1.1)).toBeLessThanOrEqual(cost(lifeYears));
        },
      ),
    );
  });
});
