import { plainName, shown } from "../checks";
import { calendarDay, dayOf, isoText } from "../dates";
import { attempt, badArgument, DomainError, notFound } from "../errors";
import type { Grid, Value } from "../grid";
import type { PriceBook } from "../prices/book";
import { known, type Meter, pricesAt, type Quote, quote, TIERS } from "../prices/quote";
import { TOK_PER_MTOK } from "../units";

/** One line of a usage export: what was used of one model over one period. */
export interface Usage {
  readonly model: string;
  readonly provider?: string | undefined;
  readonly tier?: string | undefined;
  /** First and last day of use; the prices are those of the first. */
  readonly date?: number | undefined;
  readonly endDate?: number | undefined;
  readonly requests?: number | undefined;
  /** Cached tokens included, or `uncachedInputTokens` beside them. */
  readonly inputTokens?: number | undefined;
  readonly uncachedInputTokens?: number | undefined;
  readonly cacheReadTokens?: number | undefined;
  readonly cacheWriteTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  /** Team, project or workspace. */
  readonly account?: string | undefined;
}

export interface Focus {
  readonly usage: readonly Usage[];
  /** The company's prices, or the built-in list. */
  readonly prices: PriceBook;
}

/** SkuMeter in the wording of the FOCUS project's own example of prompt caching. */
const METERS: readonly (readonly [Meter, string, string])[] = [
  ["input", "input", "Input Tokens"],
  ["cacheRead", "cache_read", "Cache Read Input Tokens"],
  ["cacheWrite", "cache_write", "Cache Write Input Tokens"],
  ["output", "output", "Output Tokens"],
];

/** Column ids of the FinOps Open Cost and Usage Specification 1.2, https://focus.finops.org. */
const COLUMNS = [
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ProviderName",
  "SubAccountName",
  "ServiceCategory",
  "ServiceSubcategory",
  "ServiceName",
  "ChargeCategory",
  "ChargeDescription",
  "SkuId",
  "SkuPriceId",
  "SkuMeter",
  "PricingCategory",
  "PricingQuantity",
  "PricingUnit",
  "ConsumedQuantity",
  "ConsumedUnit",
  "ListUnitPrice",
  "ContractedUnitPrice",
  "ListCost",
  "ContractedCost",
  "BilledCost",
  "EffectiveCost",
  "BillingCurrency",
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * A usage table as FOCUS rows, one a meter that has tokens. `list` is the public price list: where the company's prices
 * are the same book, list and contract agree. A row that cannot be priced keeps its quantities and says why.
 */
export function focus({ usage, prices }: Focus, list: PriceBook): Grid {
  return { columns: COLUMNS, rows: usage.flatMap((line) => chargesOf(line, prices, list)) };
}

function chargesOf(line: Usage, prices: PriceBook, list: PriceBook): readonly (readonly Value[])[] {
  const contract = offerOf(line, prices);
  const listed = prices === list ? contract : listOffer(line, prices, list);
  const tier = tierName(line.tier);
  const name = contract instanceof DomainError ? askedName(line) : contract.label;
  return METERS.flatMap(([meter, id, skuMeter]) => {
    const tokens = tokensOf(line, meter);
    if (tokens === 0) return [];
    const quantity = tokens instanceof DomainError ? tokens : tokens / TOK_PER_MTOK;
    const contracted = unitPrice(contract, meter, line);
    const atList = unitPrice(listed, meter, line);
    const charge: Readonly<Record<Column, Value>> = {
      ...periods(line),
      ProviderName: providerOf(name) ?? line.provider,
      SubAccountName: line.account,
      ServiceCategory: "AI and Machine Learning",
      ServiceSubcategory: "Generative AI",
      ServiceName: name,
      ChargeCategory: "Usage",
      ChargeDescription: `${skuMeter} of ${name}, ${tier}`,
      SkuId: `${name}:${id}`,
      SkuPriceId: `${name}:${id}:${tier}`,
      SkuMeter: skuMeter,
      PricingCategory: "Standard",
      PricingQuantity: quantity,
      PricingUnit: "1000000 Tokens",
      ConsumedQuantity: tokens,
      ConsumedUnit: "Tokens",
      ListUnitPrice: atList,
      ContractedUnitPrice: contracted,
      ListCost: amount(quantity, atList),
      ContractedCost: amount(quantity, contracted),
      BilledCost: amount(quantity, contracted),
      EffectiveCost: amount(quantity, contracted),
      BillingCurrency: prices.currency,
    };
    return [COLUMNS.map((column) => charge[column])];
  });
}

/** Cached tokens are part of the input and are charged once, at their own price. */
function tokensOf(line: Usage, meter: Meter): number | DomainError {
  const { cacheReadTokens = 0, cacheWriteTokens = 0, outputTokens = 0, reasoningTokens = 0 } = line;
  switch (meter) {
    case "cacheRead":
      return cacheReadTokens;
    case "cacheWrite":
      return cacheWriteTokens;
    case "output":
      return outputTokens + reasoningTokens;
    case "input":
      return uncachedTokens(line, cacheReadTokens + cacheWriteTokens);
  }
}

function uncachedTokens({ inputTokens, uncachedInputTokens }: Usage, cached: number): number | DomainError {
  if (uncachedInputTokens !== undefined) return uncachedInputTokens;
  const uncached = (inputTokens ?? 0) - cached;
  if (uncached >= 0) return uncached;
  return badArgument(
    `input_tokens includes cached tokens; ${shown(cached)} read and written exceed the ${shown(inputTokens ?? 0)} given. Name the column uncached_input_tokens if it leaves them out.`,
  );
}

/** One tier has one SkuPriceId, however an export spells it. */
function tierName(given = "standard"): string {
  return TIERS.find((tier) => plainName(tier) === plainName(given)) ?? given;
}

const askedName = ({ model, provider }: Usage): string =>
  provider === undefined || model.includes("/") ? model : `${provider}/${model}`;

/** A usage export's seller decides whose price it is; an own table without that seller goes by the model alone. */
function offerOf(line: Usage, book: PriceBook): Quote | DomainError {
  const knowsSeller = line.provider !== undefined && book.bySeller.has(plainName(line.provider));
  const model = knowsSeller ? askedName(line) : line.model;
  if (line.provider !== undefined && !knowsSeller && book.builtIn) {
    return notFound(`No seller "${line.provider}" in the table; it stands in the provider column of usage.`);
  }
  return attempt(() => quote(book, { model, tier: line.tier, asOf: line.date }));
}

function listOffer(line: Usage, prices: PriceBook, list: PriceBook): Quote | DomainError {
  if (prices.currency === list.currency) return offerOf(line, list);
  return notFound(`List prices are in ${list.currency}, and prices is in ${prices.currency}.`);
}

/** The average prompt decides whether a long-context price holds; without a count of requests prompts are short. */
function unitPrice(offer: Quote | DomainError, meter: Meter, line: Usage): number | DomainError {
  if (offer instanceof DomainError) return offer;
  return attempt(() => known(pricesAt(offer, averagePrompt(line)), meter, offer));
}

function averagePrompt(line: Usage): number {
  const { requests, uncachedInputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = line;
  if (requests === undefined || requests === 0) return 0;
  const all =
    uncachedInputTokens === undefined ? line.inputTokens : uncachedInputTokens + cacheReadTokens + cacheWriteTokens;
  return (all ?? 0) / requests;
}

function amount(quantity: number | DomainError, price: number | DomainError): number | DomainError {
  if (quantity instanceof DomainError) return quantity;
  return price instanceof DomainError ? price : quantity * price;
}

function providerOf(name: string): string | undefined {
  const slash = name.indexOf("/");
  return slash > 0 ? name.slice(0, slash) : undefined;
}

type Period = "BillingPeriodStart" | "BillingPeriodEnd" | "ChargePeriodStart" | "ChargePeriodEnd";

/** FOCUS periods end exclusively; the billing period is the calendar month of the first day. */
function periods({ date, endDate = date }: Usage): Readonly<Record<Period, Value>> {
  if (date === undefined || endDate === undefined) {
    return {
      BillingPeriodStart: undefined,
      BillingPeriodEnd: undefined,
      ChargePeriodStart: undefined,
      ChargePeriodEnd: undefined,
    };
  }
  if (endDate < date) {
    throw badArgument(
      `end_date of usage must not be before date; one row has ${isoText(date)} to ${isoText(endDate)}.`,
    );
  }
  const { year, month } = calendarDay(date);
  return {
    BillingPeriodStart: dayOf(year, month, 1),
    BillingPeriodEnd: dayOf(year, month + 1, 1),
    ChargePeriodStart: date,
    ChargePeriodEnd: endDate + 1,
  };
}
