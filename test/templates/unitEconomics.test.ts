import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { input, tried } from "./tried";

const template = templateById("product-unit-economics");
if (template === undefined) throw new Error("There are no product unit economics.");
const FIRST = 6;
const LAST = 13;
/** Only the first product is left. */
const alone = Array.from({ length: LAST - FIRST }, (_row, index) => FIRST + 1 + index).flatMap((row) => [
  ["Products", `A${row}`, null] as const,
  ["Products", `B${row}`, null] as const,
]);

describe("the product unit economics", () => {
  test("give a product's revenue, cost and margin as computed by hand", async () => {
    const model = await tried(template, [
      ...alone,
      ["Products", "B6", "gpt-4o"],
      ["Products", "C6", 100],
      ["Products", "D6", 1000],
      ["Products", "E6", 15],
      ["Products", "G6", 1500],
      ["Products", "H6", 500],
      ["Products", "I6", null],
      ["Products", "J6", null],
    ]);
    expect(model.beside("Outputs", "products_revenue_usd_per_month")).toBeCloseTo(1500, 9);
    expect(model.beside("Outputs", "products_cost_usd_per_month")).toBeCloseTo(100 * 1000 * 0.00875, 9);
    expect(model.at("Board", "B6")).toBeCloseTo((1500 - 875) / 1500, 12);
    expect(model.at("Calc", "J7")).toBe("Sustainable");
    expect(model.failing()).toEqual([]);
  });

  test("charge by the request where a line says so, and count the whole loss", async () => {
    const model = await tried(template, [
      ...alone,
      ["Products", "C6", 10],
      ["Products", "D6", 100],
      ["Products", "E6", 0.001],
      ["Products", "F6", "request"],
      ["Products", "G6", 0],
      ["Products", "H6", 0],
      ["Products", "J6", 0.008],
    ]);
    expect(model.at("Board", "B6")).toBeCloseTo(-7, 9);
    expect(model.at("Board", "B8")).toBeCloseTo(7, 9);
    expect(model.at("Calc", "J7")).toBe("Unsustainable");
    expect(model.failing()).toEqual([]);
  });

  test("set a case by a model beside one by a person", async () => {
    const model = await tried(template, [
      input(template, "Calls of the model for one attempt", 0),
      input(template, "Checking one attempt", 0.62),
      input(template, "Working time", 24),
      input(template, "Wage", 15),
    ]);
    expect(model.beside("Calc", "By a person")).toBe(6);
    expect(model.at("Board", "B7")).toBeCloseTo(0.62 + 0.35 * 6, 9);
    expect(model.failing()).toEqual([]);
  });

  test("follow thresholds of one's own", async () => {
    const model = await tried(template, [["Verdicts", "B5", 0.9]]);
    expect(model.at("Calc", "J7")).toBe("High potential");
  });

  test("show an unknown model and a missing way to charge in their lines, and total the others", async () => {
    const model = await tried(template, [
      ["Products", "B6", "gpt-nine"],
      ["Products", "F7", null],
    ]);
    expect(model.messageAt("Calc", "C7")).toContain('No model "gpt-nine"');
    expect(model.at("Products", "K6")).toBe("Not priced: see the message on Calc");
    expect(model.at("Products", "K7")).toBe("Not priced: charged per user or per request?");
    expect(model.beside("Outputs", "products_revenue_usd_per_month")).toBeCloseTo(9000 + 12_000 + 4500, 6);
    expect(model.failing()).toEqual(["Every product has a cost"]);
    expect(model.at("Board", "A4")).toContain("2 lines have no price and are missing from these figures");
  });

  test("have a product without revenue as a subsidy without a margin", async () => {
    const model = await tried(template);
    expect(model.at("Calc", "I12")).toBe("");
    expect(model.at("Calc", "J12")).toBe("Subsidy");
    expect(model.at("Board", "A4")).toContain("The lowest margin is that of Search with adverts");
  });
});
