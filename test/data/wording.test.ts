import { describe, expect, it } from "vitest";
import { forbiddenWord, number, remark, sourceName, sourceStatus } from "../../scripts/import/wording.mjs";

describe("how the tables speak of their sources", () => {
  it.each([
    ["004_31c4db6fd71fdeb8.txt", "claims in the market"],
    ["000_88d97310fe33f64e.txt|003_4d37a78d03d9e923.txt", "claims in the market"],
    ["requirement 004 (12 calls cost 10x of 2)", "claims in the market (12 calls cost 10x of 2)"],
    ["ext: api-prices.csv", "our table prices"],
    [
      "C&I tariff table (public TypeScript file, id 42908223229)",
      "C&I tariff table (public TypeScript file, author not known)",
    ],
    ["EIA Electric Power Annual 2023 (secrev-map)", "EIA Electric Power Annual 2023 (secrev-map)"],
  ])("%s becomes %s", (source, name) => {
    expect(sourceName(source)).toBe(name);
  });

  it("remarks are in our own words, all others stay", () => {
    expect(remark("seed renewable 45% vs 8%")).toBe("renewable share claimed 45%, here 8%");
    expect(remark("seed 0.05 vs 0.09 USD/kWh; carbon sources differ >25%: 98 vs 67.32")).toBe(
      "tariff claimed 0.05 USD/kWh, here 0.09; carbon sources differ >25%: 98 vs 67.32",
    );
    expect(remark("cloud only")).toBe("cloud only");
  });

  it.each([
    ["the seed says so", "seed"],
    ["requirement 003", "requirement"],
    ["003_4d37a78d03d9e923.txt", "003_"],
    ["ByteDance/Seed-2.0-pro", undefined],
    ["text-embedding-ada-002", undefined],
    ["seeded", undefined],
  ])("%s: forbidden word %s", (text, word) => {
    expect(forbiddenWord(text)).toBe(word);
  });

  it.each([
    ["conflict", "price page", "list", "disputed"],
    ["claim", "price page", "list", "claim"],
    ["verified", "claims in the market", "estimate", "claim"],
    ["recalled", "price page", "list", "estimate"],
    ["partial", "price page", "measured", "estimate"],
    ["derived", "our table prices", "measured", "estimate"],
    ["single", "price page", "list", "list"],
    ["verified", "benchmark", "measured", "measured"],
  ])("evidence %s from %s, else %s, makes a row %s", (evidence, source, kind, status) => {
    expect(sourceStatus({ evidence, source, kind })).toBe(status);
  });

  it("numbers are spelled shortest, unknown stays unknown, and nonsense is refused", () => {
    expect(["1.0", "0.50", "1e3", "", " "].map(number)).toEqual(["1", "0.5", "1000", "", ""]);
    expect(() => number("12,5")).toThrow('"12,5" is not a number.');
  });
});
