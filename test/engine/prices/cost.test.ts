import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prices } from "../../../src/data";
import { dayOfIsoText } from "../../../src/engine/dates";
import { blendedPrice, compare, cost, costLines, monthlyCost, price } from "../../../src/engine/prices";
import { listingsOf, priceBook } from "../../../src/engine/prices/book";

const book = priceBook(listingsOf(prices()), {
  dataDay: dayOfIsoText("2026-11-18") ?? 0,
  builtIn: true,
  currency: "USD",
});
const gpt4o = { model: "gpt-4o", prices: book };

describe("published figures", () => {
  test("10,000 conversations × 30 days × (1,500 in, 500 out) on gpt-4o are 2,625 USD", () => {
    expect(cost({ ...gpt4o, inputTokens: 1500, outputTokens: 500 }) * 300_000).toBeCloseTo(2625, 9);
  });
  test("the all-input floor of 2,000 tokens is 1,500 USD", () => {
    expect(cost({ ...gpt4o, inputTokens: 2000, outputTokens: 0 }) * 300_000).toBeCloseTo(1500, 9);
  });
  test("gpt-4o was launched at 5/15 and costs 2.5/10 since October 2024", () => {
    const on = (iso: string, meter: string) => price({ ...gpt4o, meter, asOf: dayOfIsoText(iso) });
    expect([on("2024-06-01", "input"), on("2024-06-01", "output")]).toEqual([5, 15]);
    expect([on("2024-10-02", "input"), on("2024-10-02", "output")]).toEqual([2.5, 10]);
  });
  test("3:1 of 2.5/10 is 4.375 USD/Mtok", () => {
    expect(blendedPrice(gpt4o)).toBe(4.375);
  });
  test("an announced price holds from its day", () => {
    const argon = { model: "gemini-4-argon", meter: "output", prices: book };
    expect(price({ ...argon, asOf: dayOfIsoText("2026-11-30") })).toBe(10);
    expect(price({ ...argon, asOf: dayOfIsoText("2026-12-01") })).toBe(20);
  });
});

test("cached parts computed as shares of the input may miss it by the last digits", () => {
  const hit = 2 / 997;
  const parts = { cacheReadTokens: 1e5 * hit, cacheWriteTokens: 1e5 * (1 - hit) };
  expect(parts.cacheReadTokens + parts.cacheWriteTokens).toBeGreaterThan(1e5);
  const request = { model: "claude-opus-4-5", outputTokens: 0, prices: book, ...parts };
  const all = cost({ ...request, inputTokens: 1e5 });
  expect(all).toBeCloseTo((hit * 0.5 + (1 - hit) * 6.25) / 10, 12);
  const [input] = costLines({ ...request, inputTokens: 1e5 });
  expect(input).toMatchObject({ meter: "input", tokens: 0, usd: 0 });
  expect(() => cost({ ...request, inputTokens: 0.999e5 })).toThrow("exceed the 99,900 given");
});

test("a month's tokens given as one request are refused", () => {
  expect(() => cost({ model: "gpt-5.6-sol", inputTokens: 375e6, outputTokens: 125e6, prices: book })).toThrow(
    "input_tokens is one request; 375,000,000 exceeds gpt-5.6-sol's context of 1,050,000. Multiply outside.",
  );
});

test("cached tokens are part of the input and charged once", () => {
  const tokens = { inputTokens: 1000, outputTokens: 0, cacheReadTokens: 600 };
  expect(cost({ ...gpt4o, ...tokens })).toBeCloseTo((400 * 2.5 + 600 * 1.25) / 1e6, 15);
  expect(() => cost({ ...gpt4o, ...tokens, cacheReadTokens: 1001 })).toThrow(/input_tokens includes cached tokens/);
  expect(() =>
    monthlyCost({ ...gpt4o, requestsPerDay: 1, inputTokens: 1, outputTokens: 1, cacheHit: 0.7, cacheWriteShare: 0.4 }),
  ).toThrow(/sum to 1\.1, above 1/);
});

const tokens = fc.integer({ min: 0, max: 20_000 });

describe("laws", () => {
  test("cost is linear in tokens within a price tier", () => {
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 1, max: 5 }), (inputTokens, outputTokens, factor) => {
        const one = cost({ ...gpt4o, inputTokens, outputTokens });
        const many = cost({ ...gpt4o, inputTokens: inputTokens * factor, outputTokens: outputTokens * factor });
        expect(Math.abs(many - factor * one)).toBeLessThanOrEqual(1e-12 * Math.max(many, 1e-12));
      }),
    );
  });

  test("the lines of a bill sum to its cost", () => {
    fc.assert(
      fc.property(
        tokens,
        tokens,
        tokens,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (input, output, reasoning, hit) => {
          const request = {
            ...gpt4o,
            inputTokens: input,
            outputTokens: output,
            reasoningTokens: reasoning,
            cacheReadTokens: input * hit,
          };
          const sum = costLines({ ...request, requests: 7 }).reduce((total, { usd }) => total + Number(usd), 0);
          const total = cost(request) * 7;
          expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-12 * Math.max(total, 1e-12));
        },
      ),
    );
  });

  test("a comparison ranks by cost, and the cheapest is the measure of the rest", () => {
    const rows = compare({
      models: ["gpt-4o", "claude-opus-4-5", "gpt-4o-mini", "no-such-model"],
      inputTokens: [1500],
      outputTokens: [500],
      prices: book,
    });
    expect(rows.map(({ model }) => model)).toEqual(["gpt-4o-mini", "gpt-4o", "claude-opus-4-5", "no-such-model"]);
    expect(rows[0]).toMatchObject({ multiple: 1, rank: 1 });
    expect(rows[3]?.usdPerRequest).toMatchObject({ kind: "notFound" });
  });

  test("cost per success ranks a dear model that succeeds before a cheap one that does not", () => {
    const rows = compare({
      models: ["gpt-4o-mini", "gpt-4o"],
      inputTokens: [1500],
      outputTokens: [500],
      successRates: [0.01, 0.9],
      prices: book,
    });
    expect(rows.map(({ model }) => model)).toEqual(["gpt-4o", "gpt-4o-mini"]);
  });
});
