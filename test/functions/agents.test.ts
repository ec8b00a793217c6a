import { describe, expect, it, test } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

function call(name: string, ...args: readonly unknown[]): unknown[][] {
  return registeredFunctions().get(name)?.(...args) as unknown[][];
}

const sentence = (result: unknown[][]): string => {
  const [cell] = result.flat();
  return isCellError(cell) ? `${cell.code} ${cell.message}` : `no error: ${String(cell)}`;
};

const LOOP = [[[30]], [[5000]], [[2000]], [[800]]] as const;
const OWN = [
  ["model", "output_usd_per_mtok", "input_usd_per_mtok", "cache_read_usd_per_mtok", "cache_write_usd_per_mtok"],
  ["ours", 10, 2.5, 0.25, 3.125],
  ["no cache", 10, 2.5, "", ""],
];
const withOwn = (model: string, cacheHit: unknown): unknown[][] =>
  call("AGENTCOST", [[model]], ...LOOP, null, cacheHit, null, null, null, null, OWN);

describe("AGENTCOST at the sheet", () => {
  it("costs 2.79 USD with GPT-4o, and 1.59375 with every cacheable token read at half price", () => {
    expect(call("AGENTCOST", [["gpt-4o"]], ...LOOP)[0]?.[0]).toBeCloseTo(2.79, 12);
    expect(call("AGENTCOST", [["gpt-4o"]], ...LOOP, null, [[1]])[0]?.[0]).toBeCloseTo(1.59375, 12);
  });

  it("charges writing to the cache where an own table has a price for it", () => {
    const written = 5000 + 28 * 2000;
    const expected = (957_000 * 0.25 + written * 3.125 + 2000 * 2.5 + 24_000 * 10) / 1e6;
    expect(withOwn("ours", [[1]])[0]?.[0]).toBeCloseTo(expected, 12);
  });

  it("says so where an own table has no price for what is read from the cache", () => {
    expect(withOwn("no cache", null)[0]?.[0]).toBeCloseTo(2.79, 12);
    expect(sentence(withOwn("no cache", [[0.5]]))).toMatch(/^#N\/A The table has no cache_read price for no cache\./);
  });

  it("stretches over models, steps and days like the single calls", () => {
    const models = [["gpt-4o"], ["gpt-4o-mini"]];
    const steps = [[5, 10, 20]];
    const grid = call("AGENTCOST", models, steps, [[5000]], [[2000]], [[800]]);
    const cells = models.map(([model]) =>
      (steps[0] ?? []).map((n) => call("AGENTCOST", [[model]], [[n]], [[5000]], [[2000]], [[800]])[0]?.[0]),
    );
    expect(grid).toEqual(cells);
  });

  it("refuses a prompt beyond the model's window", () => {
    expect(sentence(call("AGENTCOST", [["gpt-4o"]], [[100]], [[5000]], [[2000]], [[800]]))).toBe(
      "#VALUE! The prompt grows to 203,000 tokens; gpt-4o's context holds 128,000. Give max_context, or fewer steps.",
    );
  });

  test.each([null, [[""]], [[null]], [[0]]])("takes %j for no max_context", (blank) => {
    const cost = call("AGENTCOST", [["gpt-4o"]], ...LOOP, null, null, null, blank)[0]?.[0];
    expect(cost).toBeCloseTo(2.79, 12);
  });
});

describe("AGENTTRACE at the sheet", () => {
  const trace = (field: string): unknown[] =>
    call("AGENTTRACE", [["gpt-4o"]], [[3]], [[5000]], [[2000]], [[800]], null, [[0.5]], null, null, null, null, null, [
      [field],
    ]).flat();

  it("gives a column for a field: fresh and cached add up to the input", () => {
    expect(trace("input_tokens")).toEqual([5000, 7000, 9000]);
    expect(trace("cached_tokens")).toEqual([0, 2500, 3500]);
    expect(trace("fresh_tokens")).toEqual([5000, 4500, 5500]);
  });

  it("has a header and a row a step", () => {
    const table = call("AGENTTRACE", [["gpt-4o"]], ...LOOP);
    expect(table).toHaveLength(31);
    expect(table.at(-1)?.at(-1)).toBeCloseTo(2.79, 12);
  });
});

describe("QUERYENERGY and WORKLOAD at the sheet", () => {
  it("take band, profiles and sources from our own tables", () => {
    expect(call("QUERYENERGY", [[1e6]], null, [["low_kwh", "base_kwh", "high_kwh"]])).toEqual([[100, 300, 340]]);
    expect(String(call("QUERYENERGY", [[1]], null, [["source"]])[0]?.[0])).toMatch(/Google.*Altman/);
    expect(call("WORKLOAD", [["chat 2023"]], [["visible_output_tokens.base"]])).toEqual([[300]]);
    expect(sentence(call("WORKLOAD", [["chatt"]], null))).toMatch(/^#N\/A No workload profile "chatt" in the table\./);
  });
});
