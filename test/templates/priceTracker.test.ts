import { describe, expect, test } from "vitest";
import { dayOf } from "../../src/engine/dates";
import { templateById } from "../../src/templates";
import { input, type Typed, tried } from "./tried";

const template = templateById("price-tracker");
if (template === undefined) throw new Error("There is no price tracker.");

/** The rows of the sheet Series, from its sixth row on; the others blank. */
const seriesOf = (rows: readonly (readonly [model: string, day: number])[]): Typed =>
  Array.from({ length: 12 }, (_row, item) => item).flatMap((item) => {
    const [model, day] = rows[item] ?? [null, null];
    return [["Series", `A${6 + item}`, model] as const, ["Series", `B${6 + item}`, day] as const];
  });

const quoted = [
  ["gpt-4", dayOf(2023, 3, 14)],
  ["gpt-4o-mini", dayOf(2024, 7, 18)],
] as const;

describe("the price tracker", () => {
  test("finds −99.5% from GPT-4 to GPT-4o mini, and the yearly rate of it", async () => {
    const model = await tried(template, seriesOf(quoted));
    expect(model.at("Board", "B7")).toBeCloseTo(-0.995, 12);
    const years = (dayOf(2024, 7, 18) - dayOf(2023, 3, 14)) / 365.25;
    expect(model.at("Board", "B6")).toBeCloseTo(1 - (0.15 / 30) ** (1 / years), 9);
    expect(model.failing()).toEqual([]);
  });

  test("takes rows in any order, with blank ones between", async () => {
    const [first, second] = quoted;
    const [model, turned] = [
      await tried(template, seriesOf(quoted)),
      await tried(template, [...seriesOf([second]), ["Series", "A9", first[0]], ["Series", "B9", first[1]]]),
    ];
    expect(turned.at("Board", "B6")).toBeCloseTo(model.at("Board", "B6") as number, 12);
    expect(turned.failing()).toEqual([]);
  });

  test("carries price, use and spend on as computed by hand", async () => {
    const model = await tried(template, [
      input(template, "Spend today", 1000),
      input(template, "Yearly decline to assume", 0.5),
      input(template, "Lowest price", 0),
      input(template, "Price after", 0.5),
      input(template, "Use after", 4),
    ]);
    expect(model.beside("Outputs", "elasticity")).toBeCloseTo(2, 12);
    expect(model.at("Board", "B8")).toBeCloseTo(1000 * 0.125 ** (1 - 2), 6);
    expect(model.at("Board", "A4")).toContain("the bill rises from 1,000 to 8,000 USD a month in 36 months");
    expect(model.failing()).toEqual([]);
  });

  test("leaves an unknown model out, says so, and goes on with the others", async () => {
    const model = await tried(template, [
      ["Series", "A6", "gpt-nine"],
      input(template, "Model 1 to follow", "gpt-nine"),
    ]);
    expect(model.messageAt("Series", "C6")).toContain('No model "gpt-nine"');
    expect(model.at("Series", "D6")).toMatch(/^No price/);
    expect(model.beside("Outputs", "price_points")).toBe(6);
    expect(model.messageAt("Histories", "A5")).toContain('No model "gpt-nine"');
    expect(model.failing()).toContain("Every row of the series has a price");
    expect(model.at("Board", "A4")).toContain("1 line has no price");
  });

  test("asks for two prices where there is one", async () => {
    const model = await tried(template, seriesOf([quoted[0]]));
    expect(model.at("Board", "B6")).toBe("");
    expect(model.at("Board", "B8")).toBeCloseTo(10_000, 6);
    expect(model.failing()).toEqual([]);
  });
});
