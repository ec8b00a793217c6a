import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, isoText } from "../../../src/engine/dates";
import { DomainError } from "../../../src/engine/errors";
import type { Row } from "../../../src/engine/grid";
import { adoption, decline, declineRate, elasticity, forecast, jevons, project } from "../../../src/engine/projection";

const column = (rows: readonly Row[], name: string): readonly number[] => rows.map((row) => row[name] as number);
const at = (rows: readonly Row[], index: number, name: string): number => rows[index]?.[name] as number;
const sentence = (compute: () => unknown): string => {
  try {
    compute();
  } catch (thrown) {
    if (thrown instanceof DomainError) return thrown.message;
    throw thrown;
  }
  return "no error";
};

const growth = fc.double({ min: -0.9, max: 3, noNaN: true });
const fall = fc.double({ min: -1, max: 0.95, noNaN: true });

describe("project", () => {
  test("follows V₀(1+g)^t · P^(−e) · (1+i)^t · P by hand", () => {
    const rows = project({
      baseUsdPerYear: 100_000,
      volumeGrowth: [0.4],
      priceDecline: [0.5],
      elasticity: 0.8,
      intensityGrowth: [0.1],
    });
    // 1.4^5 = 5.37824, 0.5^5 = 0.03125, 0.03125^0.2 = 0.5, 1.1^5 = 1.61051
    expect(at(rows, 5, "costUsd")).toBeCloseTo(100_000 * 5.37824 * 0.5 * 1.61051, 6);
  });

  test("shows the base as year 0 and leaves it out of the totals", () => {
    const rows = project({ baseUsdPerYear: 1000, years: 3, discountRate: [0.1] });
    expect(column(rows, "year")).toEqual([0, 1, 2, 3]);
    expect(rows[0]).toMatchObject({
      costUsd: 1000,
      presentValueUsd: 1000,
      cumulativeUsd: 0,
      cumulativePresentValueUsd: 0,
    });
    expect(at(rows, 3, "cumulativeUsd")).toBe(3000);
    expect(at(rows, 3, "cumulativePresentValueUsd")).toBeCloseTo(1000 / 1.1 + 1000 / 1.21 + 1000 / 1.331, 9);
  });

  test("takes five years where none are given", () => {
    expect(project({ baseUsdPerYear: 1 })).toHaveLength(6);
  });

  test("never lets the price fall below its floor, and use answers that price only", () => {
    const rows = project({ baseUsdPerYear: 100, years: 4, priceDecline: [0.9], elasticity: 1.5, priceFloor: 0.05 });
    expect(column(rows, "priceIndex").map((index) => Number(index.toPrecision(12)))).toEqual([
      1, 0.1, 0.05, 0.05, 0.05,
    ]);
    expect(at(rows, 4, "costUsd")).toBeCloseTo(100 * 0.05 ** -0.5, 9);
  });

  test("compounds a rate given for each year", () => {
    const rows = project({ baseUsdPerYear: 100, years: 3, volumeGrowth: [1, 0.5, 0], priceDecline: [0.5, 0, -0.1] });
    expect(column(rows, "volumeIndex")).toEqual([1, 2, 3, 3]);
    expect(column(rows, "costUsd").map((cost) => Number(cost.toPrecision(12)))).toEqual([100, 100, 150, 165]);
  });

  test.each([
    [
      "one rate too few",
      { volumeGrowth: [0.1, 0.2] },
      "volume_growth has 2 rates; give one, or one for each of the 5 years.",
    ],
    [
      "60 for 60 %",
      { priceDecline: [60] },
      "price_decline must be below 100% and at least -1000%; you gave 60. Write 60% or 0.6.",
    ],
    ["a free price", { priceDecline: [1] }, "price_decline must be below 100% and at least -1000%; you gave 1."],
    ["a floor above today", { priceFloor: 2 }, "price_floor must be 0 to 1; you gave 2. Write 2% or 0.02."],
    ["no years", { years: 0 }, "years must be a whole number from 1 to 100; you gave 0."],
    ["10 for 10 %", { discountRate: [10] }, "discount_rate must be 0 to 1; you gave 10. Write 10% or 0.1."],
    [
      "a bad second rate",
      { years: 2, intensityGrowth: [0.1, -2] },
      "intensity_growth (item 2) must be above -100% and at most 1000%; you gave -2. Write -2% or -0.02.",
    ],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => project({ baseUsdPerYear: 100, ...more }))).toBe(expected);
  });

  test("is #NUM! where the numbers overflow, never infinity or NaN", () => {
    const overflow = { years: 100, priceDecline: [0.9999], elasticity: 10 };
    expect(() => project({ baseUsdPerYear: 100, ...overflow })).toThrow(expect.objectContaining({ kind: "overflow" }));
    expect(() => project({ baseUsdPerYear: 0, ...overflow })).toThrow(expect.objectContaining({ kind: "overflow" }));
  });

  test("at an elasticity of 1 the price leaves the spend alone", () => {
    fc.assert(
      fc.property(growth, fall, (g, d) => {
        const priced = project({ baseUsdPerYear: 500, volumeGrowth: [g], priceDecline: [d], elasticity: 1 });
        const unpriced = project({ baseUsdPerYear: 500, volumeGrowth: [g] });
        priced.forEach((row, index) => {
          expect((row["costUsd"] as number) / at(unpriced, index, "costUsd")).toBeCloseTo(1, 11);
        });
      }),
    );
  });

  test("one year's answer to a price is JEVONS", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.95, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 3, noNaN: true }),
        (change, e) => {
          const [, first] = project({ baseUsdPerYear: 1, years: 1, priceDecline: [-change], elasticity: e });
          expect((first?.["costUsd"] as number) / jevons({ priceChange: change, elasticity: e })).toBeCloseTo(1, 11);
        },
      ),
    );
  });

  test("cumulated figures are sums of the yearly ones", () => {
    fc.assert(
      fc.property(growth, fall, fc.integer({ min: 1, max: 20 }), (g, d, years) => {
        const rows = project({ baseUsdPerYear: 10, years, volumeGrowth: [g], priceDecline: [d], discountRate: [0.08] });
        for (const [each, total] of [
          ["costUsd", "cumulativeUsd"],
          ["presentValueUsd", "cumulativePresentValueUsd"],
        ] as const) {
          const sum = column(rows.slice(1), each).reduce((a, b) => a + b, 0);
          expect(at(rows, years, total) / sum).toBeCloseTo(1, 12);
        }
      }),
    );
  });
});

describe("forecast", () => {
  test("starts at the base, and month 13 is one full year on", () => {
    const rows = forecast({ baseUsdPerMonth: 10_000, months: 25, growthPerYear: [0.6], priceDeclinePerYear: [0.5] });
    expect(at(rows, 0, "costUsd")).toBe(10_000);
    expect(at(rows, 12, "costUsd")).toBeCloseTo(8000, 9);
    expect(at(rows, 24, "costUsd")).toBeCloseTo(6400, 9);
  });

  test("after whole years agrees with PROJECT, and its price with DECLINE", () => {
    fc.assert(
      fc.property(growth, fall, fc.integer({ min: 1, max: 6 }), (g, d, years) => {
        const monthly = forecast({
          baseUsdPerMonth: 100,
          months: 12 * years + 1,
          growthPerYear: [g],
          priceDeclinePerYear: [d],
        });
        const yearly = project({ baseUsdPerYear: 100, years, volumeGrowth: [g], priceDecline: [d] });
        expect(at(monthly, 12 * years, "costUsd") / at(yearly, years, "costUsd")).toBeCloseTo(1, 10);
        const month = at(monthly, 12 * years - 6, "priceIndex");
        expect(month / decline({ priceUsd: 1, annualDecline: d, months: 12 * years - 6 })).toBeCloseTo(1, 10);
      }),
    );
  });

  test("a base twice as large costs twice as much, month by month and year by year", () => {
    fc.assert(
      fc.property(growth, fall, (g, d) => {
        const rates = { growthPerYear: [g], priceDeclinePerYear: [d] };
        const [one, two] = [1, 2].map((base) => forecast({ baseUsdPerMonth: base, months: 30, ...rates }));
        expect(at(two ?? [], 29, "cumulativeUsd") / at(one ?? [], 29, "cumulativeUsd")).toBeCloseTo(2, 12);
      }),
    );
  });

  test("12 % a year is 0.9489 % a month, not 1 %", () => {
    const rows = forecast({ baseUsdPerMonth: 1, months: 2, growthPerYear: [0.12] });
    expect(at(rows, 1, "costUsd") - 1).toBeCloseTo(0.009489, 6);
  });

  test("takes one rate for each started year", () => {
    const rows = forecast({ baseUsdPerMonth: 100, months: 30, growthPerYear: [1, 0, 0.5] });
    expect(at(rows, 12, "costUsd")).toBeCloseTo(200, 9);
    expect(at(rows, 24, "costUsd")).toBeCloseTo(200, 9);
    expect(at(rows, 29, "costUsd")).toBeCloseTo(200 * 1.5 ** (5 / 12), 9);
  });

  test("goes through the seasons by position and again each year", () => {
    const seasonality = [1.5, 0.5, ...Array<number>(10).fill(1)];
    const rows = forecast({ baseUsdPerMonth: 100, months: 14, seasonality });
    expect(column(rows, "costUsd")).toEqual([150, 50, ...Array<number>(10).fill(100), 150, 50]);
  });

  test("labels the rows with first and last day and moves no number", () => {
    const start = dayOf(2027, 1, 1);
    const rows = forecast({ baseUsdPerMonth: 100, months: 3, growthPerYear: [0.5], start });
    expect(rows.map((row) => `${isoText(row["monthStart"] as number)} ${isoText(row["monthEnd"] as number)}`)).toEqual([
      "2027-01-01 2027-01-31",
      "2027-02-01 2027-02-28",
      "2027-03-01 2027-03-31",
    ]);
    const undated = forecast({ baseUsdPerMonth: 100, months: 3, growthPerYear: [0.5] });
    expect(column(rows, "costUsd")).toEqual(column(undated, "costUsd"));
    expect(Object.keys(undated[0] ?? {})).not.toContain("monthStart");
  });

  test("a start on the 31st leaves no day between the periods", () => {
    const rows = forecast({ baseUsdPerMonth: 1, months: 13, start: dayOf(2027, 12, 31) });
    for (let month = 1; month < rows.length; month++) {
      expect(at(rows, month, "monthStart") - at(rows, month - 1, "monthEnd")).toBe(1);
    }
  });

  test.each([
    [
      "seasons that add spend",
      { seasonality: Array<number>(12).fill(1.1) },
      "seasonality must average 1; yours averages 1.1. Divide each factor by that.",
    ],
    [
      "quarters for months",
      { seasonality: [1, 1, 1, 1] },
      "seasonality has 4 factors; give 12, the first for the first month, or one for each month.",
    ],
    ["half a month", { months: 1.5 }, "months must be a whole number from 1 to 1,200; you gave 1.5."],
    ["a rate for a year that is not there", { growthPerYear: [0.1, 0.1] }, "growth_per_year has 2 rates; give one."],
    ["a negative base", { baseUsdPerMonth: -1 }, "base_usd_per_month must be 0 or more; you gave -1."],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => forecast({ baseUsdPerMonth: 100, months: 12, ...more }))).toBe(expected);
  });
});

describe("decline and declineRate", () => {
  test.each([
    [10, 0.9, 12, 0, 1, "a year of 90 %"],
    [10, 0.9, 1, 0, 10 * (1 - 0.174596), "is 17.46 % a month"],
    [10, 0.5, 0, 0, 10, "today"],
    [10, 0.9, 36, 0.05, 0.5, "a floor of 5 % of today's price"],
    [10, -1, 12, 0, 20, "a negative decline is a rise"],
    [0, 0.5, 12, 0, 0, "what is free stays free"],
  ])(
    "%d USD falling %d a year, after %d months with floor %d, is %d: %s",
    (priceUsd, annualDecline, months, floor, expected) => {
      expect(decline({ priceUsd, annualDecline, months, floor })).toBeCloseTo(expected, 5);
    },
  );

  test("refuses months gone by and a decline of all", () => {
    expect(sentence(() => decline({ priceUsd: 1, annualDecline: 0.5, months: -1 }))).toBe(
      "months must be 0 or more; you gave -1.",
    );
    expect(sentence(() => decline({ priceUsd: 1, annualDecline: 1, months: 1 }))).toContain(
      "annual_decline must be below 100%",
    );
  });

  test("finds the rate that made the prices, in any order of the days", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.95, noNaN: true }),
        fc.uniqueArray(fc.integer({ min: 44_000, max: 47_000 }), { minLength: 2, maxLength: 20 }),
        (rate, dates) => {
          fc.pre(Math.max(...dates) - Math.min(...dates) > 30);
          const prices = dates.map((day) => 7 * (1 - rate) ** ((day - 44_000) / 365.25));
          const fit = declineRate({ dates, prices });
          expect(fit["annualRate"]).toBeCloseTo(rate, 8);
          expect(fit["points"]).toBe(dates.length);
        },
      ),
    );
  });

  test("halving time and rate belong together", () => {
    const fit = declineRate({ dates: [dayOf(2024, 1, 1), dayOf(2026, 1, 1)], prices: [8, 2] });
    expect(fit["halvingMonths"]).toBeCloseTo((731 / 365.25 / 2) * 12, 9);
    expect(0.5 ** (12 / (fit["halvingMonths"] as number))).toBeCloseTo(1 - (fit["annualRate"] as number), 12);
    expect(fit["r2"]).toBeCloseTo(1, 12);
  });

  test("rising prices have a negative rate and never halve", () => {
    const fit = declineRate({ dates: [45_000, 45_366], prices: [1, 2] });
    expect(fit["annualRate"]).toBeLessThan(0);
    expect(fit["halvingMonths"]).toMatchObject({ kind: "noSolution" });
  });

  test("equal prices have rate 0 and nothing to explain", () => {
    const fit = declineRate({ dates: [45_000, 45_100, 45_366], prices: [2, 2, 2] });
    expect(fit["annualRate"]).toBeCloseTo(0, 15);
    expect(fit["r2"]).toMatchObject({ kind: "noSolution" });
  });

  test.each([
    ["lists of different length", [45_000, 45_001], [1], "dates has 2 values and prices 1; give one price a date."],
    ["a free price", [45_000, 45_001], [1, 0], "prices (item 2) must be above 0; you gave 0."],
    ["a single day", [45_000, 45_000], [1, 2], "dates must hold at least two different days: one day shows no trend."],
  ])("refuses %s", (_reason, dates, prices, expected) => {
    expect(sentence(() => declineRate({ dates, prices }))).toBe(expected);
  });
});

describe("elasticity and jevons", () => {
  test.each([
    [1, 0.2, 1, 4, "constant", 0.8613531, "price −80 %, use ×4: the bill falls, no Jevons"],
    [1, 0.22, 1, 50, "constant", 2.5837, "price −78 %, use ×50"],
    [4, 5, 50, 20, "linear", 2.4, "point elasticity"],
    [6, 5, 1, 2, "arc", 3.6666667, "midpoint formula"],
    [1, 2, 1, 2, "constant", -1, "negative where both rise"],
  ])("prices %d to %d and use %d to %d (%s) are %d: %s", (price0, price1, quantity0, quantity1, method, expected) => {
    expect(elasticity({ price0, price1, quantity0, quantity1, method })).toBeCloseTo(expected, 4);
  });

  test.each([
    [-0.8, 0.8613531, "constant", 0.8, "−80 % and use ×4: spend × 0.80"],
    [-0.5, 2, "constant", 2, "half the price, elasticity 2: twice the bill"],
    [-0.5, 0.5, "linear", 0.625, "0.5 × 1.25"],
    [-0.5, 0, "arc", 0.5, "no answer: the bill follows the price"],
    [-0.5, 1, "arc", 1, "unit arc elasticity leaves the bill alone"],
  ])("a price change of %d with elasticity %d (%s) multiplies spend by %d: %s", (priceChange, e, method, expected) => {
    expect(jevons({ priceChange, elasticity: e, method })).toBeCloseTo(expected, 6);
  });

  test("JEVONS(p, 1) is exactly 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.999, max: 10, noNaN: true }), (priceChange) => {
        expect(jevons({ priceChange, elasticity: 1 })).toBe(1);
      }),
    );
  });

  test.each(["constant", "linear", "arc"])("ELASTICITY inverts JEVONS (%s)", (method) => {
    const e = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    const change = fc.double({ min: -0.9, max: 0.9, noNaN: true }).filter((value) => Math.abs(value) > 0.01);
    fc.assert(
      fc.property(change, e, (priceChange, given) => {
        const spend = jevons({ priceChange, elasticity: given, method });
        const ratio = 1 + priceChange;
        const back = elasticity({ price0: 1, price1: ratio, quantity0: 1, quantity1: spend / ratio, method });
        expect(back / given).toBeCloseTo(1, 10);
      }),
    );
  });

  test.each([
    [
      "-80 for -80 %",
      { priceChange: -80, elasticity: 1 },
      "price_change must be above -100% and at most 1000%; you gave -80. Write -80% or -0.8.",
    ],
    [
      "a fall to nothing",
      { priceChange: -1, elasticity: 1 },
      "price_change must be above -100% and at most 1000%; you gave -1.",
    ],
    [
      "an unknown method",
      { priceChange: -0.5, elasticity: 1, method: "log" },
      'method must be "constant", "linear" or "arc"; you gave "log".',
    ],
    [
      "a line that ends before the price",
      { priceChange: 2, elasticity: 1, method: "linear" },
      "A straight line of elasticity 1 meets zero use before this price.",
    ],
    [
      "an arc without an answer",
      { priceChange: -0.5, elasticity: 3, method: "arc" },
      "No use answers this price with an arc elasticity of 3: it would have to be infinite or negative.",
    ],
  ])("jevons refuses %s", (_reason, given, expected) => {
    expect(sentence(() => jevons(given))).toBe(expected);
  });

  test("changes beyond every number are an overflow, not a fault", () => {
    for (const method of ["constant", "linear"]) {
      expect(
        sentence(() => elasticity({ price0: 1e-300, price1: 1e300, quantity0: 1e-300, quantity1: 1e300, method })),
      ).toBe("quantity_change is beyond what a cell can hold.");
    }
    expect(sentence(() => decline({ priceUsd: 0, annualDecline: -1, months: 1e300 }))).toBe(
      "price_index is beyond what a cell can hold.",
    );
  });

  test("without a change of price there is no elasticity", () => {
    expect(() => elasticity({ price0: 2, price1: 2, quantity0: 1, quantity1: 3 })).toThrow(
      expect.objectContaining({ kind: "divideByZero" }),
    );
    expect(sentence(() => elasticity({ price0: 0, price1: 2, quantity0: 1, quantity1: 3 }))).toBe(
      "price_0 must be above 0; you gave 0.",
    );
  });
});

describe("adoption", () => {
  test("is half way at its midpoint", () => {
    const rows = adoption({ ceiling: 10_000, start: 2000, midpoint: 12, steepness: 0.4, periods: 24 });
    expect(rows).toHaveLength(24);
    expect(at(rows, 11, "level")).toBeCloseTo(6000, 9);
  });

  test("rises steadily from start to ceiling and shares what it adds", () => {
    const shape = fc.record({
      ceiling: fc.double({ min: 1, max: 1e6, noNaN: true }),
      startShare: fc.double({ min: 0, max: 1, noNaN: true }),
      midpoint: fc.double({ min: -50, max: 50, noNaN: true }),
      steepness: fc.double({ min: 0.01, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(shape, ({ ceiling, startShare, midpoint, steepness }) => {
        const start = ceiling * startShare;
        const rows = adoption({ ceiling, start, midpoint, steepness, periods: 30 });
        rows.forEach((row, index) => {
          const level = row["level"] as number;
          expect(level).toBeGreaterThanOrEqual(start);
          expect(level).toBeLessThanOrEqual(ceiling * (1 + 1e-12));
          if (index > 0) expect(level - at(rows, index - 1, "level")).toBeCloseTo(row["added"] as number, 6);
        });
      }),
    );
  });

  test("refuses a start above the ceiling", () => {
    const given = { ceiling: 10, start: 11, midpoint: 1, steepness: 1, periods: 3 };
    expect(sentence(() => adoption(given))).toBe("start must be at most the ceiling of 10; you gave 11.");
  });
});
