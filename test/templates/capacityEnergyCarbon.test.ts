import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("capacity-energy-carbon");
if (template === undefined) throw new Error("There is no capacity model.");

describe("capacity, energy, carbon", async () => {
  const base = await tried(template);
  const firstRegion = Array.from({ length: 80 }, (_row, index) => index + 1).find(
    (row) => base.at("Inputs", `A${row}`) === "us-va-tx",
  ) as number;
  const cell = (column: string, item = 0) => `${column}${firstRegion + item}`;
  const only = [
    ["Inputs", cell("A", 1), null],
    ["Inputs", cell("A", 2), null],
  ] as const;

  test("sizes, powers and accounts one region as computed by hand from a measured throughput", async () => {
    const model = await tried(template, [
      ...only,
      ["Inputs", "B12", 1000],
      ["Inputs", cell("B"), 864_000],
      ["Inputs", cell("C"), 0],
      ["Inputs", cell("D"), 1.3],
    ]);
    // 4,000 tok/s on average, twice that at the peak, 800 a replica: 10 and a spare one.
    const gpus = 11;
    const used = 4000 / (gpus * 1000);
    const itKW = (gpus * 1275 * (0.35 + 0.65 * used)) / 1000;
    const kwh = itKW * 1.3 * 2190;
    expect(model.at("Quarters", "C17")).toBe(gpus);
    expect(model.at("Quarters", "C49")).toBeCloseTo(kwh, 6);
    expect(model.beside("Outputs", "mwh_per_year")).toBeCloseTo((4 * kwh) / 1000, 6);
    expect(model.beside("Outputs", "tco2e_per_year")).toBeCloseTo((4 * kwh * 418) / 1e6, 6);
    expect(model.at("Board", "B7")).toBe(model.beside("Outputs", "mwh_per_year"));
    expect(model.failing()).toEqual([]);
  });

  test("grows by the effective yearly rate: after four quarters a full year's growth", () => {
    const [first, fifth] = [base.at("Quarters", "C9"), base.at("Quarters", "G9")] as [number, number];
    expect(fifth / first).toBeCloseTo(1.6, 9);
  });

  test("speaks of water only if all regions have it", async () => {
    expect(base.at("Board", "A4")).not.toMatch(/water/);
    const model = await tried(template, only);
    expect(model.at("Board", "A4")).toMatch(/m3 of water/);
  });

  test("names a region it does not know in its place, counts the others, and says that one is missing", async () => {
    const model = await tried(template, [["Inputs", cell("A", 1), "atlantis"]]);
    expect(model.messageAt("Quarters", "C50")).toMatch(/atlantis/);
    expect(model.beside("Outputs", "mwh_per_year")).toBeGreaterThan(0);
    expect(model.failing()).toEqual(["Every region has its figures"]);
  });
});
