import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MagnitudeCounts } from "../../../src/engine/risk/magnitudeCounts";
import { quantiles, rankPlace, valuesAtRanks } from "../../../src/engine/risk/quantiles";

describe("quantiles are PERCENTILE.INC", () => {
  // The example of Excel's help page for PERCENTILE.INC, and what follows from its rule.
  test.each([
    { values: [1, 3, 2, 4], share: 0.3, wanted: 1.9 },
    { values: [1, 2, 3, 4], share: 0, wanted: 1 },
    { values: [1, 2, 3, 4], share: 1, wanted: 4 },
    { values: [7], share: 0.9, wanted: 7 },
    { values: [5, 5, 5], share: 0.5, wanted: 5 },
  ])("$share of $values", ({ values, share, wanted }) => {
    expect(quantiles(Float64Array.from(values), [share])[0]).toBeCloseTo(wanted, 14);
  });
});

function checkRanks(values: Float64Array): void {
  const sorted = Float64Array.from(values).sort();
  const ranks = [0, 0.1, 0.5, 0.9, 0.99, 1].map((share) => rankPlace(values.length, share).rank);
  for (const [rank, value] of valuesAtRanks(values, ranks)) expect(value).toBe(sorted[rank]);
}

describe("selection finds what sorting finds", () => {
  const many = (make: (i: number) => number): Float64Array =>
    Float64Array.from({ length: 50_000 }, (_unused, i) => make(i));
  test.each([
    ["scattered values", many((i) => (i * 7919) % 50_021)],
    ["few distinct values", many((i) => i % 3)],
    ["one value", many(() => 4)],
    ["a heavy tail", many((i) => 10 ** ((i * 7919) % 300))],
    ["values that differ in the last digits", many((i) => 1 + ((i * 7919) % 50_021) * 2 ** -52)],
    ["one far away", many((i) => (i === 17 ? 1e300 : Math.sin(i)))],
    ["both signs at the ends of the range", many((i) => (i % 2 === 0 ? 1 : -1) * 1e308 * (i / 50_000))],
  ])("in %s", (_what, values) => checkRanks(values));

  test("in any list", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 300 }),
        (list) => {
          const copies = Float64Array.from(
            { length: list.length * 40 },
            (_unused, i) => list[i % list.length] as number,
          );
          checkRanks(copies);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("counts by magnitude", () => {
  test("give every rank within 0.1 %", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), {
          minLength: 1,
          maxLength: 200,
        }),
        (list) => {
          const values = Float64Array.from(list, (value) => (Math.abs(value) < 1e-300 ? 0 : value));
          const counts = new MagnitudeCounts();
          counts.add(values);
          const sorted = Float64Array.from(values).sort();
          const found = counts.valuesAtRanks([...sorted.keys()]);
          for (const [rank, value] of found) {
            const wanted = sorted[rank] as number;
            expect(Math.abs(value - wanted)).toBeLessThanOrEqual(0.001 * Math.abs(wanted));
          }
          expect(found.size).toBe(values.length);
        },
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  test("join to the counts of all", () => {
    const [one, other, both] = [new MagnitudeCounts(), new MagnitudeCounts(), new MagnitudeCounts()];
    one.add(Float64Array.of(1, 2, -3));
    other.add(Float64Array.of(2, 1e9));
    both.add(Float64Array.of(1, 2, -3, 2, 1e9));
    one.join(other);
    expect([...one.classes()]).toEqual([...both.classes()]);
  });
});
