import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("budget-at-risk");
if (template === undefined) throw new Error("There is no such model.");

const MODEL = ["Drivers", "B4"] as const;
const BUDGET = ["Inputs", "B6"] as const;
const TRIALS = ["Inputs", "B9"] as const;
const SEED = ["Inputs", "B10"] as const;
const LOOKED = ["Inputs", "B11"] as const;

describe("Budget at risk", () => {
  test("of two uniform drivers has the mean and the chance that follow by hand", async () => {
    const model = await tried(template, [
      [...MODEL, "requests_per_day + retries"],
      [...BUDGET, 2],
      ["Drivers", "B8", "uniform"],
      ["Drivers", "C8", 0],
      ["Drivers", "D8", 1],
      ["Drivers", "E8", null],
    ]);
    // A uniform of 0 to 1 and one of 1 to 1.2: mean 1.6; above 2 where u + v > 1 with v up to 0.2: 0.2 / 2 of all.
    expect(model.beside("Outputs", "mean")).toBeCloseTo(1.6, 1);
    expect(Math.abs((model.at("Board", "B8") as number) - 0.1)).toBeLessThan(0.02);
    expect(model.failing()).toEqual([]);
  });

  test("gives the same digits for the same seed, and others for another", async () => {
    const [one, again, other] = [await tried(template), await tried(template), await tried(template, [[...SEED, 2]])];
    expect(again.at("Board", "B6")).toBe(one.at("Board", "B6"));
    expect(other.at("Board", "B6")).not.toBe(one.at("Board", "B6"));
    expect(other.failing()).toEqual([]);
  });

  test("follows trials, budget and a price, and takes a driver in a blank row", async () => {
    const [one, model] = [
      await tried(template),
      await tried(template, [
        [...TRIALS, 2000],
        [...BUDGET, 1e9],
        ["Drivers", "C12", 5],
        ["Drivers", "C13", 20],
        ["Drivers", "A15", "discount"],
        ["Drivers", "B15", "fixed"],
        ["Drivers", "C15", 0.5],
        [...LOOKED, "in_tok"],
      ]),
    ];
    expect(model.beside("Outputs", "base")).toBeCloseTo(2 * (one.beside("Outputs", "base") as number), 4);
    expect(model.at("Board", "B8")).toBe(0);
    expect(model.failing()).toEqual([]);
  });

  test("says what is wrong with a model that names no driver", async () => {
    const model = await tried(template, [[...MODEL, "requests * 2"]]);
    expect(model.messageAt("Board", "B6")).toContain("requests");
  });
});
