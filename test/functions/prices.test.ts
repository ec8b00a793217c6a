import { describe, expect, test } from "vitest";
import { call, one } from "./support/call";

const price = (model: string, own: unknown[][], asOf: unknown = null): unknown =>
  one("PRICE", model, null, null, asOf, null, own);

describe("a user's own price table", () => {
  const own = [
    ["Output USD per Mtok", "model", "Input-USD per Mtok", "note"],
    [20, "ours", 0, "free input"],
    ["", "half", 3, "output not agreed yet"],
    ["", "", "", ""],
  ];
  test("is found by its headers in any order, case and separator", () => {
    expect(one("COST", "ours", 1e6, 1000, null, null, null, null, null, own)).toBeCloseTo(0.02, 12);
  });
  test("0 is a price; blank is unknown and #N/A where it is needed", () => {
    expect(price("ours", own)).toBe(0);
    expect(one("COST", "half", 1000, 0, null, null, null, null, null, own)).toBeCloseTo(0.003, 12);
    expect(one("COST", "half", 1000, 1, null, null, null, null, null, own)).toMatchObject({ code: "#N/A" });
  });
  test("replaces the built-in table: what it lacks is not looked up elsewhere", () => {
    expect(price("gpt-4o", own)).toMatchObject({ code: "#N/A", message: expect.stringContaining('No model "gpt-4o"') });
  });
  test("without its columns says which are missing and what it found", () => {
    expect(
      price("a", [
        ["x", "y"],
        ["a", 1],
      ]),
    ).toMatchObject({
      code: "#VALUE!",
      message:
        'prices needs a header row with the columns model, input_usd_per_mtok, output_usd_per_mtok; its first row reads: the text "x", the text "y".',
    });
  });
  test("in two currencies is refused by name", () => {
    const mixed = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "currency"],
      ["a", 1, 2, "EUR"],
      ["b", 1, 2, "USD"],
    ];
    expect(price("a", mixed)).toMatchObject({ message: "prices mixes EUR and USD; give one currency a table." });
  });
  test("with two prices for one day is refused", () => {
    const twice = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
      ["a", 1, 2],
      ["A", 3, 4],
    ];
    expect(price("a", twice)).toMatchObject({
      message: expect.stringContaining('two standard prices for "A" on the same day'),
    });
  });
  test("may give periods, tiers and long prompts as rows", () => {
    const rows = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "tier", "valid_from", "valid_to", "min_prompt_tokens"],
      ["a", 4, 8, "standard", "2025-01-01", "2026-01-01", ""],
      ["a", 3, 6, "standard", 46023, "", ""],
      ["a", 5, 9, "standard", 46023, "", 100_000],
      ["a", 1, 2, "batch", "", "", ""],
    ];
    expect(price("a", rows, "2025-12-31")).toBe(4);
    expect(price("a", rows, "2026-01-01")).toBe(3);
    expect(one("PRICE", "a", null, "batch", null, null, rows)).toBe(1);
    expect(one("PRICE", "a", null, null, null, 100_000, rows)).toBe(5);
    expect(one("PRICE", "a", null, null, null, 99_999, rows)).toBe(3);
  });
  test("names its row when a price is not a number or below zero", () => {
    const bad = (value: unknown) => [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
      ["a", value, 2],
    ];
    expect(price("a", bad("$2.50"))).toMatchObject({
      message: expect.stringMatching(/prices row 2, input_usd_per_mtok must be a number/),
    });
    expect(price("a", bad(-1))).toMatchObject({
      message: expect.stringMatching(/prices row 2, input_usd_per_mtok must be 0 or more/),
    });
  });
  test("made from our own table gives our own answers", () => {
    const loaded = call("TABLE", "prices");
    for (const name of ["gpt-4o", "azure/gpt-4o", "market/llama-3.3-70b", "claude-opus-4.5", "gemini-4-argon"]) {
      expect(price(name, loaded), name).toEqual(one("PRICE", name));
      expect(one("PRICE", name, "output", "batch", null, null, loaded), name).toEqual(
        one("PRICE", name, "output", "batch"),
      );
    }
  });
});

describe("ranges", () => {
  test("models down and months across make a grid in one formula", () => {
    const grid = call("PRICE", [["gpt-4o"], ["gpt-4o-mini"]], null, null, [["2024-06-01", "2024-11-01"]]);
    expect(grid).toEqual([
      [5, 2.5],
      [expect.objectContaining({ code: "#N/A" }), 0.15],
    ]);
  });
  test("a table function with a range and no field says what it needs", () => {
    expect(one("COSTLINES", [["gpt-4o"], ["o3"]], 1, 1)).toMatchObject({
      code: "#VALUE!",
      message: expect.stringContaining("model must be one cell; you gave 2 × 1"),
    });
  });
  test("a table function with a field that names one value stretches like any scalar one", () => {
    const usd = call("COSTLINES", "gpt-4o", [[1000], [2000]], 0, null, null, null, null, null, null, null, "input.usd");
    expect(usd).toEqual([[0.0025], [0.005]]);
  });
  test("several fields stand beside each other", () => {
    const lines = call("COSTLINES", "gpt-4o", 1000, 1000, null, null, null, null, null, null, null, [["meter", "usd"]]);
    expect(lines[0]).toEqual(["input", 0.0025]);
    expect(lines).toHaveLength(5);
  });
  test("an unknown field lists those there are", () => {
    expect(one("COSTLINES", "gpt-4o", 1, 1, null, null, null, null, null, null, null, "amount")).toMatchObject({
      code: "#N/A",
      message: expect.stringContaining("Columns: meter, tokens, usd_per_mtok, usd, share. Rows: input, cache_read"),
    });
  });
});
