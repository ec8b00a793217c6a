import { describe, expect, test } from "vitest";
import { macrs } from "../../../src/engine/ownership/depreciation";

const schedule = (classYears: number): number[] =>
  Array.from({ length: classYears + 1 }, (_unused, index) => macrs({ basisUsd: 100, classYears, year: index + 1 }));

describe("macrs", () => {
  test.each([
    ["the five-year class as printed", 5, [20, 32, 19.2, 11.52, 11.52, 5.76]],
    ["the three-year class as printed", 3, [33.33, 44.45, 14.81, 7.41]],
    ["the seven-year class as printed", 7, [14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46]],
  ])("%s", (_why, classYears, expected) => {
    expect(schedule(classYears)).toEqual(expected);
  });

  test.each([3, 5, 7, 10, 15, 20])("class %d deducts exactly the basis", (classYears) => {
    expect(schedule(classYears).reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 9);
    expect(macrs({ basisUsd: 100, classYears, year: classYears + 2 })).toBe(0);
  });

  /**
   * The tables are declining balance (200 %, from 15 years on 150 %) over a half first year, switching to straight line
   * when that is more, each figure rounded as printed: an independent check against a slip of the pen.
   */
  test.each([3, 5, 7, 10, 15, 20])("class %d agrees with declining balance to its rounding", (classYears) => {
    const speed = (classYears >= 15 ? 1.5 : 2) / classYears;
    let rest = 100;
    let left = classYears;
    schedule(classYears).forEach((printed, index) => {
      const share = index === 0 ? 0.5 : 1;
      const deducted = Math.min(rest, Math.max(rest * speed, rest / left) * share);
      expect(Math.abs(printed - deducted), `year ${index + 1}`).toBeLessThan(0.016);
      rest -= deducted;
      left -= share;
    });
  });

  test.each([
    [
      "a class that the tables do not have",
      { basisUsd: 1, classYears: 4, year: 1 },
      "class_years must be 3, 5, 7, 10, 15 or 20; you gave 4.",
    ],
    ["year 0", { basisUsd: 1, classYears: 5, year: 0 }, "year must be a whole number of 1 or more; you gave 0."],
    ["a negative basis", { basisUsd: -1, classYears: 5, year: 1 }, "basis_usd must be 0 or more; you gave -1."],
  ])("refuses %s", (_why, given, message) => {
    expect(() => macrs(given)).toThrow(expect.objectContaining({ kind: "badArgument", message }));
  });
});
