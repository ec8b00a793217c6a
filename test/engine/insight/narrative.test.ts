import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { narrative } from "../../../src/engine/insight/narrative";

const tell = (figures: Record<string, number | string>, audience?: string): string =>
  narrative({ kpis: { columns: Object.keys(figures), rows: [Object.values(figures)] }, audience });

/** The numbers a reader finds in a text; a percentage counts as its share. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?%?/g)].map(([found]) => {
    const value = Number(found.replaceAll(",", "").replace("%", ""));
    return found.endsWith("%") ? value / 100 : value;
  });
}

const KPIS = {
  usd_per_month: 11242,
  usd_per_mtok: 5.686153846,
  usd_per_request: 0.007391999,
  gpus: 4,
  utilization: 0.13054,
  output_tok_per_s: 1329.937,
  mwh_per_year: 23.48,
  tco2e_per_year: 9.8155,
  water_m3_per_year: 85.5,
  ttft_ms: 316.003,
  tpot_ms: 50.1733,
  api_usd_per_month: 1415.9,
};

describe("every number in the text is one of the table's", () => {
  test.each(["CFO", "engineering", "operations"])("for %s", (audience) => {
    const amount = fc.oneof(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(fc.record(Object.fromEntries(Object.keys(KPIS).map((name) => [name, amount]))), (figures) => {
        const values = Object.values(figures);
        for (const number of numbersIn(tell(figures, audience).replaceAll("CO2e", "CO").replaceAll("m3", "m"))) {
          expect(
            values.some((value) => Math.abs(value - number) <= Math.max(5.1e-4 * value, 1e-12)),
            String(number),
          ).toBe(true);
        }
      }),
    );
  });
});

describe("it never contradicts the table", () => {
  test("an API that is dearer is called dearer, one that is cheaper cheaper", () => {
    expect(tell(KPIS)).toContain("The median API costs 1,416 USD a month, less than this.");
    expect(tell({ ...KPIS, api_usd_per_month: 20000 })).toContain("20,000 USD a month, more than this.");
  });
  test("a negative margin is a loss, a negative present value does not pay", () => {
    expect(tell({ margin: -0.5 })).toBe("The margin is -50%, a loss.");
    expect(tell({ npv: -10 })).toContain("it does not pay");
    expect(tell({ npv: 10 })).toContain("it pays");
  });
  test("verdict and status are the table's own words", () => {
    expect(tell({ margin: 0.1, verdict: "Marginal" })).toBe("The margin is 10%. The verdict is Marginal.");
    expect(tell({ forecast_usd: 12000, status: "Breach" })).toContain("Its status is Breach.");
  });
});

test("each audience hears what it asks for", () => {
  expect(tell(KPIS, "CFO")).not.toMatch(/first token/);
  expect(tell(KPIS, "engineering")).toMatch(/first token comes after 316 ms/);
  expect(tell(KPIS, "operations")).toMatch(/23\.48 MWh a year.*85\.5 m3/);
  expect(() => tell(KPIS, "board")).toThrow('audience must be "CFO", "engineering" or "operations"; you gave "board".');
});

test("a table of unknown columns is read out figure by figure", () => {
  expect(tell({ widgets: 3, defect_share: 0.25 })).toBe("Widgets are 3. Defect share is 25%.");
});

test("rows are compared by their cost; one without a cost is named", () => {
  const kpis = {
    columns: ["deployment", "usd_per_month"],
    rows: [
      ["cloud", 11242],
      ["api", 1416],
      ["edge", { message: "no factor" }],
    ],
  };
  expect(narrative({ kpis })).toBe(
    "By USD per month the lowest is api at 1,416; then cloud at 11,242. Without a figure: edge.",
  );
});

describe("a table of several rows is told by what its columns are", () => {
  const rowsOf = (columns: string[], rows: (string | number | boolean | undefined)[][]): string =>
    narrative({ kpis: { columns, rows } });

  test("names beside values, as SIMULATE gives them, are one record", () => {
    expect(
      rowsOf(
        ["statistic", "value"],
        [
          ["p50", 100],
          ["p90", 113],
          ["p_over_budget", 0.153],
          ["notes", "n"],
        ],
      ),
    ).toBe(
      "Half of all cases stay at or below 100; nine in ten at or below 113. The chance of exceeding the budget is 15.3%.",
    );
  });
  test("a path over time is where it starts, where it ends and what it comes to", () => {
    expect(
      rowsOf(
        ["year", "price_index", "cost_usd", "cumulative_usd"],
        [
          [0, 1, 100, 0],
          [1, 0.5, 70, 70],
          [2, 0.25, 49, 119],
        ],
      ),
    ).toBe("Cost goes from 100 USD in year 0 to 49 USD in year 2. The cumulated cost is 119 USD.");
  });
  test("effects keep the sign and the judgement of the table", () => {
    const rows = [
      ["budget", 2200, ""],
      ["volume", 660, "adverse"],
      ["price", -460, "favourable"],
      ["new", 0, "none"],
      ["total", 200, "adverse"],
    ];
    expect(rowsOf(["effect", "usd", "judgement"], rows)).toBe(
      "Total is 200 USD, adverse. Volume is 660 USD, adverse. Price is -460 USD, favourable.",
    );
  });
  test("a walk says what adds and what takes off", () => {
    const rows = [
      ["Today", 100, undefined, undefined],
      ["route", undefined, 0, 60],
      ["logs", undefined, 5, 0],
      ["Target", 45, undefined, undefined],
    ];
    expect(rowsOf(["lever", "total_usd", "rise_usd", "fall_usd"], rows)).toBe(
      "It goes from 100 (Today) to 45 (Target): route takes off 60, logs adds 5.",
    );
  });
  test("what the table calls not feasible is never the best, however cheap", () => {
    const columns = ["deployment", "usd_per_month", "feasible"];
    expect(
      rowsOf(columns, [
        ["api", 1416, false],
        ["cloud", 11242, true],
      ]),
    ).toBe("By USD per month the lowest is cloud at 11,242. Not feasible: api at 1,416.");
  });
  test("figures that the first row holds for the whole table are told of the table", () => {
    const columns = ["year", "buy_usd", "npv_buy", "npv_rent"];
    expect(
      rowsOf(columns, [
        [0, -300, -418, -333],
        [1, -50, undefined, undefined],
      ]),
    ).toBe("Renting costs less: the net present value is -418 USD for buying and -333 USD for renting.");
  });
  test("a bill is told by its lines, the largest first, without those that cost nothing", () => {
    const columns = ["meter", "tokens", "usd_per_mtok", "usd", "share"];
    expect(
      rowsOf(columns, [
        ["input", 1500, 2.5, 0.00375, 0.4286],
        ["cache_read", 0, 1.25, 0, 0],
        ["output", 500, 10, 0.005, 0.5714],
      ]),
    ).toBe("The bill: output 0.005 USD (57.14%), input 0.00375 USD (42.86%).");
  });
  test("a price over time is its first and its last, with their days", () => {
    const columns = ["from", "to", "price_usd_per_mtok", "change", "cumulative_change"];
    expect(
      rowsOf(columns, [
        [45425, 45567, 5, undefined, 0],
        [45567, undefined, 2.5, -0.5, -0.5],
      ]),
    ).toBe(
      "The first price is 5 USD per million tokens from 2024-05-13 on, the last 2.5 USD per million tokens from 2024-10-02 on, -50% against the first.",
    );
  });
  test("the steps of an agent are a path, too", () => {
    const rows = [
      [1, 0.0205, 0.0205],
      [2, 0.0255, 0.046],
    ];
    expect(rowsOf(["step", "usd", "cumulative_usd"], rows)).toBe(
      "Cost goes from 0.0205 USD in step 1 to 0.0255 USD in step 2. The cumulated cost is 0.046 USD.",
    );
  });
  test("days are told as days, not as the sheet's numbers", () => {
    const rows = [
      ["good", 0.4, 46346],
      ["bad", 0, 46346],
    ];
    expect(rowsOf(["verdict", "margin_from", "as_of"], rows)).toBe(
      "Good: margin from 40%, as of 2026-11-20. Bad: margin from 0%, as of 2026-11-20.",
    );
  });
  test("bounds called from and to are figures, and rows named by their price are not ranked by it", () => {
    const bins = [
      [5, 4, 1],
      [9, 1, 5],
    ];
    expect(rowsOf(["bin", "count", "from"], bins)).toBe("5: count 4, from 1. 9: count 1, from 5.");
    expect(
      rowsOf(
        ["usd", "result"],
        [
          [1, 1000],
          [3, 3000],
        ],
      ),
    ).toBe("1: result 1,000. 3: result 3,000.");
  });
  test("rows without a cost are read out by their first cell", () => {
    expect(
      rowsOf(
        ["driver", "low", "high"],
        [
          ["volume", 1, 2],
          ["rate", 3, 4],
        ],
      ),
    ).toBe("Volume: low 1, high 2. Rate: low 3, high 4.");
  });
});

test("headers are understood however they are written", () => {
  expect(tell({ Margin: -0.5 })).toBe("The margin is -50%, a loss.");
  expect(tell({ "USD per month": 100 })).toBe("This workload costs 100 USD a month.");
});

test("a figure's unit stands behind its number", () => {
  expect(tell({ student_usd_per_mtok: 1, payback_months: 4.5, input_tokens: 1020000, low_kwh: 100, r2: 1 })).toBe(
    "Student is 1 USD per million tokens. Payback is 4.5 months. Input is 1,020,000 tokens. Low is 100 kWh. R2 is 1.",
  );
  expect(tell({ usd_per_mtok_read: 1, output_tok_per_s_low: 3 })).toBe(
    "USD per million tokens read is 1. Output tokens per s low is 3.",
  );
  expect(tell({ requests_per_month: 5, usd_per_success: 2, loss_share: 0.1 })).toBe(
    "Requests per month are 5. USD per success is 2. Loss share is 10%.",
  );
});

test("a commitment is weighed against on demand by the table's own saving", () => {
  const commitment = { cost_usd: 1825, on_demand_cost_usd: 2400, saving_usd: 575 };
  expect(tell(commitment)).toBe("The commitment costs 1,825 USD against 2,400 USD on demand: it saves 575 USD.");
  expect(tell({ ...commitment, on_demand_cost_usd: 1500, saving_usd: -325 })).toContain("on demand is cheaper");
});

test("an amount whose name holds a share's word stays an amount", () => {
  expect(tell({ margin_usd: 10_000 })).toBe("Margin is 10,000 USD.");
});

test("a result that misses what was asked says so to everyone", () => {
  const kpis = {
    columns: ["usd_per_month", "feasible", "why_not"],
    rows: [[100, false, "A request takes 9 ms, above the 5 ms of latency_ms."]],
  };
  for (const audience of ["CFO", "engineering", "operations"]) {
    expect(narrative({ kpis, audience })).toContain("It is not feasible: A request takes 9 ms");
  }
});

test("a table without a number is refused", () => {
  expect(() => tell({ a: "b" })).toThrow("kpis holds no number to speak of.");
});

describe("hosting against an API", () => {
  const costs = { volume_mtok_per_month: 60833, api_usd_per_month: 15969, hosting_usd_per_month: 21553 };
  test("is told with the cheaper one, the break-even and its band", () => {
    expect(
      tell({
        ...costs,
        break_even_mtok_per_month: 135638,
        break_even_at_low_throughput: "never",
        break_even_at_high_throughput: 92811,
      }),
    ).toBe(
      "At 60,833 million tokens a month the API costs 15,969 USD and hosting 21,553 USD: the API is cheaper by 5,584 USD. Hosting stays cheaper from 135,638 million tokens a month on. With throughput at the low end of its band that is never, at the high end from 92,811.",
    );
  });
  test("names hosting where hosting costs less, and neither where they cost the same", () => {
    expect(tell({ ...costs, api_usd_per_month: 30000 })).toContain("hosting is cheaper by 8,447 USD");
    expect(tell({ ...costs, api_usd_per_month: 21553 })).toContain(": the same.");
  });
  test("says that no volume is enough where there is none", () => {
    expect(tell({ ...costs, break_even_mtok_per_month: "never" })).toContain("hosting stays cheaper at no volume");
  });
});

describe("a year's plan against its budget", () => {
  const plan = {
    plan_for_year: 181926,
    budget_for_year: 200000,
    plan_share_of_budget: 0.909,
    largest_team: "Engineering",
    largest_team_share: 0.4853,
    largest_model: "gpt-4o",
    largest_model_share: 0.21,
  };
  test("is told with who pays most and for what", () => {
    expect(tell(plan)).toBe(
      "The plan for the year is 181,926 USD, within the budget of 200,000 USD, 90.9% of it. Engineering pays the largest part, 48.53%. The model that costs most is gpt-4o with 21%.",
    );
  });
  test("speaks the currency of the table", () => {
    expect(tell({ plan_for_year: 1000, currency: "EUR" })).toBe("The plan for the year is 1,000 EUR.");
  });
  test("says above where the plan is above", () => {
    expect(tell({ plan_for_year: 300, budget_for_year: 200 })).toContain("above the budget of 200 USD");
    expect(tell({ plan_for_year: 200, budget_for_year: 200 })).toContain("exactly the budget");
  });
  test("says what is spent, and whether that is more or less than planned", () => {
    const spent = (actual: number) => tell({ plan_for_year: 9, actual_to_date: actual, plan_to_date: 100 });
    expect(spent(120)).toContain("120 USD are spent to date, more than the 100 USD planned");
    expect(spent(80)).toContain("80 USD are spent to date, less than the 100 USD planned");
    expect(spent(100)).toContain("as planned");
  });
  test("never passes over lines without a price", () => {
    expect(tell({ plan_for_year: 9, unpriced_lines: 1 })).toContain("1 line has no price and is missing");
    expect(tell({ plan_for_year: 9, unpriced_lines: 0 })).not.toContain("price");
  });
});
