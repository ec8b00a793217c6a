import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import "../src/functions";
import { createCalculator, isFailure } from "../src/workbench/headless";
import { agrees } from "./functions/support/catalog";

/** Pages that show formulas with their values: every `=…` → value on them is calculated here. */
const docs = new URL("../docs/", import.meta.url);
const pages = [
  ...readdirSync(new URL("methodology/", docs)).map((name) => `methodology/${name}`),
  ...readdirSync(docs).filter((name) => name.endsWith(".md") && !["functions.md", "try-in-excel.md"].includes(name)),
  "../README.md",
].filter((name) => name.endsWith(".md"));

const SHOWN = /`(=[^`]*INFER\.[^`]*)`[^\S\n]*(?:→|\|)[^\S\n]*([^\n|;,()]+(?:,\d{3}[^\n|;,()]*)*)/g;

const calculator = createCalculator();
afterAll(() => calculator.dispose());

const shown = pages.flatMap((page) =>
  [...readFileSync(new URL(page, docs), "utf8").matchAll(SHOWN)].map(([, formula = "", value = ""]) => ({
    page,
    formula,
    value: (value.trim().replaceAll("`", "").split(" ")[0] ?? "").replace(/\.$/, ""),
  })),
);

describe("every formula with a value on a page gives that value", () => {
  test.each(shown)("$page: $formula → $value", async ({ formula, value }) => {
    const [evaluated] = await calculator.evaluate([formula.replaceAll("\\|", "|")]);
    if (evaluated === undefined) throw new Error("no result");
    if (isFailure(evaluated)) {
      expect(evaluated.error, evaluated.message).toBe(value);
      return;
    }
    const first = Array.isArray(evaluated.value) ? evaluated.value[0]?.[0] : evaluated.value;
    expect(agrees(first, value) || String(first).startsWith(value), `${formula} gives ${JSON.stringify(first)}`).toBe(
      true,
    );
  });

  test("there are such formulas", () => expect(shown.length).toBeGreaterThan(10));
});
