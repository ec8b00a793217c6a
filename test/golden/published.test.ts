import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, test } from "vitest";
import "../../src/functions";
import { createCalculator, isFailure } from "../../src/workbench/headless";

interface Published {
  readonly id: string;
  readonly result: string;
  readonly expected: string;
  readonly tolerance_rel: string;
}
interface Covered {
  readonly id: string;
  readonly result: string;
  readonly formula: string;
  readonly why: string;
  readonly file: string;
}

const folder = new URL("./", import.meta.url);
const rowsOf = <Row>(file: string): Row[] =>
  parse(readFileSync(new URL(file, folder), "utf8"), { columns: true, relax_column_count: true });

const published = rowsOf<Published>("published.csv");
const covered = readdirSync(new URL("formulas/", folder))
  .filter((file) => file.endsWith(".csv"))
  .flatMap((file) => rowsOf<Covered>(`formulas/${file}`).map((row) => ({ ...row, file })));

const keyOf = ({ id, result }: { readonly id: string; readonly result: string }): string => `${id}: ${result}`;
const byKey = new Map(published.map((row) => [keyOf(row), row]));

const calculator = createCalculator();
afterAll(() => calculator.dispose());

describe("worked examples that others published, as formulas", () => {
  test.each(covered.filter(({ formula }) => formula))("$id: $result", async ({ formula, ...row }) => {
    const example = byKey.get(keyOf(row));
    if (example === undefined) throw new Error(`${row.file} names ${keyOf(row)}, which is not published`);
    const [evaluated] = await calculator.evaluate([formula]);
    if (evaluated === undefined || isFailure(evaluated)) throw new Error(`${formula}: ${JSON.stringify(evaluated)}`);
    const value = Array.isArray(evaluated.value) ? evaluated.value[0]?.[0] : evaluated.value;
    const expected = Number(example.expected);
    const error = Math.abs(Number(value) - expected) / Math.abs(expected);
    expect(error, `${formula} gives ${String(value)}, published ${expected}`).toBeLessThanOrEqual(Number(example.tolerance_rel) * (1 + 1e-9));
  });
});

describe("coverage", () => {
  test("every published result has a formula, or a reason why there is none", () => {
    const settled = new Set(covered.filter(({ formula, why }) => formula || why).map(keyOf));
    expect(published.map(keyOf).filter((key) => !settled.has(key))).toEqual([]);
  });
});
