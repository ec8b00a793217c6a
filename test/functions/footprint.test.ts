import { describe, expect, test } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

function call(name: string, ...args: readonly unknown[]): unknown[][] {
  const result = registeredFunctions().get(name)?.(...args) as unknown[][];
  return result.map((row) => row.map((cell) => (isCellError(cell) ? `${cell.code} ${cell.message}` : cell)));
}
const cell = (value: unknown): unknown[][] => [[value]];
const one = (name: string, ...args: readonly unknown[]): unknown =>
  call(name, ...args.map((arg) => (Array.isArray(arg) || arg === null ? arg : cell(arg))))[0]?.[0];

describe("ENERGY on the sheet", () => {
  test("blank, empty and 0 for mtok with hours are one: the machine's whole time", () => {
    for (const blank of [null, "", 0]) expect(one("ENERGY", blank, null, 10_200, 1.3, 8760)).toBeCloseTo(116_157.6, 9);
  });

  test("a 0 that stands for a blank pue or tariff is omitted, not taken", () => {
    expect(one("ENERGY", 1, 1000, 700, 0)).toBe(one("ENERGY", 1, 1000, 700));
    expect(one("ENERGY", 1, 1000, 700, null, null, null, 0, "usd")).toBe("#N/A usd needs usd_per_kwh.");
  });

  test("several fields lie as they are asked for", () => {
    const [row] = call("ENERGY", cell(3.6), cell(1000), cell(1000), cell(1.5), null, null, cell(0.1), [
      ["it_kwh", "kwh", "usd"],
    ]);
    expect(row?.map((value) => Number((value as number).toPrecision(12)))).toEqual([1, 1.5, 0.15]);
  });

  test("an accelerator stands for its chip's limit", () => {
    expect(one("ENERGY", 1, 1000, "H100", 1)).toBe(one("ENERGY", 1, 1000, 700, 1));
    expect(one("ENERGY", 1, 1000, "H1000", 1)).toMatch(/^#N\/A No accelerator "H1000" in the table/);
  });

  test("a model on an accelerator agrees with THROUGHPUT's tokens per joule", () => {
    const joules = one("ENERGY", 1, "llama-3.1-8b", "h100-sxm", 1, null, null, null, "joule_per_token") as number;
    const perJoule = one(
      "THROUGHPUT",
      "llama-3.1-8b",
      "h100-sxm",
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      "tok_per_joule",
    ) as number;
    expect(joules * perJoule).toBeCloseTo(1, 12);
  });

  test("a range with one bad cell fails there alone", () => {
    expect(call("ENERGY", [[1], ["x"], [0]], cell(1000), cell(3600), cell(1)).map(([value]) => value)).toEqual([
      1,
      expect.stringContaining("#VALUE! mtok must be a number"),
      0,
    ]);
  });
});

describe("CARBON and WATER on the sheet", () => {
  test("a region's factor is the one REGION shows", () => {
    for (const region of ["India", "us-va-tx", "Sweden"]) {
      expect(one("CARBON", 1000, region)).toBe(one("REGION", region, "carbon_gco2e_per_kwh"));
    }
  });

  test("kilograms for grams are refused with the right number to write", () => {
    expect(one("CARBON", 1000, 0.4)).toBe("#VALUE! region as a number is g per kWh; you gave 0.4. Write 400.");
  });

  test("as_of before the factor's year is #N/A, after it the last known factor", () => {
    expect(one("CARBON", 1000, "India", null, "2023-06-30")).toMatch(
      /^#N\/A The grid factor of India is of 2025; there is none before 2025-01-01\./,
    );
    expect(one("CARBON", 1000, "India", null, "2027-06-30")).toBe(one("CARBON", 1000, "India"));
  });

  test("WATER is on-site plus off-site litres of the region", () => {
    const figure = (field: string): number => one("REGION", "us-va-tx", field) as number;
    const expected = 1000 * (figure("wue_onsite_l_per_kwh") + figure("pue_typical") * figure("wue_offsite_l_per_kwh"));
    expect(one("WATER", 1000, "us-va-tx")).toBeCloseTo(expected, 9);
  });

  test("a region without a figure is #N/A with what to give", () => {
    expect(one("WATER", 1000, "China")).toBe("#N/A The table has no litres on site for China. Give wue_l_per_kwh.");
    expect(one("WATER", 1000, "China", null, 1)).toBeGreaterThan(0);
  });
});
