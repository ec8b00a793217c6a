import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BuyVsRent, buyVsRentResult, buyVsRentYears } from "../../../src/engine/ownership/buyVsRent";
import { presentValue } from "../../../src/engine/ownership/flows";

/** Eight GPUs for five years: 10.2 kW at PUE 1.3 and 0.08 USD/kWh, staff 40,000, maintenance 5 % of the price. */
const eightGpus: BuyVsRent = {
  capexUsd: 300_000,
  ownOpexUsdPerYear: 10.2 * 1.3 * 8760 * 0.08 + 40_000,
  rentUsdPerYear: 8 * 8760 * 2,
  years: 5,
  discountRate: 0.1,
  residual: 0.1,
  tax: 0.25,
  depreciation: "MACRS5",
  opexGrowth: 0.03,
  rentGrowth: -0.1,
  fixedOpexUsdPerYear: 15_000,
};

const column = (given: BuyVsRent, name: string): number[] => buyVsRentYears(given).map((row) => Number(row[name]));

describe("eight GPUs, bought or rented for five years", () => {
  const result = buyVsRentResult(eightGpus);

  test.each([
    ["npvBuy", -418_411, 0],
    ["npvRent", -332_890, 0],
    ["irr", -0.0305, 4],
    ["indifferenceRentUsdPerYear", 176_168, 0],
  ])("%s", (field, expected, digits) => {
    expect(result[field]).toBeCloseTo(expected, digits);
  });

  test("the indifference rent is 2.5138 USD per GPU-hour", () => {
    expect(Number(result.indifferenceRentUsdPerYear) / 8 / 8760).toBeCloseTo(2.5138, 4);
  });

  test("it never pays back, and says what is missing", () => {
    expect(result.paybackYears).toMatchObject({
      kind: "noSolution",
      message: "The flows never pay back: after 5 periods 24,549 is still missing.",
    });
  });

  test("the residual is taxed in full: leaving it untaxed would give -413,754", () => {
    expect(Number(result.npvBuy) + (30_000 * 0.25) / 1.1 ** 5).toBeCloseTo(-413_754, 0);
  });

  test("both depreciation rests of the half-year table fall into the year of the sale", () => {
    expect(column(eightGpus, "depreciationUsd")).toEqual([
      0,
      60_000,
      96_000,
      57_600,
      34_560,
      expect.closeTo(51_840, 6),
    ]);
  });
});

describe("yearly flows", () => {
  const plain: BuyVsRent = { capexUsd: 1000, ownOpexUsdPerYear: 100, rentUsdPerYear: 500, years: 2, residual: 0.5 };

  test.each<[string, BuyVsRent, number[], number[]]>([
    ["without tax, depreciation changes nothing", plain, [-1000, -100, 400], [0, -500, -500]],
    [
      "opex and rent grow from year 2, fixed opex does not",
      { ...plain, opexGrowth: 0.1, rentGrowth: -0.5, fixedOpexUsdPerYear: 10 },
      [-1000, -110, 380],
      [0, -500, -250],
    ],
    ["straight line over the years, residual taxed", { ...plain, tax: 0.5 }, [-1000, 200, 450], [0, -250, -250]],
    [
      "a tax basis that was never deducted covers the residual",
      { ...plain, tax: 0.5, depreciation: "none" },
      [-1000, -50, 450],
      [0, -250, -250],
    ],
    [
      "a shorter plan than the class: the rest is deducted at the sale",
      { ...plain, tax: 0.5, depreciation: "macrs 3" },
      [-1000, 116.65, 533.35],
      [0, -250, -250],
    ],
  ])("%s", (_why, given, buy, rent) => {
    expect(column(given, "buyUsd")).toEqual(buy.map((value) => expect.closeTo(value, 9)));
    expect(column(given, "rentUsd")).toEqual(rent.map((value) => expect.closeTo(value, 9)));
  });

  test("the advantage is buying less renting, and is cumulated", () => {
    expect(column(plain, "advantageUsd")).toEqual([-1000, 400, 900]);
    expect(column(plain, "cumulatedUsd")).toEqual([-1000, -600, 300]);
    expect(buyVsRentResult(plain).paybackYears).toBeCloseTo(1 + 600 / 900, 12);
  });

  test("published: 64 accelerators, 1.92 million USD, 4 years", () => {
    const rentUsdPerYear = 64 * 8760 * 0.7 * 2;
    const given = { capexUsd: 1_920_000, ownOpexUsdPerYear: 728_681 / 4, rentUsdPerYear, years: 4, residual: 0 };
    const { npvBuy, npvRent, paybackYears } = buyVsRentResult(given);
    expect((Number(npvBuy) - Number(npvRent)) / 1000).toBeCloseTo(-9.44, 2);
    expect(paybackYears).toBeCloseTo(3.2, 1);
  });
});

describe("laws", () => {
  const unit = fc.double({ min: 0, max: 0.9, noNaN: true });
  const plans = fc.record({
    capexUsd: fc.integer({ min: 1, max: 1_000_000 }),
    ownOpexUsdPerYear: fc.integer({ min: 0, max: 200_000 }),
    rentUsdPerYear: fc.integer({ min: 1, max: 500_000 }),
    years: fc.integer({ min: 1, max: 12 }),
    discountRate: unit,
    residual: unit,
    tax: unit,
    depreciation: fc.constantFrom("SL", "MACRS3", "MACRS5", "MACRS7", "NONE"),
    opexGrowth: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    rentGrowth: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  });

  test("at the indifference rent both present values agree", () => {
    fc.assert(
      fc.property(plans, (given) => {
        const rentUsdPerYear = Number(buyVsRentResult(given).indifferenceRentUsdPerYear);
        fc.pre(rentUsdPerYear > 0);
        const { npvBuy, npvRent } = buyVsRentResult({ ...given, rentUsdPerYear });
        expect(Number(npvRent) / Number(npvBuy)).toBeCloseTo(1, 9);
      }),
    );
  });

  test("present values are those of the yearly flows, and the IRR's is 0", () => {
    fc.assert(
      fc.property(plans, (given) => {
        const { npvBuy, npvRent, irr } = buyVsRentResult(given);
        expect(presentValue(column(given, "buyUsd"), given.discountRate)).toBe(npvBuy);
        expect(presentValue(column(given, "rentUsd"), given.discountRate)).toBe(npvRent);
        fc.pre(typeof irr === "number" && irr > -0.5);
        expect(presentValue(column(given, "advantageUsd"), Number(irr)) / given.capexUsd).toBeCloseTo(0, 7);
      }),
    );
  });

  test("depreciation deducts the whole price, whatever the method, but NONE", () => {
    fc.assert(
      fc.property(plans, (given) => {
        fc.pre(given.depreciation !== "NONE");
        const total = column(given, "depreciationUsd").reduce((sum, value) => sum + value, 0);
        expect(total / given.capexUsd).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("refuses", () => {
  test.each<[string, Partial<BuyVsRent>, string]>([
    [
      "an unknown method",
      { depreciation: "DDB" },
      'depreciation must be "SL", "MACRS3", "MACRS5", "MACRS7" or "NONE"; you gave "DDB".',
    ],
    ["half a year", { years: 2.5 }, "years must be a whole number from 1 to 100; you gave 2.5."],
    ["25 typed for 25 %", { tax: 25 }, "tax must be 0 to 1; you gave 25. Write 25% or 0.25."],
    [
      "3 typed for 3 %",
      { opexGrowth: 3 },
      "opex_growth must be above -100% and at most 100%; you gave 3. Write 3% or 0.03.",
    ],
    [
      "10 typed for 10 % of falling rents",
      { rentGrowth: -10 },
      "rent_growth must be above -100% and at most 100%; you gave -10. Write -10% or -0.1.",
    ],
    ["a negative price", { capexUsd: -1 }, "capex_usd must be 0 or more; you gave -1."],
  ])("%s", (_why, change, message) => {
    expect(() => buyVsRentResult({ ...eightGpus, ...change })).toThrow(
      expect.objectContaining({ kind: "badArgument", message }),
    );
  });

  test("where tax takes everything no rent makes a difference, and says so", () => {
    expect(buyVsRentResult({ ...eightGpus, tax: 1 }).indifferenceRentUsdPerYear).toMatchObject({ kind: "noSolution" });
  });
});
