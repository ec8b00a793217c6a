import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listingsOf, type PriceFacts, priceBook } from "../../../src/engine/prices/book";
import { compare } from "../../../src/engine/prices/compare";
import { blendedPrice, cost, monthlyCost, price } from "../../../src/engine/prices/cost";

const usd = fc.double({ min: 0.01, max: 100, noNaN: true });
const tokens = fc.integer({ min: 0, max: 100_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const facts = (inputUsdPerMTok: number, outputUsdPerMTok: number, more: Partial<PriceFacts> = {}): PriceFacts => ({
  provider: "seller",
  modelId: "m",
  aliases: [],
  baseModel: "m",
  sellerRank: 1,
  variant: "standard",
  inputUsdPerMTok,
  outputUsdPerMTok,
  cacheReadUsdPerMTok: inputUsdPerMTok / 10,
  cacheWriteUsdPerMTok: inputUsdPerMTok * 1.25,
  batchDiscount: 0.5,
  validFrom: 0,
  ...more,
});
const bookOf = (...rows: readonly PriceFacts[]) =>
  priceBook(listingsOf(rows), { dataDay: 1, builtIn: false, currency: "USD" });
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b), 1e-9);

describe("what a request costs", () => {
  test("rises with every price and with every token", () => {
    fc.assert(
      fc.property(usd, usd, usd, tokens, tokens, tokens, (input, output, more, inputTokens, outputTokens, extra) => {
        const at = (prices: PriceFacts, tokensIn = inputTokens, tokensOut = outputTokens): number =>
          cost({ model: "m", inputTokens: tokensIn, outputTokens: tokensOut, prices: bookOf(prices) });
        const base = at(facts(input, output));
        expect(at(facts(input + more, output))).toBeGreaterThanOrEqual(base);
        expect(at(facts(input, output + more))).toBeGreaterThanOrEqual(base);
        expect(at(facts(input, output), inputTokens + extra)).toBeGreaterThanOrEqual(base);
        expect(at(facts(input, output), inputTokens, outputTokens + extra)).toBeGreaterThanOrEqual(base);
      }),
    );
  });

  test("with cached input lies between the price of reading it all and of writing it all", () => {
    fc.assert(
      fc.property(usd, usd, tokens, share, share, (input, output, inputTokens, read, written) => {
        const prices = bookOf(facts(input, output));
        const cacheReadTokens = inputTokens * read;
        const cacheWriteTokens = (inputTokens - cacheReadTokens) * written;
        const given = { model: "m", inputTokens, outputTokens: 0, prices };
        const mixed = cost({ ...given, cacheReadTokens, cacheWriteTokens });
        const slack = 1 + 1e-12;
        expect(mixed * slack).toBeGreaterThanOrEqual(cost({ ...given, cacheReadTokens: inputTokens }) / slack);
        expect(mixed / slack).toBeLessThanOrEqual(cost({ ...given, cacheWriteTokens: inputTokens }) * slack);
      }),
    );
  });

  test("in a batch is the discount on every meter", () => {
    fc.assert(
      fc.property(usd, usd, tokens, tokens, (input, output, inputTokens, outputTokens) => {
        const request = { model: "m", inputTokens, outputTokens, prices: bookOf(facts(input, output)) };
        expect(close(cost({ ...request, tier: "batch" }), cost(request) / 2)).toBe(true);
      }),
    );
  });
});

test("a month is so many requests, less the discount", () => {
  fc.assert(
    fc.property(
      usd,
      usd,
      tokens,
      tokens,
      share,
      share,
      (input, output, inputTokens, outputTokens, cacheHit, discount) => {
        const given = { model: "m", inputTokens, outputTokens, prices: bookOf(facts(input, output)) };
        const month = monthlyCost({ ...given, requestsPerDay: 100, daysPerMonth: 30, cacheHit, discount });
        const request = cost({ ...given, cacheReadTokens: inputTokens * cacheHit });
        expect(close(month, 3000 * request * (1 - discount))).toBe(true);
      },
    ),
  );
});

test("a blended price is what a million tokens of that mix cost", () => {
  fc.assert(
    fc.property(usd, usd, share, share, (input, output, outputShare, cacheHit) => {
      const prices = bookOf(facts(input, output));
      const inputTokens = 1e6 * (1 - outputShare);
      const mix = cost({
        model: "m",
        inputTokens,
        outputTokens: 1e6 * outputShare,
        cacheReadTokens: inputTokens * cacheHit,
        prices,
      });
      expect(close(blendedPrice({ model: "m", outputShare, cacheHit, prices }), mix)).toBe(true);
    }),
  );
});

test("the market's price lies among its sellers' and does not depend on their order", () => {
  fc.assert(
    fc.property(fc.array(usd, { minLength: 1, maxLength: 9 }), (asked) => {
      const rows = asked.map((input, index) => facts(input, input, { provider: `seller ${index}` }));
      const median = price({ model: "market/m", prices: bookOf(...rows) });
      expect(median).toBeGreaterThanOrEqual(Math.min(...asked));
      expect(median).toBeLessThanOrEqual(Math.max(...asked));
      expect(price({ model: "market/m", prices: bookOf(...[...rows].reverse()) })).toBe(median);
      const below = asked.filter((each) => each <= median).length;
      expect(2 * below).toBeGreaterThanOrEqual(asked.length);
    }),
  );
});

test("a comparison ranks alike whatever the order in which models are given", () => {
  fc.assert(
    fc.property(fc.uniqueArray(usd, { minLength: 2, maxLength: 6 }), (asked) => {
      const rows = asked.map((input, index) => facts(input, input, { modelId: `m${index}`, baseModel: `m${index}` }));
      const prices = bookOf(...rows);
      const models = rows.map(({ modelId }) => modelId);
      const given = { inputTokens: [1000], outputTokens: [1000], prices };
      const ranked = compare({ ...given, models });
      expect(compare({ ...given, models: [...models].reverse() })).toEqual(ranked);
      const multiples = ranked.map(({ multiple }) => Number(multiple));
      expect(multiples).toEqual([...multiples].sort((a, b) => a - b));
      expect(multiples[0]).toBe(1);
    }),
  );
});
