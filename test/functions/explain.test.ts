import { describe, expect, test } from "vitest";
import { call } from "./support/call";
import { catalog, literalArguments } from "./support/catalog";

type Line = { part: unknown; name: unknown; value: unknown; unit: unknown; origin: unknown };

function explain(...args: unknown[]): Line[] {
  const [header, ...rows] = call("EXPLAIN", ...args);
  expect(header).toEqual(["part", "name", "value", "unit", "origin"]);
  return rows.map(([part, name, value, unit, origin]) => ({ part, name, value, unit, origin }));
}
const lineOf = (lines: readonly Line[], part: string, name: string) =>
  lines.find((line) => line.part === part && line.name === name);

describe("EXPLAIN", () => {
  const lines = explain("COST", "gpt-4o", 1500, 500);

  test("starts with the formula in the words of the arguments", () => {
    expect(lines[0]).toMatchObject({
      part: "formula",
      value: expect.stringContaining("input_tokens − cache_read_tokens"),
    });
  });
  test("says of what was typed that it was, with its unit", () => {
    expect(lineOf(lines, "input", "input_tokens")).toMatchObject({ value: 1500, unit: "tokens", origin: "typed" });
  });
  test("says of what was left out which default stands for it", () => {
    expect(lineOf(lines, "input", "tier")).toMatchObject({ value: "standard", origin: "default" });
  });
  test("the day that stands where none was given is shown", () => {
    expect(lineOf(lines, "input", "as_of")).toMatchObject({
      value: "2026-11-18, the date of the data",
      origin: "default",
    });
  });
  test("says of what was looked up: table, row, source, day and evidence", () => {
    const { origin } = lineOf(lines, "input", "model") ?? {};
    expect(origin).toMatch(/typed; looked up: prices, openai\/gpt-4o; .*as of 2026-08-06; list; evidence verified/);
  });
  test("ends with the result of the function itself", () => {
    expect(lines.at(-1)).toMatchObject({ part: "result", value: 0.00875 });
  });
  test("shows an error as the result, with its sentence", () => {
    expect(explain("COST", "gpt-9", 1, 1).at(-1)).toMatchObject({
      value: expect.stringContaining('#N/A No model "gpt-9"'),
    });
  });
  test("a default that is a number stands as a number, others as words", () => {
    expect(lineOf(lines, "input", "cache_read_tokens")).toMatchObject({ value: 0, origin: "default" });
    expect(lineOf(explain("FORECAST", 100, 2), "input", "seasonality")).toMatchObject({ value: "1 every month" });
  });
  test("says of a required argument left out that it is missing", () => {
    expect(lineOf(explain("COST", null, 1500, 500), "input", "model")).toMatchObject({ value: "", origin: "missing" });
  });
  test("refuses more arguments than the function takes; blanks behind them do no harm", () => {
    expect(call("EXPLAIN", "MARGIN", 1, 2, 3)).toMatchObject([
      [{ code: "#VALUE!", message: "MARGIN takes up to 2 arguments; you gave 3." }],
    ]);
    expect(explain("MARGIN", 2, 1, null, null).at(-1)).toMatchObject({ value: 0.5 });
  });
  test("a record's results stand under its fields, a table's as row.column, a field's under its name", () => {
    expect(lineOf(explain("VALUECASE", 1000, 0.3), "result", "benefit")).toMatchObject({ value: 300 });
    expect(lineOf(explain("PROJECT", 100, 2, 0.5), "result", "2.cost_usd")).toMatchObject({ value: 225 });
    const npv = [1000, 0.3, null, null, null, null, null, null, "net"];
    expect(explain("VALUECASE", ...npv).at(-1)).toMatchObject({ name: "net", value: 300 });
  });
  test("of a range every result is shown, and look-ups and steps of its first cell", () => {
    const shown = explain("COST", [["gpt-4o"], ["gpt-4o-mini"]], 1500, 500);
    expect(shown.filter(({ part }) => part === "result").map(({ name, value }) => [name, value])).toEqual([
      ["result 1", 0.00875],
      ["result 2", 0.000525],
    ]);
    const { origin } = lineOf(shown, "input", "model") ?? {};
    expect(origin).toContain("openai/gpt-4o;");
    expect(origin).not.toContain("gpt-4o-mini");
  });
  test("a column without a header loses no value to one", () => {
    const usage = [
      ["model", "input_tokens", "output_tokens"],
      ["gpt-4o", 2_000_000, 500_000],
    ];
    const shown = explain("FOCUS", usage, null, "EffectiveCost").filter(({ part }) => part === "result");
    expect(shown.map(({ value }) => value)).toEqual([5, 5]);
  });
  test("rows without a name of their own, or named by a day, are numbered", () => {
    const usage = [
      ["model", "input_tokens", "output_tokens"],
      ["gpt-4o", 2_000_000, 500_000],
    ];
    expect(lineOf(explain("FOCUS", usage), "result", "EffectiveCost 2")).toMatchObject({ value: 5 });
    const history = explain("PRICEHISTORY", "gpt-4o");
    expect(lineOf(history, "result", "price_usd_per_mtok 1")).toMatchObject({ value: 5 });
    expect(lineOf(history, "input", "model")?.origin).toContain("looked up: prices, openai/gpt-4o");
  });
  test("tells of TOKENS, which answers later, all but the result", () => {
    const told = explain("TOKENS", "a text", "gpt-4o");
    expect(lineOf(told, "input", "model")).toMatchObject({ value: "gpt-4o", origin: "typed" });
    expect(told.at(-1)).toMatchObject({
      part: "result",
      value: expect.stringContaining("once its tokenizer is loaded"),
    });
  });
  test("beyond 200 lines of one part the rest is counted", () => {
    const shown = explain("PROJECT", 100, 100, 0.01);
    expect(shown.at(-1)).toMatchObject({ part: "result", name: "…", value: "507 more" });
  });
  test("takes a pasted formula's head for a name, and suggests for a wrong one", () => {
    expect(explain("=INFER.COST(", "gpt-4o", 1, 1).at(-1)).toMatchObject({ part: "result" });
    expect(call("EXPLAIN", "COSTS")).toMatchObject([
      [{ code: "#N/A", message: expect.stringContaining('Did you mean "COST"') }],
    ]);
  });
});

describe("every function can be explained, without code of its own", () => {
  test.each(catalog.filter(({ name }) => name !== "EXPLAIN"))("$name", (entry) => {
    const args = literalArguments(entry) ?? [];
    const lines = explain(entry.name, ...args);
    expect(lines[0]?.part).toBe("formula");
    expect(lines.filter(({ part }) => part === "input").map(({ name }) => name)).toEqual(
      entry.arguments.map(({ name }) => name),
    );
    expect(lines.some(({ part }) => part === "result")).toBe(true);
    expect(lines.filter(({ name }) => String(name).includes("undefined"))).toEqual([]);
  });
});
