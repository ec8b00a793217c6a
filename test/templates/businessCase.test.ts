import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { input, type Typed, tried } from "./tried";

const template = templateById("business-case");
if (template === undefined) throw new Error("There is no business case.");

/** The example of VALUECASE: 1,000,000 USD, 30% × 60% × 80%, 40,000 USD a year, 150,000 USD today. */
const EXAMPLE: Typed = [
  input(template, "Baseline", 1_000_000),
  input(template, "Improvement where it is used", 0.3),
  input(template, "Realization", 0.8),
  input(template, "Requests", 0),
];

describe("the business case", () => {
  test("comes to 108,632.61 USD with a payback of 1.44 years for the example of VALUECASE", async () => {
    const model = await tried(template, EXAMPLE);
    expect(model.at("Board", "B6")).toBeCloseTo(108_632.6071, 3);
    expect(model.at("Board", "B7")).toBe(104_000);
    expect(model.beside("Outputs", "payback_years")).toBeCloseTo(150_000 / 104_000, 9);
    expect(model.failing()).toEqual([]);
  });

  test("takes requests, years and discount rate as computed by hand", async () => {
    const model = await tried(template, [
      ...EXAMPLE,
      input(template, "Model", "gpt-4o"),
      input(template, "Requests", 1000),
      input(template, "Days a month", 30),
      input(template, "Input tokens of a request", 1500),
      input(template, "Of them read from the cache", 0),
      input(template, "Output tokens of a request", 500),
      input(template, "Years of use", 5),
      input(template, "Discount rate", 0),
    ]);
    const inference = 12 * 30 * 1000 * 0.00875;
    expect(model.beside("Outputs", "inference_usd_per_year")).toBeCloseTo(inference, 6);
    expect(model.beside("Outputs", "usd_per_usable_answer")).toBeCloseTo(0.00875 / 0.8, 9);
    expect(model.at("Board", "B6")).toBeCloseTo(5 * (144_000 - 40_000 - inference) - 150_000, 4);
    expect(model.failing()).toEqual([]);
  });

  test("says that it does not pay, and leaves payback blank, where the benefit is below the cost", async () => {
    const model = await tried(template, [input(template, "Improvement where it is used", 0.01)]);
    expect(model.at("Board", "B6")).toBeLessThan(0);
    expect(model.beside("Outputs", "payback_years")).toBe("");
    expect(model.at("Board", "A4")).toContain("does not pay");
    expect(model.at("Board", "A4")).not.toContain("paid back");
    expect(model.failing()).toEqual([]);
  });

  test("has no break-even without adoption, and still a present value", async () => {
    const model = await tried(template, [input(template, "Adoption", 0)]);
    expect(model.at("Board", "B8")).toBe("");
    expect(model.at("Board", "B6")).toBeLessThan(-150_000);
    expect(model.failing()).toEqual([]);
  });
});
