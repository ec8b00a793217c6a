import {
  adoption as adoptionPath,
  decline as declinedPrice,
  declineRate as declineFit,
  forecast as monthlyForecast,
  elasticity as priceElasticity,
  jevons as spendMultiple,
  project as yearlyProjection,
} from "../engine/projection";
import { date, listOf, number, optional, optionalDate, optionalNonZero, optionalText } from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Yearly spend in USD as demand grows, prices fall, use answers the price and tokens per task grow.
 * @customfunction PROJECT
 * @param {any[][]} base_usd_per_year Spend of the base year, year 0 [USD/year].
 * @param {any[][]} [years] Years after the base year, 1 to 100 [years]. Default 5.
 * @param {any[][]} [volume_growth] Yearly growth of demand without what the price causes; one rate, or a range with one a year [share a year]. Default 0.
 * @param {any[][]} [price_decline] Yearly fall of the unit price; one rate, or a range with one a year [share a year]. Default 0.
 * @param {any[][]} [elasticity] How strongly use answers the price; 1 leaves the spend unchanged [ratio]. Default 0.
 * @param {any[][]} [intensity_growth] Yearly growth of tokens per task; one rate, or a range with one a year [share a year]. Default 0.
 * @param {any[][]} [price_floor] Lowest unit price as a share of the base year's [share 0-1]. Default 0.
 * @param {any[][]} [discount_rate] Yearly rate for present values; one rate, or a range with one a year [share 0-1]. Default 0.
 * @param {any[][]} [field] Name of one column, or a year and column such as "5.cost_usd" [name].
 * @returns {any[][]} year, price_index, volume_index, intensity_index, cost_usd, cumulative_usd, present_value_usd, cumulative_present_value_usd.
 * @group Projection
 * @shape T
 * @formula cost = base_usd_per_year × (1 + volume_growth)^t × P^(−elasticity) × (1 + intensity_growth)^t × P, with P = max(price_floor, (1 − price_decline)^t)
 * @remarks Year 0 is the base and counts in no total: cumulative_usd and cumulative_present_value_usd start with year 1.
 * @remarks Year t is discounted as paid at its end. Rates given as a range compound year by year; price_floor bounds the compounded price.
 * @remarks volume_index is demand against year 0, growth and answer to the price together, before intensity_index.
 * @example =INFER.PROJECT(100000, 5, 40%, 50%, 0.8, 10%, , 10%, "5.cost_usd") → 433085.4651
 * @example =INFER.PROJECT(100000, 3, 40%, 50%) → year
 */
export function project(
  base_usd_per_year: any[][],
  years?: any[][],
  volume_growth?: any[][],
  price_decline?: any[][],
  elasticity?: any[][],
  intensity_growth?: any[][],
  price_floor?: any[][],
  discount_rate?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    {
      base_usd_per_year,
      years,
      volume_growth,
      price_decline,
      elasticity,
      intensity_growth,
      price_floor,
      discount_rate,
    },
    {
      base_usd_per_year: number,
      years: optionalNonZero,
      volume_growth: optional(listOf(number)),
      price_decline: optional(listOf(number)),
      elasticity: optional(number),
      intensity_growth: optional(listOf(number)),
      price_floor: optional(number),
      discount_rate: optional(listOf(number)),
    },
    yearlyProjection,
    field,
  );
}

/**
 * Monthly spend in USD from a base, yearly growth, yearly price decline and the seasons.
 * @customfunction FORECAST
 * @param {any[][]} base_usd_per_month Spend of month 1 before its season; a column of bases with a field gives a row each [USD/month].
 * @param {any[][]} months Months to forecast, 1 to 1200 [months].
 * @param {any[][]} [growth_per_year] Effective yearly growth of use; one rate, or a range with one for each started year [share a year]. Default 0.
 * @param {any[][]} [price_decline_per_year] Effective yearly fall of the price; one rate, or a range with one for each started year [share a year]. Default 0.
 * @param {any[][]} [seasonality] Range of 12 factors that average 1, the first for month 1; or one for each month [ratio]. Default 1 every month.
 * @param {any[][]} [start] First day of month 1; only labels the rows [date]. Default none; then no dates.
 * @param {any[][]} [field] Name of one column, or a month and column such as "12.cost_usd" [name].
 * @returns {any[][]} month, month_start and month_end (both only with start), volume_index, price_index, seasonality, cost_usd, cumulative_usd.
 * @group Projection
 * @shape T
 * @formula cost = base_usd_per_month × (1 + growth_per_year)^((month − 1)/12) × (1 − price_decline_per_year)^((month − 1)/12) × seasonality
 * @remarks Yearly rates are effective: 12% a year is 0.9489% a month. Month 1 is the base, month 13 one full year on.
 * @remarks The season goes by position: the first factor belongs to month 1, whatever its calendar month. start moves no number.
 * @example =INFER.FORECAST(10000, 24, 60%, 50%, , , "13.cost_usd") → 8000
 * @example =INFER.FORECAST(10000, 12, 60%, 50%) → month
 */
export function forecast(
  base_usd_per_month: any[][],
  months: any[][],
  growth_per_year?: any[][],
  price_decline_per_year?: any[][],
  seasonality?: any[][],
  start?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { base_usd_per_month, months, growth_per_year, price_decline_per_year, seasonality, start },
    {
      base_usd_per_month: number,
      months: number,
      growth_per_year: optional(listOf(number)),
      price_decline_per_year: optional(listOf(number)),
      seasonality: optional(listOf(number)),
      start: optionalDate,
    },
    monthlyForecast,
    field,
  );
}

/**
 * Price in the unit of price_usd after some months of a steady yearly decline.
 * @customfunction DECLINE
 * @param {any[][]} price_usd Price today [USD].
 * @param {any[][]} annual_decline Effective yearly fall of the price, below 100% [share a year].
 * @param {any[][]} months Months from today, 0 or more [months].
 * @param {any[][]} [floor] Lowest price as a share of today's price [share 0-1]. Default 0.
 * @returns {any[][]} USD, in the unit of price_usd.
 * @group Projection
 * @shape B
 * @formula price_usd × max(floor, (1 − annual_decline)^(months / 12))
 * @remarks A fall of 90% a year is 17.46% a month, not 7.5%.
 * @example =INFER.DECLINE(10, 90%, 6) → 3.162278
 */
export function decline(price_usd: any[][], annual_decline: any[][], months: any[][], floor?: any[][]): any[][] {
  return spread(
    { price_usd, annual_decline, months, floor },
    { price_usd: number, annual_decline: number, months: number, floor: optional(number) },
    declinedPrice,
  );
}

/**
 * Yearly decline rate of a price series by a log-linear fit, a share per year (positive when prices fall).
 * @customfunction DECLINERATE
 * @param {any[][]} dates Days of the prices, in any order [date].
 * @param {any[][]} prices Prices on those days, all above 0 and in one unit [USD].
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} annual_rate, halving_months, r2, points, span_years.
 * @group Projection
 * @shape T
 * @formula slope of ln(prices) on dates / 365.25; annual_rate = 1 − e^slope; halving_months = 12 × ln 2 ÷ −slope
 * @remarks The rate is effective: 0.5 means half the price after one year. Rising prices give a negative rate and no halving_months.
 * @remarks Two prices always fit exactly (r2 = 1), and a few prove little; mixing the meters or models of a series makes the rate meaningless.
 * @example =INFER.DECLINERATE({"2023-03-14";"2024-05-13";"2024-10-02"}, {30;5;2.5}, "annual_rate") → 0.794781
 * @example =INFER.DECLINERATE({"2024-01-01";"2026-01-01"}, {8;2}, "halving_months") → 12.0082
 */
export function declineRate(dates: any[][], prices: any[][], field?: any[][]): any[][] {
  return spillRecord({ dates, prices }, { dates: listOf(date), prices: listOf(number) }, declineFit, field);
}

/**
 * Price elasticity of use, a ratio that is positive when use rises as the price falls.
 * @customfunction ELASTICITY
 * @param {any[][]} price_0 Price before [USD].
 * @param {any[][]} price_1 Price after [USD].
 * @param {any[][]} quantity_0 Use before, in any unit [quantity].
 * @param {any[][]} quantity_1 Use after, in the same unit [quantity].
 * @param {any[][]} [method] "constant", "linear" or "arc" [word]. Default constant.
 * @returns {any[][]} Elasticity; above 1 the spend rises when the price falls.
 * @group Projection
 * @shape B
 * @formula constant: −ln(quantity_1/quantity_0) ÷ ln(price_1/price_0); linear: −(Δquantity/quantity_0) ÷ (Δprice/price_0); arc: both changes over their midpoints
 * @remarks The three methods differ widely for large changes. Use the same one in JEVONS. Growth that the price did not cause counts in as well.
 * @example =INFER.ELASTICITY(1, 0.2, 1, 4) → 0.861353
 * @example =INFER.ELASTICITY(6, 5, 1, 2, "arc") → 3.666667
 */
export function elasticity(
  price_0: any[][],
  price_1: any[][],
  quantity_0: any[][],
  quantity_1: any[][],
  method?: any[][],
): any[][] {
  return spread(
    { price_0, price_1, quantity_0, quantity_1, method },
    { price_0: number, price_1: number, quantity_0: number, quantity_1: number, method: optionalText },
    priceElasticity,
  );
}

/**
 * Spend after a price change as a multiple of the spend before, a ratio: above 1 the bill rises although the price falls.
 * @customfunction JEVONS
 * @param {any[][]} price_change Change of the unit price, -80% for a fall by 80% [share].
 * @param {any[][]} elasticity How strongly use answers the price, as ELASTICITY measures it [ratio].
 * @param {any[][]} [method] "constant", "linear" or "arc" [word]. Default constant.
 * @returns {any[][]} Multiple of the spend before.
 * @group Projection
 * @shape B
 * @formula constant: (1 + price_change)^(1 − elasticity); linear: (1 + price_change) × (1 − elasticity × price_change); arc: (1 + price_change) × (1 − k)/(1 + k) with k = elasticity × price_change/(2 + price_change)
 * @remarks At an elasticity of 1 the constant method leaves the spend as it was; the bill rises only above 1.
 * @example =INFER.JEVONS(-80%, 0.86) → 0.798260
 * @example =INFER.JEVONS(-50%, 2) → 2
 */
export function jevons(price_change: any[][], elasticity: any[][], method?: any[][]): any[][] {
  return spread(
    { price_change, elasticity, method },
    { price_change: number, elasticity: number, method: optionalText },
    spendMultiple,
  );
}

/**
 * S-shaped path of adoption by period, in the unit of ceiling (users, requests, tokens or a share).
 * @customfunction ADOPTION
 * @param {any[][]} ceiling Level that is approached in the end [quantity].
 * @param {any[][]} start Level long before the take-off; 0 for something new [quantity].
 * @param {any[][]} midpoint Period at which half of the way from start to ceiling is done [periods].
 * @param {any[][]} steepness Growth rate per period in the early phase [share a period].
 * @param {any[][]} periods Periods to show, from period 1, up to 1200 [periods].
 * @param {any[][]} [field] Name of one column, or a period and column such as "12.level" [name].
 * @returns {any[][]} period, level, added, share_of_ceiling.
 * @group Projection
 * @shape T
 * @formula level = start + (ceiling − start) ÷ (1 + e^(−steepness × (period − midpoint)))
 * @remarks Level at period 0 lies a little above start: the curve has no first day. added is the change from the period before.
 * @example =INFER.ADOPTION(10000, 0, 12, 0.4, 24, "12.level") → 5000
 * @example =INFER.ADOPTION(10000, 0, 12, 0.4, 24) → period
 */
export function adoption(
  ceiling: any[][],
  start: any[][],
  midpoint: any[][],
  steepness: any[][],
  periods: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { ceiling, start, midpoint, steepness, periods },
    { ceiling: number, start: number, midpoint: number, steepness: number, periods: number },
    adoptionPath,
    field,
  );
}
