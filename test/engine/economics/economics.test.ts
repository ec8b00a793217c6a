import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  costPerOutcome,
  humanCost,
  margin,
  runRate,
  type VerdictRow,
  valueCase,
  verdict,
  verdictRules,
} from "../../../src/engine/economics";
import { DomainError } from "../../../src/engine/errors";

const sentence = (compute: () => unknown): string => {
  try {
    compute();
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  return "no error";
};
const saying = (text: string) => expect.objectContaining({ message: expect.stringContaining(text) });

const usd = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const probability = fc.double({ min: 0.001, max: 1, noNaN: true });

describe("margin", () => {
  test.each([
    [6.45, 1, 0.8449612, "a markup of 545 % is a margin of 84.5 %"],
    [1, 1, 0, "at cost"],
    [0.001, 0.008, -7, "a search engine's low end: −700 % of revenue"],
    [10, 0, 1, "no cost"],
  ])("of %d on a cost of %d is %d: %s", (revenueUsd, costUsd, expected) => {
    expect(margin({ revenueUsd, costUsd })).toBeCloseTo(expected, 6);
  });

  test("has no value without revenue, and refuses negative amounts", () => {
    expect(sentence(() => margin({ revenueUsd: 0, costUsd: 1 }))).toBe("divideByZero: revenue_usd is 0.");
    expect(sentence(() => margin({ revenueUsd: -1, costUsd: 1 }))).toBe(
      "badArgument: revenue_usd must be 0 or more; you gave -1.",
    );
  });
});

describe("verdict", () => {
  const table: readonly VerdictRow[] = [
    { verdict: "Subsidy" },
    { verdict: "Unsustainable", marginTo: -1 },
    { verdict: "At risk", marginFrom: -1, marginTo: 0 },
    { verdict: "Marginal", marginFrom: 0 },
    { verdict: "Sustainable", marginFrom: 0.4 },
    { verdict: "High potential", marginFrom: 0.2 },
  ];
  const thresholds = verdictRules(table);

  test.each([
    [10, 6, "Sustainable", "40 % exactly"],
    [3, 1.8, "Sustainable", "40 % that comes out a hair below in binary"],
    [10, 6.01, "High potential", "just under 40 %"],
    [10, 8, "High potential", "20 % exactly"],
    [10, 10, "Marginal", "0 % exactly"],
    [10, 10.01, "At risk", "a small loss"],
    [10, 20, "At risk", "−100 % exactly"],
    [10, 20.01, "Unsustainable", "below −100 %"],
    [0, 5, "Subsidy", "no revenue"],
    [0, 0, "Subsidy", "neither revenue nor cost"],
  ])("a revenue of %d and a cost of %d: %s, %s", (revenueUsd, costUsd, expected) => {
    expect(verdict({ revenueUsd, costUsd, thresholds })).toBe(expected);
  });

  test("an own table that lacks a case says so", () => {
    const own = verdictRules([{ verdict: "Keep", marginFrom: 0.5 }]);
    expect(sentence(() => verdict({ revenueUsd: 10, costUsd: 9, thresholds: own }))).toBe(
      "noSolution: thresholds has no verdict for a margin of 10%: all its margins are higher.",
    );
    expect(sentence(() => verdict({ revenueUsd: 0, costUsd: 9, thresholds: own }))).toContain("no row without one");
  });

  test("refuses an empty table and two verdicts of one margin", () => {
    expect(sentence(() => verdictRules([]))).toContain("thresholds has no rows");
    expect(sentence(() => verdictRules([{ verdict: "Keep", marginFrom: 50 }]))).toBe(
      "badArgument: margin_from in thresholds is at most 1, a whole revenue; you gave 50. Write 50% or 0.5.",
    );
    expect(
      sentence(() =>
        verdictRules([
          { verdict: "A", marginFrom: 0 },
          { verdict: "B", marginFrom: 0 },
        ]),
      ),
    ).toBe('badArgument: thresholds gives "A" and "B" the same margin; keep one.');
  });
});

describe("costPerOutcome", () => {
  test("follows the definitions by hand", () => {
    // P = 1 − 0.4² = 0.84 after 1.4 attempts of 0.60
    const result = costPerOutcome({ costUsd: 0.5, successRate: 0.6, fallbackUsd: 6, reviewUsd: 0.1, maxAttempts: 2 });
    expect(result["usdPerResolved"]).toBeCloseTo(1, 12);
    expect(result["attemptsPerCase"]).toBeCloseTo(1.4, 12);
    expect(result["resolvedShare"]).toBeCloseTo(0.84, 12);
    expect(result["usdPerCase"]).toBeCloseTo(1.4 * 0.6 + 0.16 * 6, 12);
    expect(result["savingPerCase"]).toBeCloseTo(6 - 1.8, 12);
    expect(result["breakEvenSuccess"]).toBeCloseTo(0.1, 12);
  });

  test("a success rate of 0 resolves nothing but still has a cost per case", () => {
    const result = costPerOutcome({ costUsd: 1, successRate: 0, fallbackUsd: 6, maxAttempts: 3 });
    expect(result["usdPerResolved"]).toMatchObject({ kind: "divideByZero" });
    expect(result["usdPerCase"]).toBe(9);
  });

  test("certain success needs one attempt, whatever the limit", () => {
    expect(costPerOutcome({ costUsd: 2, successRate: 1, maxAttempts: 5 })).toMatchObject({
      usdPerCase: 2,
      attemptsPerCase: 1,
      resolvedShare: 1,
    });
  });

  test("a small rest of the cases keeps its digits beside a dear fallback", () => {
    const result = costPerOutcome({ costUsd: 0, successRate: 0.9, fallbackUsd: 1e12, maxAttempts: 15 });
    expect(result["usdPerCase"]).toBeCloseTo(1e-3, 12);
  });

  test("counts attempts as a simulation of the cases would", () => {
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 12 }), usd, usd, (p, attempts, costUsd, fallbackUsd) => {
        let expected = 0;
        let reached = 1;
        for (let attempt = 1; attempt <= attempts; attempt++) {
          expected += reached * costUsd;
          reached *= 1 - p;
        }
        expected += reached * fallbackUsd;
        const result = costPerOutcome({ costUsd, successRate: p, fallbackUsd, maxAttempts: attempts });
        expect((result["usdPerCase"] as number) / expected).toBeCloseTo(1, 10);
      }),
    );
  });

  test("at the break-even success rate nothing is saved, however many attempts", () => {
    fc.assert(
      fc.property(
        usd,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (fallbackUsd, p, maxAttempts) => {
          const result = costPerOutcome({ costUsd: fallbackUsd * p, successRate: p, fallbackUsd, maxAttempts });
          expect(result["breakEvenSuccess"]).toBeCloseTo(p, 12);
          expect((result["savingPerCase"] as number) / fallbackUsd).toBeCloseTo(0, 10);
        },
      ),
    );
  });

  test.each([
    ["65 for 65 %", { successRate: 65 }, "success_rate must be 0 to 1; you gave 65. Write 65% or 0.65."],
    ["half an attempt", { maxAttempts: 1.5 }, "max_attempts must be a whole number from 1 to 1,000,000; you gave 1.5."],
    ["a negative fallback", { fallbackUsd: -1 }, "fallback_usd must be 0 or more; you gave -1."],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => costPerOutcome({ costUsd: 1, successRate: 0.5, ...more }))).toBe(`badArgument: ${expected}`);
  });
});

describe("humanCost", () => {
  test.each([
    [12, 30, 0, 6, "twelve minutes at 30 USD"],
    [12, 30, 0.3, 7.8, "with 30 % on top"],
    [0, 30, 0, 0, "no time"],
  ])("%d minutes at %d USD/h with load %d are %d USD: %s", (minutes, usdPerHour, load, expected) => {
    expect(humanCost({ minutes, usdPerHour, load })).toBeCloseTo(expected, 12);
  });

  test("catches 30 for 30 %", () => {
    expect(sentence(() => humanCost({ minutes: 1, usdPerHour: 1, load: 30 }))).toContain("Write 30% or 0.3.");
  });
});

describe("valueCase", () => {
  const base = {
    baselineUsdPerYear: 1_000_000,
    improvement: 0.3,
    adoption: 0.6,
    realization: 0.8,
    inferenceUsdPerYear: 40_000,
    oneTimeUsd: 150_000,
  };

  test("follows the definitions by hand", () => {
    const result = valueCase(base);
    expect(result["benefit"]).toBeCloseTo(144_000, 9);
    expect(result["net"]).toBeCloseTo(104_000, 9);
    expect(result["npv"]).toBeCloseTo(-150_000 + 104_000 / 1.1 + 104_000 / 1.21 + 104_000 / 1.331, 6);
    expect(result["roi"]).toBeCloseTo((3 * 144_000 - 270_000) / 270_000, 12);
    expect(result["paybackYears"]).toBeCloseTo(150 / 104, 12);
    expect(result["inferenceShare"]).toBeCloseTo(40 / 144, 12);
  });

  test("break_even_improvement brings npv to 0", () => {
    const shares = fc.double({ min: 0.05, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        shares,
        shares,
        usd,
        usd,
        fc.integer({ min: 1, max: 15 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (adoption, realization, inferenceUsdPerYear, oneTimeUsd, years, discountRate) => {
          const given = {
            baselineUsdPerYear: 1e8,
            adoption,
            realization,
            inferenceUsdPerYear,
            oneTimeUsd,
            years,
            discountRate,
          };
          const improvement = valueCase({ ...given, improvement: 0.1 })["breakEvenImprovement"] as number;
          fc.pre(improvement <= 1);
          const npv = valueCase({ ...given, improvement })["npv"] as number;
          expect(npv / (oneTimeUsd + inferenceUsdPerYear)).toBeCloseTo(0, 8);
        },
      ),
    );
  });

  test("a discount rate of 0 just adds up", () => {
    expect(valueCase({ ...base, discountRate: 0 })["npv"]).toBeCloseTo(3 * 104_000 - 150_000, 6);
  });

  test.each([
    ["no one-time cost is paid back at once", { oneTimeUsd: 0 }, 0],
    ["a net of nothing never pays back", { inferenceUsdPerYear: 144_000 }, saying("nothing is ever paid back")],
    [
      "later than the case runs is never",
      { oneTimeUsd: 416_000 },
      saying("Not paid back within 3 years: at this benefit it would take 4."),
    ],
    ["exactly at its end counts", { oneTimeUsd: 312_000 }, 3],
  ])("payback: %s", (_reason, more, expected) => {
    expect(valueCase({ ...base, ...more })["paybackYears"]).toEqual(expected);
  });

  test("a year is a year in the sentence, and huge costs are an overflow", () => {
    expect(valueCase({ ...base, years: 1 })["paybackYears"]).toEqual(saying("Not paid back within the year: at this"));
    expect(sentence(() => valueCase({ ...base, inferenceUsdPerYear: 1e308 }))).toBe(
      "overflow: all_cost_usd is beyond what a cell can hold.",
    );
  });

  test("divisions by nothing are #DIV/0! with a reason, one cell each", () => {
    const idle = valueCase({ baselineUsdPerYear: 1000, improvement: 0.2, adoption: 0 });
    expect(idle).toMatchObject({
      benefit: 0,
      roi: { kind: "divideByZero" },
      breakEvenImprovement: { kind: "divideByZero" },
      inferenceShare: { kind: "divideByZero" },
    });
  });
});

describe("runRate", () => {
  const spent = { spendToDateUsd: 6000, daysElapsed: 10, daysTotal: 30 };

  test("forecasts, rations and finds the day of breach", () => {
    const result = runRate({ ...spent, budgetUsd: 15_000, downgradeRatio: 0.2 });
    expect(result).toMatchObject({
      forecastUsd: 18_000,
      used: 0.4,
      dailyAllowanceUsd: 450,
      breachDay: 25,
      status: "Breach",
    });
    // 3,000 too much of 12,000 to come; each downgraded dollar saves 0.80
    expect(result["downgradeShare"]).toBeCloseTo(3000 / 9600, 12);
  });

  test("moving downgrade_share of what remains lands on the budget", () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(usd, share, share, share, (forecastUsd, elapsed, budgetShare, downgradeRatio) => {
        const spendToDateUsd = forecastUsd * elapsed;
        const budgetUsd = spendToDateUsd + (forecastUsd - spendToDateUsd) * budgetShare;
        const result = runRate({ spendToDateUsd, daysElapsed: elapsed * 30, daysTotal: 30, budgetUsd, downgradeRatio });
        const moved = result["downgradeShare"];
        if (typeof moved !== "number") {
          expect((1 - budgetShare) / (1 - downgradeRatio)).toBeGreaterThan(1 - 1e-9);
          return;
        }
        const rest = forecastUsd - spendToDateUsd;
        expect((spendToDateUsd + rest * (1 - moved * (1 - downgradeRatio))) / budgetUsd).toBeCloseTo(1, 9);
      }),
    );
  });

  test("where the downgrade saves too little it says that it cannot hold the budget", () => {
    const result = runRate({ ...spent, budgetUsd: 8000, downgradeRatio: 0.5 });
    expect(result["downgradeShare"]).toEqual(saying("a downgrade alone cannot hold the budget"));
  });

  test("a budget that holds needs no downgrade and is never breached", () => {
    const result = runRate({ ...spent, budgetUsd: 18_000, downgradeRatio: 0.2 });
    expect(result).toMatchObject({ downgradeShare: 0, breachDay: { kind: "noSolution" }, status: "Watch" });
  });

  test.each<[number, number[] | undefined, string, string]>([
    [20_001, undefined, "OK", "under 90 %"],
    [20_000, undefined, "Watch", "90 % exactly"],
    [18_000, undefined, "Watch", "the budget exactly"],
    [17_999, undefined, "Breach", "above it"],
    [18_000, [0.5, 0.8], "Breach", "own thresholds"],
    [40_000, [0.5, 0.8], "OK", "own thresholds"],
  ])("a forecast of 18,000 on a budget of %d with thresholds %j is %s: %s", (budgetUsd, thresholds, expected) => {
    expect(runRate({ ...spent, budgetUsd, thresholds })["status"]).toBe(expected);
  });

  test("a spent budget leaves an allowance of 0; the last day leaves none to ration", () => {
    expect(runRate({ ...spent, budgetUsd: 5000 })["dailyAllowanceUsd"]).toBe(0);
    expect(runRate({ ...spent, daysElapsed: 30, budgetUsd: 5000 })["dailyAllowanceUsd"]).toMatchObject({
      kind: "noSolution",
    });
  });

  test("a period that is over ends at what was spent, and no downgrade comes in time", () => {
    const over = runRate({
      spendToDateUsd: 16_000,
      daysElapsed: 30,
      daysTotal: 30,
      budgetUsd: 15_000,
      downgradeRatio: 0.2,
    });
    expect(over["forecastUsd"]).toBe(16_000);
    expect(over["downgradeShare"]).toEqual(saying("No day is left, so a downgrade alone cannot hold the budget."));
  });

  test("without a budget only the forecast is a number", () => {
    const { forecastUsd, ...rest } = runRate(spent);
    expect(forecastUsd).toBe(18_000);
    expect(Object.values(rest).every((value) => value instanceof DomainError)).toBe(true);
  });

  test.each([
    ["no day", { daysElapsed: 0 }, "divideByZero: days_elapsed is 0: one day at least must have passed."],
    [
      "more days than there are",
      { daysElapsed: 31 },
      "badArgument: days_elapsed must be at most days_total of 30; you gave 31.",
    ],
    [
      "one threshold",
      { budgetUsd: 1, thresholds: [0.8] },
      "badArgument: thresholds needs two shares of the budget, watch and breach; you gave 1.",
    ],
    [
      "thresholds that fall",
      { budgetUsd: 1, thresholds: [1, 0.8] },
      "badArgument: thresholds must rise from watch to breach; you gave 1 and 0.8.",
    ],
    [
      "80 for 80 %",
      { budgetUsd: 1, thresholds: [80, 100] },
      "badArgument: thresholds are shares of the budget; you gave 100. Write 100%.",
    ],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => runRate({ ...spent, ...more }))).toBe(expected);
  });
});
