import { describe, expect, test } from "vitest";
import type { DriverTable } from "../../../src/engine/risk/driver";
import { readDrivers } from "../../../src/engine/risk/drivers";
import { sentence } from "./support/world";

const names = (table: DriverTable): readonly string[] => readDrivers(table).list.map(({ name }) => name);
const HEADER = ["name", "distribution", "p1", "p2", "p3"];

describe("a drivers table", () => {
  test("may have a header, blank cells and blank rows", () => {
    const rows: DriverTable = [
      ["price", "Triangular", 1, 2, 4],
      [undefined, "", undefined, undefined, undefined],
      ["n", "fixed", 3, "", undefined],
    ];
    expect(names(rows)).toEqual(["price", "n"]);
    expect(names([["driver", "shape", "low", "mode", "high"], ...rows])).toEqual(["price", "n"]);
  });

  test("reads lists of values and shares, per cent too", () => {
    const { list } = readDrivers([["n", "discrete", "10; 20", "70%;30%"]]);
    expect(list[0]?.distribution.mean).toBeCloseTo(13, 12);
  });

  test("leaves columns of words to the right alone", () => {
    expect(
      names([
        [...HEADER, "unit", "note"],
        ["price", "fixed", 1, "", "", "USD", "list price"],
      ]),
    ).toEqual(["price"]);
  });
});

describe("a drivers table is refused with a sentence", () => {
  test.each<[string, DriverTable, RegExp]>([
    ["empty", [[undefined, undefined, undefined]], /^drivers is empty/],
    ["two columns", [["price", 1]], /^drivers must have the columns name, distribution, p1, p2, p3; you gave 2/],
    ["too many", Array.from({ length: 1001 }, (_unused, i) => [`x${i}`, "fixed", 1]), /^drivers has 1001 rows/],
    ["a header alone", [HEADER], /^drivers has a header but no driver/],
    [
      "a misspelt distribution",
      [["price", "lognrmal", 1, 2]],
      /^drivers row 1 \(price\): the distribution must be fixed, normal.*"lognrmal"/,
    ],
    ["no name", [[5, "fixed", 1]], /^drivers row 1: a driver needs a name; you gave 5/],
    [
      "a name twice",
      [
        ["$B$3", "fixed", 1],
        ["b3", "fixed", 2],
      ],
      /^drivers names "b3" twice/,
    ],
    [
      "p1 > p3",
      [HEADER, ["x", "pert", 5, 6, 4]],
      /^drivers row 2 \(x\): p2 \(mode\) must be at most p3 \(high\); you gave 6 and 4/,
    ],
    ["P5 > P95", [["x", "lognormal", 5, 4]], /p1 \(P5\) must be at most p2 \(P95\); you gave 5 and 4/],
    ["a lognormal from 0", [["x", "lognormal", 0, 4]], /a lognormal is above 0/],
    ["a negative deviation", [["x", "normal", 0, -1]], /p2 is the deviation and must be 0 or more; you gave -1/],
    ["a missing number", [["x", "uniform", 1, ""]], /p2 must be a number; you gave a blank cell/],
    ["a number in text", [["x", "uniform", 1, "2,5"]], /p2 must be a number; you gave the text "2,5"/],
    [
      "shares that do not sum to 1",
      [["x", "discrete", "1;2", "0.7;0.4"]],
      /the shares in p2 must sum to 1; they sum to 1.1/,
    ],
    ["a share above 1", [["x", "discrete", "1;2", "1.5;-0.5"]], /shares from 0 to 1; you gave 1.5/],
    ["more values than shares", [["x", "discrete", "1;2;3", "0.5;0.5"]], /p1 lists 3 values and p2 2 shares/],
    ["a list with a word", [["x", "discrete", "1;two", "0.5;0.5"]], /"two" is none/],
  ])("%s", (_what, table, wanted) => expect(sentence(() => readDrivers(table))).toMatch(wanted));
});

const matrix = (...cells: readonly (readonly (number | string | undefined)[])[]): DriverTable => [
  [...HEADER, "a", "b", "c"],
  ...cells.map((row, i) => [["a", "b", "c"][i], "normal", 0, 1, "", ...row]),
];

describe("correlations are refused with a sentence", () => {
  test.each<[string, DriverTable, RegExp]>([
    [
      "out of range",
      matrix([1, 1.5, 0], [1.5, 1, 0], [0, 0, 1]),
      /correlation of "[ab]" and "[ab]" must be -1 to 1; you gave 1.5/,
    ],
    ["not symmetric", matrix([1, 0.5, 0], [0.4, 1, 0], [0, 0, 1]), /"b" and "a" is stated as 0.4 and as 0.5/],
    [
      "a diagonal that is not 1",
      matrix([0.9, 0, 0], [0, 1, 0], [0, 0, 1]),
      /"a" must have correlation 1 with itself; you gave 0.9/,
    ],
    ["a contradiction", matrix([1, "", ""], [0.9, 1, ""], [0.9, -0.9, 1]), /correlations contradict each other at "c"/],
    ["numbers without a header", [["a", "normal", 0, 1, "", 0.5]], /give the table a header row/],
    [
      "numbers under an unknown name",
      [
        [...HEADER, "d"],
        ["a", "normal", 0, 1, "", 0.5],
      ],
      /under "d", which is neither group, correlation nor a driver/,
    ],
    [
      "a group without its number",
      [
        [...HEADER, "group", "correlation"],
        ["a", "normal", 0, 1, "", "g", ""],
        ["b", "normal", 0, 1, "", "g", ""],
      ],
      /group "g" needs one number from -1 to 1/,
    ],
    [
      "a group with two numbers",
      [
        [...HEADER, "group", "correlation"],
        ["a", "normal", 0, 1, "", "g", 0.5],
        ["b", "normal", 0, 1, "", "g", 0.6],
      ],
      /group "g" needs one number/,
    ],
    [
      "group and matrix at once",
      [
        [...HEADER, "group", "a"],
        ["a", "normal", 0, 1, "", "g", 1],
      ],
      /a group column and a correlation matrix/,
    ],
  ])("%s", (_what, table, wanted) => expect(sentence(() => readDrivers(table))).toMatch(wanted));

  test("perfect correlation is none of these", () => {
    const tied = readDrivers(matrix([1, 1, ""], ["", 1, ""], ["", "", 1]));
    expect(tied.correlations?.members).toEqual([0, 1]);
  });
});
