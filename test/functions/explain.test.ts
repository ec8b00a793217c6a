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
  test("takes a pasted formula's head for a name, and suggests for a wrong one", () => {
    expect(explain("=INFER.COST(", "gpt-4o", 1, 1).at(-1)).toMatchObject({ part: "result" });
    expect(call("EXPLAIN", "COSTS")).toMatchObject([
      [{ code: "#N/A", message: expect.stringContaining('Did you mean "COST"') }],
    ]);
  });
});

describe("every function can be explained, without code of its own", () => {
  test.each(catalog.filter(({ name }) => !["EXPLAIN", "TOKENS"].includes(name)))("$name", (entry) => {
    const args = literalArguments(entry) ?? [];
    const lines = explain(entry.name, ...args);
    expect(lines[0]?.part).toBe("formula");
    expect(lines.filter(({ part }) => part === "input").map(({ name }) => name)).toEqual(
      entry.arguments.map(({ name }) => name),
    );
    expect(lines.some(({ part }) => part === "result")).toBe(true);
  });
});
