import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import { listingsOf, type PriceBook, type PriceFacts, priceBook } from "../../../src/engine/prices/book";
import { agentCost, agentTrace } from "../../../src/engine/workload/agentCost";
import { agentTokens } from "../../../src/engine/workload/agentLoop";

const fact = (modelId: string, more: Partial<PriceFacts>): PriceFacts => ({
  provider: "lab",
  modelId,
  aliases: [],
  baseModel: modelId,
  maker: "lab",
  sellerRank: 1,
  variant: "standard",
  validFrom: 1,
  inputUsdPerMTok: 2.5,
  outputUsdPerMTok: 10,
  ...more,
});

function book(builtIn = true): PriceBook {
  const rows = [
    fact("plain", { cacheReadUsdPerMTok: 1.25 }),
    fact("writes", { cacheReadUsdPerMTok: 0.25, cacheWriteUsdPerMTok: 3.125 }),
    fact("no-cache", {}),
    fact("long", { tierThresholdTokens: 10_000, tierInputUsdPerMTok: 5, tierOutputUsdPerMTok: 15 }),
    fact("small", { contextWindow: 20_000 }),
  ];
  return priceBook(listingsOf(rows), { dataDay: 46_000, builtIn, currency: "USD" });
}

const LOOP = { steps: 30, baseTokens: 5000, addedTokens: 2000, outputTokens: 800 };
const prices = book();

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  throw new Error("nothing was refused");
}

describe("AGENTTOKENS", () => {
  it("sends 1,020,000 tokens in 30 steps, of which 957,000 were sent before", () => {
    expect(agentTokens(LOOP)).toEqual({
      inputTokens: 1_020_000,
      cacheableTokens: 957_000,
      outputTokens: 24_000,
      largestPromptTokens: 63_000,
    });
  });

  test.each([
    [
      "a chat of 20 turns of 500 tokens",
      { steps: 20, baseTokens: 500, addedTokens: 500, outputTokens: 0 },
      105_000,
      95_000,
    ],
    ["one call has nothing to read again", { ...LOOP, steps: 1 }, 5000, 0],
    ["nothing added: all but the first step is a repetition", { ...LOOP, steps: 3, addedTokens: 0 }, 15_000, 10_000],
    [
      "a cut prompt still brings what is new",
      { ...LOOP, steps: 4, maxContext: 8000 },
      5000 + 7000 + 8000 + 8000,
      5000 + 6000 + 6000,
    ],
    ["a base beyond the window is cut as well", { ...LOOP, steps: 2, maxContext: 4000 }, 8000, 2000],
    ["more added than fits leaves nothing to read again", { ...LOOP, steps: 3, maxContext: 1500 }, 4500, 0],
  ])("%s", (_why, loop, inputTokens, cacheableTokens) => {
    expect(agentTokens(loop)).toMatchObject({ inputTokens, cacheableTokens });
  });

  it("counts hidden reasoning as output of every step", () => {
    expect(agentTokens({ ...LOOP, reasoningTokens: 10_000 }).outputTokens).toBe(324_000);
  });

  it("splits every input into what is new and what was sent before", () => {
    const whole = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        whole,
        whole,
        fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: undefined }),
        (steps, baseTokens, addedTokens, maxContext) => {
          const loop = { steps, baseTokens, addedTokens, outputTokens: 0, maxContext };
          const { inputTokens, cacheableTokens } = agentTokens(loop);
          const limit = maxContext ?? Number.POSITIVE_INFINITY;
          const fresh = Array.from({ length: steps }, (_unused, k) =>
            Math.min(k === 0 ? baseTokens : addedTokens, limit, baseTokens + k * addedTokens),
          );
          const freshTokens = fresh.reduce((sum, each) => sum + each, 0);
          expect((cacheableTokens as number) + freshTokens).toBe(inputTokens);
        },
      ),
    );
  });

  test.each([
    [{ steps: 0 }, "badArgument: steps must be a whole number from 1 to 10,000; you gave 0."],
    [{ steps: 2.5 }, "badArgument: steps must be a whole number from 1 to 10,000; you gave 2.5."],
    [{ maxContext: -1 }, "badArgument: max_context must be above 0; you gave -1."],
    [{ addedTokens: -1 }, "badArgument: added_tokens must be 0 or more; you gave -1."],
  ])("refuses %j", (slip, sentence) => {
    expect(refusal(() => agentTokens({ ...LOOP, ...slip }))).toBe(sentence);
  });
});

describe("AGENTCOST", () => {
  test.each([
    ["30 steps at 2.5 and 10 USD/Mtok", { model: "plain" }, 2.79],
    ["every cacheable token read at half price", { model: "plain", cacheHit: 1 }, 1.59375],
    ["half of them", { model: "plain", cacheHit: 0.5 }, (2.79 + 1.59375) / 2],
    ["a tenth again for retries", { model: "plain", retryShare: 0.1 }, 3.069],
    ["a cache nobody uses costs nothing", { model: "no-cache", cacheHit: 0 }, 2.79],
  ])("%s", (_why, task, expected) => {
    expect(agentCost({ ...LOOP, prices, ...task })).toBeCloseTo(expected, 12);
  });

  it("writes once what a later step reads, at the model's write price", () => {
    // Written: 5,000 and 28 × 2,000, what the steps before the last bring; the last step's own 2,000 are fresh.
    const written = 5000 + 28 * 2000;
    const expected = (957_000 * 0.25 + written * 3.125 + 2000 * 2.5 + 24_000 * 10) / 1e6;
    expect(agentCost({ ...LOOP, prices, model: "writes", cacheHit: 1 })).toBeCloseTo(expected, 12);
  });

  it("writes nothing for a single call, which nothing reads later", () => {
    const single = { ...LOOP, steps: 1, prices, model: "writes" };
    expect(agentCost({ ...single, cacheHit: 1 })).toBe(agentCost(single));
  });

  it("prices each step by the length of its own prompt", () => {
    const loop = { steps: 3, baseTokens: 8000, addedTokens: 2000, outputTokens: 100, prices, model: "long" };
    // 8,000 and 10,000 lie within the threshold; 12,000 pays the long price for input and output.
    const expected = ((8000 + 10_000) * 2.5 + 200 * 10 + 12_000 * 5 + 100 * 15) / 1e6;
    expect(agentCost(loop)).toBeCloseTo(expected, 12);
  });

  it("refuses a prompt that the model cannot hold, and says what to give", () => {
    expect(refusal(() => agentCost({ ...LOOP, prices, model: "small" }))).toBe(
      "badArgument: The prompt grows to 63,000 tokens; small's context holds 20,000. Give max_context, or fewer steps.",
    );
    expect(agentCost({ ...LOOP, prices, model: "small", maxContext: 20_000 })).toBeGreaterThan(0);
  });

  it("needs a cache price only where something is read from the cache", () => {
    expect(refusal(() => agentCost({ ...LOOP, prices, model: "no-cache", cacheHit: 0.5 }))).toMatch(
      /^notFound: The table has no cache_read price for lab\/no-cache\./,
    );
  });

  test.each([
    [{ cacheHit: 50 }, "badArgument: cache_hit must be 0 to 1; you gave 50. Write 50% or 0.5."],
    [{ retryShare: 10 }, "badArgument: retry_share must be 0 to 1; you gave 10. Write 10% or 0.1."],
    [{ model: "plian" }, 'notFound: No model "plian" in the table. Did you mean "plain"?'],
  ])("refuses %j", (slip, sentence) => {
    expect(refusal(() => agentCost({ ...LOOP, prices, model: "plain", ...slip }))).toBe(sentence);
  });
});

describe("AGENTTRACE", () => {
  const task = fc.record({
    model: fc.constantFrom("plain", "writes", "long"),
    steps: fc.integer({ min: 1, max: 40 }),
    baseTokens: fc.integer({ min: 0, max: 20_000 }),
    addedTokens: fc.integer({ min: 0, max: 5000 }),
    outputTokens: fc.integer({ min: 0, max: 2000 }),
    retryShare: fc.double({ min: 0, max: 1, noNaN: true }),
    maxContext: fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: undefined }),
  });

  it("sums to AGENTCOST and to AGENTTOKENS", () => {
    fc.assert(
      fc.property(task, fc.double({ min: 0, max: 1, noNaN: true }), (given, hit) => {
        const cacheHit = given.model === "long" ? 0 : hit;
        const rows = agentTrace({ ...given, cacheHit, prices });
        const sum = (name: string): number => rows.reduce((total, row) => total + (row[name] as number), 0);
        const usd = agentCost({ ...given, cacheHit, prices });
        expect(sum("usd")).toBeCloseTo(usd, 12);
        expect(rows.at(-1)?.cumulativeUsd).toBeCloseTo(usd, 12);
        const tokens = agentTokens(given);
        expect(sum("inputTokens")).toBe(tokens.inputTokens);
        expect(sum("cachedTokens")).toBeCloseTo(cacheHit * (tokens.cacheableTokens as number), 4);
        expect(sum("outputTokens")).toBe(tokens.outputTokens);
      }),
    );
  });

  it("never writes more to the cache than is fresh", () => {
    fc.assert(
      fc.property(task, (given) => {
        for (const row of agentTrace({ ...given, model: "writes", cacheHit: 1, prices })) {
          expect(row.cacheWriteTokens).toBeLessThanOrEqual(row.freshTokens as number);
        }
      }),
    );
  });
});
