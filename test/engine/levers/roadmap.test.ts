import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import type { Row } from "../../../src/engine/grid";
import { type PlannedLever, roadmap } from "../../../src/engine/levers/roadmap";
import { stackSavings } from "../../../src/engine/levers/stack";

const column = (rows: readonly Row[], name: string): readonly unknown[] => rows.map((row) => row[name]);
const row = (rows: readonly Row[], lever: string): Row => rows.find((each) => each.lever === lever) ?? {};

const THREE: readonly PlannedLever[] = [
  { name: "Caching", saving: 0.2 },
  { name: "Prompts", saving: 0.3 },
  { name: "Routing", saving: 0.6 },
];

describe("ROADMAP", () => {
  it("walks from today to target, the larger saving first where none costs anything once", () => {
    const rows = roadmap({ baselineUsd: 10_000, levers: THREE });
    expect(column(rows, "lever")).toEqual(["Today", "Routing", "Prompts", "Caching", "Target"]);
    expect(column(rows, "runningUsd").map((usd) => Math.round(usd as number))).toEqual([
      10_000, 4000, 2800, 2240, 2240,
    ]);
    expect(row(rows, "Target").cumulativeSaving).toBeCloseTo(0.776, 12);
    expect(row(rows, "Target").paybackMonths).toBe(0);
  });

  it("ranks the quickest payback first: 500 USD for 10 % before 9,000 USD for 60 %", () => {
    const rows = roadmap({
      baselineUsd: 10_000,
      levers: [
        { name: "Routing", saving: 0.6, oneTimeUsd: 9000 },
        { name: "Prompts", saving: 0.1, oneTimeUsd: 500 },
      ],
    });
    expect(column(rows, "lever")).toEqual(["Today", "Prompts", "Routing", "Target"]);
    expect(row(rows, "Prompts").paybackMonths).toBeCloseTo(0.5, 12);
    expect(row(rows, "Routing").paybackMonths).toBeCloseTo(9000 / 5400, 12);
  });

  it("follows the calendar before the rank, so that the running cost is what is paid from that month on", () => {
    const rows = roadmap({
      baselineUsd: 1000,
      levers: [
        { name: "Later", saving: 0.5, startMonth: 6 },
        { name: "Now", saving: 0.1, oneTimeUsd: 300 },
      ],
    });
    expect(column(rows, "lever")).toEqual(["Today", "Now", "Later", "Target"]);
    expect(column(rows, "rank")).toEqual([undefined, 2, 1, undefined]);
    expect(row(rows, "Later").runningUsd).toBeCloseTo(450, 12);
  });

  it("pays the plan back when the savings so far cover the costs so far, and stay above them", () => {
    const rows = roadmap({
      baselineUsd: 100,
      levers: [
        { name: "First", saving: 0.5, oneTimeUsd: 100 },
        { name: "Second", saving: 1, oneTimeUsd: 200, startMonth: 4 },
      ],
    });
    // After three months 150 saved less 100 spent; then 200 more are spent and 100 a month saved: 1.5 months on.
    expect(row(rows, "Target").paybackMonths).toBeCloseTo(4.5, 12);
    expect(row(rows, "First").paybackMonths).toBeCloseTo(2, 12);
  });

  it("keeps a lever that costs, shows it as a rise, and says why it has no payback", () => {
    const rows = roadmap({
      baselineUsd: 1000,
      levers: [
        { name: "Routing", saving: 0.5 },
        { name: "Guardrails", saving: -0.1, oneTimeUsd: 50 },
      ],
    });
    expect(row(rows, "Guardrails")).toMatchObject({ rank: 2, runningUsd: 550, riseUsd: 50, fallUsd: 0, baseUsd: 500 });
    expect(row(rows, "Guardrails").paybackMonths).toMatchObject({
      message: "Guardrails saves nothing, so it is never paid back.",
    });
    const useless = roadmap({ baselineUsd: 1000, levers: [{ name: "None", saving: 0.5, adoption: 0, oneTimeUsd: 1 }] });
    expect(row(useless, "Target").paybackMonths).toBeInstanceOf(DomainError);
  });

  const lever = fc.record({
    name: fc.constantFrom("a", "b", "c"),
    saving: fc.double({ min: -1, max: 1, noNaN: true }),
    adoption: fc.double({ min: 0, max: 1, noNaN: true }),
    oneTimeUsd: fc.double({ min: 0, max: 1e6, noNaN: true }),
    startMonth: fc.integer({ min: 1, max: 36 }),
  });

  it("adds up: the steps are today less target, and the target is the stacked saving", () => {
    fc.assert(
      fc.property(fc.array(lever, { minLength: 1, maxLength: 8 }), (levers) => {
        const rows = roadmap({ baselineUsd: 1000, levers });
        const steps = rows.slice(1, -1);
        const saved = steps.reduce((sum, step) => sum + (step.savingUsd as number), 0);
        const target = row(rows, "Target");
        expect(1000 - saved).toBeCloseTo(target.runningUsd as number, 6);
        const together = stackSavings({
          savings: levers.map(({ saving }) => saving),
          adoption: levers.map(({ adoption }) => adoption),
        });
        expect(target.cumulativeSaving).toBeCloseTo(together, 9);
      }),
    );
  });

  it("agrees with a walk through the months on when the plan is paid back", () => {
    const positiveLever = fc.record({
      name: fc.constant("x"),
      saving: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      oneTimeUsd: fc.integer({ min: 0, max: 20_000 }),
      startMonth: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(positiveLever, { minLength: 1, maxLength: 5 }), (levers) => {
        const rows = roadmap({ baselineUsd: 1000, levers });
        const steps = rows.slice(1, -1);
        const begin = Math.min(...levers.map(({ startMonth }) => startMonth));
        const netAt = (month: number): number =>
          steps.reduce((sum, { startMonth, savingUsd, oneTimeUsd }) => {
            const run = month - (startMonth as number);
            return run < 0 ? sum : sum + run * (savingUsd as number) - (oneTimeUsd as number);
          }, 0);
        const payback = row(rows, "Target").paybackMonths as number;
        expect(netAt(begin + payback)).toBeGreaterThanOrEqual(-1e-6);
        for (let later = 0; later < 40; later += 0.5) {
          expect(netAt(begin + payback + later + 1e-9)).toBeGreaterThanOrEqual(-1e-4);
        }
        if (payback > 0.01) expect(netAt(begin + payback - 0.01)).toBeLessThan(0);
      }),
    );
  });
});
