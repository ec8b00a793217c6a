import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Lever, WorkloadMeasure } from "../../../src/data/types";
import { DomainError } from "../../../src/engine/errors";
import type { Row } from "../../../src/engine/grid";
import { bridge } from "../../../src/engine/workload/bridge";
import { agentMultiple, multiAgentCost, reasoningTokens } from "../../../src/engine/workload/multiples";
import { workload } from "../../../src/engine/workload/profiles";
import { queryEnergy } from "../../../src/engine/workload/queryEnergy";
import { pilotToProd, volume } from "../../../src/engine/workload/volume";

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  throw new Error("nothing was refused");
}

const PROVENANCE = {
  table: "test",
  id: "x",
  source: "a report",
  asOf: "2026-01-01",
  evidence: "single",
  status: "estimate",
  unverified: false,
} as const;

describe("VOLUME", () => {
  it("makes 300,000 requests and 600 Mtok of 10,000 conversations a day over 30 days", () => {
    const record = volume({
      users: 10_000,
      requestsPerUserDay: 1,
      inputTokens: 1500,
      outputTokens: 500,
      daysPerMonth: 30,
    });
    expect(record).toEqual({
      requestsPerMonth: 300_000,
      inputMTokPerMonth: 450,
      outputMTokPerMonth: 150,
      mtokPerMonth: 600,
    });
  });

  it("has a month of 365/12 days unless told otherwise", () => {
    const record = volume({ users: 12, requestsPerUserDay: 1, inputTokens: 1, outputTokens: 0 });
    expect(record.requestsPerMonth).toBeCloseTo(365, 9);
  });

  test.each([
    [{ activeShare: 80 }, "badArgument: active_share must be 0 to 1; you gave 80. Write 80% or 0.8."],
    [{ daysPerMonth: 365 }, "badArgument: days_per_month must be 0 to 31; you gave 365."],
    [{ users: -1 }, "badArgument: users must be 0 or more; you gave -1."],
  ])("refuses %j", (slip, sentence) => {
    const given = { users: 10, requestsPerUserDay: 1, inputTokens: 1, outputTokens: 1, ...slip };
    expect(refusal(() => volume(given))).toBe(sentence);
  });
});

describe("PILOTTOPROD", () => {
  test.each([
    ["a hundred times the users at twice the overhead", {}, 90_000],
    ["at five times the overhead", { overhead: 5 }, 225_000],
    ["heavier use by each", { intensity: 1.5 }, 135_000],
    ["a pilot that cost nothing, whatever its users", { pilotUsd: 0, pilotUsers: 5e-324 }, 0],
  ])("%s", (_why, given, expected) => {
    expect(pilotToProd({ pilotUsd: 450, pilotUsers: 50, productionUsers: 5000, ...given })).toBeCloseTo(expected, 9);
  });

  it("needs a pilot with users", () => {
    expect(refusal(() => pilotToProd({ pilotUsd: 450, pilotUsers: 0, productionUsers: 5 }))).toBe(
      "badArgument: pilot_users must be above 0; you gave 0.",
    );
  });
});

describe("REASONINGTOKENS", () => {
  test.each([
    ["ten times the tokens hide nine of ten", 300, 10, 2700],
    ["nothing hidden", 300, 1, 0],
    ["no answer, no reasoning", 0, 50, 0],
  ])("%s", (_why, visibleTokens, multiplier, expected) => {
    expect(reasoningTokens({ visibleTokens, multiplier })).toBe(expected);
  });

  it("refuses a multiplier below 1: the visible answer is in it", () => {
    expect(refusal(() => reasoningTokens({ visibleTokens: 300, multiplier: 0.5 }))).toMatch(
      /^badArgument: multiplier must be 1 or more; you gave 0.5\./,
    );
  });
});

describe("AGENTMULTIPLE", () => {
  test.each([
    ["without growth as many as calls", { calls: 12 }, 12],
    ["full growth is the triangular number", { calls: 12, growthShare: 1 }, 78],
    ["one call is one call", { calls: 1, growthShare: 5 }, 1],
  ])("%s", (_why, given, expected) => {
    expect(agentMultiple(given)).toBeCloseTo(expected, 12);
  });

  it("twelve calls cost ten times two calls at a growth of a seventh", () => {
    const twelve = agentMultiple({ calls: 12, growthShare: 1 / 7 });
    expect(twelve / agentMultiple({ calls: 2, growthShare: 1 / 7 })).toBeCloseTo(10, 12);
  });
});

describe("MULTIAGENTCOST", () => {
  test.each([
    ["a supervisor and three workers", { supervisorUsd: 0.5, workerUsd: [0.2, 0.3, 0.1] }, 1.1],
    [
      "each worker twice, each with its hand-off",
      { supervisorUsd: 0.5, workerUsd: [0.2, 0.3, 0.1], rounds: 2, handoffUsd: 0.01 },
      1.76,
    ],
  ])("%s", (_why, given, expected) => {
    expect(multiAgentCost(given)).toBeCloseTo(expected, 12);
  });

  it("names the worker whose cost is negative", () => {
    expect(refusal(() => multiAgentCost({ supervisorUsd: 1, workerUsd: [1, -2] }))).toBe(
      "badArgument: worker_usd (item 2) must be 0 or more; you gave -2.",
    );
  });
});

const closeTo = (values: readonly number[], expected: readonly number[], digits: number): void => {
  expect(values).toHaveLength(expected.length);
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, digits);
};

describe("BRIDGE", () => {
  const factors = [100, 1.1, 1.5, 1.15, 1.1];
  const steps = (rows: readonly Row[]): readonly number[] => rows.slice(1, -1).map(({ step }) => step as number);

  it("goes from 450 to 93,926.25 in sequence", () => {
    const rows = bridge({ start: 450, factors });
    closeTo(steps(rows), [44_550, 4500, 24_750, 11_137.5, 8538.75], 8);
    expect(rows.at(-1)).toMatchObject({ label: "End" });
    expect(rows.at(-1)?.total).toBeCloseTo(93_926.25, 8);
  });

  it("shares the same difference by logarithm, whatever the order", () => {
    const shares = steps(bridge({ start: 450, factors, method: "logshare" }));
    closeTo(shares, [80_597.76, 1668.08, 7096.28, 2446.05, 1668.08], 2);
    const reversed = steps(bridge({ start: 450, factors: [...factors].reverse(), method: "Log share" }));
    closeTo([...reversed].reverse(), shares, 8);
  });

  it("shares what cancels out: a doubling and a halving", () => {
    const rows = bridge({ start: 100, factors: [2, 0.5], method: "logshare" });
    expect(steps(rows)[0]).toBeCloseTo(69.3147, 4);
    expect(steps(rows)[1]).toBeCloseTo(-69.3147, 4);
    expect(rows[2]).toMatchObject({ rise: 0 });
  });

  it.each(["sequential", "logshare"])("adds up exactly by %s", (method) => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 8 }), (list) => {
        const rows = bridge({ start: 450, factors: list, method });
        const end = rows.at(-1)?.total as number;
        const sum = steps(rows).reduce((total, step) => total + step, 450);
        const largest = Math.max(450, end, ...rows.map(({ cumulative }) => Math.abs(cumulative as number)));
        expect(Math.abs(sum - end) / largest).toBeLessThan(1e-12);
      }),
    );
  });

  it("draws each step between its invisible base and the next total", () => {
    const rows = bridge({ start: 100, factors: [2, 0.5], labels: ["Users", "Price"] });
    expect(rows[1]).toMatchObject({ label: "Users", base: 100, rise: 100, fall: 0, cumulative: 200 });
    expect(rows[2]).toMatchObject({ label: "Price", base: 100, rise: 0, fall: 100, cumulative: 100 });
  });

  test.each([
    [{ factors: [2, 3], labels: ["one"] }, "badArgument: labels must be one for each of the 2 factors; you gave 1."],
    [{ factors: [2, 0], method: "logshare" }, "badArgument: factors (item 2) must be above 0; you gave 0."],
    [{ factors: [2, -1] }, "badArgument: factors (item 2) must be 0 or more; you gave -1."],
    [{ factors: [2], method: "random" }, 'badArgument: method must be "sequential" or "logshare"; you gave "random".'],
  ])("refuses %j", (given, sentence) => {
    expect(refusal(() => bridge({ start: 1, ...given }))).toBe(sentence);
  });
});

describe("WORKLOAD", () => {
  const measure = (profile: string, displayName: string, name: string, base: number): WorkloadMeasure => ({
    profile,
    displayName,
    measure: name,
    low: base / 2,
    base,
    high: base * 2,
    unit: "calls",
    provenance: PROVENANCE,
  });
  const workloads = [
    measure("agent", "Single agent", "calls_per_task", 10),
    measure("agent", "Single agent", "tokens_per_task", 500_000),
    measure("chat-direct", "Chat without reasoning", "calls_per_task", 1),
  ];

  it("gives the measures of a profile with their band and source", () => {
    const rows = workload({ profile: "agent", workloads });
    expect(rows.map((row) => row.measure)).toEqual(["calls_per_task", "tokens_per_task"]);
    expect(rows[0]).toMatchObject({
      low: 5,
      base: 10,
      high: 20,
      unit: "calls",
      source: "a report",
      status: "estimate",
    });
  });

  it.each(["Chat Direct", "chat without reasoning", "chat 2023"])("knows %s", (profile) => {
    expect(workload({ profile, workloads })).toHaveLength(1);
  });

  it("asks back where no profile has that name", () => {
    expect(refusal(() => workload({ profile: "agnt", workloads }))).toBe(
      'notFound: No workload profile "agnt" in the table. Did you mean "agent"?',
    );
    expect(refusal(() => workload({ profile: "payroll", workloads }))).toMatch(
      /^notFound: No workload profile "payroll" in the table\. There are: .*agent/,
    );
  });
});

describe("QUERYENERGY", () => {
  const energy = (id: string, low: number, high: number): Lever => ({
    id,
    lever: id,
    unit: "Wh",
    kind: "energy",
    independentLow: low,
    independentHigh: high,
    independentSource: `${id} report`,
    provenance: PROVENANCE,
  });
  const levers = [energy("one", 0.1, 0.24), energy("two", 0.3, 0.34), { ...energy("train", 50, 100), unit: "GWh" }];

  it("puts the published band of one text prompt around the base, a million times", () => {
    const record = queryEnergy({ queries: 1e6, levers });
    expect(record).toMatchObject({
      whPerQuery: 0.3,
      bandLowWh: 0.1,
      bandHighWh: 0.34,
      source: "one report; two report",
    });
    expect([record.lowKWh, record.baseKWh, record.highKWh]).toEqual([100, 300, 340]);
  });

  it.each([0.01, 0.2, 5])("keeps low ≤ base ≤ high for %d Wh", (whPerQuery) => {
    const { lowKWh, baseKWh, highKWh } = queryEnergy({ queries: 1000, whPerQuery, levers });
    expect(lowKWh).toBeLessThanOrEqual(baseKWh as number);
    expect(highKWh).toBeGreaterThanOrEqual(baseKWh as number);
  });

  it("says so when the table has no such row", () => {
    expect(refusal(() => queryEnergy({ queries: 1, levers: [] }))).toMatch(/^notFound: /);
  });
});
