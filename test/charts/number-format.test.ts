import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatted } from "../../src/charts";

/** [number, Excel's format, what Excel shows] */
const SHOWN: readonly (readonly [number, string, string])[] = [
  [1234.5, "General", "1,234.5"],
  [0.1 + 0.2, "General", "0.3"],
  [-2_500_000, "General", "-2,500,000"],
  [1e-9, "General", "1E-9"],
  [1234.567, "0", "1235"],
  [1234.567, "#,##0", "1,235"],
  [1234.567, "#,##0.00", "1,234.57"],
  [0.075, "#,##0.00####", "0.075"],
  [15, "#,##0.00####", "15.00"],
  [0.5, "#.##", ".5"],
  [7, "000", "007"],
  [0.7, "0%", "70%"],
  [0.1234, "0.0%", "12.3%"],
  [-0.004, "0%", "0%"],
  [-1234, "$#,##0", "-$1,234"],
  [-1234, "#,##0;(#,##0)", "(1,234)"],
  [0, '#,##0;-#,##0;"none"', "none"],
  [1_250_000, '0.0,,"M"', "1.3M"],
  [1_250_000, '[>=1000000]0.0,,"M";[>=1000]0,"k";0', "1.3M"],
  [12_500, '[>=1000000]0.0,,"M";[>=1000]0,"k";0', "13k"],
  [125, '[>=1000000]0.0,,"M";[>=1000]0,"k";0', "125"],
  [1234.5, "[$€-407] #,##0.00", "€ 1,234.50"],
  [1234.5, '#,##0.00\\ "USD"', "1,234.50 USD"],
  [-5, "[Red]-0;[Blue]0", "5"],
  [5, "_($* #,##0_);_($* (#,##0)", "$5"],
  [123_456, "0.00E+00", "1.23E+05"],
  [0.00012, "0.0E+0", "1.2E-4"],
  [46_023, "yyyy-mm-dd", "2026-01-01"],
  [46_023, "mmm yy", "Jan 26"],
  [46_054, "mmmm yyyy", "February 2026"],
  [46_023.75, "h:mm AM/PM", "6:00 PM"],
  [46_023.5, "dd/mm/yyyy hh:mm:ss", "01/01/2026 12:00:00"],
  [1.5, "[h]:mm", "36:00"],
  [3, "@", "3"],
];

describe("a number on a chart", () => {
  it.each(SHOWN)("%s in the format %s shows as %s", (value, format, text) => {
    expect(formatted(value, format)).toBe(text);
  });

  it("is written in full, whatever the format is", () => {
    const formats = fc.oneof(fc.string(), fc.constantFrom(...SHOWN.map(([, format]) => format)));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), formats, (value, format) => {
        expect(formatted(value, format)).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});
