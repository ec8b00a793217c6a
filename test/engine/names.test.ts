import { expect, expectTypeOf, test } from "vitest";
import { camelCase, type SheetName, sheetCase } from "../../src/engine/names";

test("an engine name and its sheet name are each other's inverse", () => {
  const pairs: readonly (readonly [code: string, sheet: string])[] = [
    ["gpuHourUsd", "gpu_hour_usd"],
    ["usdPerKWh", "usd_per_kwh"],
    ["apiUsdPerMTok", "api_usd_per_mtok"],
    ["mtokPerMonth", "mtok_per_month"],
    ["weightsGB", "weights_gb"],
    ["kwPerRack", "kw_per_rack"],
    ["tco2ePerYear", "tco2e_per_year"],
    ["p10", "p10"],
  ];
  for (const [code, sheet] of pairs) {
    expect(sheetCase(code)).toBe(sheet);
    expect(camelCase(sheet)).toBe(code);
  }
});

test("numbered arguments keep their underscore on the sheet", () => {
  expect(sheetCase("price0")).toBe("price_0");
  expect(sheetCase("quantity1")).toBe("quantity_1");
});

test("the type system spells sheet names as the converter does", () => {
  expectTypeOf<SheetName<"gpuHourUsd">>().toEqualTypeOf<"gpu_hour_usd">();
  expectTypeOf<SheetName<"usdPerKWh">>().toEqualTypeOf<"usd_per_kwh">();
  expectTypeOf<SheetName<"ownUsdPerMTok">>().toEqualTypeOf<"own_usd_per_mtok">();
  expectTypeOf<SheetName<"p1">>().toEqualTypeOf<"p1">();
});
