import { describe, expect, test } from "vitest";
import "../../src/functions";
import type { CatalogEntry } from "../../src/catalog/types";
import { registeredFunctions } from "../../src/functions/call/registry";
import { catalog, literalArguments } from "./support/catalog";

/** Arguments that are read as one range, whatever their size, do not stretch; several fields stand beside each other. */
const RANGE_UNITS = /^(table|options)\b/;
const RANGES: Readonly<Record<string, readonly string[]>> = {
  COMPARE: ["input_tokens", "output_tokens"],
  PROJECT: ["volume_growth", "price_decline", "intensity_growth", "discount_rate"],
  FORECAST: ["growth_per_year", "price_decline_per_year"],
  HISTOGRAM: ["bins"],
};

type Args = readonly unknown[];

const result = async (entry: CatalogEntry, args: Args): Promise<readonly (readonly unknown[])[]> =>
  (await registeredFunctions().get(entry.name)?.(...args)) as unknown[][];

/** The example's own value, another one that may or may not be in the domain, and one that is in none. */
function variants(given: unknown): Args {
  if (typeof given === "number") return [given, given / 2, "no number"];
  return typeof given === "boolean" ? [given, !given, "neither"] : [given, `${String(given)} zzz`, 12.5];
}

function stretching(entry: CatalogEntry, args: Args): readonly number[] {
  return entry.arguments.flatMap(({ name, unit }, index) => {
    const given = args[index];
    const isCell = Array.isArray(given) && given.length === 1 && given[0].length === 1;
    const isRange = name === "field" || RANGE_UNITS.test(unit) || RANGES[entry.name]?.includes(name);
    return isCell && !isRange ? [index] : [];
  });
}

/** Scalar functions, and tables of which the example's `field` takes one value and no column. */
const COLUMN_EXAMPLES: ReadonlySet<string> = new Set(["PRICEHISTORY", "COMPARE", "DRAW", "SENSITIVITY", "TABLE"]);
const scalars = catalog.filter((entry) => {
  const args = literalArguments(entry) ?? [];
  const isPicked = entry.shape === "T" && args.length === entry.arguments.length && !COLUMN_EXAMPLES.has(entry.name);
  return (entry.shape === "B" && args.length > 0) || (isPicked && !entry.arguments.some(({ repeating }) => repeating));
});

describe.each(scalars)("$name over ranges is the scalar call in each cell", (entry) => {
  const args = literalArguments(entry) ?? [];
  const places = stretching(entry, args);
  const all = entry.arguments.map((_argument, index) => args[index] ?? null);
  const at = (changes: ReadonlyMap<number, unknown>) =>
    result(
      entry,
      all.map((arg, index) => changes.get(index) ?? arg),
    );
  const given = (index: number): unknown => (args[index] as unknown[][])[0]?.[0];

  test.each(places.map((index) => [entry.arguments[index]?.name ?? "", index] as const))(
    "%s down and across",
    async (_name, index) => {
      const values = variants(given(index));
      const alone = await Promise.all(values.map(async (value) => (await at(new Map([[index, [[value]]]])))[0]?.[0]));
      expect(await at(new Map([[index, values.map((value) => [value])]]))).toEqual(alone.map((value) => [value]));
      expect(await at(new Map([[index, [values]]]))).toEqual([alone]);
    },
  );

  test("one argument down and another across make a grid", async () => {
    const [down, across] = places;
    if (down === undefined || across === undefined) return;
    const grid = await at(
      new Map<number, unknown>([
        [down, variants(given(down)).map((v) => [v])],
        [across, [variants(given(across))]],
      ]),
    );
    for (const [r, row] of variants(given(down)).entries()) {
      for (const [c, column] of variants(given(across)).entries()) {
        const alone = await at(
          new Map<number, unknown>([
            [down, [[row]]],
            [across, [[column]]],
          ]),
        );
        expect(grid[r]?.[c], `${String(row)}, ${String(column)}`).toEqual(alone[0]?.[0]);
      }
    }
  });
});
