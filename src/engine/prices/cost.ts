import { notNegative, share, shown } from "../checks";
import { badArgument, divideByZero, notFound } from "../errors";
import type { Row, Value } from "../grid";
import { step, tracing } from "../trace";
import { DAYS_PER_MONTH, TOK_PER_MTOK } from "../units";
import type { PriceBook } from "./book";
import { known, type Meter, pricesAt, type Quote, quote, reportPrices, type UnitPrices } from "./quote";

export interface RequestTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens?: number | undefined;
  readonly cacheWriteTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
}

export interface Cost extends RequestTokens {
  readonly model: string;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly prices: PriceBook;
}

/**
 * One request in USD: [(in − read − write)·p_in + read·p_read + write·p_write + (out + reasoning)·p_out] / 10⁶.
 * Each token is charged once; the length of the prompt decides the long-context price of the whole request.
 */
export function cost(request: Cost): number {
  const offer = quote(request.prices, request);
  checkRequest(request, offer, request.prices);
  const prices = pricesAt(offer, request.inputTokens);
  if (tracing()) reportPrices(prices, usedMeters(request));
  return tokenCost(request, prices, offer);
}

/** Parts that were computed as shares of a whole, such as 30 % and 70 % of it, may exceed it by the last digits. */
const ROUNDING = 1e-12;

/** Input that is neither read from the cache nor written to it. */
function freshTokens({ inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 }: RequestTokens): number {
  return Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens);
}

function usedMeters(tokens: RequestTokens): readonly Meter[] {
  const { outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = tokens;
  const used: readonly (readonly [Meter, number])[] = [
    ["input", freshTokens(tokens)],
    ["cacheRead", cacheReadTokens],
    ["cacheWrite", cacheWriteTokens],
    ["output", outputTokens + reasoningTokens],
  ];
  return used.filter(([, count]) => count > 0).map(([meter]) => meter);
}

function checkRequest(tokens: RequestTokens, offer: Quote, book: PriceBook): void {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = tokens;
  notNegative({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens });
  const cached = (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  if (cached > inputTokens * (1 + ROUNDING)) {
    throw badArgument(
      `input_tokens includes cached tokens; ${shown(cached)} read and written exceed the ${shown(inputTokens)} given. Add them to input_tokens.`,
    );
  }
  checkContext(inputTokens, offer, book);
}

/** A month's tokens given as one request would be priced as a long prompt: refuse what no request can hold. */
function checkContext(inputTokens: number, { contextWindow, label }: Quote, book: PriceBook): void {
  if (!book.builtIn || contextWindow === undefined || inputTokens <= contextWindow) return;
  throw badArgument(
    `input_tokens is one request; ${shown(inputTokens)} exceeds ${modelOf(label)}'s context of ${shown(contextWindow)}. Multiply outside.`,
  );
}

const modelOf = (label: string): string => label.slice(label.indexOf("/") + 1);

/** What the tokens cost at given unit prices, USD. A price is needed only where there are tokens to pay. */
export function tokenCost(tokens: RequestTokens, prices: UnitPrices, offer: Quote): number {
  const { outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = tokens;
  const fresh = freshTokens(tokens);
  const billedOutput = outputTokens + reasoningTokens;
  let amount = 0;
  if (fresh !== 0) amount += fresh * known(prices, "input", offer);
  if (cacheReadTokens !== 0) amount += cacheReadTokens * known(prices, "cacheRead", offer);
  if (cacheWriteTokens !== 0) amount += cacheWriteTokens * known(prices, "cacheWrite", offer);
  if (billedOutput !== 0) amount += billedOutput * known(prices, "output", offer);
  return amount / TOK_PER_MTOK;
}

export interface CostLines extends Cost {
  readonly requests?: number | undefined;
}

/** The lines of a bill: meter, tokens, unit price, amount, share. They sum to `requests` times `cost`. */
export function costLines(request: CostLines): readonly Row[] {
  const {
    inputTokens,
    outputTokens,
    cacheReadTokens = 0,
    cacheWriteTokens = 0,
    reasoningTokens = 0,
    requests = 1,
  } = request;
  notNegative({ requests });
  const total = cost(request) * requests;
  const offer = quote(request.prices, request);
  const prices = pricesAt(offer, inputTokens);
  const line = (meter: string, tokens: number, price: number | undefined): Row => {
    const usd = tokens === 0 ? 0 : ((price ?? 0) * tokens * requests) / TOK_PER_MTOK;
    const portion: Value = total === 0 ? divideByZero("The total is 0, so there are no shares.") : usd / total;
    return { meter, tokens: tokens * requests, usdPerMTok: price, usd, share: portion };
  };
  return [
    line("input", freshTokens(request), prices.input),
    line("cache_read", cacheReadTokens, prices.cacheRead),
    line("cache_write", cacheWriteTokens, prices.cacheWrite),
    line("output", outputTokens, prices.output),
    line("reasoning", reasoningTokens, prices.output),
  ];
}

export interface MonthlyCost {
  readonly model: string;
  readonly requestsPerDay: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheHit?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  readonly discount?: number | undefined;
  readonly daysPerMonth?: number | undefined;
  readonly cacheWriteShare?: number | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly prices: PriceBook;
}

/** requests/day × days × one request × (1 − discount), USD a month. */
export function monthlyCost(plan: MonthlyCost): number {
  const { requestsPerDay, daysPerMonth = DAYS_PER_MONTH, discount = 0 } = plan;
  notNegative({ requestsPerDay, daysPerMonth });
  share({ discount });
  const requestUsd = cost(cachedRequest(plan));
  const requests = requestsPerDay * daysPerMonth;
  step("usd_per_request", requestUsd, "USD/request");
  step("requests_per_month", requests, "requests/month");
  return requests * requestUsd * (1 - discount);
}

/** A request whose input is split by shares: read from the cache, written to it, and the rest fresh. */
export function cachedRequest(plan: {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheHit?: number | undefined;
  readonly cacheWriteShare?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly prices: PriceBook;
}): Cost {
  const { inputTokens, cacheHit = 0, cacheWriteShare = 0 } = plan;
  share({ cacheHit, cacheWriteShare });
  if (cacheHit + cacheWriteShare > 1 + ROUNDING) {
    throw badArgument(
      `cache_hit and cache_write_share are parts of one input; they sum to ${shown(cacheHit + cacheWriteShare)}, above 1.`,
    );
  }
  return { ...plan, cacheReadTokens: inputTokens * cacheHit, cacheWriteTokens: inputTokens * cacheWriteShare };
}

export interface Price {
  readonly model: string;
  readonly meter?: string | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly promptTokens?: number | undefined;
  readonly prices: PriceBook;
}

/** USD per million tokens of one meter. */
export function price({ meter = "input", promptTokens = 0, ...request }: Price): number {
  notNegative({ promptTokens });
  const name = meterOf(meter);
  const offer = quote(request.prices, request);
  checkPrompt(promptTokens, offer, request.prices);
  return known(pricesAt(offer, promptTokens), name, offer);
}

function checkPrompt(promptTokens: number, { contextWindow, label }: Quote, book: PriceBook): void {
  if (!book.builtIn || contextWindow === undefined || promptTokens <= contextWindow) return;
  throw badArgument(
    `prompt_tokens ${shown(promptTokens)} exceeds ${modelOf(label)}'s context of ${shown(contextWindow)}. Give the length of one prompt.`,
  );
}

/** Hidden reasoning is billed as output everywhere in the table. */
const METERS: Readonly<Record<string, keyof UnitPrices>> = {
  input: "input",
  output: "output",
  cacheread: "cacheRead",
  cachewrite: "cacheWrite",
  reasoning: "output",
};

export function meterOf(meter: string): keyof UnitPrices {
  const name = METERS[meter.toLowerCase().replace(/[\s_-]/g, "")];
  if (name !== undefined) return name;
  if (/search|tool|session|call|grounding|interpreter/i.test(meter)) {
    throw notFound(`The table has no price for the meter "${meter}": it holds token prices only.`);
  }
  throw badArgument(
    `meter must be "input", "output", "cache_read", "cache_write" or "reasoning"; you gave "${meter}".`,
  );
}

export interface BlendedPrice {
  readonly model: string;
  readonly outputShare?: number | undefined;
  readonly cacheHit?: number | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly prices: PriceBook;
}

/** USD per million tokens, input and output together: (1 − s)[(1 − h)p_in + h·p_read] + s·p_out. */
export function blendedPrice({ outputShare = 0.25, cacheHit = 0, ...request }: BlendedPrice): number {
  share({ outputShare, cacheHit });
  const offer = quote(request.prices, request);
  const prices = pricesAt(offer, 0);
  const fresh = outputShare < 1 && cacheHit < 1 ? (1 - cacheHit) * known(prices, "input", offer) : 0;
  const read = outputShare < 1 && cacheHit > 0 ? cacheHit * known(prices, "cacheRead", offer) : 0;
  const output = outputShare > 0 ? outputShare * known(prices, "output", offer) : 0;
  reportPrices(prices, cacheHit > 0 ? ["input", "cacheRead", "output"] : ["input", "output"]);
  return (1 - outputShare) * (fresh + read) + output;
}
