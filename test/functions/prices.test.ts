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
  test("with one column twice is refused, not read from the first", () => {
    const twice = [
      ["model", "input_usd_per_mtok", "Output", "output"],
      ["a", 1, 2, 3],
    ];
    expect(price("a", twice)).toMatchObject({
      code: "#VALUE!",
      message: 'prices has two columns "Output". Keep one.',
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
  test("of changes needs their first days alone: a price holds until the next one begins", () => {
    const changes = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "valid_from"],
      ["a", 3, 6, "2026-03-01"],
      ["a", 5, 9, "2025-01-01"],
      ["a", 2, 4, "2026-06-01"],
    ];
    expect(
      call("PRICE", "a", null, null, [["2025-01-01", "2026-02-28", "2026-03-01", "2026-06-01"]], null, changes),
    ).toEqual([[5, 5, 3, 2]]);
    expect(price("a", changes, "2024-12-31")).toMatchObject({ code: "#N/A" });
    expect(call("PRICEHISTORY", "a", null, null, changes, "price").flat()).toEqual([5, 3, 2]);
  });
  test("with an open price and a limited one over the same days is refused", () => {
    const both = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "valid_from", "valid_to"],
      ["a", 5, 9, "2025-01-01", ""],
      ["a", 3, 6, "2025-03-01", "2025-04-01"],
    ];
    expect(price("a", both)).toMatchObject({ message: expect.stringContaining("on the same day") });
  });
  test.each([
    ["Standard", null],
    ["Off-Peak", "off peak"],
    ["Enterprise 2026", "enterprise-2026"],
  ])("spells a tier as it likes: %s", (tier, asked) => {
    const own = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "tier"],
      ["a", 1, 2, tier],
    ];
    expect(one("PRICE", "a", null, asked, null, null, own)).toBe(1);
  });
  test("that prices long prompts only has no price for short ones", () => {
    const long = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "min_prompt_tokens"],
      ["a", 5, 9, 100_000],
    ];
    expect(one("PRICE", "a", null, null, null, 100_000, long)).toBe(5);
    expect(price("a", long)).toMatchObject({
      code: "#N/A",
      message: "prices has a only for prompts from 100,000 tokens on; you gave 0.",
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

describe("PRICEHISTORY", () => {
  test("knows a tier in any spelling, and lists the tiers for a word that is none", () => {
    expect(call("PRICEHISTORY", "gpt-4o", null, "Batch")).toEqual(call("PRICEHISTORY", "gpt-4o", null, "batch"));
    expect(one("PRICEHISTORY", "gpt-4o", null, "gold")).toMatchObject({
      code: "#VALUE!",
      message: expect.stringContaining("tier must be one of standard, batch"),
    });
    expect(one("PRICEHISTORY", "gpt-4o", null, "flex")).toMatchObject({
      code: "#N/A",
      message: "No flex price for openai/gpt-4o in the table. There is: standard, batch.",
    });
  });
  test("a change from a free price is a division by zero, the first price has no change", () => {
    const own = [
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "valid_from"],
      ["a", 0, 0, "2025-01-01"],
      ["a", 2, 4, "2026-01-01"],
    ];
    const changes = call("PRICEHISTORY", "a", null, null, own, "change").flat();
    expect(changes).toEqual(["", expect.objectContaining({ code: "#DIV/0!" })]);
  });
});

describe("sentences name the argument of the function that was called", () => {
  test("PRICE names prompt_tokens, COST input_tokens", () => {
    expect(one("PRICE", "gpt-4o", null, null, null, 1e9)).toMatchObject({
      message: "prompt_tokens 1,000,000,000 exceeds gpt-4o's context of 128,000. Give the length of one prompt.",
    });
    expect(one("COST", "gpt-4o", 1e9, 1)).toMatchObject({
      message: "input_tokens is one request; 1,000,000,000 exceeds gpt-4o's context of 128,000. Multiply outside.",
    });
  });
  test("COMPARE names the item of success_rates", () => {
    const models = [["gpt-4o", "gpt-4o-mini"]];
    expect(one("COMPARE", models, 1, 1, null, null, null, null, null, [[0.9, 90]])).toMatchObject({
      message: "success_rates (item 2) must be 0 to 1; you gave 90. Write 90% or 0.9.",
    });
  });
});

test("beside a free model nothing is a multiple of the cheapest", () => {
  const own = [
    ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
    ["free", 0, 0],
    ["paid", 1, 1],
  ];
  const multiples = call("COMPARE", [["free", "paid"]], 1, 1, null, null, null, null, null, null, own, "multiple");
  expect(multiples.flat()).toEqual([1, expect.objectContaining({ code: "#DIV/0!" })]);
});

test("EXPLAIN shows the unit prices that a cost is made of, and calls a later day's price projected", () => {
  const steps = (...args: unknown[]) =>
    call("EXPLAIN", ...args)
      .filter(([part]) => part === "step")
      .map(([, name, value]) => [name, value]);
  expect(steps("COST", "gpt-4o", 1500, 500, 500)).toEqual([
    ["input_price", 2.5],
    ["cache_read_price", 1.25],
    ["output_price", 10],
  ]);
  expect(steps("PRICE", "gpt-4o", "input", null, "2030-01-01")).toEqual([
    ["price_status", expect.stringContaining("projected")],
  ]);
  expect(steps("PRICE", "gpt-4o")).toEqual([]);
});

describe("several fields of a table beside a range of inputs", () => {
  const lines = (inputs: unknown[][], fields: unknown[][]) =>
    call("COSTLINES", "gpt-4o", inputs, 500, null, null, null, null, null, null, null, fields);

  test("a single value stands where a row of fields crosses a column of inputs, or the other way round", () => {
    expect(lines([[1000], [2000]], [["input.usd", "", "output.usd"]])).toEqual([
      [0.0025, "", 0.005],
      [0.005, "", 0.005],
    ]);
    expect(lines([[1000, 2000]], [["input.usd"], ["output.usd"]])).toEqual([
      [0.0025, 0.005],
      [0.005, 0.005],
    ]);
  });
  test("a bad input fails alone, an unknown field in its own column", () => {
    const [first, second] = lines([[1000], ["x"]], [["input.usd", "tax.usd"]]);
    expect(first).toMatchObject([0.0025, { code: "#N/A", message: expect.stringContaining('No field "tax.usd"') }]);
    expect(second).toMatchObject([{ code: "#VALUE!" }, { code: "#VALUE!" }]);
  });
  test("columns do not fit there, nor fields along the inputs", () => {
    const refusal = { code: "#VALUE!", message: expect.stringContaining("field must be one name where another") };
    expect(lines([[1000], [2000]], [["usd", "tokens"]]).flat()[0]).toMatchObject(refusal);
    expect(lines([[1000], [2000]], [["input.usd"], ["output.usd"]]).flat()[0]).toMatchObject(refusal);
  });
});
