import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import "../../src/functions";
import { createCalculator, isFailure } from "../../src/workbench/headless";

interface Example {
  readonly what: string;
  readonly formula: string;
  readonly expected: string;
  readonly tolerance_rel: string;
}

/** Cases as textbooks and vendors' pages have them; what is expected was calculated apart from this project's code. */
const examples = parse(readFileSync(new URL("textbook.csv", import.meta.url), "utf8"), {
  columns: true,
}) as Example[];

const calculator = createCalculator();
afterAll(() => calculator.dispose());

test.each(examples)("$what: $expected", async ({ formula, expected, tolerance_rel }) => {
  const [evaluated] = await calculator.evaluate([formula]);
  if (evaluated === undefined || isFailure(evaluated)) throw new Error(`${formula}: ${JSON.stringify(evaluated)}`);
  const tolerance = Number(tolerance_rel) * Math.max(Math.abs(Number(expected)), 1e-3);
  expect(Math.abs(Number(evaluated.value) - Number(expected)), formula).toBeLessThanOrEqual(tolerance);
});
