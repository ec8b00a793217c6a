import { notNegative, positiveShare } from "../checks";
import { badArgument, DomainError, divideByZero } from "../errors";
import type { Row, Value } from "../grid";
import { itemName } from "../lists";
import type { PriceBook } from "./book";
import { cachedRequest, cost } from "./cost";

export interface Compare {
  readonly models: readonly string[];
  readonly inputTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly requestsPerMonth?: number | undefined;
  readonly cacheHit?: readonly number[] | undefined;
  readonly reasoningTokens?: readonly number[] | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly successRates?: readonly number[] | undefined;
  readonly prices: PriceBook;
}

interface Candidate {
  readonly model: string;
  readonly usd: number | DomainError;
  /** What the ranking goes by: cost per success where rates are given. */
  readonly rankedUsd: number;
  readonly successRate: number | undefined;
}

/** Models by cost per request, cheapest first; what cannot be priced stands last with its reason. */
export function compare(request: Compare): readonly Row[] {
  const { models, requestsPerMonth = 1, successRates } = request;
  notNegative({ requestsPerMonth });
  const candidates = models.map((model, index) => candidate(request, model, index));
  candidates.sort((a, b) => (a.rankedUsd === b.rankedUsd ? 0 : a.rankedUsd - b.rankedUsd));
  const cheapest = candidates[0]?.rankedUsd ?? 0;
  return candidates.map((one, index) => {
    const { usd } = one;
    const priced = !(usd instanceof DomainError);
    const perSuccess: Record<string, Value> =
      successRates === undefined ? {} : { successRate: one.successRate, usdPerSuccess: priced ? one.rankedUsd : usd };
    return {
      model: one.model,
      usdPerRequest: usd,
      usdPerMonth: priced ? usd * requestsPerMonth : usd,
      multiple: priced ? multipleOf(one.rankedUsd, cheapest) : usd,
      ...perSuccess,
      rank: priced ? index + 1 : usd,
    };
  });
}

function candidate(request: Compare, model: string, index: number): Candidate {
  const successRate = each("success_rates", request.successRates, index, request.models.length);
  if (successRate !== undefined) {
    const place = request.successRates?.length === 1 ? 0 : index;
    positiveShare({ [itemName("success_rates", place, request.successRates?.length ?? 1)]: successRate });
  }
  const plan = {
    model,
    inputTokens: each("input_tokens", request.inputTokens, index, request.models.length) ?? 0,
    outputTokens: each("output_tokens", request.outputTokens, index, request.models.length) ?? 0,
    cacheHit: each("cache_hit", request.cacheHit, index, request.models.length),
    reasoningTokens: each("reasoning_tokens", request.reasoningTokens, index, request.models.length),
    tier: request.tier,
    asOf: request.asOf,
    prices: request.prices,
  };
  try {
    const usd = cost(cachedRequest(plan));
    return { model, usd, rankedUsd: usd / (successRate ?? 1), successRate };
  } catch (thrown) {
    if (!(thrown instanceof DomainError)) throw thrown;
    return { model, usd: thrown, rankedUsd: Number.POSITIVE_INFINITY, successRate };
  }
}

/** One value for all models, or one for each. */
function each(name: string, values: readonly number[] | undefined, index: number, count: number): number | undefined {
  if (values === undefined) return undefined;
  if (values.length === 1) return values[0];
  if (values.length !== count)
    throw badArgument(`${name} must be one value or one for each of the ${count} models; you gave ${values.length}.`);
  return values[index];
}

/** A free model makes every other infinitely dearer. */
function multipleOf(usd: number, cheapest: number): Value {
  if (cheapest > 0) return usd / cheapest;
  return usd === 0 ? 1 : divideByZero("The cheapest model is free, so there is no multiple of it.");
}
