import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { type Tried, tried } from "./tried";

const template = templateById("api-budget");
if (template === undefined) throw new Error("There is no API budget.");
const plan = (model: Tried) => model.beside("Outputs", "plan_for_year") as number;
const blankUses = (from: number) =>
  Array.from({ length: 16 - from + 1 }, (_row, index) => from + index).flatMap((row) => [
    ["Lines", `D${row}`, null] as const,
    ["Lines", `E${row}`, null] as const,
  ]);
const noSeats = [
  ["Lines", "D21", null],
  ["Lines", "D22", null],
] as const;

describe("the API budget", () => {
  test("costs 2,625 USD in a month of 30 days for 10,000 conversations a day with gpt-4o", async () => {
    const model = await tried(template, [...blankUses(8), ...noSeats]);
    expect(model.at("Calc", "E24")).toBeCloseTo(2625, 6);
    expect(model.at("Calc", "D24")).toBeCloseTo(
      Array.from({ length: 12 }, (_month, index) => 2625 * 1.3 ** (index / 12)).reduce((a, b) => a + b),
      4,
    );
    expect(plan(model)).toBeCloseTo(model.at("Calc", "D24") as number, 6);
    expect(model.failing()).toEqual([]);
  });

  test("follows volume, days, growth, currency and an own price as computed by hand", async () => {
    const model = await tried(template, [
      ...blankUses(8),
      ...noSeats,
      ["Lines", "E7", 5000],
      ["Lines", "L7", 0],
      ["Inputs", "B9", 31],
      ["Inputs", "B13", 0.9],
      ["Prices", "B5", 5],
    ]);
    const usd = 5000 * 31 * ((1500 * 5 + 500 * 10) / 1e6);
    expect(plan(model)).toBeCloseTo(12 * usd * 0.9, 4);
    expect(model.at("Board", "B6")).toBeCloseTo(12 * usd * 0.9, 4);
    expect(model.failing()).toEqual([]);
  });

  test("lets an announced change take effect in its month", async () => {
    const model = await tried(template, [
      ...blankUses(8),
      ...noSeats,
      ["Lines", "D7", "gemini-3.8-flash"],
      ["Lines", "L7", 0],
      // The price doubles on 1 January 2027: the budget begins in November 2026.
      ["Inputs", "B7", 46_327],
    ]);
    const months = ["E24", "F24", "G24"].map((cell) => model.at("Calc", cell) as number);
    expect((months[1] as number) / (months[0] as number)).toBeCloseTo(1, 9);
    expect((months[2] as number) / (months[1] as number)).toBeCloseTo(2, 9);
  });

  test("prices a model that its own sheet does not name from INFER's table, and says so", async () => {
    const model = await tried(template, [
      ["Lines", "D7", "gpt-4o-mini"],
      ["Lines", "D8", "openai/gpt-4o"],
    ]);
    expect(model.at("Lines", "N7")).toMatch(/^INFER, \d{4}-/);
    expect(model.at("Lines", "O7")).toBeCloseTo((1500 * 0.15 + 500 * 0.6) / 1e6, 12);
    expect(model.at("Lines", "N9")).toBe("sheet Prices");
    expect(model.failing()).toEqual([]);
  });

  test("shows an unknown model in its line and in the headline, and prices the others", async () => {
    const [whole, broken] = [await tried(template), await tried(template, [["Lines", "D8", "gpt-nine"]])];
    expect(broken.messageAt("Lines", "O8")).toContain('No model "gpt-nine"');
    expect(broken.at("Lines", "Q8")).toMatch(/^Not priced/);
    expect(broken.at("Lines", "Q7")).toBe("OK");
    expect(plan(broken)).toBeCloseTo(plan(whole) - (whole.at("Lines", "P8") as number), 4);
    expect(broken.failing()).toEqual(["Every line has a price in every month"]);
    expect(broken.at("Board", "A4")).toContain("1 line has no price and is missing from these figures");
    expect(broken.at("Checks", "F13")).toContain("Line 2, Ticket triage, gpt-nine");
  });

  test.each([
    ["a text for the requests", "E9", "lots", "Requests is not a number"],
    ["requests that were deleted", "E9", null, "no requests a day, write 0 for none"],
    ["60 for 60%", "H9", 60, "Cached is above 100%, write 60% or 0.6"],
    ["a day written as a text", "M9", "31.03.2027", "From is not a date, write it as 2027-03-31"],
  ])(
    "counts %s as missing, and says beside the line and above all lines how to mend it",
    async (_slip, cell, typed, why) => {
      const [whole, slipped] = [await tried(template), await tried(template, [["Lines", cell, typed]])];
      expect(slipped.at("Lines", "Q9")).toBe(`Not priced: ${why}`);
      expect(slipped.at("Lines", "A3")).toContain(`Line 3, Call summaries, claude-haiku-5-5: ${why}`);
      expect(slipped.at("Board", "A4")).toContain("1 line has no price and is missing from these figures");
      expect(slipped.failing()).toEqual(["Every line has a price in every month"]);
      expect(plan(slipped)).toBeCloseTo(plan(whole) - (whole.at("Lines", "P9") as number), 4);
      expect(whole.at("Lines", "A3")).toBe(
        `Plan for 12 months: ${Math.round(plan(whole)).toLocaleString("en-US")} USD. Nothing is missing from the totals.`,
      );
    },
  );

  test("counts seats from a day written as a text, or without a price, as missing", async () => {
    const model = await tried(template, [
      ["Lines", "G21", "1 May"],
      ["Lines", "E22", null],
    ]);
    expect(model.at("Lines", "Q21")).toContain("From is not a date");
    expect(model.at("Lines", "Q22")).toBe("Not priced: no price");
    expect(model.beside("Outputs", "unpriced_lines")).toBe(2);
  });

  test("sums up a team that Inputs does not name under Other teams, and says so", async () => {
    const model = await tried(template, [["Lines", "B7", "Research"]]);
    expect(model.beside("Outputs", "Other teams")).toBeCloseTo(model.at("Lines", "P7") as number, 6);
    expect(model.failing()).toEqual(["Every line's team is on Inputs"]);
  });

  test("cuts the period into fiscal years and quarters wherever the fiscal year begins", async () => {
    const model = await tried(template, [
      ["Inputs", "B6", 7],
      ["Inputs", "B8", 36],
    ]);
    expect(["D21", "E21", "F21", "G21"].map((cell) => model.at("Outputs", cell))).toEqual([
      "FY2028",
      "FY2029",
      "FY2030",
      "",
    ]);
    expect(model.at("Calc", "E4")).toBe(46_569);
    expect(model.failing()).toEqual([]);
    const within = await tried(template, [
      ["Inputs", "B7", 46_447],
      ["Inputs", "B8", 36],
    ]);
    expect(["D21", "G21"].map((cell) => within.at("Outputs", cell))).toEqual(["FY2027", "FY2030"]);
    expect(["D30", "P30"].map((cell) => within.at("Outputs", cell))).toEqual(["FY2027 Q1", "FY2030 Q1"]);
    expect(within.failing()).toEqual([]);
  });

  test("tracks actuals: outlook along the plan, status at a level pace", async () => {
    const whole = await tried(template);
    const months = ["C6", "C7"].map((cell, index) => {
      const planned = whole.at("Actuals", `B${6 + index}`) as number;
      return ["Actuals", cell, planned * 1.5] as const;
    });
    const model = await tried(template, months);
    expect(model.beside("Outputs", "outlook_for_year")).toBeCloseTo(plan(model) * 1.5, 4);
    const spent = model.beside("Outputs", "actual_to_date") as number;
    expect(model.beside("Outputs", "level_pace_forecast")).toBeCloseTo(spent * 6, 4);
    expect(model.beside("Outputs", "level_pace_status")).toBe("Breach");
    expect(model.at("Board", "A4")).toContain("more than the");
  });

  test("takes one month apart into volume, mix and price", async () => {
    // Customer chat: 330,000 instead of 300,000 requests, at 3,300 USD instead of 2,625 for 300,000.
    const model = await tried(template, [
      ...blankUses(8),
      ...noSeats,
      ["Actuals", "C24", 330_000],
      ["Actuals", "D24", 3300],
    ]);
    expect(model.beside("Calc", "volume")).toBeCloseTo(30_000 * 0.00875, 6);
    expect(model.beside("Calc", "mix")).toBeCloseTo(0, 6);
    expect(model.beside("Calc", "price")).toBeCloseTo(3300 - 330_000 * 0.00875, 6);
    expect(model.failing()).toEqual([]);
  });
});
