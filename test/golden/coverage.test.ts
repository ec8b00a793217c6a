import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { publishedExamplesPage, readExamples } from "../../scripts/published-examples.mjs";

const page = readFileSync(new URL("../../docs/published-examples.md", import.meta.url), "utf8");
const examples = readExamples();
const keyOf = ({ id, result }: { readonly id: string; readonly result: string }): string => `${id}: ${result}`;

describe("the page of published examples", () => {
  test("is what its generator makes of the examples", () => expect(page).toBe(publishedExamplesPage(examples)));

  test("shows every formula that the tests execute, and every reason for having none", () => {
    const shown = page.replaceAll("\\|", "|");
    const texts = examples.formulas.flatMap(({ formula, why }) => [formula, why]).filter((text) => text);
    expect(texts.filter((text) => !shown.includes(text))).toEqual([]);
  });

  test("counts every result once, by a formula or by none", () => {
    const counts = [...page.matchAll(/^\| \[[^|]*\| (\d+) \| (\d+) \| (\d+) \|$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    const sum = (column: number): number => counts.reduce((total, row) => total + (row[column] ?? 0), 0);
    expect([sum(0), sum(1) + sum(2)]).toEqual([examples.published.length, examples.published.length]);
    expect(sum(1)).toBe(examples.formulas.filter(({ formula }) => formula).length);
  });

  test("refuses an example with neither formula nor reason", () => {
    const published = examples.published.slice(0, 1);
    expect(() => publishedExamplesPage({ published, formulas: [] })).toThrow("has no formula and no reason");
  });

  test("refuses an example of a topic it does not know", () => {
    const published = examples.published.slice(0, 1).map((example) => ({ ...example, topic: "weather" }));
    expect(() => publishedExamplesPage({ published, formulas: examples.formulas })).toThrow("unknown topic, weather");
  });
});

describe("the formulas", () => {
  test("settle each published result once", () => {
    const keys = examples.formulas.map(keyOf);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test("are each of a published result", () => {
    const published = new Set(examples.published.map(keyOf));
    expect(examples.formulas.map(keyOf).filter((key) => !published.has(key))).toEqual([]);
  });
});
