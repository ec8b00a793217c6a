import { notNegative, positive, representable, share, shown } from "../checks";
import { badArgument, type DomainError, divideByZero, noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { step } from "../trace";

/** Watch from 90 % of the budget, breach above all of it. */
const DEFAULT_THRESHOLDS = [0.9, 1] as const;
/** A forecast of exactly the budget is no breach, whatever the last binary digit says. */
const ROUNDING = 1e-12;

export interface RunRate {
  readonly spendToDateUsd: number;
  readonly daysElapsed: number;
  readonly daysTotal: number;
  readonly budgetUsd?: number | undefined;
  readonly thresholds?: readonly number[] | undefined;
  readonly downgradeRatio?: number | undefined;
}

/** Straight-line forecast of a period's spend, and what it means for the budget. */
export function runRate(given: RunRate): Row {
  const { spendToDateUsd, daysElapsed, daysTotal, budgetUsd, thresholds = DEFAULT_THRESHOLDS, downgradeRatio } = given;
  notNegative({ spendToDateUsd, daysElapsed });
  positive({ daysTotal, budgetUsd });
  share({ downgradeRatio });
  if (daysElapsed === 0) throw divideByZero("days_elapsed is 0: one day at least must have passed.");
  if (daysElapsed > daysTotal) {
    throw badArgument(
      `days_elapsed must be at most days_total of ${shown(daysTotal)}; you gave ${shown(daysElapsed)}.`,
    );
  }
  const steps = statusSteps(thresholds);
  const usdPerDay = spendToDateUsd / daysElapsed;
  step("usd_per_day", usdPerDay, "USD/day");
  // Multiplied first: a period that is over ends at what was spent, to the digit.
  const forecastUsd = (spendToDateUsd * daysTotal) / daysElapsed;
  representable({ usdPerDay, forecastUsd });
  if (budgetUsd === undefined) return { forecastUsd, ...withoutBudget() };
  const over = forecastUsd > budgetUsd * (1 + ROUNDING);
  return {
    forecastUsd,
    used: spendToDateUsd / budgetUsd,
    dailyAllowanceUsd: dailyAllowance(budgetUsd - spendToDateUsd, daysTotal - daysElapsed),
    downgradeShare: over ? downgradeShare(forecastUsd - budgetUsd, forecastUsd - spendToDateUsd, downgradeRatio) : 0,
    breachDay: over
      ? Math.ceil((budgetUsd / usdPerDay) * (1 - ROUNDING))
      : noSolution("At this pace the budget lasts."),
    status: statusOf(forecastUsd / budgetUsd, steps),
  };
}

function withoutBudget(): Record<"used" | "dailyAllowanceUsd" | "downgradeShare" | "breachDay" | "status", Value> {
  const missing = (name: string): DomainError => noSolution(`${name} needs budget_usd.`);
  return {
    used: missing("used"),
    dailyAllowanceUsd: missing("daily_allowance_usd"),
    downgradeShare: missing("downgrade_share"),
    breachDay: missing("breach_day"),
    status: missing("status"),
  };
}

/** What may be spent a day to land on the budget; nothing once it is spent. */
function dailyAllowance(leftUsd: number, daysLeft: number): Value {
  if (daysLeft === 0) return noSolution("days_elapsed is days_total: no day is left to spend on.");
  return Math.max(0, leftUsd) / daysLeft;
}

/** Share of the remaining traffic that must move to a model costing `ratio` of today's, so that the budget holds. */
function downgradeShare(excessUsd: number, remainingUsd: number, downgradeRatio: number | undefined): Value {
  if (downgradeRatio === undefined)
    return noSolution("downgrade_share needs downgrade_ratio, the cheaper model's cost as a share.");
  if (!(remainingUsd > 0)) return noSolution("No day is left, so a downgrade alone cannot hold the budget.");
  const savingUsd = remainingUsd * (1 - downgradeRatio);
  const needed = excessUsd / savingUsd;
  if (needed <= 1 + ROUNDING) return Math.min(1, needed);
  const why =
    savingUsd > 0 ? `${shown(needed * 100)}% of the remaining traffic would have to move` : "it saves nothing";
  return noSolution(`Here a downgrade alone cannot hold the budget: ${why}.`);
}

interface StatusSteps {
  readonly watch: number;
  readonly breach: number;
}

function statusSteps(thresholds: readonly number[]): StatusSteps {
  const [watch, breach, ...rest] = thresholds;
  if (watch === undefined || breach === undefined || rest.length > 0) {
    throw badArgument(`thresholds needs two shares of the budget, watch and breach; you gave ${thresholds.length}.`);
  }
  positive({ "thresholds (item 1)": watch, "thresholds (item 2)": breach });
  if (watch > breach) {
    throw badArgument(`thresholds must rise from watch to breach; you gave ${shown(watch)} and ${shown(breach)}.`);
  }
  if (breach > 10)
    throw badArgument(`thresholds are shares of the budget; you gave ${shown(breach)}. Write ${shown(breach)}%.`);
  return { watch, breach };
}

function statusOf(forecastShare: number, { watch, breach }: StatusSteps): "OK" | "Watch" | "Breach" {
  if (forecastShare > breach * (1 + ROUNDING)) return "Breach";
  return forecastShare >= watch * (1 - ROUNDING) ? "Watch" : "OK";
}
