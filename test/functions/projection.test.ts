import { describe, expect, test } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

/** What the sheet shows: an error as its code and sentence. */
function call(name: string, ...args: readonly unknown[]): unknown[][] {
  const result = registeredFunctions().get(name)?.(...args) as unknown[][];
  return result.map((row) => row.map((cell) => (isCellError(cell) ? `${cell.code} ${cell.message}` : cell)));
}
const cell = (value: unknown): unknown[][] => [[value]];
const rounded = (rows: unknown[][]): unknown[][] =>
  rows.map((row) => row.map((value) => (typeof value === "number" ? Number(value.toPrecision(9)) : value)));

describe("PROJECT and FORECAST on the sheet", () => {
  test("PROJECT spills a row a year under its header", () => {
    const table = call("PROJECT", cell(100), cell(2), cell(0.5), null, null, null, null, cell(0.25), null);
    expect(rounded(table)).toEqual([
      [
        "year",
        "price_index",
        "volume_index",
        "intensity_index",
        "cost_usd",
        "cumulative_usd",
        "present_value_usd",
        "cumulative_present_value_usd",
      ],
      [0, 1, 1, 1, 100, 0, 100, 0],
      [1, 1, 1.5, 1, 150, 150, 120, 120],
      [2, 1, 2.25, 1, 225, 375, 144, 264],
    ]);
  });

  test("a year and column give one value, and a range of bases a value each", () => {
    const bases = [[100], [200], ["abc"]];
    const result = call("PROJECT", bases, cell(2), cell(0.5), null, null, null, null, null, cell("2.cumulative_usd"));
    expect(result.slice(0, 2)).toEqual([[375], [750]]);
    expect(result[2]?.[0]).toContain('#VALUE! base_usd_per_year must be a number; you gave the text "abc"');
  });

  test("FORECAST of a column of bases with a field is a grid: a row a base, months across", () => {
    expect(call("FORECAST", [[100], [10]], cell(3), null, null, null, null, cell("cost_usd"))).toEqual([
      [100, 100, 100],
      [10, 10, 10],
    ]);
  });

  test("paths of different length leave #N/A behind the shorter one", () => {
    const years = [[1, 2]];
    const grid = call("PROJECT", cell(100), years, null, null, null, null, null, null, cell("cost_usd"));
    expect(grid[2]?.[0]).toContain("#N/A The ranges differ in length");
    expect(grid[2]?.[1]).toBe(100);
  });

  test("a name that lacks but its unit is enough, also where another column starts alike", () => {
    const field = (name: string) => call("PROJECT", cell(100), cell(1), null, null, null, null, null, null, cell(name));
    expect(field("cumulative")).toEqual(field("cumulative_usd"));
    expect(field("present value")).toEqual(field("present_value_usd"));
    expect(field("usd")[0]?.[0]).toContain('#N/A No field "usd"');
  });

  test("FORECAST shows dates only where a start is given, as ISO text or day number", () => {
    expect(call("FORECAST", cell(1), cell(2))[0]).not.toContain("month_start");
    const dated = call("FORECAST", cell(1), cell(2), null, null, null, cell("2027-01-01"), null);
    expect(dated[0]?.slice(0, 3)).toEqual(["month", "month_start", "month_end"]);
    expect(dated.slice(1).map((row) => row.slice(0, 3))).toEqual([
      [1, 46388, 46418],
      [2, 46419, 46446],
    ]);
    expect(call("FORECAST", cell(1), cell(2), null, null, null, cell(0), null)).toEqual(
      call("FORECAST", cell(1), cell(2)),
    );
  });

  test("rates stand in a row or a column alike, blanks at the end dropped", () => {
    const down = call("PROJECT", cell(1), cell(2), [[0.1], [0.2]], null, null, null, null, null, cell("cost_usd"));
    const across = call("PROJECT", cell(1), cell(2), [[0.1, 0.2, ""]], null, null, null, null, null, cell("cost_usd"));
    expect(across).toEqual(down);
  });
});

describe("the other projections on the sheet", () => {
  test("DECLINERATE reads dates as text or day numbers, in rows or columns", () => {
    const text = call("DECLINERATE", [["2024-01-01"], ["2025-01-01"]], [[4], [1]], cell("annual_rate"));
    const serials = call("DECLINERATE", [[45292, 45658]], [[4, 1]], cell("annual_rate"));
    expect(text).toEqual(serials);
  });

  test("DECLINERATE keeps its other columns where one has no value", () => {
    const [header, row] = call("DECLINERATE", [["2024-01-01"], ["2025-01-01"]], [[1], [2]]);
    expect(header).toEqual(["annual_rate", "halving_months", "r2", "points", "span_years"]);
    expect(row?.[1]).toBe("#N/A The prices do not fall, so they never halve.");
    expect(row?.[3]).toBe(2);
  });

  test("JEVONS stretches price changes down and elasticities across", () => {
    const grid = rounded(call("JEVONS", [[-0.5], [-0.75]], [[1, 2]]));
    expect(grid).toEqual([
      [1, 2],
      [1, 4],
    ]);
  });

  test("a blank method that the desktop hands over as 0 is the default", () => {
    expect(call("ELASTICITY", cell(6), cell(5), cell(1), cell(2), cell(0))).toEqual(
      call("ELASTICITY", cell(6), cell(5), cell(1), cell(2), null),
    );
  });
});
