import * as engine from "../engine/prices";
import { pricesOrBuiltIn } from "./call/priceTable";
import { identity, listOf, number, optional, optionalDate, optionalNonZero, optionalText } from "./call/readers";
import { spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Price of one meter of a model on a day, in USD per million tokens.
 * @customfunction PRICE
 * @param {any[][]} model Model name: alone for its maker, "seller/model" for another seller, "market/model" for the median of current sellers [name].
 * @param {any[][]} [meter] "input", "output", "cache_read", "cache_write" or "reasoning" [word]. Default input.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the price [date]. Default the date of the data.
 * @param {any[][]} [prompt_tokens] Length of the prompt; long prompts cost more at some sellers [tokens]. Default 0, the short-prompt price.
 * @param {any[][]} [prices] Your own price table with its header row, instead of ours [table]. Default the built-in table.
 * @returns {any[][]} USD per million tokens.
 * @group Prices
 * @shape B
 * @formula the row of (model, tier) whose period holds as_of; above its threshold the price for long prompts
 * @remarks Before a model's first price, after its withdrawal, or where a price is not published the answer is #N/A with the reason, never 0. After the date of the data the last known price holds, with announced changes applied.
 * @remarks Hidden reasoning tokens are billed as output, so "reasoning" is the output price. Batch prices halve each meter at most sellers; Google leaves cache reads undiscounted.
 * @example =INFER.PRICE("gpt-4o", "output") → 10
 * @example =INFER.PRICE("gpt-4o", "input", , "2024-06-01") → 5
 */
export function price(
  model: any[][],
  meter?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prompt_tokens?: any[][],
  prices?: any[][],
): any[][] {
  return spread(
    { model, meter, tier, as_of, prompt_tokens, prices },
    {
      model: identity,
      meter: optionalText,
      tier: optionalText,
      as_of: optionalDate,
      prompt_tokens: optional(number),
      prices: pricesOrBuiltIn,
    },
    engine.price,
  );
}

/**
 * Every price of a model over time, in USD per million tokens, with the change from one to the next.
 * @customfunction PRICEHISTORY
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} [meter] "input", "output", "cache_read", "cache_write" or "reasoning" [word]. Default input.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} from, to, price_usd_per_mtok, change, cumulative_change, status, source, evidence.
 * @group Prices
 * @shape T
 * @formula change = price ÷ price before − 1; cumulative_change = price ÷ first price − 1
 * @remarks `from` and `to` are Excel dates; a period holds from its first day up to the day before `to`. A blank `to` is still open.
 * @example =INDEX(INFER.PRICEHISTORY("gpt-4o", "input", , , "price_usd_per_mtok"), 1) → 5
 * @example =INFER.PRICEHISTORY("gpt-4o") → from
 */
export function priceHistory(
  model: any[][],
  meter?: any[][],
  tier?: any[][],
  prices?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { model, meter, tier, prices },
    { model: identity, meter: optionalText, tier: optionalText, prices: pricesOrBuiltIn },
    engine.priceHistory,
    field,
  );
}

/**
 * Price of a mix of input and output tokens, in USD per million tokens of both together.
 * @customfunction BLENDEDPRICE
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} [output_share] Output tokens as a share of all tokens; 0.25 is the 3:1 mix [share 0-1]. Default 0.25.
 * @param {any[][]} [cache_hit] Share of the input read from the cache [share 0-1]. Default 0.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the price [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @returns {any[][]} USD per million tokens, input and output together.
 * @group Prices
 * @shape B
 * @formula (1 − output_share) × [(1 − cache_hit) × input + cache_hit × cache_read] + output_share × output
 * @remarks Weighted by tokens: the mean of the two prices would be right only at equal token counts.
 * @example =INFER.BLENDEDPRICE("gpt-4o") → 4.375
 */
export function blendedPrice(
  model: any[][],
  output_share?: any[][],
  cache_hit?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
): any[][] {
  return spread(
    { model, output_share, cache_hit, tier, as_of, prices },
    {
      model: identity,
      output_share: optional(number),
      cache_hit: optional(number),
      tier: optionalText,
      as_of: optionalDate,
      prices: pricesOrBuiltIn,
    },
    engine.blendedPrice,
  );
}

/**
 * Cost of one request in USD.
 * @customfunction COST
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} input_tokens Input tokens of one request, cached ones included [tokens].
 * @param {any[][]} output_tokens Visible output tokens [tokens].
 * @param {any[][]} [cache_read_tokens] Input tokens read from the cache [tokens]. Default 0.
 * @param {any[][]} [cache_write_tokens] Input tokens written to the cache [tokens]. Default 0.
 * @param {any[][]} [reasoning_tokens] Hidden reasoning tokens, billed as output [tokens]. Default 0.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @returns {any[][]} USD per request.
 * @group Prices
 * @shape B
 * @formula [(input_tokens − cache_read_tokens − cache_write_tokens) × input + cache_read_tokens × cache_read + cache_write_tokens × cache_write + (output_tokens + reasoning_tokens) × output] ÷ 1,000,000
 * @remarks The input of this one request decides the long-prompt price, so more tokens than the model's context are refused: multiply by the number of requests outside.
 * @example =INFER.COST("gpt-4o", 1500, 500) → 0.00875
 */
export function cost(
  model: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  cache_read_tokens?: any[][],
  cache_write_tokens?: any[][],
  reasoning_tokens?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
): any[][] {
  return spread(
    {
      model,
      input_tokens,
      output_tokens,
      cache_read_tokens,
      cache_write_tokens,
      reasoning_tokens,
      tier,
      as_of,
      prices,
    },
    {
      model: identity,
      input_tokens: number,
      output_tokens: number,
      cache_read_tokens: optional(number),
      cache_write_tokens: optional(number),
      reasoning_tokens: optional(number),
      tier: optionalText,
      as_of: optionalDate,
      prices: pricesOrBuiltIn,
    },
    engine.cost,
  );
}

/**
 * The lines of a bill for requests to one model: tokens, unit price and amount in USD for each meter.
 * @customfunction COSTLINES
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} input_tokens Input tokens of one request, cached ones included [tokens].
 * @param {any[][]} output_tokens Visible output tokens of one request [tokens].
 * @param {any[][]} [cache_read_tokens] Input tokens read from the cache [tokens]. Default 0.
 * @param {any[][]} [cache_write_tokens] Input tokens written to the cache [tokens]. Default 0.
 * @param {any[][]} [reasoning_tokens] Hidden reasoning tokens, billed as output [tokens]. Default 0.
 * @param {any[][]} [requests] Number of such requests [requests]. Default 1.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column, one meter, or "meter.column" [name].
 * @returns {any[][]} meter, tokens, usd_per_mtok, usd, share; a row each for input, cache_read, cache_write, output, reasoning.
 * @group Prices
 * @shape T
 * @formula usd = tokens × requests × usd_per_mtok ÷ 1,000,000; the lines sum to COST × requests
 * @example =INFER.COSTLINES("gpt-4o", 1500, 500, , , , 300000, , , , "output.usd") → 1500
 * @example =SUM(INFER.COSTLINES("gpt-4o", 1500, 500, , , , 300000, , , , "usd")) → 2625
 */
export function costLines(
  model: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  cache_read_tokens?: any[][],
  cache_write_tokens?: any[][],
  reasoning_tokens?: any[][],
  requests?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    {
      model,
      input_tokens,
      output_tokens,
      cache_read_tokens,
      cache_write_tokens,
      reasoning_tokens,
      requests,
      tier,
      as_of,
      prices,
    },
    {
      model: identity,
      input_tokens: number,
      output_tokens: number,
      cache_read_tokens: optional(number),
      cache_write_tokens: optional(number),
      reasoning_tokens: optional(number),
      requests: optional(number),
      tier: optionalText,
      as_of: optionalDate,
      prices: pricesOrBuiltIn,
    },
    engine.costLines,
    field,
  );
}

/**
 * Cost of a daily workload over a month, in USD.
 * @customfunction MONTHLYCOST
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} requests_per_day Requests a day [requests/day].
 * @param {any[][]} input_tokens Input tokens of one request, cached ones included [tokens].
 * @param {any[][]} output_tokens Visible output tokens of one request [tokens].
 * @param {any[][]} [cache_hit] Share of the input read from the cache [share 0-1]. Default 0.
 * @param {any[][]} [reasoning_tokens] Hidden reasoning tokens of one request, billed as output [tokens]. Default 0.
 * @param {any[][]} [discount] Discount agreed on the bill [share 0-1]. Default 0.
 * @param {any[][]} [days_per_month] Days of the month [days]. Default 365/12.
 * @param {any[][]} [cache_write_share] Share of the input written to the cache [share 0-1]. Default 0.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @returns {any[][]} USD per month.
 * @group Prices
 * @shape B
 * @formula requests_per_day × days_per_month × COST of one request × (1 − discount)
 * @remarks An undated month is 365/12 days; pass 30 to agree with a seller's example. The part of the input that is neither read from nor written to the cache pays the input price.
 * @example =INFER.MONTHLYCOST("gpt-4o", 10000, 1500, 500, , , , 30) → 2625
 */
export function monthlyCost(
  model: any[][],
  requests_per_day: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  cache_hit?: any[][],
  reasoning_tokens?: any[][],
  discount?: any[][],
  days_per_month?: any[][],
  cache_write_share?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
): any[][] {
  return spread(
    {
      model,
      requests_per_day,
      input_tokens,
      output_tokens,
      cache_hit,
      reasoning_tokens,
      discount,
      days_per_month,
      cache_write_share,
      tier,
      as_of,
      prices,
    },
    {
      model: identity,
      requests_per_day: number,
      input_tokens: number,
      output_tokens: number,
      cache_hit: optional(number),
      reasoning_tokens: optional(number),
      discount: optional(number),
      days_per_month: optionalNonZero,
      cache_write_share: optional(number),
      tier: optionalText,
      as_of: optionalDate,
      prices: pricesOrBuiltIn,
    },
    engine.monthlyCost,
  );
}

/**
 * Models ranked by what one request costs, in USD, cheapest first.
 * @customfunction COMPARE
 * @param {any[][]} models Model names, a range or {"a","b"} [names].
 * @param {any[][]} input_tokens Input tokens of one request: one value, or one for each model [tokens].
 * @param {any[][]} output_tokens Visible output tokens: one value, or one for each model [tokens].
 * @param {any[][]} [requests_per_month] Requests a month [requests/month]. Default 1.
 * @param {any[][]} [cache_hit] Share of the input read from the cache: one value, or one for each model [share 0-1]. Default 0.
 * @param {any[][]} [reasoning_tokens] Hidden reasoning tokens: one value, or one for each model [tokens]. Default 0.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [success_rates] Share of requests that succeed: one value, or one for each model [share 0-1]. Default none; then the ranking is by request.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column, one model, or "model.column" [name].
 * @returns {any[][]} model, usd_per_request, usd_per_month, multiple (of the cheapest), rank; with success_rates also success_rate and usd_per_success.
 * @group Prices
 * @shape T
 * @formula usd_per_request = COST; usd_per_month = usd_per_request × requests_per_month; usd_per_success = usd_per_request ÷ success_rate
 * @remarks A model that cannot be priced stands last, with the reason in its cells.
 * @example =INDEX(INFER.COMPARE({"gpt-4o","gpt-4o-mini"}, 1500, 500, , , , , , , , "model"), 1) → gpt-4o-mini
 * @example =MAX(INFER.COMPARE({"gpt-4o","gpt-4o-mini"}, 1500, 500, , , , , , , , "multiple")) → 16.666667
 */
export function compare(
  models: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  requests_per_month?: any[][],
  cache_hit?: any[][],
  reasoning_tokens?: any[][],
  tier?: any[][],
  as_of?: any[][],
  success_rates?: any[][],
  prices?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    {
      models,
      input_tokens,
      output_tokens,
      requests_per_month,
      cache_hit,
      reasoning_tokens,
      tier,
      as_of,
      success_rates,
      prices,
    },
    {
      models: listOf(identity),
      input_tokens: listOf(number),
      output_tokens: listOf(number),
      requests_per_month: optional(number),
      cache_hit: optional(listOf(number)),
      reasoning_tokens: optional(listOf(number)),
      tier: optionalText,
      as_of: optionalDate,
      success_rates: optional(listOf(number)),
      prices: pricesOrBuiltIn,
    },
    engine.compare,
    field,
  );
}
