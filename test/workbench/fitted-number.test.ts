import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fittedNumber } from "../../src/workbench/fitted-number";

const upTo = (length: number) => (text: string) => text.length <= length;

describe("a number in a narrow cell", () => {
  it.each([
    ["333.714285714286", 20, "333.714285714286"],
    ["333.714285714286", 8, "333.7143"],
    ["0.333333333333333", 5, "0.333"],
    ["-0.333333333333333", 5, "-0.33"],
    ["1234567.891", 7, "1234568"],
    ["123456789", 7, "1.2E+08"],
    ["1234567890123", 7, "1.2E+12"],
    ["123456789", 5, "1E+08"],
    ["123456789", 4, "####"],
    ["0.00001234567", 8, "1.23E-05"],
    ["0.004", 4, "####"],
    ["0.004", 5, "0.004"],
    ["2.5E+20", 5, "3E+20"],
    ["$1,234,567.00", 7, "#######"],
    ["18 May 1903", 8, "########"],
    ["99.99", 2, "##"],
  ])("%s in %i letters is %s", (text, length, shown) => {
    expect(fittedNumber(text, upTo(length))).toBe(shown);
  });

  it("never reads as another number: it is rounded to the digits shown, or marks", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.integer({ min: 1, max: 12 }),
        (number, length) => {
          const shown = fittedNumber(String(number).replace("e", "E"), upTo(length));
          if (/^#+$/.test(shown)) return;
          const digits = shown.replace(/E.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "").length;
          const off = Math.abs(Number(shown) - number);
          expect(off).toBeLessThanOrEqual(Math.abs(number) * 10 ** (1 - Math.max(1, digits)));
        },
      ),
    );
  });
});
