import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, areaOfReference, referenceOf } from "../../src/host/address";
import { daySerial, isReadAsValue } from "../../src/host/cells";
import { freeSheetNames, freeTableNames, sheetNameOf, tableNameOf } from "../../src/host/naming";
import { EMPTY_PLAN, summaryOf } from "../../src/host/plan";

describe("names of sheets", () => {
  it.each([
    ["Prices: 2026/27", "Prices  2026 27", "Excel forbids : and /"],
    ["'quoted'", "quoted", "no apostrophe at either end"],
    ["History", "Sheet", "Excel keeps this name for itself"],
    ["", "Sheet", "a sheet needs a name"],
    ["x".repeat(40), "x".repeat(31), "at most 31 characters"],
  ])("%j becomes %j: %s", (wanted, name) => {
    expect(sheetNameOf(wanted)).toBe(name);
  });

  it("are numbered when taken, without regard to case, and stay within 31 characters", () => {
    const long = "y".repeat(31);
    expect(freeSheetNames(["Prices", "Prices", long], ["PRICES", long])).toEqual([
      "Prices 2",
      "Prices 3",
      `${"y".repeat(29)} 2`,
    ]);
  });
});

describe("names of tables", () => {
  it.each([
    ["InferPrices", "InferPrices", "fine"],
    ["my prices", "my_prices", "no spaces"],
    ["H100", "_H100", "reads as a cell"],
    ["R1C1", "_R1C1", "reads as a cell in R1C1 style"],
    ["2026", "_2026", "must not begin with a digit"],
  ])("%j becomes %j: %s", (wanted, name) => {
    expect(tableNameOf(wanted)).toBe(name);
  });

  it("are numbered when taken", () => {
    expect(freeTableNames(["InferPrices", "InferPrices"], ["inferprices"])).toEqual(["InferPrices_2", "InferPrices_3"]);
  });
});

describe("references", () => {
  it.each([
    ["Start", "Start!B5", "a plain name"],
    ["INFER prices", "'INFER prices'!B5", "a space needs quotes"],
    ["It's", "'It''s'!B5", "an apostrophe is doubled"],
    ["Q1", "'Q1'!B5", "what looks like a cell needs quotes"],
    ["2026", "'2026'!B5", "what begins with a digit needs quotes"],
  ])("to a cell of %j read %j: %s", (sheet, reference) => {
    expect(referenceOf({ sheet, row: 4, col: 1, rows: 1, cols: 1 })).toBe(reference);
  });

  it("are read back as the area they name", () => {
    const areas = fc.record({
      sheet: fc.stringMatching(/^[A-Za-z0-9' ]{1,20}$/).filter((name) => sheetNameOf(name) === name),
      row: fc.nat(1_000_000),
      col: fc.nat(16_000),
      rows: fc.integer({ min: 1, max: 40_000 }),
      cols: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(areas, (area) => {
        expect(areaOfReference(referenceOf(area), "other")).toEqual(area);
      }),
    );
  });

  it("take the sheet at hand where they name none, in either order of corners", () => {
    expect(areaOfReference("$D$9:B2", "Here")).toEqual({ sheet: "Here", row: 1, col: 1, rows: 8, cols: 3 });
    expect(addressOf({ row: 0, col: 701, rows: 1, cols: 2 })).toBe("ZZ1:AAA1");
  });

  it.each(["InferPrices[#All]", "SUM(A1)", "A:A", "A0", ""])("are not seen in %j", (text) => {
    expect(areaOfReference(text, "Here")).toBeUndefined();
  });
});

describe("texts in cells", () => {
  it.each(["=1", "+1", "-1", "@x", "1E5", "3-5", "50%", "TRUE", "Mar-5", "june 2026", "'x", "#N/A"])(
    "%j would be read as something else",
    (text) => expect(isReadAsValue(text)).toBe(true),
  );
  it.each(["gpt-4o", "Input tokens", "order 5", "truely", ""])("%j is safe", (text) =>
    expect(isReadAsValue(text)).toBe(false),
  );
});

describe("a plan", () => {
  it("says what it adds in one sentence", () => {
    const plan = {
      ...EMPTY_PLAN,
      sheets: [{ name: "A" }, { name: "B" }],
      tables: [{ name: "T_", area: { sheet: "A", row: 0, col: 0, rows: 1, cols: 1 } }],
      blocks: [
        { sheet: "A", row: 0, col: 0, cells: [["x"]] },
        { sheet: "Old", row: 0, col: 0, cells: [["x", 1]] },
      ],
    };
    expect(summaryOf(plan)).toBe("Adds 2 sheets, 1 table and 2 cells. Nothing is overwritten.");
    expect(summaryOf(EMPTY_PLAN)).toBe("Adds nothing. Nothing is overwritten.");
  });
});

it("counts days as Excel does, by the user's calendar", () => {
  expect(daySerial(new Date(2026, 10, 20, 23, 59))).toBe(46_346);
  expect(daySerial(new Date(1970, 0, 1))).toBe(25_569);
});
