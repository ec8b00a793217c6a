import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trainingCrossover } from "../../../src/engine/ownership/trainingCrossover";

describe("trainingCrossover", () => {
  test.each([
    [
      "flat use: a twelfth a month reaches the training in month 12",
      { trainingUsd: 1200, inferenceUsdPerMonth: 100 },
      12,
      3,
    ],
    ["tenths add up in spite of rounding", { trainingUsd: 1, inferenceUsdPerMonth: 0.1 }, 10, 3.6],
    ["the first month already", { trainingUsd: 100, inferenceUsdPerMonth: 250, months: 2 }, 1, 5],
    [
      "growth of 10 % a month",
      { trainingUsd: 1000, inferenceUsdPerMonth: 100, growthPerMonth: 0.1, months: 12 },
      8,
      2.138428,
    ],
  ])("%s", (_why, given, month, multiple) => {
    const { crossoverMonth, inferencePerTraining, inferenceShare } = trainingCrossover(given);
    expect(crossoverMonth).toBe(month);
    expect(inferencePerTraining).toBeCloseTo(multiple, 6);
    expect(inferenceShare).toBeCloseTo(multiple / (1 + multiple), 6);
  });

  test("it agrees with the cumulated series", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: -0.2, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (trainingUsd, inferenceUsdPerMonth, growthPerMonth, months) => {
          const { crossoverMonth, inferenceUsd } = trainingCrossover({
            trainingUsd,
            inferenceUsdPerMonth,
            growthPerMonth,
            months,
          });
          const cumulated = (month: number): number =>
            growthPerMonth === 0
              ? inferenceUsdPerMonth * month
              : (inferenceUsdPerMonth * ((1 + growthPerMonth) ** month - 1)) / growthPerMonth;
          fc.pre(Math.abs(growthPerMonth) > 1e-6 || growthPerMonth === 0);
          expect(Math.abs(Number(inferenceUsd) - cumulated(months))).toBeLessThanOrEqual(
            1e-8 * (1 + cumulated(months)),
          );
          if (typeof crossoverMonth === "number") {
            expect(cumulated(crossoverMonth)).toBeGreaterThanOrEqual(trainingUsd * (1 - 1e-8));
            expect(cumulated(crossoverMonth - 1)).toBeLessThan(trainingUsd * (1 + 1e-8));
          } else expect(cumulated(months)).toBeLessThan(trainingUsd * (1 + 1e-8));
        },
      ),
    );
  });

  test("#N/A with both sums if inference stays below", () => {
    expect(trainingCrossover({ trainingUsd: 1e6, inferenceUsdPerMonth: 1000 }).crossoverMonth).toMatchObject({
      kind: "noSolution",
      message: "In 36 months inference adds up to 36,000 USD, below the 1,000,000 USD of training.",
    });
  });

  test.each([
    ["no training", { trainingUsd: 0, inferenceUsdPerMonth: 1 }, "training_usd must be above 0; you gave 0."],
    [
      "5 typed for 5 %",
      { trainingUsd: 1, inferenceUsdPerMonth: 1, growthPerMonth: 5 },
      "growth_per_month must be above -100% and at most 100%; you gave 5. Write 5% or 0.05.",
    ],
  ])("refuses %s", (_why, given, message) => {
    expect(() => trainingCrossover(given)).toThrow(expect.objectContaining({ message }));
  });
});
