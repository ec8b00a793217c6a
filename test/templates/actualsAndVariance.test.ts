import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("actuals-and-variance");
if (template === undefined) throw new Error("There is no model of actuals and variance.");
const GPT_4O = (310_000 * 1500 * 2.5 + 155e6 * 10) / 1e6;
const UNTAGGED = (24e6 * 2.5 + 6e6 * 10) / 1e6;

describe("actuals and variance", () => {
  test("prices the usage, says who owns it and what nobody owns", async () => {
    const model = await tried(template);
    expect(model.beside("Outputs", "Untagged")).toBeCloseTo(UNTAGGED, 6);
    expect(model.beside("Calc", "gpt-4o", "F")).toBeCloseTo(GPT_4O + UNTAGGED, 6);
    expect(model.beside("Calc", "Other models", "F")).toBeCloseTo((360e6 * 0.75 + 31e6 * 4.5) / 1e6, 6);
    const [actual, budget] = ["Actual cost", "Budget"].map((label) => model.beside("Outputs", label) as number);
    expect(budget).toBeCloseTo(600 * 4.4 + 900 * 0.95 + 2500 * 0.13 + 2800 * 1.3 + 500 * 3.2 + 300 * 1.9, 6);
    expect(model.beside("Outputs", "Actual less budget")).toBeCloseTo((actual as number) - (budget as number), 6);
    expect(model.at("Board", "A4")).toContain("adverse");
  });

  test("gives the textbook's volume, mix and price for one's own budget and usage", async () => {
    // Two models at list prices of 2.50 and 0.15 USD/Mtok of input, budgeted at 2 and 0.20.
    const clearUsage = [5, 6, 7, 8, 9, 10, 11].flatMap((row) =>
      ["A", "B", "C", "D", "E", "F", "G"].map((col) => ["Usage", `${col}${row}`, null] as const),
    );
    const clearBudget = [20, 21, 22, 23].flatMap((row) =>
      ["A", "B", "C"].map((col) => ["Inputs", `${col}${row}`, null] as const),
    );
    const model = await tried(template, [
      ...clearUsage,
      ...clearBudget,
      ["Usage", "C5", "gpt-4o"],
      ["Usage", "E5", 180e6],
      ["Usage", "G5", 0],
      ["Usage", "C8", "gpt-4o-mini"],
      ["Usage", "E8", 420e6],
      ["Usage", "G8", 0],
      ["Inputs", "A18", "gpt-4o"],
      ["Inputs", "B18", 100],
      ["Inputs", "C18", 2],
      ["Inputs", "A19", "gpt-4o-mini"],
      ["Inputs", "B19", 300],
      ["Inputs", "C19", 0.2],
    ]);
    const mean = (100 * 2 + 300 * 0.2) / 400;
    expect(model.beside("Calc", "volume")).toBeCloseTo(200 * mean, 6);
    expect(model.beside("Calc", "mix")).toBeCloseTo((180 - 150) * 2 + (420 - 450) * 0.2, 6);
    expect(model.beside("Calc", "price")).toBeCloseTo(180 * 0.5 + 420 * -0.05, 6);
    expect(model.failing()).toEqual([]);
  });

  test("counts a line without a price instead of dropping it silently", async () => {
    const model = await tried(template, [["Usage", "C5", "gpt-nine"]]);
    expect(model.failing()).toEqual(["Every line of the usage has a price"]);
    expect(model.at("Board", "A28")).toContain("have no price and are missing here");
  });
});
