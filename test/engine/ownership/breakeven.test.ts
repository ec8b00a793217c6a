import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import { type BreakEven, breakEven, breakEvenUtil } from "../../../src/engine/ownership/breakeven";

const reason = (given: BreakEven): string => {
  try {
    breakEven(given);
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  throw new Error("no reason was given");
};

describe("breakEven without capacity: one unit serves any volume", () => {
  test.each([
    ["a 2 USD/h GPU against GPT-4o at 3:1", { fixedUsdPerMonth: 1460, apiUsdPerMTok: 4.375 }, 333.714286],
    ["the same with one spare", { fixedUsdPerMonth: 1460, apiUsdPerMTok: 4.375, spare: 1 }, 667.428571],
    ["two GPUs and a quarter of an engineer", { fixedUsdPerMonth: 2 * 1460 + 7500, apiUsdPerMTok: 4.375 }, 2381.714286],
    ["a marginal cost of its own", { fixedUsdPerMonth: 1000, apiUsdPerMTok: 5, ownUsdPerMTok: 1 }, 250],
    ["hardware that costs nothing", { fixedUsdPerMonth: 0, apiUsdPerMTok: 5 }, 0],
  ])("%s", (_why, given, expected) => {
    expect(breakEven(given).mtokPerMonth).toBeCloseTo(expected, 6);
    expect(breakEven(given).firstMTok).toBe(breakEven(given).mtokPerMonth);
  });

  test("at the break-even hosting costs what the API does", () => {
    const { mtokPerMonth, usdPerMonth } = breakEven({ fixedUsdPerMonth: 1460, apiUsdPerMTok: 4.375, ownUsdPerMTok: 1 });
    expect(usdPerMonth).toBeCloseTo(Number(mtokPerMonth) * 4.375, 9);
  });

  test("utilization needs a capacity, and says so", () => {
    const { utilization } = breakEven({ fixedUsdPerMonth: 1460, apiUsdPerMTok: 4.375 });
    expect(utilization).toMatchObject({ kind: "noSolution", message: expect.stringContaining("capacity_mtok") });
  });
});

describe("breakEven with capacity: units step with the volume", () => {
  // One unit costs 1,000 a month, serves 500 Mtok; the API asks 4 USD/Mtok, so a full unit saves 2,000.
  const unit = { fixedUsdPerMonth: 1000, apiUsdPerMTok: 4, capacityMTok: 500 };

  test.each([
    [
      "the second unit begins in loss only at exactly break-even, so the first crossing holds",
      unit,
      { mtokPerMonth: 250, units: 1, utilization: 0.5, usdPerMonth: 1000, firstMTok: 250 },
    ],
    [
      "a dearer unit: cheaper from 375 to 500 and from 750 to 1,000, for good from 1,125",
      { ...unit, fixedUsdPerMonth: 1500 },
      { mtokPerMonth: 1125, units: 3, utilization: 0.75, usdPerMonth: 4500, firstMTok: 375 },
    ],
    [
      "with a spare unit the first one meets the API only when full, and a second begins in loss",
      { ...unit, spare: 1 },
      { mtokPerMonth: 750, units: 3, utilization: 0.5, usdPerMonth: 3000, firstMTok: 500 },
    ],
  ])("%s", (_why, given, expected) => {
    const found = breakEven(given);
    for (const [field, value] of Object.entries(expected)) expect(found[field], field).toBeCloseTo(value, 9);
  });

  test("a full unit that saves no more than it costs never stays cheaper, and says so", () => {
    expect(reason({ ...unit, capacityMTok: 250 })).toBe(
      "noSolution: A full unit saves 1,000 USD a month against the API and costs 1,000: hosting never stays cheaper.",
    );
    expect(reason({ ...unit, capacityMTok: 100 })).toContain("saves 400 USD a month");
    expect(reason({ ...unit, capacityMTok: 250 + 1e-10 })).toContain("too little gain for any number of units");
  });

  const money = fc.integer({ min: 1, max: 4000 });
  const cases = fc.record({
    fixedUsdPerMonth: money,
    apiUsdPerMTok: fc.integer({ min: 1, max: 40 }),
    ownUsdPerMTok: fc.integer({ min: 0, max: 20 }),
    capacityMTok: fc.integer({ min: 1, max: 400 }),
    // Half a spare unit stands for staff that costs half of one.
    spare: fc.integer({ min: 0, max: 6 }).map((halves) => halves / 2),
  });

  /** What hosting costs less than the API at a volume. */
  const saving = (
    { fixedUsdPerMonth, apiUsdPerMTok, ownUsdPerMTok = 0, capacityMTok = 1, spare = 0 }: BreakEven,
    mtok: number,
  ): number =>
    (apiUsdPerMTok - ownUsdPerMTok) * mtok - (Math.ceil(mtok / capacityMTok - 1e-9) + spare) * fixedUsdPerMonth;

  test("a scan of the volumes finds hosting cheaper from there on, dearer just below, dearer before the first crossing", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { fixedUsdPerMonth: fixed, apiUsdPerMTok, ownUsdPerMTok, capacityMTok: capacity, spare } = given;
        const fullUnitSaves = (apiUsdPerMTok - ownUsdPerMTok) * capacity;
        // A unit must earn 5 % more than it costs, so that the scan stays short.
        fc.pre(fullUnitSaves > fixed * 1.05);
        const { mtokPerMonth, firstMTok, units } = breakEven(given) as Record<string, number>;
        if (mtokPerMonth === undefined || firstMTok === undefined || units === undefined) throw new Error("no number");
        const slack = 1e-7 * (1 + apiUsdPerMTok) * (1 + mtokPerMonth);
        const dear = (mtok: number): boolean => saving(given, mtok) < -slack;
        const steps = 4 + 2 * Math.ceil(mtokPerMonth / capacity) + 10 * (1 + spare);
        let lastDear = 0;
        let firstCheap = Number.POSITIVE_INFINITY;
        for (let k = 0; k < steps; k++) {
          for (const share of [1e-6, 0.25, 0.5, 0.75, 1]) {
            const mtok = (k + share) * capacity;
            if (dear(mtok)) lastDear = mtok;
            else firstCheap = Math.min(firstCheap, mtok);
          }
        }
        expect(lastDear).toBeLessThanOrEqual(mtokPerMonth * (1 + 1e-9));
        expect(dear(mtokPerMonth)).toBe(false);
        expect(firstCheap).toBeGreaterThanOrEqual(firstMTok * (1 - 1e-5) - 1e-5 * capacity);
        expect(dear(firstMTok)).toBe(false);
        expect(saving(given, mtokPerMonth * (1 - 1e-6))).toBeLessThan(slack);
        expect(saving(given, firstMTok * (1 - 1e-6))).toBeLessThan(slack);
        expect(units).toBe(Math.ceil(mtokPerMonth / capacity - 1e-9) + spare);
      }),
      { numRuns: 500 },
    );
  });

  test("where a full unit does not earn its cost, no volume stays cheaper and the reason is given", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const fullUnitSaves = (given.apiUsdPerMTok - given.ownUsdPerMTok) * given.capacityMTok;
        fc.pre(fullUnitSaves <= given.fixedUsdPerMonth);
        expect(reason(given)).toMatch(/^noSolution: .*(never stays cheaper|never pays)/);
        for (let k = 1; k < 200; k++) expect(saving(given, (k + 1e-6) * given.capacityMTok)).toBeLessThan(0);
      }),
    );
  });

  test("a capacity that is never reached changes nothing", () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 1, max: 40 }), (fixedUsdPerMonth, apiUsdPerMTok) => {
        const roomy = breakEven({ fixedUsdPerMonth, apiUsdPerMTok, capacityMTok: 1e6 });
        expect(roomy.mtokPerMonth).toBeCloseTo(fixedUsdPerMonth / apiUsdPerMTok, 9);
        const boundless = breakEven({ fixedUsdPerMonth, apiUsdPerMTok, capacityMTok: 1.7e308 });
        expect(boundless.mtokPerMonth).toBeCloseTo(fixedUsdPerMonth / apiUsdPerMTok, 9);
      }),
    );
  });
});

describe("breakEven refuses", () => {
  test.each<[string, BreakEven, string]>([
    [
      "an API no dearer than the own marginal cost",
      { fixedUsdPerMonth: 1460, apiUsdPerMTok: 1, ownUsdPerMTok: 1 },
      "noSolution: api_usd_per_mtok 1 is not above own_usd_per_mtok 1: hosting never pays.",
    ],
    [
      "a negative cost",
      { fixedUsdPerMonth: -1, apiUsdPerMTok: 1 },
      "badArgument: fixed_usd_per_month must be 0 or more; you gave -1.",
    ],
    [
      "no capacity at all",
      { fixedUsdPerMonth: 1, apiUsdPerMTok: 1, capacityMTok: 0 },
      "badArgument: capacity_mtok must be above 0; you gave 0.",
    ],
  ])("%s", (_why, given, sentence) => {
    expect(reason(given)).toBe(sentence);
  });
});

describe("breakEvenUtil", () => {
  test.each([
    ["2 USD/h flat against 3.20 per busy hour", 2, 3.2, 0.625],
    ["free is worth it from the first hour", 0, 3.2, 0],
    ["a flat price above the price per use: more than every hour", 4, 3.2, 1.25],
  ])("%s", (_why, flatUsdPerHour, perUseUsdPerHour, expected) => {
    expect(breakEvenUtil({ flatUsdPerHour, perUseUsdPerHour })).toBeCloseTo(expected, 12);
  });

  test("a price per use of 0 divides by zero", () => {
    expect(() => breakEvenUtil({ flatUsdPerHour: 2, perUseUsdPerHour: 0 })).toThrow(
      expect.objectContaining({ kind: "divideByZero", message: "per_use_usd_per_hour is 0." }),
    );
  });
});
