import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("buy-or-rent");
if (template === undefined) throw new Error("There is no such model.");

describe("Buy or rent, 5 years", () => {
  test("comes to −418,411 for buying, −332,890 for renting, equal at 2.5138 USD an hour", async () => {
    const model = await tried(template);
    expect(model.at("Board", "B6")).toBeCloseTo(-418_411.19, 2);
    expect(model.at("Board", "B7")).toBeCloseTo(-332_889.9, 2);
    expect(model.at("Board", "B8")).toBeCloseTo(2.5138, 4);
    expect(model.beside("Outputs", "Internal rate of buying instead")).toBeCloseTo(-0.0305, 4);
    expect(model.beside("Outputs", "payback_years")).toBe("never");
    expect(model.at("Board", "A4")).toContain("Renting costs less");
  });

  test("follows rent, tax and price as computed by hand", async () => {
    // Without tax, growth, residual, energy, staff and maintenance only the price and five equal rents are left.
    const zero = [7, 8, 11, 12, 13, 17, 24].map((row) => ["Inputs", `B${row}`, 0] as const);
    const model = await tried(template, [
      ...zero,
      ["Inputs", "B6", 200_000],
      ["Inputs", "B16", 1],
      ["Inputs", "B23", 0.05],
    ]);
    const annuity = (1 - 1.05 ** -5) / 0.05;
    expect(model.at("Board", "B6")).toBeCloseTo(-200_000, 6);
    expect(model.at("Board", "B7")).toBeCloseTo(-8 * 8760 * annuity, 6);
    expect(model.at("Board", "B8")).toBeCloseTo(200_000 / annuity / 8 / 8760, 9);
    expect(model.beside("Outputs", "payback_years")).toBeCloseTo(200_000 / (8 * 8760), 9);
    expect(model.failing()).toEqual([]);
    expect(model.at("Board", "A4")).toContain("Buying costs less");
  });

  test("takes another depreciation class and agrees with BUYVSRENT year by year", async () => {
    const model = await tried(template, [["Inputs", "B25", "MACRS3"]]);
    expect(model.at("Board", "B6")).not.toBeCloseTo(-418_411.19, 0);
    expect(model.failing()).toEqual([]);
  });
});
