import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitment } from "../../../src/engine/ownership/commitment";

describe("commitment", () => {
  test.each([
    [
      "half of it unused: paid all the same",
      { usageHours: 365, committedHours: 730, onDemandUsd: 4, committedUsd: 2.5 },
      { costUsd: 1825, wastedUsd: 912.5, effectiveUsdPerHour: 5, coverage: 1, utilization: 0.5, savingUsd: -365 },
    ],
    [
      "use beyond it pays on demand",
      { usageHours: 1000, committedHours: 730, onDemandUsd: 4, committedUsd: 2.5 },
      { costUsd: 2905, wastedUsd: 0, effectiveUsdPerHour: 2.905, coverage: 0.73, utilization: 1, savingUsd: 1095 },
    ],
  ])("%s", (_why, given, expected) => {
    expect(commitment(given)).toMatchObject({
      ...expected,
      breakEvenUtilization: 0.625,
      onDemandCostUsd: given.usageHours * 4,
    });
  });

  test("at the break-even utilization a commitment costs what on demand does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 99 }), (committedHours, per) => {
        const { savingUsd, onDemandCostUsd } = commitment({
          usageHours: (committedHours * per) / 100,
          committedHours,
          onDemandUsd: 1,
          committedUsd: per / 100,
        });
        expect(Number(savingUsd) / Number(onDemandCostUsd)).toBeCloseTo(0, 12);
      }),
    );
  });

  test.each([
    ["usage", { usageHours: 0 }, ["effectiveUsdPerHour", "coverage"], "usage_hours is 0."],
    ["commitment", { committedHours: 0 }, ["utilization"], "committed_hours is 0."],
    ["on-demand rate", { onDemandUsd: 0 }, ["breakEvenUtilization"], "on_demand_usd is 0."],
  ])("without a %s only the ratios over it fail", (_why, change, fields, message) => {
    const row = commitment({ usageHours: 500, committedHours: 730, onDemandUsd: 4, committedUsd: 2.5, ...change });
    for (const [field, value] of Object.entries(row)) {
      if (fields.includes(field)) expect(value, field).toMatchObject({ kind: "divideByZero", message });
      else expect(value, field).toEqual(expect.any(Number));
    }
  });
});
