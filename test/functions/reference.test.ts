import { describe, expect, test } from "vitest";
import { call, one } from "./support/call";

describe("TABLE", () => {
  test("an unknown table is answered with those there are", () => {
    expect(one("TABLE", "price")).toMatchObject({
      code: "#N/A",
      message: expect.stringMatching(/^There is no table "price"\. There are: prices, gpus, rents, /),
    });
  });
  test("names of tables and columns are forgiven for case, spaces and dashes", () => {
    expect(call("TABLE", "DC Efficiency")).toEqual(call("TABLE", "dc_efficiency"));
    expect(call("TABLE", "verdicts", null, null, "Margin-From")).toEqual(
      call("TABLE", "verdicts", null, null, "margin_from"),
    );
  });
  test.each([
    ["foo=1", "#N/A", 'Table verdicts has no column "foo"'],
    ["margin_from>high", "#VALUE!", 'filter compares margin_from with a number; you gave "high"'],
    ["verdict", "#VALUE!", "filter must read column=value"],
  ])("the filter %s is refused", (filter, code, message) => {
    expect(one("TABLE", "verdicts", filter)).toMatchObject({ code, message: expect.stringContaining(message) });
  });
  test.each([
    ["margin_from>=0.2", ["Sustainable", "High potential"]],
    ["margin_from<0|0.2", undefined],
    ["verdict=Marginal|at risk", ["Marginal", "At risk"]],
    ["verdict~SUS", ["Sustainable", "Unsustainable"]],
    ["margin_from=; margin_to=", ["Subsidy"]],
    ["verdict<>marginal; margin_from>=0", ["Sustainable", "High potential"]],
  ])("the filter %s keeps %j", (filter, kept) => {
    const result = call("TABLE", "verdicts", filter, null, "verdict").flat();
    if (kept === undefined) expect(result[0]).toMatchObject({ code: "#VALUE!" });
    else expect(result).toEqual(kept);
  });
});

describe("SOURCE", () => {
  test.each([
    ["gpt-4o.output", 10],
    ["gpt-4o.output_usd_per_mtok", 10],
    ["gpt-4o.cached_input_usd_per_mtok", 1.25],
    ["gpt-4.1.output", 8],
    ["gpt-4.1", "input 2, output 8 USD/Mtok"],
  ])("of %s in prices is about %j", (id, value) => {
    expect(one("SOURCE", "prices", id, "value")).toBe(value);
  });
  test("an id that is no model says so, in the words of SOURCE", () => {
    expect(one("SOURCE", "prices", "gpt-4o.price")).toMatchObject({
      code: "#N/A",
      message: expect.stringMatching(/^No model "gpt-4o\.price" in the table\./),
    });
  });
  test("a row's own key names it, and one that is announced is projected", () => {
    const announced = call("TABLE", "prices", "status=scheduled", null, "key").flat();
    expect(announced.length).toBeGreaterThan(0);
    for (const key of announced) expect(one("SOURCE", "prices", key, "status")).toBe("projected");
    expect(one("SOURCE", "prices", "openai|gpt-4o|standard|2024-05-13", "value")).toBe("input 5, output 15 USD/Mtok");
    expect(one("SOURCE", "prices", "openai|gpt-4o|standard|2024-05-13", "status")).toBe("list");
  });
  test("the note of a model says what its seller announced", () => {
    expect(one("SOURCE", "prices", "gemini-4-argon", "note")).toMatch(
      /projected after the date of the data, as announced: input 4, output 20 from 2026-12-01$/,
    );
  });
});

describe("every table", () => {
  const names = (one("TABLE", "no such table") as { readonly message: string }).message
    .replace(/^.*There are: /, "")
    .replace(/\.$/, "")
    .split(", ");

  test("is one of those the documentation names", () => {
    expect([...names].sort()).toEqual(
      (
        "prices gpus rents models regions dc_efficiency workloads levers business_models applications deployments " +
        "countries demand measurements verdicts risk_models claims"
      )
        .split(" ")
        .sort(),
    );
  });

  test.each(names)("%s spills rows under headers, and SOURCE knows the source of its first and last row", (name) => {
    const [header = [], ...rows] = call("TABLE", name);
    expect(rows.length).toBeGreaterThan(0);
    expect(header).toEqual(expect.arrayContaining(["source", "as_of", "evidence", "source_status"]));
    const keys = KEYS[name] ?? ["id"];
    for (const row of [rows[0], rows.at(-1)]) {
      const id = keys.map((column) => String(row?.[header.indexOf(column)])).join("|");
      const [columns = [], values = []] = call("SOURCE", name, id);
      expect(columns, id).toEqual(["value", "source", "url", "as_of", "status", "evidence", "conflict", "note"]);
      expect(values[1], id).toBe(row?.[header.indexOf("source")]);
    }
  });

  test("is called by its own noun in a refusal, whoever asked before", () => {
    call("SOURCE", "gpus", "H100");
    expect(one("GPU", "H1000", "tdp_w")).toMatchObject({
      message: expect.stringContaining('No accelerator "H1000" in the table.'),
    });
    expect(one("SOURCE", "gpus", "H1000")).toMatchObject({
      message: expect.stringContaining('No row of gpus "H1000" in the table.'),
    });
  });
});

describe("SOURCE of one value", () => {
  test("what a column means stands before the row's note, a derived figure says how it was made", () => {
    expect(one("SOURCE", "gpus", "H100.system_usd", "note")).toMatch(/^Middle of the price range x 1\.3/);
    expect(one("SOURCE", "gpus", "H100.host_w_per_gpu", "note")).toMatch(/^server_overhead_power_w \/ gpus_per_server/);
  });
  test("a PUE has its own source and is an estimate", () => {
    expect(one("SOURCE", "regions", "us-va-tx.pue_typical", "source")).toMatch(/hyperscale/);
    expect(one("SOURCE", "regions", "us-va-tx.pue_typical", "status")).toBe("estimate");
  });
});

test("EXPLAIN tells where an accelerator's price comes from, not where its memory does", () => {
  const capex = call("EXPLAIN", "GPUHOUR", "H100").find(([, name]) => name === "capex_usd");
  const price = String(one("SOURCE", "gpus", "H100.system_usd", "source"));
  expect(capex?.[4]).toContain(price);
  expect(capex?.[4]).toContain("evidence claim");
});

/** The columns that name a row, where it is not `id`. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  prices: ["key"],
  rents: ["key"],
  measurements: ["row_id"],
  demand: ["key"],
  workloads: ["profile", "measure"],
};
