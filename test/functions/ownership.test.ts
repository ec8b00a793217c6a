import { describe, expect, test } from "vitest";
import "../../src/functions";
import { type CellError, isCellError, registeredFunctions } from "../../src/functions/call/registry";

type Out = number | string | boolean | CellError;

/** Calls a function as Excel does: every argument a matrix, omitted ones null. */
function call(name: string, ...args: readonly unknown[]): Out[][] {
  const given = args.map((arg) => (arg === undefined ? null : Array.isArray(arg) ? arg : [[arg]]));
  return registeredFunctions().get(name)?.(...given) as Out[][];
}

const message = (cell: Out | undefined): string => (isCellError(cell) ? `${cell.code} ${cell.message}` : String(cell));

describe("RENT", () => {
  const own = [
    ["Provider", "GPU", "Term", "USD per GPU hour", "as of"],
    ["our contract", "H100", "3yr", 1.9, "2026-01-01"],
    ["our contract", "H100", "on_demand", 2.6, "2026-01-01"],
    ["second source", "H100", "on_demand", 3.0, ""],
    ["", "", "", "", ""],
    ["second source", "our card", "on_demand", 0.7, ""],
  ];

  test.each([
    ["the median of one's own offers", ["h100-sxm"], 2.8],
    ["one provider of one's own", ["H100", undefined, "Our Contract"], 2.6],
    ["another term", ["H100", "3yr"], 1.9],
    ["a card that only the own table knows", ["our card"], 0.7],
  ])("rents: %s", (_why, args, expected) => {
    expect(call("RENT", ...Object.assign(new Array(4).fill(undefined), args), own)).toEqual([[expected]]);
  });

  test("without as_of the latest own row holds, even one later than our data", () => {
    const dated = [
      ["gpu", "usd_per_gpu_hour", "as_of"],
      ["H100", 2.5, "2026-01-01"],
      ["H100", 2.1, "2031-01-01"],
    ];
    expect(call("RENT", "H100", undefined, undefined, undefined, dated)).toEqual([[2.1]]);
    expect(call("RENT", "H100", undefined, undefined, "2030-12-31", dated)).toEqual([[2.5]]);
  });

  test("a loaded and edited copy of our table is an own table", () => {
    const copy = [
      [
        "provider",
        "accelerator_id",
        "tier",
        "price_per_gpu_hour_on_demand_usd",
        "price_per_gpu_hour_1yr_usd",
        "as_of",
        "currency",
      ],
      ["lambda", "h100-sxm", "list", 3.5, "", 46_000, "USD"],
      ["analyst", "h100-sxm", "model", 1.3, "", 46_000, "USD"],
    ];
    expect(call("RENT", "H100", undefined, undefined, undefined, copy)).toEqual([[3.5]]);
  });

  test.each([
    [
      "no accelerators",
      [
        ["provider", "usd_per_gpu_hour"],
        ["a", 1],
      ],
      "rents needs a header row with the column gpu",
    ],
    [
      "no prices",
      [
        ["gpu", "provider"],
        ["h100", "a"],
      ],
      "rents needs a column of prices",
    ],
    ["no rows", [["gpu", "usd_per_gpu_hour"]], "rents has a header row and no rents below it."],
    [
      "a nameless row",
      [
        ["gpu", "usd_per_gpu_hour"],
        ["", 1],
      ],
      "rents row 2 has no gpu.",
    ],
    [
      "a price in text",
      [
        ["gpu", "usd_per_gpu_hour"],
        ["h100", "2,5"],
      ],
      "rents row 2, price_per_gpu_hour_on_demand_usd must be a number",
    ],
    [
      "a negative price",
      [
        ["gpu", "usd_per_gpu_hour"],
        ["h100", -2],
      ],
      "must be 0 or more; you gave -2.",
    ],
    [
      "a term that is none",
      [
        ["gpu", "term", "usd_per_gpu_hour"],
        ["h100", "weekly", 2],
      ],
      'rents row 2, term must be on_demand, spot, 1yr or 3yr; you gave "weekly".',
    ],
    [
      "two currencies",
      [
        ["gpu", "usd_per_gpu_hour", "currency"],
        ["h100", 2, "USD"],
        ["b200", 2, "EUR"],
      ],
      "rents mixes USD and EUR",
    ],
  ])("rents is refused with its place: %s", (_why, table, sentence) => {
    expect(message(call("RENT", "h100", undefined, undefined, undefined, table)[0]?.[0])).toContain(`#VALUE! `);
    expect(message(call("RENT", "h100", undefined, undefined, undefined, table)[0]?.[0])).toContain(sentence);
  });

  test("a column of names gives a column of rents, a bad name fails alone", () => {
    const [[first], [second], [third]] = call("RENT", [["H100"], ["no such chip"], ["B200"]]) as [[Out], [Out], [Out]];
    expect(first).toBeGreaterThan(1);
    expect(message(second)).toContain('#N/A No accelerator "no such chip" in the table.');
    expect(third).toBeGreaterThan(Number(first));
  });

  test("an unquoted cell address is explained", () => {
    expect(message(call("RENT", 0)[0]?.[0])).toContain('Put the name in quotes: "H100"');
  });

  test("one provider of our table for a year is named, not taken for the market", () => {
    expect(message(call("RENT", "h100", "1yr")[0]?.[0])).toBe(
      "#N/A Only gcp publishes 1yr for h100-sxm. Name it or give rents.",
    );
    expect(call("RENT", "h100", "1yr", "gcp")[0]?.[0]).toBeGreaterThan(1);
  });
});

describe("names in place of numbers", () => {
  test("GPUHOUR prices an accelerator by its name", () => {
    const system = registeredFunctions().get("GPU")?.([["H100"]], [["system_usd"]]) as Out[][];
    expect(call("GPUHOUR", "H100")).toEqual(call("GPUHOUR", system[0]?.[0]));
    expect(message(call("GPUHOUR", "groq-lpu")[0]?.[0])).toContain("#N/A system_usd of groq-lpu is not known");
  });

  test("a number that is text is told as that, not as an unknown name; four digits may be a card", () => {
    const told = "must be a number; you gave the text";
    expect(message(call("GPUHOUR", "35000")[0]?.[0])).toBe(
      `#VALUE! capex_usd ${told} "35000". Turn the text into a number (Data, Text to Columns).`,
    );
    expect(message(call("COSTPERTOKEN", "2.50", 900)[0]?.[0])).toContain(`#VALUE! gpu_hour_usd ${told} "2.50".`);
    expect(message(call("CARBON", 1, "400")[0]?.[0])).toContain(`#VALUE! region ${told} "400".`);
    expect(call("GPUHOUR", "5090")).toEqual(call("GPUHOUR", "RTX 5090"));
  });

  test("COSTPERTOKEN rents an accelerator by its name", () => {
    expect(call("COSTPERTOKEN", "H100", 900)).toEqual(call("COSTPERTOKEN", call("RENT", "H100")[0]?.[0], 900));
  });

  test("COSTPERTOKEN estimates a model's throughput, on more GPUs at more cost an hour", () => {
    const smallest = Number(call("COSTPERTOKEN", "H100", "llama-3.1-8b")[0]?.[0]);
    const eight = Number(call("COSTPERTOKEN", "H100", "llama-3.1-8b", undefined, 8)[0]?.[0]);
    expect(smallest).toBeGreaterThan(0.01);
    expect(smallest).toBeLessThan(1);
    expect(eight).toBeGreaterThan(smallest);
  });
});

describe("BREAKEVEN", () => {
  test("without a field it stretches over prices", () => {
    expect(call("BREAKEVEN", 1460, [[4.375, 2, 0]])[0]?.map(message)).toEqual([
      String(1460 / 4.375),
      "730",
      "#N/A api_usd_per_mtok 0 is not above own_usd_per_mtok 0: hosting never pays.",
    ]);
  });

  test("several fields stand as they lie", () => {
    expect(call("BREAKEVEN", 1500, 4, undefined, 500, undefined, [["units"], ["first_mtok"]])).toEqual([[3], [375]]);
  });

  test.each([[0], [""], [null]])("a blank field %j is the volume", (field) => {
    expect(call("BREAKEVEN", 1500, 4, undefined, 500, undefined, [[field]])).toEqual([[1125]]);
  });

  test("an unknown field lists those there are", () => {
    expect(message(call("BREAKEVEN", 1500, 4, undefined, undefined, undefined, "volume")[0]?.[0])).toBe(
      '#N/A No field "volume". There are: mtok_per_month, units, utilization, usd_per_month, first_mtok.',
    );
  });
});

describe("BUYVSRENT", () => {
  const plan = [1000, 100, 500, 2, 0.1, 0.5];
  const withField = (field: unknown): Out[][] => call("BUYVSRENT", ...plan, ...new Array(5).fill(undefined), field);

  test("spills the years under their header, the totals once", () => {
    const table = call("BUYVSRENT", ...plan);
    expect(table.map((row) => row.slice(0, 6))).toEqual([
      ["year", "depreciation_usd", "buy_usd", "rent_usd", "advantage_usd", "cumulated_usd"],
      [0, 0, -1000, 0, -1000, -1000],
      [1, 500, -100, -500, 400, -600],
      [2, 500, 400, -500, 900, 300],
    ]);
    expect(table.map((row) => row[6])).toEqual(["npv_buy", expect.closeTo(-760.3306, 4), "", ""]);
  });

  test("a total is one value, a column of the table a column", () => {
    expect(withField("NPV buy")).toEqual([[expect.closeTo(-760.3306, 4)]]);
    expect(withField([["irr", "payback_years"]])).toEqual([[expect.closeTo(0.1695, 4), expect.closeTo(1.6667, 4)]]);
    expect(withField("advantage_usd")).toEqual([[-1000], [400], [900]]);
  });

  test("a total stretches over ranges, a cell each", () => {
    const rents = [[0], [500], [900]];
    const found = call("BUYVSRENT", 1000, 100, rents, 2, 0.1, 0.5, ...new Array(5).fill(undefined), "payback_years");
    expect(found.map(([cell]) => message(cell))).toEqual([
      "#N/A The flows never pay back: after 2 periods 700 is still missing.",
      String(1 + 600 / 900),
      String(1 + 200 / 1300),
    ]);
  });

  test("an unknown field lists the columns and the totals", () => {
    expect(message(withField("roi")[0]?.[0])).toMatch(/No field "roi".*cumulated_usd, npv_buy, npv_rent, irr/);
  });
});

describe("PAYBACK", () => {
  test("takes its flows as a row or a column and ignores blanks below them", () => {
    expect(call("PAYBACK", [[-100], [60], [60], [""], [null]])).toEqual([[1 + 40 / 60]]);
    expect(call("PAYBACK", [[-100, 60, 60]], undefined, false)).toEqual([[2]]);
  });

  test("a blank between flows is refused with its place", () => {
    expect(message(call("PAYBACK", [[-100], [""], [60]])[0]?.[0])).toContain("flows (item 2) is missing");
  });
});
