import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import { cacheBreakEven, promptCache, semanticCache } from "../../../src/engine/levers/caching";
import { cascade, route } from "../../../src/engine/levers/routing";
import { distill, quantize } from "../../../src/engine/levers/smallerModels";
import { stackSavings } from "../../../src/engine/levers/stack";

/** The sentence of what was thrown; anything but a DomainError fails the test. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  throw new Error("nothing was refused");
}

const shareOf = fc.double({ min: 0, max: 1, noNaN: true });

describe("ROUTE", () => {
  test.each([
    ["a classifier at 0.00014 before a small and a large model", [0.003, 0.009], [0.8, 0.2], 0.00014, 0.00434],
    ["70 % on the edge at a quarter of the cloud's cost", [0.24, 1], [0.7, 0.3], undefined, 0.468],
    ["one model is its own cost", [0.009], [1], 0, 0.009],
    ["free models cost only the router", [0, 0], [0.5, 0.5], 0.001, 0.001],
  ])("%s", (_why, costsUsd, shares, routerUsd, expected) => {
    expect(route({ costsUsd, shares, routerUsd })).toBeCloseTo(expected, 12);
  });

  it("accepts thirds typed as fractions", () => {
    expect(route({ costsUsd: [3, 6, 9], shares: [1 / 3, 1 / 3, 1 / 3] })).toBeCloseTo(6, 12);
  });

  test.each([
    ["shares that forget a part", [1, 2], [0.5, 0.4], "badArgument: shares must sum to 1; yours sum to 0.9."],
    [
      "percentages typed as whole numbers",
      [1, 2],
      [80, 20],
      "badArgument: shares (item 1) must be 0 to 1; you gave 80. Write 80% or 0.8.",
    ],
    [
      "fewer shares than costs",
      [1, 2, 3],
      [0.5, 0.5],
      "badArgument: costs_usd and shares must be as many; you gave 3 costs and 2 shares.",
    ],
    ["a negative cost", [1, -2], [0.5, 0.5], "badArgument: costs_usd (item 2) must be 0 or more; you gave -2."],
  ])("refuses %s", (_why, costsUsd, shares, sentence) => {
    expect(refusal(() => route({ costsUsd, shares }))).toBe(sentence);
  });

  it("costs no less than the cheapest and no more than the dearest model, before the router", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (costsUsd) => {
          const shares = costsUsd.map(() => 1 / costsUsd.length);
          const mean = route({ costsUsd, shares });
          expect(mean).toBeGreaterThanOrEqual(Math.min(...costsUsd) - 1e-9);
          expect(mean).toBeLessThanOrEqual(Math.max(...costsUsd) + 1e-9);
        },
      ),
    );
  });
});

describe("CASCADE", () => {
  it("pays the cheap model and the verifier on every request, the expensive one on what is escalated", () => {
    expect(cascade({ cheapUsd: 0.001, expensiveUsd: 0.02, escalationShare: 0.3, verifierUsd: 0.0005 })).toBeCloseTo(
      0.0075,
      15,
    );
  });

  it("costs more than the expensive model alone when everything is escalated, unlike a router", () => {
    expect(cascade({ cheapUsd: 0.001, expensiveUsd: 0.02, escalationShare: 1 })).toBeCloseTo(0.021, 15);
    expect(route({ costsUsd: [0.001, 0.02], shares: [0, 1] })).toBeCloseTo(0.02, 15);
  });
});

describe("PROMPTCACHE and CACHEBREAKEVEN", () => {
  test.each([
    ["80 % hits at 0.1 read and 1.25 write", { hitRate: 0.8 }, 0.67],
    ["rare hits cost more than they save", { hitRate: 0.1 }, -0.135],
    ["free writing saves every discounted hit", { hitRate: 0.5, readRatio: 0.5, writeRatio: 1 }, 0.25],
    ["only what repeats can be saved", { hitRate: 1, readRatio: 0.1, cacheableShare: 0.4 }, 0.36],
    ["nothing cacheable, nothing saved", { hitRate: 0.9, cacheableShare: 0 }, 0],
    [
      "a write of every second request that is also read",
      { hitRate: 0.4, writeRatio: 1.35, cacheableShare: 0.8 },
      0.12,
    ],
  ])("%s", (_why, given, expected) => {
    expect(promptCache(given)).toBeCloseTo(expected, 12);
  });

  test.each([
    ["the usual prices pay from the second request", {}, 1.2777777777777777],
    ["an hour's cache at twice the price needs three requests", { writeRatio: 2 }, 19 / 9],
    ["free writing pays from the first", { writeRatio: 1 }, 1],
    ["half-price reads", { readRatio: 0.5 }, 1.5],
  ])("%s", (_why, given, expected) => {
    expect(cacheBreakEven(given)).toBeCloseTo(expected, 12);
  });

  it("meets the saving of zero: at n requests of which the first writes, the hit rate is (n − 1)/n", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (readRatio, writeRatio) => {
          const requests = cacheBreakEven({ readRatio, writeRatio });
          const hitRate = (requests - 1) / requests;
          expect(promptCache({ hitRate, readRatio, writeRatio })).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it("has no break-even where reading costs as much as fresh input", () => {
    expect(refusal(() => cacheBreakEven({ readRatio: 1 }))).toMatch(/^noSolution: read_ratio is 1: /);
  });

  test.each([
    [{ hitRate: 80 }, "badArgument: hit_rate must be 0 to 1; you gave 80. Write 80% or 0.8."],
    [{ hitRate: 0.8, readRatio: 10 }, "badArgument: read_ratio must be 0 to 1; you gave 10. Write 10% or 0.1."],
    [{ hitRate: 0.8, writeRatio: 125 }, "badArgument: write_ratio must be 0 to 10; you gave 125."],
    [{ hitRate: 0.8, writeRatio: -1 }, "badArgument: write_ratio must be above 0; you gave -1."],
  ])("refuses %j", (given, sentence) => {
    expect(refusal(() => promptCache(given))).toBe(sentence);
  });
});

describe("SEMANTICCACHE", () => {
  test.each([
    ["the look-up is paid on every request", { hitRate: 0.3 }, 0.29],
    ["without hits only the look-up remains", { hitRate: 0 }, -0.01],
    ["an overhead of 130 USD on 12,000", { hitRate: 0.6, lookupShare: 130 / 12000 }, 0.6 - 130 / 12000],
  ])("%s", (_why, given, expected) => {
    expect(semanticCache(given)).toBeCloseTo(expected, 12);
  });
});

describe("QUANTIZE", () => {
  test.each([
    ["a quarter of the bits at 87.5 % of the ideal", 16, 4, undefined, undefined, 3.5],
    ["half the bits", 16, 8, undefined, undefined, 1.75],
    ["half the bits, nothing lost", 16, 8, "memory", 1, 2],
    ["equal bits change nothing", 8, 8, undefined, undefined, 1],
    ["arithmetic in 8 bits is at most twice as fast, however small the weights", 16, 4.5, "compute", undefined, 2],
    ["below the ratio of peaks the conversion decides", 16, 4, "compute", undefined, 3.5],
    ["weights between two formats gain nothing in arithmetic", 16, 12, "compute", undefined, 1],
  ])("%s", (_why, fromBits, toBits, regime, efficiency, expected) => {
    expect(quantize({ fromBits, toBits, regime, efficiency }).throughput).toBeCloseTo(expected, 12);
  });

  it("shrinks memory by the ratio of bits and says what a token costs less", () => {
    expect(quantize({ fromBits: 16, toBits: 4 })).toEqual({ throughput: 3.5, memory: 4, saving: 1 - 1 / 3.5 });
  });

  test.each([
    [{ fromBits: 8, toBits: 16 }, "badArgument: to_bits must be at most from_bits, 8; you gave 16."],
    [
      { fromBits: 16, toBits: 8, regime: "network" },
      'badArgument: regime must be "memory" or "compute"; you gave "network".',
    ],
    [{ fromBits: 16, toBits: 0.2 }, "badArgument: to_bits must be 1 to 64; you gave 0.2."],
    [
      { fromBits: 16, toBits: 8, efficiency: 87.5 },
      "badArgument: efficiency must be 0 to 1; you gave 87.5. Write 87.5% or 0.875.",
    ],
  ])("refuses %j", (given, sentence) => {
    expect(refusal(() => quantize(given))).toBe(sentence);
  });

  it("never gains more on arithmetic than on memory", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 64, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (fromBits, part) => {
          const toBits = 1 + (fromBits - 1) * part;
          const memory = quantize({ fromBits, toBits, regime: "memory" }).throughput as number;
          expect(quantize({ fromBits, toBits, regime: "compute" }).throughput).toBeLessThanOrEqual(memory);
        },
      ),
    );
  });
});

describe("DISTILL", () => {
  it("costs a tenth for nine tenths of the quality: 0.111 per unit of quality", () => {
    const record = distill({ teacherUsdPerMTok: 10, oneTimeUsd: 20_000, mtokPerMonth: 500 });
    expect(record.qualityAdjustedRatio).toBeCloseTo(0.1111111, 6);
    expect(record.savingUsdPerMTok).toBeCloseTo(9, 12);
    expect(record.paybackMonths).toBeCloseTo(4.444444, 6);
  });

  it("says what is missing for a payback, and why a student as dear as its teacher has none", () => {
    expect(distill({ teacherUsdPerMTok: 10, oneTimeUsd: 5 }).paybackMonths).toMatchObject({
      message: "The monthly saving needs mtok_per_month.",
    });
    const dear = distill({ teacherUsdPerMTok: 10, studentRatio: 1, oneTimeUsd: 5, mtokPerMonth: 100 });
    expect(dear.paybackMonths).toMatchObject({ kind: "noSolution" });
  });

  it("takes a ratio of 10 for 10 % typed without its sign", () => {
    expect(refusal(() => distill({ teacherUsdPerMTok: 10, studentRatio: 10 }))).toBe(
      "badArgument: student_ratio must be 0 to 1; you gave 10. Write 10% or 0.1.",
    );
  });
});

describe("STACKSAVINGS", () => {
  test.each([
    ["60, 20 and 30 % are 77.6 %, not 110 %", [0.6, 0.2, 0.3], undefined, 0.776],
    ["half adopted", [0.6, 0.2, 0.3], [0.5], 0.4645],
    ["one adoption each", [0.6, 0.2], [0.5, 1], 0.44],
    ["a lever that costs", [0.5, -0.1], undefined, 0.45],
    ["all saved once is all saved", [1, 0.3], undefined, 1],
    ["not adopted, not saved", [0.6], [0], 0],
  ])("%s", (_why, savings, adoption, expected) => {
    expect(stackSavings({ savings, adoption })).toBeCloseTo(expected, 12);
  });

  it("is at most 1, at most the sum, and the same in any order", () => {
    fc.assert(
      fc.property(fc.array(shareOf, { minLength: 1, maxLength: 10 }), (savings) => {
        const together = stackSavings({ savings });
        expect(together).toBeLessThanOrEqual(1);
        expect(together).toBeLessThanOrEqual(savings.reduce((sum, each) => sum + each, 0) + 1e-12);
        expect(stackSavings({ savings: [...savings].reverse() })).toBeCloseTo(together, 12);
      }),
    );
  });

  test.each([
    [[0.6, 20], undefined, "badArgument: savings (item 2) must be 0 to 1; you gave 20. Write 20% or 0.2."],
    [[60], undefined, "badArgument: savings must be 0 to 1; you gave 60. Write 60% or 0.6."],
    [[0.1, -20], undefined, "badArgument: savings (item 2) must be -1 to 1; you gave -20."],
    [[0.1, 0.2], [0.5, 50], "badArgument: adoption (item 2) must be 0 to 1; you gave 50. Write 50% or 0.5."],
    [[0.1, 0.2, 0.3], [1, 1], "badArgument: adoption must be one share or one for each of the 3 savings; you gave 2."],
  ])("refuses %j with adoption %j", (savings, adoption, sentence) => {
    expect(refusal(() => stackSavings({ savings, adoption }))).toBe(sentence);
  });
});
