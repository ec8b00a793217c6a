import { describe, expect, test } from "vitest";
import { dayOfIsoText } from "../../../src/engine/dates";
import { listingsOf, type PriceFacts, priceBook } from "../../../src/engine/prices/book";
import { known, pricesAt, quote } from "../../../src/engine/prices/quote";

const day = (iso: string): number => dayOfIsoText(iso) ?? 0;
const base: PriceFacts = {
  provider: "seller",
  modelId: "m",
  aliases: [],
  baseModel: "m",
  maker: "seller",
  sellerRank: 1,
  variant: "standard",
  inputUsdPerMTok: 2,
  outputUsdPerMTok: 8,
  cacheReadUsdPerMTok: 0.5,
  cacheWriteUsdPerMTok: 2.5,
  validFrom: day("2025-01-01"),
};
const bookOf = (...rows: readonly PriceFacts[]) =>
  priceBook(listingsOf(rows), { dataDay: day("2026-01-01"), builtIn: true, currency: "USD" });

describe("a price holds over a half-open period", () => {
  const book = bookOf(
    { ...base, validTo: day("2025-07-01") },
    { ...base, inputUsdPerMTok: 1, validFrom: day("2025-07-01"), validTo: day("2026-06-01") },
  );
  const inputOn = (iso: string): number | undefined => pricesAt(quote(book, { model: "m", asOf: day(iso) }), 0).input;

  test("its first day is in, its last day out", () => {
    expect(inputOn("2025-01-01")).toBe(2);
    expect(inputOn("2025-06-30")).toBe(2);
    expect(inputOn("2025-07-01")).toBe(1);
  });
  test("before the first record the error names that day", () => {
    expect(() => inputOn("2024-12-31")).toThrow("The first price of seller/m in the table is of 2025-01-01");
  });
  test("after withdrawal the error names the last day and price", () => {
    expect(() => inputOn("2026-06-01")).toThrow(
      /Its last day was 2026-05-31, at 1 USD\/Mtok input and 8 USD\/Mtok output/,
    );
  });
  test("without a day, the date of the data stands", () => {
    expect(pricesAt(quote(book, { model: "m" }), 0).input).toBe(1);
  });
});

describe("long prompts reprice the whole request", () => {
  const book = bookOf({
    ...base,
    tierThresholdTokens: 200_000,
    tierInputUsdPerMTok: 4,
    tierOutputUsdPerMTok: 12,
    batchDiscount: 0.5,
  });
  test.each([
    ["standard", 200_000, 2, 8, "the threshold itself still pays the short price"],
    ["standard", 200_001, 4, 12, "one token more pays the long price"],
    ["batch", 1000, 1, 4, "batch halves"],
    ["batch", 200_001, 2, 6, "batch halves the long price too"],
  ])("%s at %i tokens: %d in, %d out: %s", (tier, prompt, input, output) => {
    expect(pricesAt(quote(book, { model: "m", tier }), prompt)).toMatchObject({ input, output });
  });
  test("a cache price that is not published for long prompts scales with the input price", () => {
    expect(pricesAt(quote(book, { model: "m" }), 300_000)).toMatchObject({ cacheRead: 1, cacheWrite: 5 });
  });
});

test("a long price that is not published is unknown, not the short one", () => {
  const offer = quote(bookOf({ ...base, tierThresholdTokens: 200_000 }), { model: "m" });
  expect(pricesAt(offer, 200_000).input).toBe(2);
  expect(() => known(pricesAt(offer, 200_001), "input", offer)).toThrow(/no input price for seller\/m/);
});

test("batch discounts the cache at most sellers, and not at Google", () => {
  const at = (provider: string) =>
    pricesAt(
      quote(bookOf({ ...base, provider, maker: provider, batchDiscount: 0.5 }), { model: "m", tier: "batch" }),
      0,
    );
  expect(at("anthropic").cacheRead).toBe(0.25);
  expect(at("google").cacheRead).toBe(0.5);
});

test("a tier that the seller does not offer is #N/A with those it does", () => {
  expect(() => quote(bookOf({ ...base, batchDiscount: 0.5 }), { model: "m", tier: "flex" })).toThrow(
    "No flex price for seller/m in the table. There is: standard, batch.",
  );
  expect(() => quote(bookOf(base), { model: "m", tier: "cheap" })).toThrow(/tier must be one of standard, batch/);
});

test("a meter without a price is #N/A where it is needed, never 0", () => {
  const { cacheReadUsdPerMTok: _unknown, ...row } = base;
  const offer = quote(bookOf(row), { model: "m" });
  expect(() => known(pricesAt(offer, 0), "cacheRead", offer)).toThrow(/no cache_read price for seller\/m/);
});
