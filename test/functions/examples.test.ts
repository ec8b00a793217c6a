import { afterAll, expect, test } from "vitest";
import "../../src/functions";
import { createCalculator, isFailure } from "../../src/workbench/headless";
import { agrees, catalog } from "./support/catalog";

const calculator = createCalculator();
afterAll(() => calculator.dispose());

const examples = catalog.flatMap(({ name, examples }) => examples.map((example) => ({ name, ...example })));

test.each(examples)("$formula → $result", async ({ formula, result }) => {
  const [evaluated] = await calculator.evaluate([formula]);
  if (evaluated === undefined) throw new Error("no result");
  if (isFailure(evaluated)) {
    expect(`${evaluated.error}: ${evaluated.message}`).toMatch(new RegExp(`^${result}`));
    return;
  }
  const first = Array.isArray(evaluated.value) ? evaluated.value[0]?.[0] : evaluated.value;
  expect(agrees(first, result), `${formula} gives ${JSON.stringify(first)}`).toBe(true);
});
