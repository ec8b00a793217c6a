import libraryExp from "@stdlib/math-base-special-exp";
import libraryLn from "@stdlib/math-base-special-ln";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, expm1, ln, log1p, pow } from "../../src/engine/portable";

describe("pow", () => {
  test.each([
    [1.1, 3, 1.331],
    [0.9, 12, 0.282429536481],
    [2, -3, 0.125],
    [2, 0.5, Math.SQRT2],
    [0.1, 1 / 12, 0.825404185268018],
    [-2, 3, -8],
    [0, 0, 1],
    [0, 2, 0],
    [0, -1, Number.POSITIVE_INFINITY],
    [1, 1e300, 1],
  ])("%d to the power %d is %d", (x, y, power) => {
    expect(Math.abs(pow(x, y) - power) <= 4e-15 * Math.abs(power) || pow(x, y) === power).toBe(true);
  });

  test("a negative base has whole powers only", () => {
    expect(pow(-2, 0.5)).toBeNaN();
    expect(pow(-1, 2001)).toBe(-1);
  });

  test("agrees with the machine's own to 1e-13", () => {
    const base = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(base, fc.double({ min: -20, max: 20, noNaN: true }), (x, y) => {
        expect(Math.abs(pow(x, y) / x ** y - 1)).toBeLessThan(1e-13);
      }),
    );
  });
});

test("exp and ln give known digits, which no machine may change", () => {
  expect(exp(1)).toBe(2.7182818284590455);
  expect(exp(-0.1)).toBe(0.9048374180359595);
  expect(ln(10)).toBe(2.302585092994046);
});

describe("expm1 and log1p keep the digits near 0", () => {
  test("agree with the machine's own to 1e-15, from the smallest numbers to the largest", () => {
    const x = fc.tuple(fc.constantFrom(-1, 1), fc.double({ min: -320, max: 2.8, noNaN: true }));
    fc.assert(
      fc.property(x, ([sign, digits]) => {
        const value = sign * 10 ** digits;
        const [power, logarithm] = [Math.expm1(value), Math.log1p(value)];
        expect(Math.abs(expm1(value) - power)).toBeLessThanOrEqual(1e-15 * Math.abs(power));
        if (value > -1) expect(Math.abs(log1p(value) - logarithm)).toBeLessThanOrEqual(1e-15 * Math.abs(logarithm));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [0, 0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [710, Number.POSITIVE_INFINITY, 6.566672429803241],
    [-1, -0.6321205588285577, Number.NEGATIVE_INFINITY],
    [-800, -1, Number.NaN],
    [Number.NaN, Number.NaN, Number.NaN],
  ])("at %d", (x, power, logarithm) => expect([expm1(x), log1p(x)]).toEqual([power, logarithm]));
});

describe("exp is the maintained library's to the last bit", () => {
  const edges = [
    0, -0, 1e-9, -1e-9, 3.7e-9, 0.34, -0.35, 1, -1, 709.78, 709.782712893384, 710, -708.3, -708.4, -709, -745, -745.2,
    -746,
  ];
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, -Number.MAX_VALUE];
  test.each([...edges, ...special])("at %d", (x) => {
    expect(exp(x)).toBe(libraryExp(x));
  });

  test("everywhere between overflow and underflow", () => {
    const x = fc.double({ min: -746, max: 710, noNaN: true });
    fc.assert(
      fc.property(x, (value) => {
        expect(exp(value)).toBe(libraryExp(value));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("ln is the maintained library's to the last bit", () => {
  const edges = [0, -0, 1, 1.0000001, 0.9999999, 2, 0.5, 0.7071, Math.SQRT2, Math.SQRT1_2, 1e-310, 5e-324, 2.3e-308];
  const special = [Number.NaN, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE];
  test.each([...edges, ...special])("at %d", (x) => {
    expect(ln(x)).toBe(libraryLn(x));
  });

  test.each([
    ["of every size", 0, Number.MAX_VALUE],
    ["near 1", 0.4, 2.5],
    ["below the normal", 0, 1e-300],
  ])("for numbers %s", (_which, min, max) => {
    fc.assert(
      fc.property(fc.double({ min, max, noNaN: true }), (value) => {
        expect(ln(value)).toBe(libraryLn(value));
      }),
      { numRuns: 20_000 },
    );
  });
});
