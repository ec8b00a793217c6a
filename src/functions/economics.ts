import {
  valueCase as businessCase,
  variance as costVariance,
  margin as grossMargin,
  verdict as marginVerdict,
  costPerOutcome as outcomeCost,
  humanCost as personCost,
  runRate as spendRunRate,
} from "../engine/economics";
import { spreadMain } from "./call/mainValue";
import {
  listOf,
  matrixOfCells,
  number,
  numberOrName,
  optional,
  optionalNonZero,
  type RangeReader,
} from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";
import { verdictsOrBuiltIn } from "./call/verdictTable";

/**
 * Gross margin on revenue, a share of the revenue.
 * @customfunction MARGIN
 * @param {any[][]} revenue_usd Revenue, of a request, a user or a month [USD].
 * @param {any[][]} cost_usd Cost of the same [USD].
 * @returns {any[][]} Share of the revenue that is left; negative for a loss.
 * @group Economics
 * @shape B
 * @formula (revenue_usd − cost_usd) ÷ revenue_usd
 * @remarks Margin is on revenue, markup on cost: a markup of 545% is a margin of 84.5%. Revenue 0 gives #DIV/0!.
 * @example =INFER.MARGIN(0.05, 0.02) → 0.6
 * @example =INFER.MARGIN(6.45, 1) → 0.844961
 */
export function margin(revenue_usd: any[][], cost_usd: any[][]): any[][] {
  return spread({ revenue_usd, cost_usd }, { revenue_usd: number, cost_usd: number }, grossMargin);
}

/**
 * Verdict in words on a margin, such as Sustainable, Marginal or Subsidy.
 * @customfunction VERDICT
 * @param {any[][]} revenue_usd Revenue, of a request, a user or a month [USD].
 * @param {any[][]} cost_usd Cost of the same [USD].
 * @param {any[][]} [thresholds] Your own verdicts, a range with the columns verdict and margin_from [table]. Default the table verdicts.
 * @returns {any[][]} Text: the verdict of the highest margin_from that the margin reaches.
 * @group Economics
 * @shape B
 * @formula margin from 40%: Sustainable; 20%: High potential; 0%: Marginal; -100%: At risk; below: Unsustainable; revenue 0: Subsidy
 * @remarks The built-in thresholds are our own convention, shown by TABLE("verdicts"). Each holds from its margin, inclusive, up to the next.
 * @remarks In a table of your own a row with a blank margin_from is for revenue 0; a row with margin_to alone takes every lower margin.
 * @example =INFER.VERDICT(0.05, 0.02) → Sustainable
 * @example =INFER.VERDICT(0, 0.005) → Subsidy
 */
export function verdict(revenue_usd: any[][], cost_usd: any[][], thresholds?: any[][]): any[][] {
  return spread(
    { revenue_usd, cost_usd, thresholds },
    { revenue_usd: number, cost_usd: number, thresholds: verdictsOrBuiltIn },
    marginVerdict,
  );
}

/**
 * Cost of one resolved outcome in USD, with retries, review and a fallback for what fails.
 * @customfunction COSTPEROUTCOME
 * @param {any[][]} cost_usd Cost of one attempt [USD].
 * @param {any[][]} success_rate Share of attempts that resolve the case [share 0-1].
 * @param {any[][]} [fallback_usd] Cost of a case that stays unresolved, such as a person doing it [USD]. Default 0.
 * @param {any[][]} [review_usd] Cost of checking one attempt [USD]. Default 0.
 * @param {any[][]} [max_attempts] Attempts before giving up [attempts]. Default 1.
 * @param {any[][]} [field] Name of one of usd_per_resolved, usd_per_case, saving_per_case, break_even_success, resolved_share, attempts_per_case [name]. Default usd_per_resolved.
 * @returns {any[][]} usd_per_resolved, USD per resolved case; with field another value.
 * @group Economics
 * @shape B
 * @formula usd_per_resolved = (cost_usd + review_usd) ÷ success_rate; usd_per_case = P ÷ success_rate × (cost_usd + review_usd) + (1 − P) × fallback_usd with P = 1 − (1 − success_rate)^max_attempts
 * @remarks usd_per_resolved counts the attempts only, whatever the fallback. saving_per_case = fallback_usd − usd_per_case compares with sending every case to the fallback.
 * @remarks break_even_success = (cost_usd + review_usd) ÷ fallback_usd is the success rate from which it saves; above 1 it never does.
 * @remarks Attempts count as independent. A case that failed once often fails again: then take a lower success_rate.
 * @example =INFER.COSTPEROUTCOME(0.12, 65%) → 0.184615
 * @example =INFER.COSTPEROUTCOME(0.12, 65%, 6, 0.5, 1, "usd_per_case") → 2.72
 */
export function costPerOutcome(
  cost_usd: any[][],
  success_rate: any[][],
  fallback_usd?: any[][],
  review_usd?: any[][],
  max_attempts?: any[][],
  field?: any[][],
): any[][] {
  return spreadMain(
    { cost_usd, success_rate, fallback_usd, review_usd, max_attempts },
    {
      cost_usd: number,
      success_rate: number,
      fallback_usd: optional(number),
      review_usd: optional(number),
      max_attempts: optionalNonZero,
    },
    outcomeCost,
    "usd_per_resolved",
    field,
  );
}

/**
 * Cost in USD of a person doing the same task.
 * @customfunction HUMANCOST
 * @param {any[][]} minutes Working time of one case [minutes].
 * @param {any[][]} usd_per_hour Wage of the person [USD/h].
 * @param {any[][]} [load] What comes on top of the wage: benefits, taxes, workplace [share]. Default 0.
 * @returns {any[][]} USD per case.
 * @group Economics
 * @shape B
 * @formula minutes ÷ 60 × usd_per_hour × (1 + load)
 * @remarks Paid time that serves no case is not in it: divide by the share of productive time, or raise load.
 * @example =INFER.HUMANCOST(12, 30) → 6
 */
export function humanCost(minutes: any[][], usd_per_hour: any[][], load?: any[][]): any[][] {
  return spread(
    { minutes, usd_per_hour, load },
    { minutes: number, usd_per_hour: number, load: optional(number) },
    personCost,
  );
}

/**
 * Business case of an AI project: yearly benefit and net in USD, return, present value and payback in years.
 * @customfunction VALUECASE
 * @param {any[][]} baseline_usd_per_year Yearly cost, or revenue, that the project can move [USD/year].
 * @param {any[][]} improvement Share of the baseline that is gained where it is used [share 0-1].
 * @param {any[][]} [adoption] Share of the baseline where it is used [share 0-1]. Default 1.
 * @param {any[][]} [realization] Share of the gain that reaches the books [share 0-1]. Default 1.
 * @param {any[][]} [inference_usd_per_year] Yearly running cost [USD/year]. Default 0.
 * @param {any[][]} [one_time_usd] Cost at the start [USD]. Default 0.
 * @param {any[][]} [years] Years of use, 1 to 100 [years]. Default 3.
 * @param {any[][]} [discount_rate] Yearly discount rate [share 0-1]. Default 0.1.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} benefit and net (USD a year), roi, npv (USD), payback_years, break_even_improvement, inference_share.
 * @group Economics
 * @shape T
 * @formula benefit = baseline × improvement × adoption × realization; net = benefit − inference; npv = −one_time_usd + Σ net ÷ (1 + discount_rate)^t; roi = (years × benefit − cost) ÷ cost with cost = years × inference + one_time_usd
 * @remarks roi is undiscounted and over all years. payback_years = one_time_usd ÷ net, and #N/A if that is later than years.
 * @remarks break_even_improvement is the improvement at which npv is 0; inference_share is inference as a share of the benefit.
 * @example =INFER.VALUECASE(1000000, 30%, 60%, 80%, 40000, 150000, 3, 10%, "npv") → 108632.6071
 * @example =INFER.VALUECASE(1000000, 30%, 60%, 80%, 40000, 150000, , , "payback_years") → 1.442308
 */
export function valueCase(
  baseline_usd_per_year: any[][],
  improvement: any[][],
  adoption?: any[][],
  realization?: any[][],
  inference_usd_per_year?: any[][],
  one_time_usd?: any[][],
  years?: any[][],
  discount_rate?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    {
      baseline_usd_per_year,
      improvement,
      adoption,
      realization,
      inference_usd_per_year,
      one_time_usd,
      years,
      discount_rate,
    },
    {
      baseline_usd_per_year: number,
      improvement: number,
      adoption: optional(number),
      realization: optional(number),
      inference_usd_per_year: optional(number),
      one_time_usd: optional(number),
      years: optionalNonZero,
      discount_rate: optional(number),
    },
    businessCase,
    field,
  );
}

/** One cell a line, blank where a line has none; unlike a list it keeps the blanks at its end. */
const lineAmounts: RangeReader<readonly (number | undefined)[]> = {
  scope: "range",
  read: (range, name) => matrixOfCells(optional(number)).read(range, name).flat(),
};

/**
 * Why spend differs from budget, in USD: volume, mix and price, with new and discontinued lines apart.
 * @customfunction VARIANCE
 * @param {any[][]} budget_volume Budgeted volume of each line, such as Mtok a month; blank or 0 for a new line [quantity].
 * @param {any[][]} budget_price Budgeted price of each line for a unit of volume [USD].
 * @param {any[][]} actual_volume Actual volume of each line; blank or 0 for a discontinued line [quantity].
 * @param {any[][]} actual_price Actual price of each line [USD].
 * @param {any[][]} [budget_requests] Budgeted requests of each line; with them volume splits in two [requests]. Default none.
 * @param {any[][]} [actual_requests] Actual requests of each line [requests]. Default none.
 * @param {any[][]} [labels] Names of the lines; each becomes a column [name]. Default none; then the total alone.
 * @param {any[][]} [field] Name of one row or column, or both, such as "price.usd" [name].
 * @returns {any[][]} effect, usd, judgement and a column for each label; rows budget, volume (or requests and tokens_per_request), mix, price, new, discontinued, actual, total.
 * @group Economics
 * @shape T
 * @formula volume = (Qa − Qb) × Σ(qb × pb) ÷ Qb; mix = Σ(qa − Qa × qb ÷ Qb) × pb; price = Σ qa × (pa − pb), over the lines that have both volumes
 * @remarks total = actual − budget = the sum of all effects. A positive amount is a cost above budget: adverse; a negative one favourable.
 * @remarks requests = (requests ratio − 1) × budget at the budgeted tokens a request; tokens_per_request is the rest of volume.
 * @example =INFER.VARIANCE({100;300;600}, {10;3;0.5}, {180;420;700}, {9;2.5;0.4}, , , , "price.usd") → -460
 * @example =INFER.VARIANCE({100;300;600}, {10;3;0.5}, {180;420;700}, {9;2.5;0.4}) → effect
 */
export function variance(
  budget_volume: any[][],
  budget_price: any[][],
  actual_volume: any[][],
  actual_price: any[][],
  budget_requests?: any[][],
  actual_requests?: any[][],
  labels?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { budget_volume, budget_price, actual_volume, actual_price, budget_requests, actual_requests, labels },
    {
      budget_volume: lineAmounts,
      budget_price: lineAmounts,
      actual_volume: lineAmounts,
      actual_price: lineAmounts,
      budget_requests: optional(lineAmounts),
      actual_requests: optional(lineAmounts),
      labels: optional(listOf(numberOrName)),
    },
    costVariance,
    field,
  );
}

/**
 * Forecast of a period's spend in USD at the present pace, and what it means for the budget.
 * @customfunction RUNRATE
 * @param {any[][]} spend_to_date_usd Spend since the period began [USD].
 * @param {any[][]} days_elapsed Days of the period that the spend covers [days].
 * @param {any[][]} days_total Days of the whole period [days].
 * @param {any[][]} [budget_usd] Budget of the period [USD]. Default none; then the forecast alone.
 * @param {any[][]} [thresholds] Two shares of the budget, watch and breach, that the forecast is held against [share]. Default 90% and 100%.
 * @param {any[][]} [downgrade_ratio] Cost of the cheaper model as a share of today's [share 0-1]. Default none; then no downgrade_share.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} forecast_usd, used, daily_allowance_usd, downgrade_share, breach_day, status.
 * @group Economics
 * @shape T
 * @formula forecast_usd = spend_to_date_usd ÷ days_elapsed × days_total; used = spend ÷ budget; daily_allowance_usd = (budget − spend) ÷ days left; downgrade_share = (forecast − budget) ÷ ((forecast − spend) × (1 − downgrade_ratio)); breach_day = budget ÷ daily spend, rounded up
 * @remarks downgrade_share is the share of the remaining traffic that must move to the cheaper model; 0 if the budget holds, #N/A where a downgrade alone cannot hold the budget.
 * @remarks status is Breach if the forecast is above the second threshold, Watch from the first, else OK. daily_allowance_usd is 0 once the budget is spent.
 * @remarks The pace is a straight line: weekends, launches and growth within the period are not in it.
 * @example =INFER.RUNRATE(6000, 10, 30, 15000, , 20%, "downgrade_share") → 0.3125
 * @example =INFER.RUNRATE(6000, 10, 30, 15000, , 20%, "breach_day") → 25
 */
export function runRate(
  spend_to_date_usd: any[][],
  days_elapsed: any[][],
  days_total: any[][],
  budget_usd?: any[][],
  thresholds?: any[][],
  downgrade_ratio?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { spend_to_date_usd, days_elapsed, days_total, budget_usd, thresholds, downgrade_ratio },
    {
      spend_to_date_usd: number,
      days_elapsed: number,
      days_total: number,
      budget_usd: optionalNonZero,
      thresholds: optional(listOf(number)),
      downgrade_ratio: optionalNonZero,
    },
    spendRunRate,
    field,
  );
}
