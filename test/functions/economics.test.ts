import { describe, expect, test } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

function call(name: string, ...args: readonly unknown[]): unknown[][] {
  const result = registeredFunctions().get(name)?.(...args) as unknown[][];
  return result.map((row) => row.map((cell) => (isCellError(cell) ? `${cell.code} ${cell.message}` : cell)));
}
const cell = (value: unknown): unknown[][] => [[value]];
const one = (name: string, ...args: readonly unknown[]): unknown =>
  call(name, ...args.map((arg) => (Array.isArray(arg) || arg === null ? arg : cell(arg))))[0]?.[0];

describe("MARGIN and VERDICT on the sheet", () => {
  test("a row without revenue is #DIV/0! and harms no other", () => {
    expect(call("MARGIN", [[10], [0], [4]], [[5], [1], [1]])).toEqual([[0.5], ["#DIV/0! revenue_usd is 0."], [0.75]]);
  });

  test.each([
    [10, 6, "Sustainable"],
    [10, 8, "High potential"],
    [10, 10, "Marginal"],
    [10, 20, "At risk"],
    [10, 21, "Unsustainable"],
    [0, 1, "Subsidy"],
  ])("the built-in table says of %d against %d: %s", (revenue, cost, expected) => {
    expect(one("VERDICT", revenue, cost)).toBe(expected);
  });

  test.each([
    [
      "with a header, columns in any order",
      [
        ["verdict", "margin_from"],
        ["Keep", 0.5],
        ["Stop", -9],
        ["Gift", ""],
      ],
    ],
    [
      "as bare pairs",
      [
        [0.5, "Keep"],
        [-9, "Stop"],
        ["", "Gift"],
      ],
    ],
    [
      "as bare pairs the other way round",
      [
        ["Keep", 0.5],
        ["Stop", -9],
        ["Gift", null],
      ],
    ],
    [
      "with the lowest verdict from its upper margin",
      [
        ["margin_from", "margin_to", "verdict"],
        [0.5, "", "Keep"],
        ["", 0.5, "Stop"],
        ["", "", "Gift"],
      ],
    ],
  ])("own thresholds %s replace the table", (_how, thresholds) => {
    expect(one("VERDICT", 10, 4, thresholds)).toBe("Keep");
    expect(one("VERDICT", 10, 9, thresholds)).toBe("Stop");
    expect(one("VERDICT", 0, 9, thresholds)).toBe("Gift");
  });

  test("thresholds without a verdict are refused", () => {
    expect(
      one("VERDICT", 10, 4, [
        ["a", "b", "c"],
        [1, 2, 3],
      ]),
    ).toMatch(/^#VALUE! thresholds needs a header row with the columns verdict, margin_from/);
  });
});

describe("COSTPEROUTCOME on the sheet", () => {
  test("is usd_per_resolved without a field, whatever the fallback", () => {
    expect(one("COSTPEROUTCOME", 0.12, 0.6, 99)).toBeCloseTo(0.2, 12);
    expect(one("COSTPEROUTCOME", 0.12, 0.6, 99, null, null, 0)).toBeCloseTo(0.2, 12);
  });

  test("fields stretch beside ranges", () => {
    expect(
      call("COSTPEROUTCOME", [[1], [2]], cell(0.5), null, null, null, [["usd_per_resolved", "usd_per_case"]]),
    ).toEqual([
      [2, 1],
      [4, 2],
    ]);
  });

  test("an unknown field lists those there are", () => {
    expect(one("COSTPEROUTCOME", 1, 1, null, null, null, "cost")).toMatch(
      /^#N\/A No field "cost"\. There are: usd_per_resolved, /,
    );
  });
});

describe("VARIANCE on the sheet", () => {
  const volumes = [[100], [300], [600]];
  const prices = [[10], [3], [0.5]];
  const actual = [[180], [420], [700]];
  const paid = [[9], [2.5], [0.4]];
  const variance = (...more: readonly unknown[]) => call("VARIANCE", volumes, prices, actual, paid, ...more);

  test.each([
    ["volume.usd", 660],
    ["mix.usd", 550],
    ["price.usd", -460],
    ["total.usd", 750],
  ])("%s of the worked example is %d", (field, expected) => {
    expect(variance(null, null, null, cell(field))[0]?.[0]).toBeCloseTo(expected, 9);
  });

  test("one effect is a row, one line a column, and both together one value", () => {
    const labels = [["large"], ["medium"], ["small"]];
    expect(variance(null, null, labels, cell("large"))).toHaveLength(8);
    expect(variance(null, null, labels, cell("mix"))[0]).toHaveLength(5);
    expect(variance(null, null, labels, cell("mix.large"))[0]?.[0]).toBeCloseTo(500, 9);
  });

  test("blank cells are lines without budget or actual, also at the end of a range", () => {
    const result = call(
      "VARIANCE",
      [[100], [""]],
      [[10], [null]],
      [[100], [5]],
      [[10], [7]],
      null,
      null,
      null,
      cell("new.usd"),
    );
    expect(result).toEqual([[35]]);
  });

  test("text among the numbers is refused with its place", () => {
    expect(call("VARIANCE", [["n/a"], [300], [600]], prices, actual, paid)[0]?.[0]).toMatch(
      /^#VALUE! budget_volume \(row 1, column 1\) must be a number/,
    );
  });
});

describe("RUNRATE and VALUECASE on the sheet", () => {
  test("RUNRATE needs a budget only for what is about the budget", () => {
    const [header, row] = call("RUNRATE", cell(6000), cell(10), cell(30));
    expect(header).toEqual(["forecast_usd", "used", "daily_allowance_usd", "downgrade_share", "breach_day", "status"]);
    expect(row?.[0]).toBe(18_000);
    expect(row?.[5]).toBe("#N/A status needs budget_usd.");
  });

  test("teams fill a cell each, each with its own mistake", () => {
    expect(
      call("RUNRATE", [[6000], [6000], [6000]], [[10], [0], [40]], cell(30), cell(20_001), null, null, cell("status")),
    ).toEqual([
      ["OK"],
      ["#DIV/0! days_elapsed is 0: one day at least must have passed."],
      ["#VALUE! days_elapsed must be at most days_total of 30; you gave 40."],
    ]);
  });

  test("VALUECASE is one record", () => {
    const [header, ...rows] = call("VALUECASE", cell(1000), cell(0.5));
    expect(header).toEqual([
      "benefit",
      "net",
      "roi",
      "npv",
      "payback_years",
      "break_even_improvement",
      "inference_share",
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe("FOCUS on the sheet", () => {
  const usage = [
    ["day", "team", "Model", "prompt_tokens", "completion_tokens", "cached_tokens"],
    [46_000, "search", "gpt-4o", 2_000_000, 500_000, 1_000_000],
    ["", "", "", "", "", ""],
    [46_000, "chat", "gpt-4o", 0, 100_000, ""],
  ];

  test("understands providers' own headers and skips blank rows", () => {
    const accounts = call("FOCUS", usage, null, cell("SubAccountName"));
    const meters = call("FOCUS", usage, null, cell("sku_meter"));
    expect(accounts.map(([name]) => name)).toEqual(["search", "search", "search", "chat"]);
    expect(meters.map(([name]) => name)).toEqual([
      "Input Tokens",
      "Cache Read Input Tokens",
      "Output Tokens",
      "Output Tokens",
    ]);
  });

  test("costs what COST says of the same tokens on the same day", () => {
    const costs = call("FOCUS", usage.slice(0, 2), null, cell("EffectiveCost")).map(([cost]) => cost as number);
    const perToken = one("COST", "gpt-4o", 20_000, 5000, 10_000, null, null, null, 46_000) as number;
    expect(costs.reduce((a, b) => a + b, 0)).toBeCloseTo(perToken * 100, 9);
  });

  test.each([
    [
      "no header",
      [
        [1, 2],
        [3, 4],
      ],
      "#VALUE! usage needs a header row with the column model",
    ],
    ["no tokens", [["model"], ["gpt-4o"]], "#VALUE! usage needs a column of tokens"],
    ["no rows", [["model", "input_tokens"]], "#VALUE! usage has a header row and no usage below it."],
    [
      "a row without a model",
      [
        ["model", "input_tokens"],
        ["", 5],
      ],
      "#VALUE! usage row 2 has no model.",
    ],
    [
      "negative tokens",
      [
        ["model", "input_tokens"],
        ["gpt-4o", -5],
      ],
      "#VALUE! usage row 2, input_tokens must be 0 or more; you gave -5.",
    ],
  ])("refuses a usage table with %s", (_what, table, expected) => {
    expect(String(call("FOCUS", table)[0]?.[0])).toContain(expected);
  });
});
