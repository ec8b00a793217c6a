import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberAxis, placeOn } from "../../src/charts/axis";

const numbers = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 30 });
const steps = fc.integer({ min: 1, max: 12 });

describe("an axis of numbers", () => {
  it("ends at round numbers around the data", () => {
    expect(numberAxis([0, 93_926.25], {}, 5)).toMatchObject({
      min: 0,
      max: 100_000,
      ticks: [0, 20_000, 40_000, 60_000, 80_000, 100_000],
    });
    expect(numberAxis([-460, 660], {}, 6).ticks).toEqual([-600, -400, -200, 0, 200, 400, 600, 800].slice(0, 8));
    expect(numberAxis([0.1, 0.3], {}, 4).ticks).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  });

  it("keeps the ends it is told, and ticks only between them", () => {
    expect(numberAxis([3, 250], { min: 0, max: 90 }, 4)).toEqual({
      min: 0,
      max: 90,
      ticks: [0, 25, 50, 75],
      isLogarithmic: false,
    });
  });

  it("has a length also where all numbers are the same, or where there are none", () => {
    for (const data of [[0, 0], [5], [-5, -5], []]) {
      const { min, max, ticks } = numberAxis(data, {}, 4);
      expect(max).toBeGreaterThan(min);
      expect(ticks.length).toBeGreaterThan(1);
    }
  });

  it("covers the data with ticks in order, and never more of them than asked for by much", () => {
    fc.assert(
      fc.property(numbers, steps, (data, most) => {
        const { min, max, ticks } = numberAxis(data, {}, most);
        const slack = (max - min) * 1e-6;
        expect(min).toBeLessThanOrEqual(Math.min(...data) + slack);
        expect(max).toBeGreaterThanOrEqual(Math.max(...data) - slack);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
        expect(ticks.length).toBeLessThanOrEqual(most + 3);
      }),
    );
  });

  it("goes by powers of ten where it is logarithmic, and leaves out what has no logarithm", () => {
    expect(numberAxis([0.14, 60, 0, -3], { isLogarithmic: true }, 6).ticks).toEqual([0.1, 1, 10, 100]);
    expect(numberAxis([2, 30], { isLogarithmic: true }, 6).ticks).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(numberAxis([], { isLogarithmic: true }, 6).ticks.length).toBeGreaterThan(1);
  });

  it("places numbers in their order, between its ends", () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), (data, isLogarithmic) => {
        const place = placeOn(numberAxis(data, { isLogarithmic }, 5), 200, 10);
        const sorted = [...data].sort((a, b) => a - b).map(place);
        for (const y of sorted) {
          expect(y).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(y).toBeLessThanOrEqual(200 + 1e-9);
        }
        for (const [index, y] of sorted.entries()) expect(y).toBeLessThanOrEqual((sorted[index - 1] ?? y) + 1e-9);
      }),
    );
  });
});
