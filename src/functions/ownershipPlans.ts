import { buyVsRentResult, buyVsRentYears } from "../engine/ownership/buyVsRent";
import { commitment as commitmentCost } from "../engine/ownership/commitment";
import { macrs as taxDepreciation } from "../engine/ownership/depreciation";
import { payback as paybackPeriods } from "../engine/ownership/flows";
import { trainingCrossover } from "../engine/ownership/trainingCrossover";
import { boolean, listOf, number, optional, optionalNonZero, optionalText } from "./call/readers";
import { spillRecord } from "./call/spill";
import { spillWithTotals } from "./call/spillTotals";
import { spread } from "./call/spread";

/**
 * Number of periods, such as years, until cumulative flows are back at 0; discounted where rate is above 0.
 * @customfunction PAYBACK
 * @param {any[][]} flows Flows of periods 0, 1, 2 …, what you pay negative [USD].
 * @param {any[][]} [rate] Discount rate for each period [share 0-1]. Default 0.
 * @param {any[][]} [interpolate] TRUE for a fraction of the last period, FALSE for whole periods [TRUE/FALSE]. Default TRUE.
 * @returns {any[][]} Periods.
 * @group Ownership
 * @shape S
 * @formula the first t at which Σ flow ÷ (1 + rate)^period, once below 0, is 0 again; within a period the discounted flow arrives evenly
 * @remarks Period 0 is today and undiscounted. #N/A if the flows never pay back. A later outflow may take the sum below 0 again: look at the net present value, too.
 * @example =INFER.PAYBACK({-100,60,60}) → 1.666667
 * @example =INFER.PAYBACK({-100,60,60}, 10%) → 1.916667
 */
export function payback(flows: any[][], rate?: any[][], interpolate?: any[][]): any[][] {
  return spread(
    { flows, rate, interpolate },
    { flows: listOf(number), rate: optional(number), interpolate: optional(boolean) },
    paybackPeriods,
  );
}

/**
 * Cost in USD of a commitment to hours, paid whether used or not, beside paying on demand.
 * @customfunction COMMITMENT
 * @param {any[][]} usage_hours Hours used in the period [hours].
 * @param {any[][]} committed_hours Hours committed to in the same period [hours].
 * @param {any[][]} on_demand_usd On-demand price [USD/h].
 * @param {any[][]} committed_usd Price under the commitment [USD/h].
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} cost_usd, wasted_usd, effective_usd_per_hour, coverage, utilization, break_even_utilization, on_demand_cost_usd, saving_usd.
 * @group Ownership
 * @shape T
 * @formula cost_usd = committed_hours × committed_usd + max(0, usage_hours − committed_hours) × on_demand_usd; break_even_utilization = committed_usd ÷ on_demand_usd
 * @remarks coverage is the share of the use that the commitment covers, utilization the share of the commitment that is used; below break_even_utilization on demand is cheaper. effective_usd_per_hour is over the hours used.
 * @example =INFER.COMMITMENT(600, 730, 4, 2.5, "effective_usd_per_hour") → 3.041667
 * @example =INFER.COMMITMENT(600, 730, 4, 2.5) → cost_usd
 */
export function commitment(
  usage_hours: any[][],
  committed_hours: any[][],
  on_demand_usd: any[][],
  committed_usd: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { usage_hours, committed_hours, on_demand_usd, committed_usd },
    { usage_hours: number, committed_hours: number, on_demand_usd: number, committed_usd: number },
    commitmentCost,
    field,
  );
}

/**
 * US tax depreciation (MACRS) of one tax year in USD, from the printed half-year tables.
 * @customfunction MACRS
 * @param {any[][]} basis_usd What was paid [USD].
 * @param {any[][]} class_years Property class: 3, 5, 7, 10, 15 or 20; computers are 5 [years].
 * @param {any[][]} year Tax year, 1 for the year of purchase [year].
 * @returns {any[][]} USD deducted in that year; 0 after the last one.
 * @group Ownership
 * @shape B
 * @formula basis_usd × printed percentage of (class_years, year)
 * @remarks IRS Publication 946, Appendix A, Table A-1, half-year convention: a class of n years deducts over n + 1 tax years. Bonus depreciation and section 179 are not in it. VDB gives other figures.
 * @example =INFER.MACRS(300000, 5, 2) → 96000
 */
export function macrs(basis_usd: any[][], class_years: any[][], year: any[][]): any[][] {
  return spread(
    { basis_usd, class_years, year },
    { basis_usd: number, class_years: number, year: number },
    taxDepreciation,
  );
}

const BUY_VS_RENT_TOTALS = ["npv_buy", "npv_rent", "irr", "payback_years", "indifference_rent_usd_per_year"];

/**
 * Buying against renting in USD: yearly flows after tax, both present values, and the rent at which they are equal.
 * @customfunction BUYVSRENT
 * @param {any[][]} capex_usd All that is paid at the start: machines, network, installation [USD].
 * @param {any[][]} own_opex_usd_per_year Yearly cost of owning that grows: energy, staff, space [USD/year].
 * @param {any[][]} rent_usd_per_year Rent of the same capacity in year 1 [USD/year].
 * @param {any[][]} [years] Years until sale [years]. Default 5.
 * @param {any[][]} [discount_rate] Cost of capital after tax, a year [share 0-1]. Default 0.1.
 * @param {any[][]} [residual] What it sells for at the end, as a share of capex_usd [share 0-1]. Default 0.1.
 * @param {any[][]} [tax] Tax rate on profit [share 0-1]. Default 0.
 * @param {any[][]} [depreciation] "SL" over the years, "MACRS3", "MACRS5", "MACRS7" or "NONE" [word]. Default SL.
 * @param {any[][]} [opex_growth] Yearly growth of own_opex_usd_per_year from year 2 [share a year]. Default 0.
 * @param {any[][]} [rent_growth] Yearly growth of the rent from year 2, negative where rents fall [share a year]. Default 0.
 * @param {any[][]} [fixed_opex_usd_per_year] Yearly cost of owning that does not grow, such as a maintenance contract [USD/year]. Default 0.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} year, depreciation_usd, buy_usd, rent_usd, advantage_usd, cumulated_usd; once, in the first row: npv_buy, npv_rent, irr, payback_years, indifference_rent_usd_per_year.
 * @group Ownership
 * @shape T
 * @formula buy_usd = −(opex + fixed opex) × (1 − tax) + depreciation × tax, year 0 −capex_usd, last year + capex_usd × residual × (1 − tax); rent_usd = −rent × (1 − tax); advantage_usd = buy_usd − rent_usd
 * @remarks Signs are Excel's: costs are negative. Year 0 is today and undiscounted, year t its end. irr and payback_years are those of advantage_usd, payback undiscounted; #N/A with the reason where there is none.
 * @remarks indifference_rent_usd_per_year is the rent of year 1 at which both present values are equal; ÷ GPUs ÷ 8,760 it is a price per GPU-hour.
 * @remarks What a MACRS table leaves after the last year is deducted in it, so the residual is taxed in full; with NONE nothing is deducted and the residual is untaxed. Losses are taken to save tax at once.
 * @example =INFER.BUYVSRENT(300000, 49292.61, 140160, 5, 10%, 10%, 25%, "MACRS5", 3%, -10%, 15000, "npv_buy") → -418411.19
 * @example =INFER.BUYVSRENT(300000, 49292.61, 140160) → year
 */
export function buyvsrent(
  capex_usd: any[][],
  own_opex_usd_per_year: any[][],
  rent_usd_per_year: any[][],
  years?: any[][],
  discount_rate?: any[][],
  residual?: any[][],
  tax?: any[][],
  depreciation?: any[][],
  opex_growth?: any[][],
  rent_growth?: any[][],
  fixed_opex_usd_per_year?: any[][],
  field?: any[][],
): any[][] {
  return spillWithTotals(
    {
      capex_usd,
      own_opex_usd_per_year,
      rent_usd_per_year,
      years,
      discount_rate,
      residual,
      tax,
      depreciation,
      opex_growth,
      rent_growth,
      fixed_opex_usd_per_year,
    },
    {
      capex_usd: number,
      own_opex_usd_per_year: number,
      rent_usd_per_year: number,
      years: optionalNonZero,
      discount_rate: optional(number),
      residual: optional(number),
      tax: optional(number),
      depreciation: optionalText,
      opex_growth: optional(number),
      rent_growth: optional(number),
      fixed_opex_usd_per_year: optional(number),
    },
    { rows: buyVsRentYears, totals: buyVsRentResult },
    BUY_VS_RENT_TOTALS,
    field,
  );
}

/**
 * Month in which cumulative inference passes the cost of training, and inference in USD per USD of training over the life.
 * @customfunction TRAININGCROSSOVER
 * @param {any[][]} training_usd Cost of training, once [USD].
 * @param {any[][]} inference_usd_per_month Cost of inference in month 1 [USD/month].
 * @param {any[][]} [growth_per_month] Monthly growth of the cost of inference from month 2 [share a month]. Default 0.
 * @param {any[][]} [months] Life of the model [months]. Default 36.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} crossover_month, inference_usd, inference_per_training, inference_share.
 * @group Ownership
 * @shape T
 * @formula crossover_month = least m with Σ inference_usd_per_month × (1 + growth_per_month)^(k − 1), k = 1 … m, ≥ training_usd; inference_per_training = the sum over the life ÷ training_usd
 * @remarks crossover_month is #N/A if inference stays below within the life. inference_share is inference over inference and training together.
 * @example =INFER.TRAININGCROSSOVER(1000000, 60000, 5%, 36, "crossover_month") → 13
 * @example =INFER.TRAININGCROSSOVER(1000000, 60000, 5%) → crossover_month
 */
export function trainingcrossover(
  training_usd: any[][],
  inference_usd_per_month: any[][],
  growth_per_month?: any[][],
  months?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { training_usd, inference_usd_per_month, growth_per_month, months },
    {
      training_usd: number,
      inference_usd_per_month: number,
      growth_per_month: optional(number),
      months: optionalNonZero,
    },
    trainingCrossover,
    field,
  );
}
