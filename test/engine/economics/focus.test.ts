import { describe, expect, test } from "vitest";
import { dayOf } from "../../../src/engine/dates";
import { focus, type Usage } from "../../../src/engine/economics";
import type { Value } from "../../../src/engine/grid";
import { listingsOf, type PriceBook, type PriceFacts, priceBook } from "../../../src/engine/prices/book";

const facts = (provider: string, modelId: string, more: Partial<PriceFacts> = {}): PriceFacts => ({
  provider,
  modelId,
  aliases: [],
  baseModel: modelId,
  ...(provider === "" ? {} : { maker: provider }),
  sellerRank: 1,
  variant: "standard",
  validFrom: dayOf(2026, 1, 1),
  inputUsdPerMTok: 3,
  outputUsdPerMTok: 15,
  cacheReadUsdPerMTok: 0.3,
  cacheWriteUsdPerMTok: 3.75,
  ...more,
});
const bookOf = (rows: readonly PriceFacts[], builtIn: boolean, currency = "USD"): PriceBook =>
  priceBook(listingsOf(rows), { dataDay: dayOf(2026, 11, 20), builtIn, currency });

const list = bookOf(
  [
    facts("solora", "sol-1", { validTo: dayOf(2026, 6, 1) }),
    facts("solora", "sol-1", { validFrom: dayOf(2026, 6, 1), inputUsdPerMTok: 2 }),
    facts("solora", "long", { tierThresholdTokens: 200_000, tierInputUsdPerMTok: 6 }),
    facts("other", "sol-1", { maker: "solora", inputUsdPerMTok: 9 }),
  ],
  true,
);
const own = bookOf([facts("", "sol-1", { inputUsdPerMTok: 1.5, outputUsdPerMTok: 12 })], false);

/** Rows as records under the columns' ids. */
function charges(usage: readonly Usage[], prices: PriceBook = list): readonly Readonly<Record<string, Value>>[] {
  const { columns, rows } = focus({ usage, prices }, list);
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
}
const may = dayOf(2026, 5, 14);

describe("focus", () => {
  test("meters the FOCUS project's own example of prompt caching as it does", () => {
    // 500,000 uncached, 2,000,000 written, 8,000,000 read, 1,500,000 out at 3, 3.75, 0.30 and 15 USD/Mtok.
    const usage = {
      model: "sol-1",
      date: may,
      inputTokens: 10_500_000,
      cacheReadTokens: 8e6,
      cacheWriteTokens: 2e6,
      outputTokens: 1.5e6,
    };
    const rows = charges([usage]);
    expect(
      rows.map((row) => [row["SkuMeter"], row["ConsumedQuantity"], row["PricingQuantity"], row["EffectiveCost"]]),
    ).toEqual([
      ["Input Tokens", 500_000, 0.5, 1.5],
      ["Cache Read Input Tokens", 8_000_000, 8, 2.4],
      ["Cache Write Input Tokens", 2_000_000, 2, 7.5],
      ["Output Tokens", 1_500_000, 1.5, 22.5],
    ]);
    expect(rows[0]).toMatchObject({
      ConsumedUnit: "Tokens",
      PricingUnit: "1000000 Tokens",
      ServiceCategory: "AI and Machine Learning",
      ServiceSubcategory: "Generative AI",
      ChargeCategory: "Usage",
      ProviderName: "solora",
      SkuId: "solora/sol-1:input",
      BillingCurrency: "USD",
    });
  });

  test("takes the price of the day of use, and periods that end exclusively", () => {
    const [before, after] = charges([
      { model: "sol-1", date: may, inputTokens: 1e6 },
      { model: "sol-1", date: dayOf(2026, 6, 1), endDate: dayOf(2026, 6, 30), inputTokens: 1e6 },
    ]);
    expect([before?.["ListUnitPrice"], after?.["ListUnitPrice"]]).toEqual([3, 2]);
    expect(before).toMatchObject({
      BillingPeriodStart: dayOf(2026, 5, 1),
      BillingPeriodEnd: dayOf(2026, 6, 1),
      ChargePeriodStart: may,
      ChargePeriodEnd: may + 1,
    });
    expect(after?.["ChargePeriodEnd"]).toBe(dayOf(2026, 7, 1));
  });

  test("own prices are contracted prices beside the list", () => {
    const [input, output] = charges([{ model: "sol-1", date: may, inputTokens: 1e6, outputTokens: 1e6 }], own);
    expect(input).toMatchObject({
      ListUnitPrice: 3,
      ContractedUnitPrice: 1.5,
      ListCost: 3,
      ContractedCost: 1.5,
      BilledCost: 1.5,
      EffectiveCost: 1.5,
    });
    expect(output).toMatchObject({ ListUnitPrice: 15, ContractedUnitPrice: 12 });
  });

  test("ContractedCost and ListCost are PricingQuantity times the unit price in every row", () => {
    const usage = [1, 7, 1e7].map((tokens) => ({
      model: "sol-1",
      inputTokens: tokens,
      cacheReadTokens: tokens / 2,
      outputTokens: tokens,
    }));
    for (const row of charges(usage, own)) {
      expect(row["ContractedCost"]).toBe((row["PricingQuantity"] as number) * (row["ContractedUnitPrice"] as number));
      expect(row["ListCost"]).toBe((row["PricingQuantity"] as number) * (row["ListUnitPrice"] as number));
    }
  });

  test("the average prompt decides on long-context prices", () => {
    const perRequest = (requests: number | undefined) =>
      charges([{ model: "long", inputTokens: 1e6, requests }])[0]?.["ListUnitPrice"];
    expect([perRequest(undefined), perRequest(10), perRequest(4)]).toEqual([3, 3, 6]);
  });

  test("reasoning tokens are billed as output, and unused meters have no row", () => {
    const rows = charges([{ model: "sol-1", outputTokens: 100, reasoningTokens: 900 }]);
    expect(rows.map((row) => [row["SkuMeter"], row["ConsumedQuantity"]])).toEqual([["Output Tokens", 1000]]);
  });

  test("one tier has one SKU, however an export spells it", () => {
    const skus = ["batch", "Batch", "BATCH "].map((tier) => charges([{ model: "sol-1", tier, inputTokens: 1 }])[0]);
    expect(new Set(skus.map((row) => row?.["SkuPriceId"]))).toHaveLength(1);
  });

  test("the seller of the usage decides whose price it is", () => {
    expect(charges([{ model: "sol-1", provider: "Other", date: may, inputTokens: 1e6 }])[0]).toMatchObject({
      ListUnitPrice: 9,
      ProviderName: "other",
    });
    expect(charges([{ model: "sol-1", provider: "solora", date: may, inputTokens: 1e6 }], own)[0]).toMatchObject({
      ListUnitPrice: 3,
      ContractedUnitPrice: 1.5,
      ProviderName: "solora",
    });
  });

  test.each<[string, Usage, string, string]>([
    ["an unknown model", { model: "sol-9", inputTokens: 1e6 }, "EffectiveCost", 'No model "sol-9" in the table.'],
    [
      "an unknown seller",
      { model: "sol-1", provider: "nobody", inputTokens: 1e6 },
      "EffectiveCost",
      'No seller "nobody"',
    ],
    [
      "more cached than given",
      { model: "sol-1", inputTokens: 5, cacheReadTokens: 6 },
      "ConsumedQuantity",
      "6 read and written exceed the 5 given",
    ],
    [
      "a day before the first price",
      { model: "sol-1", date: dayOf(2025, 1, 1), inputTokens: 1e6 },
      "ListCost",
      "The first price of solora/sol-1",
    ],
  ])("%s spoils its own cells only", (_what, bad, column, message) => {
    const rows = charges([bad, { model: "sol-1", date: may, inputTokens: 1e6 }]);
    expect(rows[0]?.[column]).toMatchObject({ message: expect.stringContaining(message) });
    expect(rows.at(-1)).toMatchObject({ EffectiveCost: 3 });
  });

  test("a list in another currency is no list price", () => {
    const euro = bookOf([facts("", "sol-1", { inputUsdPerMTok: 1 })], false, "EUR");
    const [row] = charges([{ model: "sol-1", inputTokens: 1e6 }], euro);
    expect(row).toMatchObject({ BillingCurrency: "EUR", EffectiveCost: 1, ListCost: { kind: "notFound" } });
  });
});
