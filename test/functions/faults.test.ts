import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";
import { call, one } from "./support/call";
import { catalog, literalArguments } from "./support/catalog";

/** What goes wrong in real workbooks, told of the functions themselves. docs/faults.md lists where each is shown. */

const COST = ["gpt-4o", 1500, 500] as const;
const saying = (words: string) => ({ message: expect.stringContaining(words) });

describe("a share typed as 70", () => {
  const shares = catalog.flatMap((entry) => {
    const args = literalArguments(entry);
    return entry.arguments.flatMap(({ name, unit }, index) =>
      args === undefined || unit !== "share 0-1" ? [] : [{ entry, function: entry.name, argument: name, args, index }],
    );
  });

  test("is looked for in many functions", () => expect(shares.length).toBeGreaterThan(40));

  test.each(shares)("is refused by $function for $argument, which is named", async ({ entry, ...given }) => {
    // The whole result, not the example's column: a table may say in one column what was wrong with a row.
    const args = entry.arguments.map(({ name }, at) => {
      if (at === given.index) return [[70]];
      return entry.shape === "T" && name === "field" ? null : (given.args[at] ?? null);
    });
    const result = (await registeredFunctions().get(entry.name)?.(...args)) as unknown[][];
    expect(result.flat().find(isCellError)).toMatchObject({
      code: expect.stringMatching(/^#(VALUE|NUM)!$/),
      message: expect.stringContaining(given.argument),
    });
  });
});

describe("a number in a text", () => {
  test.each(["1500", "1,500", "1\u00a0500", "$2.50", "70%"])("%j is told, not read", (typed) => {
    const refusal = saying(`input_tokens must be a number; you gave the text "${typed}". Turn the text into a number`);
    expect(one("COST", "gpt-4o", typed, 500)).toMatchObject({ code: "#VALUE!", ...refusal });
  });
});

describe("an argument that is left out in the middle", () => {
  test("gives the same as a blank cell, an empty text and a written 0", () => {
    const batch = one("COST", ...COST, null, null, null, "batch");
    expect(batch).toBeCloseTo(0.004375, 12);
    for (const blank of [undefined, "", 0, [[""]], [[null]]]) {
      expect(one("COST", ...COST, blank, blank, blank, "batch")).toBe(batch);
    }
  });
});

describe("an id that was typed into a cell without text format", () => {
  test.each([
    ["4.1", 4.1],
    ["3-5, now a date", 46_086],
    ["1E5", 100_000],
  ])("%s is told as the number it became", (_typed, became) => {
    expect(one("COST", became, 1500, 500)).toMatchObject({
      code: "#VALUE!",
      ...saying(`model must be a name in text; you gave ${became}.`),
    });
  });
});

describe("merged cells", () => {
  test("give their value once: the rows below are blank and say so, the first is right", () => {
    const [first, second] = call("COST", [["gpt-4o"], [""]], [[1500], [1500]], 500);
    expect(first).toEqual([0.00875]);
    expect(second?.[0]).toMatchObject({ code: "#VALUE!", ...saying("model must be a name in text") });
  });
});

describe("a totals row inside a range", () => {
  test("is an unknown model where a name is looked up, and harms no other row", () => {
    const costs = call("COST", [["gpt-4o"], ["Total"]], [[1500], [1500]], 500).flat();
    expect(costs[0]).toBe(0.00875);
    expect(costs[1]).toMatchObject({ code: "#N/A", ...saying('No model "Total"') });
  });

  test("is told with its place where it comes with a table's every row, as by [#All]", () => {
    const prices = call("TABLE", "prices", "model_id=gpt-4o");
    const total = prices[0]?.map((_head, index) => (index === 0 ? "Total" : "")) ?? [];
    const cost = (own: unknown[][]) => one("COST", ...COST, null, null, null, null, null, own);
    expect(cost(prices)).toBe(0.00875);
    expect(cost([...prices, total])).toMatchObject({
      code: "#VALUE!",
      message: `prices row ${prices.length + 1} has no model.`,
    });
  });

  test("counts as one more line where numbers alone are given: leave it out of the range", () => {
    const total = (lines: unknown[][]) => {
      const [prices, same] = [lines.map(() => [2]), lines];
      return call(
        "VARIANCE",
        lines,
        prices,
        same,
        lines.map(() => [3]),
        null,
        null,
        null,
        [["total.usd"]],
      )[0]?.[0];
    };
    expect(total([[100], [50]])).toBeCloseTo(150, 9);
    expect(total([[100], [50], [150]])).toBeCloseTo(300, 9);
  });
});

describe("ranges of different shape", () => {
  test("leave #N/A with the reason where one has no partner, as in Excel", () => {
    const costs = call("COST", "gpt-4o", [[1500], [1500], [1500]], [[500], [500]]).flat();
    expect(costs.slice(0, 2)).toEqual([0.00875, 0.00875]);
    expect(costs[2]).toMatchObject({ code: "#N/A", ...saying("The ranges differ in length") });
  });
});

describe("ranges that are too large", () => {
  const column = (rows: number) => Array.from({ length: rows }, () => [1]);

  test("a result beyond 200,000 cells is refused with both numbers", () => {
    const across = [Array.from({ length: 500 }, () => 1)];
    expect(one("COST", "gpt-4o", column(401), across)).toMatchObject({
      code: "#VALUE!",
      message: "The result would fill 200500 cells; one formula gives up to 200000.",
    });
    expect(call("COST", "gpt-4o", column(400), across)).toHaveLength(400);
  });

  test("an argument beyond 100,000 filled cells is refused by name; blank ones below the last do not count", () => {
    expect(one("COST", "gpt-4o", column(100_001), 1)).toMatchObject({
      code: "#VALUE!",
      message: "input_tokens has 100001 filled cells; one formula takes up to 100000. Give a shorter range.",
    });
    const whole = Array.from({ length: 1_048_576 }, (_unused, row) => [row < 2 ? 1500 : ""]);
    expect(call("COST", "gpt-4o", whole, 500)).toEqual([[0.00875], [0.00875]]);
  });
});

test("no function asks Excel to recalculate it unasked: inserting a row moves references and no more", () => {
  const metadata = new URL("../../generated/functions.json", import.meta.url);
  const { functions } = JSON.parse(readFileSync(metadata, "utf8")) as { functions: { options?: object }[] };
  expect(functions).toHaveLength(catalog.length);
  expect(functions.filter(({ options = {} }) => "volatile" in options || "stream" in options)).toEqual([]);
});
