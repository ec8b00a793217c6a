import { breakEven, breakEvenUtil } from "../engine/ownership/breakeven";
import { gpuHour } from "../engine/ownership/gpuHour";
import { rent as medianRent } from "../engine/ownership/rent";
import { selfHost as ownMonth, costPerToken as tokenCost } from "../engine/ownership/tokenCost";
import { builtInAccelerators, builtInEstimates } from "./builtIn";
import { spreadMain } from "./call/mainValue";
import {
  builtIn,
  identity,
  number,
  optional,
  optionalDate,
  optionalNonZero,
  optionalText,
  quantityOrName,
} from "./call/readers";
import { rentsOrBuiltIn } from "./call/rentTable";
import { spillRecord } from "./call/spill";
import { spread } from "./call/spread";

/**
 * What renting one accelerator costs, in USD per GPU-hour: one value a provider, then the median of the providers.
 * @customfunction RENT
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} [term] "on_demand", "spot", "1yr" or "3yr" [word]. Default on_demand.
 * @param {any[][]} [provider] One provider alone, such as "lambda" [name]. Default none; then the median of all.
 * @param {any[][]} [as_of] Day of the price [date]. Default the date of the data; the latest rows of your own table.
 * @param {any[][]} [rents] Your own table with a header row: gpu, usd_per_gpu_hour, also provider, term, as_of [table]. Default the built-in table.
 * @returns {any[][]} USD per accelerator and hour.
 * @group Ownership
 * @shape B
 * @formula median over providers of (median of the provider's prices of that term on its latest day up to as_of)
 * @remarks Fewer than three providers are no market: then the answer is #N/A and names them, so that you can ask for one. Your own table is taken as it is.
 * @remarks Modelled costs and indices (tier model, index) never count; spot prices count for term "spot" only, marketplaces only for a provider that is asked for by name.
 * @remarks All regions and instance sizes of a provider count alike. Prices of commitments are as published: most need payment whether used or not, see COMMITMENT.
 * @example =INFER.RENT("H100") → 3.85
 * @example =INFER.RENT("H100", "on_demand", "lambda", "2026-09-20") → 3.99
 */
export function rent(gpu: any[][], term?: any[][], provider?: any[][], as_of?: any[][], rents?: any[][]): any[][] {
  return spread(
    { gpu, term, provider, as_of, rents },
    { gpu: identity, term: optionalText, provider: optionalText, as_of: optionalDate, rents: rentsOrBuiltIn },
    medianRent,
  );
}

/**
 * What owning one accelerator costs, in USD per hour in use: capital, operation and energy.
 * @customfunction GPUHOUR
 * @param {any[][]} capex_usd Price with its share of server and network, or an accelerator's name for the table's estimate [USD].
 * @param {any[][]} [life_years] Years in use [years]. Default 4.
 * @param {any[][]} [discount_rate] Cost of capital, a year [share 0-1]. Default 0.1.
 * @param {any[][]} [residual] What it sells for at the end, as a share of the price [share 0-1]. Default 0.1.
 * @param {any[][]} [power_w] Power of the accelerator with its share of the server [W]. Default 0.
 * @param {any[][]} [pue] Facility power per unit of IT power, from 1 [ratio]. Default 1.3.
 * @param {any[][]} [usd_per_kwh] Price of electricity; needed where power_w is above 0 [USD/kWh]. Default none.
 * @param {any[][]} [opex_share] Operation (space, repairs, people) as a share of the yearly capital charge [share 0-1]. Default 0.2.
 * @param {any[][]} [hours_share] Share of the 8,760 hours of a year in which it is used [share 0-1]. Default 1.
 * @returns {any[][]} USD per hour in use.
 * @group Ownership
 * @shape B
 * @formula [(P − S) × CRF + S × discount_rate] × (1 + opex_share) ÷ (8,760 × hours_share) + power_w ÷ 1,000 × pue × usd_per_kwh, with P = capex_usd, S = P × residual, CRF = discount_rate ÷ (1 − (1 + discount_rate)^−life_years)
 * @remarks Capital is an annuity net of the residual; at a rate of 0 it is straight line. The fixed part spreads over the hours used, energy falls only in them.
 * @remarks A name stands for system_usd of the gpus table: the middle of the chip's price range × 1.3 for server and network, an estimate; #N/A where no price is known.
 * @example =INFER.GPUHOUR(35000, 4, 10%, 10%, 1200, 1.3, 0.08) → 1.534023
 * @example =INFER.GPUHOUR(50000, 5, 10%, 10%, , , , 0) * 8760 → 12370.8866
 */
export function gpuhour(
  capex_usd: any[][],
  life_years?: any[][],
  discount_rate?: any[][],
  residual?: any[][],
  power_w?: any[][],
  pue?: any[][],
  usd_per_kwh?: any[][],
  opex_share?: any[][],
  hours_share?: any[][],
): any[][] {
  return spread(
    {
      capex_usd,
      life_years,
      discount_rate,
      residual,
      power_w,
      pue,
      usd_per_kwh,
      opex_share,
      hours_share,
      accelerators: undefined,
    },
    {
      capex_usd: quantityOrName,
      life_years: optionalNonZero,
      discount_rate: optional(number),
      residual: optional(number),
      power_w: optional(number),
      pue: optionalNonZero,
      usd_per_kwh: optionalNonZero,
      opex_share: optional(number),
      hours_share: optionalNonZero,
      accelerators: builtIn(builtInAccelerators),
    },
    gpuHour,
  );
}

/**
 * Cost of a million tokens in USD on hardware paid by the hour.
 * @customfunction COSTPERTOKEN
 * @param {any[][]} gpu_hour_usd What one accelerator costs an hour, or its name for the median rent [USD/GPU-h].
 * @param {any[][]} tok_per_s Output tokens a second of the whole deployment while busy, or a model's name for the estimated throughput [tok/s].
 * @param {any[][]} [utilization] Share of the paid time that serves tokens [share 0-1]. Default 1.
 * @param {any[][]} [gpus] Accelerators of the deployment; with a model's name blank means the smallest count that fits [accelerators]. Default 1.
 * @param {any[][]} [per_tokens] Tokens that the cost is for [tokens]. Default 1,000,000.
 * @param {any[][]} [output_share] 1 for a cost per output token; the output's share of all tokens for a cost per token of both [share 0-1]. Default 1.
 * @returns {any[][]} USD per per_tokens tokens: output tokens, or with output_share input and output together.
 * @group Ownership
 * @shape B
 * @formula gpu_hour_usd × gpus ÷ (tok_per_s × utilization × 3,600) × per_tokens × output_share
 * @remarks Beside an API's blended price set output_share as in BLENDEDPRICE, 0.25 for 3:1: then both are per token of input and output together.
 * @remarks A model's name needs an accelerator's name beside it; its throughput is THROUGHPUT's at its defaults.
 * @example =INFER.COSTPERTOKEN(2.5, 900, 60%) → 1.286008
 * @example =INFER.COSTPERTOKEN(2.5, 900, 60%, , , 0.25) → 0.321502
 */
export function costpertoken(
  gpu_hour_usd: any[][],
  tok_per_s: any[][],
  utilization?: any[][],
  gpus?: any[][],
  per_tokens?: any[][],
  output_share?: any[][],
): any[][] {
  return spread(
    { gpu_hour_usd, tok_per_s, utilization, gpus, per_tokens, output_share, estimates: undefined },
    {
      gpu_hour_usd: quantityOrName,
      tok_per_s: quantityOrName,
      utilization: optionalNonZero,
      gpus: optionalNonZero,
      per_tokens: optionalNonZero,
      output_share: optionalNonZero,
      estimates: builtIn(builtInEstimates),
    },
    tokenCost,
  );
}

/**
 * A month of a deployment of your own: its cost in USD, its cost per million tokens, and how much of it stands idle.
 * @customfunction SELFHOST
 * @param {any[][]} gpus Accelerators paid for [accelerators].
 * @param {any[][]} gpu_hour_usd What one costs an hour, rented or owned [USD/GPU-h].
 * @param {any[][]} [mtok_per_month] Tokens served a month [Mtok/month]. Default none; then no cost per token.
 * @param {any[][]} [capacity_mtok] Tokens the whole deployment could serve a month [Mtok/month]. Default none; then no utilization.
 * @param {any[][]} [staff_usd] People who run it [USD/month]. Default 0.
 * @param {any[][]} [other_usd] Software, network, storage [USD/month]. Default 0.
 * @param {any[][]} [hours_per_month] Hours paid a month [hours/month]. Default 730.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} usd_per_month, usd_per_mtok, utilization, idle_usd_per_month.
 * @group Ownership
 * @shape T
 * @formula usd_per_month = gpus × gpu_hour_usd × hours_per_month + staff_usd + other_usd; usd_per_mtok = usd_per_month ÷ mtok_per_month; utilization = mtok_per_month ÷ capacity_mtok; idle = accelerators' cost × (1 − utilization)
 * @remarks Volume and capacity count the same tokens. A volume above the capacity cannot be served: then cost per token and utilization are #N/A. Idle is the accelerators' cost alone, not staff.
 * @example =INFER.SELFHOST(2, 2, 600, 1000, 7500, , , "usd_per_mtok") → 17.366667
 * @example =INFER.SELFHOST(2, 2, 600, 1000) → usd_per_month
 */
export function selfhost(
  gpus: any[][],
  gpu_hour_usd: any[][],
  mtok_per_month?: any[][],
  capacity_mtok?: any[][],
  staff_usd?: any[][],
  other_usd?: any[][],
  hours_per_month?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { gpus, gpu_hour_usd, mtok_per_month, capacity_mtok, staff_usd, other_usd, hours_per_month },
    {
      gpus: number,
      gpu_hour_usd: number,
      mtok_per_month: optionalNonZero,
      capacity_mtok: optionalNonZero,
      staff_usd: optional(number),
      other_usd: optional(number),
      hours_per_month: optionalNonZero,
    },
    ownMonth,
    field,
  );
}

/**
 * Volume in Mtok per month, input and output together, from which hosting stays cheaper than an API.
 * @customfunction BREAKEVEN
 * @param {any[][]} fixed_usd_per_month What one unit, a GPU or a replica, costs a month [USD/month].
 * @param {any[][]} api_usd_per_mtok Price of the API, blended over input and output [USD/Mtok].
 * @param {any[][]} [own_usd_per_mtok] What each Mtok costs on top when hosting [USD/Mtok]. Default 0.
 * @param {any[][]} [capacity_mtok] What one unit can serve a month [Mtok/month]. Default none; then one unit serves any volume.
 * @param {any[][]} [spare] Idle units kept in reserve; a part of one stands for what all units share, such as staff [units]. Default 0.
 * @param {any[][]} [field] "units", "utilization", "usd_per_month" or "first_mtok" instead of the volume [name]. Default mtok_per_month.
 * @returns {any[][]} mtok_per_month; by field also units, utilization, usd_per_month, first_mtok.
 * @group Ownership
 * @shape B
 * @formula fixed_usd_per_month × (1 + spare) ÷ (api_usd_per_mtok − own_usd_per_mtok); with capacity_mtok the least volume V from which on (⌈V ÷ capacity_mtok⌉ + spare) × fixed_usd_per_month + own_usd_per_mtok × V ≤ api_usd_per_mtok × V
 * @remarks With capacity each further unit is a step up, so hosting can be cheaper, dearer and cheaper again: the answer is the volume from which it stays cheaper, first_mtok the volume at which it is so for the first time.
 * @remarks #N/A with the reason where the API is no dearer than own_usd_per_mtok, or a full unit saves no more than it costs. Units count the spare ones; utilization is over all of them.
 * @remarks A cost that is paid once for all units counts as its part of a unit's: with 1,460 USD a unit and 730 USD of staff, spare is 0.5.
 * @example =INFER.BREAKEVEN(1460, 4.375) → 333.714286
 * @example =INFER.BREAKEVEN(1460, 4.375, 0, 500, 1, "units") → 6
 */
export function breakeven(
  fixed_usd_per_month: any[][],
  api_usd_per_mtok: any[][],
  own_usd_per_mtok?: any[][],
  capacity_mtok?: any[][],
  spare?: any[][],
  field?: any[][],
): any[][] {
  return spreadMain(
    { fixed_usd_per_month, api_usd_per_mtok, own_usd_per_mtok, capacity_mtok, spare },
    {
      fixed_usd_per_month: number,
      api_usd_per_mtok: number,
      own_usd_per_mtok: optional(number),
      capacity_mtok: optionalNonZero,
      spare: optional(number),
    },
    breakEven,
    "mtok_per_month",
    field,
  );
}

/**
 * Busy share of the hours from which a flat price is cheaper than a price per hour of use, 0-1.
 * @customfunction BREAKEVENUTIL
 * @param {any[][]} flat_usd_per_hour What a machine costs an hour, used or not [USD/h].
 * @param {any[][]} per_use_usd_per_hour What an hour of use costs elsewhere, or earns [USD/h].
 * @returns {any[][]} Share of the hours; above 1 the flat price never pays.
 * @group Ownership
 * @shape B
 * @formula flat_usd_per_hour ÷ per_use_usd_per_hour
 * @example =INFER.BREAKEVENUTIL(2, 3.2) → 0.625
 */
export function breakevenutil(flat_usd_per_hour: any[][], per_use_usd_per_hour: any[][]): any[][] {
  return spread(
    { flat_usd_per_hour, per_use_usd_per_hour },
    { flat_usd_per_hour: number, per_use_usd_per_hour: number },
    breakEvenUtil,
  );
}
