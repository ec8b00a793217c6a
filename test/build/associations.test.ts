import path from "node:path";
import { describe, expect, it } from "vitest";
import { functionsByFile, withAssociations } from "../../scripts/associations.mjs";

const catalog = [
  { name: "COST", export: "cost", file: "src/functions/prices.ts" },
  { name: "PRICE", export: "price", file: "src/functions/prices.ts" },
  { name: "RENT", export: "rent", file: "src/functions/ownership.ts" },
];

describe("registration of the functions outside Excel's own build", () => {
  const byFile = functionsByFile(catalog);

  it("appends one associate call per function of the file, in the catalog's order", () => {
    const text = withAssociations("export function cost() {}", path.resolve("src/functions/prices.ts"), byFile);
    expect(text).toBe(
      'export function cost() {}\nCustomFunctions.associate("COST", cost);\nCustomFunctions.associate("PRICE", price);\n',
    );
  });

  it("leaves a file without functions as it is", () => {
    expect(withAssociations("export {};", path.resolve("src/functions/index.ts"), byFile)).toBe("export {};");
  });
});
