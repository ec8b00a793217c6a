import { deployCompare as comparison, type DeployCompare } from "../engine/deployments/compare";
import { type Kpis, kpis as keyFigures } from "../engine/deployments/kpis";
import type { DeployOptions, Market } from "../engine/deployments/workload";
import type { RentBook } from "../engine/ownership/rent";
import type { PriceBook } from "../engine/prices/book";
import { builtInPlaces, builtInServing } from "./builtIn";
import { pricesOrBuiltIn } from "./call/priceTable";
import {
  boolean,
  identity,
  number,
  numberOrName,
  optional,
  optionalBits,
  optionalNonZero,
  optionalText,
  options,
} from "./call/readers";
import { rentsOrBuiltIn } from "./call/rentTable";
import { spillRecord, spillTable } from "./call/spill";

const DEPLOY_OPTIONS = options<DeployOptions>({
  bits: numberOrName,
  tpot_ms: number,
  latency_ms: number,
  target_load: number,
  peak_to_average: number,
  spare_replicas: number,
  staff_usd_per_month: number,
  capex_usd: number,
  discount_rate: number,
  reserved_ratio: number,
  in_country: boolean,
  edge_share: number,
  edge_gpu: identity,
  edge_usd_per_mtok: number,
});

type WithTables<Request> = Request & { readonly prices: PriceBook; readonly rents: RentBook };

const market = (prices: PriceBook, rents: RentBook): Market => ({
  prices,
  rents,
  serving: builtInServing(),
  places: builtInPlaces(),
});

/**
 * One workload served in seven ways side by side, in USD per month: API, cloud, reserved, dedicated, on-prem, edge, hybrid.
 * @customfunction DEPLOYCOMPARE
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} requests_per_day Requests a day [requests/day].
 * @param {any[][]} input_tokens Input tokens of one request [tokens].
 * @param {any[][]} output_tokens Output tokens of one request [tokens].
 * @param {any[][]} [api_model] Model of the API to compare with [name]. Default market/model, the median seller.
 * @param {any[][]} [region] Region of the data centre: tariff, PUE, grid; us-va-tx is Virginia and Texas [name]. Default us-va-tx.
 * @param {any[][]} [years] Years that machines are used and commitments run [years]. Default 3.
 * @param {any[][]} [options] Two columns, option and value: bits, tpot_ms, latency_ms, target_load, peak_to_average, spare_replicas, staff_usd_per_month, capex_usd, discount_rate, reserved_ratio, in_country, edge_share, edge_gpu, edge_usd_per_mtok [options]. Default none.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [rents] Your own rents with their header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column, one row, or "row.column" [name].
 * @returns {any[][]} deployment (api, cloud, reserved, dedicated, on_prem, edge, hybrid), usd_per_month, usd_per_mtok (of all tokens), gpus, utilization, latency_ms, carbon_tco2e_per_year, feasible, why_not, and every assumption used.
 * @group Ownership
 * @shape T
 * @formula fleet = GPUCOUNT at THROUGHPUT's rate; rented = gpus × RENT × 730 + staff; owned = gpus × GPUHOUR × 730 + staff; api = MONTHLYCOST; hybrid = edge_share at the edge, the rest in the cloud
 * @remarks Reserved and dedicated pay the published 1yr or 3yr price, or on demand × reserved_ratio; dedicated and on-prem take whole servers. On-prem capital is capex_usd per accelerator with its server, or the table's estimate.
 * @remarks The edge needs edge_gpu or edge_usd_per_mtok: without them it is #N/A, never a made-up factor. A way that cannot be priced says why in why_not.
 * @example =INFER.DEPLOYCOMPARE("llama-3.3-70b", "H100", 50000, 1000, 300, , , , , , , "cloud.gpus") → 4
 * @example =INFER.DEPLOYCOMPARE("llama-3.3-70b", "H100", 50000, 1000, 300) → deployment
 */
export function deployCompare(
  model: any[][],
  gpu: any[][],
  requests_per_day: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  api_model?: any[][],
  region?: any[][],
  years?: any[][],
  options?: any[][],
  prices?: any[][],
  rents?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { model, gpu, requests_per_day, input_tokens, output_tokens, api_model, region, years, options, prices, rents },
    {
      model: identity,
      gpu: identity,
      requests_per_day: number,
      input_tokens: number,
      output_tokens: number,
      api_model: optionalText,
      region: optionalText,
      years: optionalNonZero,
      options: optional(DEPLOY_OPTIONS),
      prices: pricesOrBuiltIn,
      rents: rentsOrBuiltIn,
    },
    ({ prices, rents, ...request }: WithTables<DeployCompare>) => comparison(market(prices, rents), request),
    field,
  );
}

/**
 * The whole answer for one workload in one record: USD per month, per Mtok and per request, GPUs, utilization, tok/s, MWh and tCO2e a year.
 * @customfunction KPIS
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} requests_per_day Requests a day [requests/day].
 * @param {any[][]} input_tokens Input tokens of one request [tokens].
 * @param {any[][]} output_tokens Output tokens of one request [tokens].
 * @param {any[][]} [region] Region of the data centre: tariff, PUE, grid; us-va-tx is Virginia and Texas [name]. Default us-va-tx.
 * @param {any[][]} [deployment] "cloud", "reserved", "dedicated", "on_prem", "edge", "hybrid" or "api" [word]. Default cloud.
 * @param {any[][]} [pattern] "steady", "burst" or "batch": the peak to size for, spare replicas, and an API's tier [word]. Default steady.
 * @param {any[][]} [bits] Precision: 16, 8, 4 or "bf16", "fp8", "fp4" … [bits]. Default 16.
 * @param {any[][]} [tpot_ms] Longest time per output token [ms]. Default none; then throughput comes first.
 * @param {any[][]} [options] Two columns, option and value, as in DEPLOYCOMPARE [options]. Default none.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [rents] Your own rents with their header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} usd_per_month, usd_per_mtok (of all tokens), usd_per_request, gpus, utilization, output_tok_per_s, mwh_per_year, tco2e_per_year, water_m3_per_year, ttft_ms, tpot_ms, latency_ms, bound, the band of output_tok_per_s, mtok_per_month, api_usd_per_month, and every assumption used.
 * @group Insight
 * @shape T
 * @formula gpus = GPUCOUNT at THROUGHPUT's rate; usd_per_month as in DEPLOYCOMPARE; energy = average power × 8,760 × PUE; carbon = energy × grid factor
 * @remarks Steady sizes for twice the average load, burst for five times, batch for the average without a spare replica. output_tok_per_s is what the fleet can deliver, utilization the share of it that is used.
 * @remarks Carbon uses the grid factor of the region and year, never the renewable share; energy in the cloud is in the rent and is not charged again.
 * @example =INFER.KPIS("llama-3.3-70b", "H100", 50000, 1000, 300, , , , , , , , , "gpus") → 4
 * @example =INFER.KPIS("llama-3.3-70b", "H100", 50000, 1000, 300) → usd_per_month
 */
export function kpis(
  model: any[][],
  gpu: any[][],
  requests_per_day: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  region?: any[][],
  deployment?: any[][],
  pattern?: any[][],
  bits?: any[][],
  tpot_ms?: any[][],
  options?: any[][],
  prices?: any[][],
  rents?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    {
      model,
      gpu,
      requests_per_day,
      input_tokens,
      output_tokens,
      region,
      deployment,
      pattern,
      bits,
      tpot_ms,
      options,
      prices,
      rents,
    },
    {
      model: identity,
      gpu: identity,
      requests_per_day: number,
      input_tokens: number,
      output_tokens: number,
      region: optionalText,
      deployment: optionalText,
      pattern: optionalText,
      bits: optionalBits,
      tpot_ms: optionalNonZero,
      options: optional(DEPLOY_OPTIONS),
      prices: pricesOrBuiltIn,
      rents: rentsOrBuiltIn,
    },
    ({ prices, rents, ...request }: WithTables<Kpis>) => keyFigures(market(prices, rents), request),
    field,
  );
}
