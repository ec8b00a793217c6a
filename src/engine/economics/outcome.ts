import { notNegative, rate, share, wholeNumber } from "../checks";
import { divideByZero } from "../errors";
import type { Row } from "../grid";
import { expm1, log1p, pow } from "../portable";
import { step } from "../trace";
import { MIN_PER_H } from "../units";

const MOST_ATTEMPTS = 1e6;

export interface CostPerOutcome {
  readonly costUsd: number;
  readonly successRate: number;
  readonly fallbackUsd?: number | undefined;
  readonly reviewUsd?: number | undefined;
  readonly maxAttempts?: number | undefined;
}

/**
 * Attempts repeat until one succeeds or `maxAttempts` are spent: P = 1 − (1−p)^n of the cases resolve after P/p attempts
 * on average, each paying cost and review. What does not resolve pays the fallback.
 */
export function costPerOutcome(given: CostPerOutcome): Row {
  const { costUsd, successRate, fallbackUsd = 0, reviewUsd = 0, maxAttempts = 1 } = given;
  notNegative({ costUsd, fallbackUsd, reviewUsd });
  share({ successRate });
  wholeNumber({ maxAttempts }, { min: 1, max: MOST_ATTEMPTS });
  const attemptUsd = costUsd + reviewUsd;
  const resolvedShare = maxAttempts === 1 ? successRate : -expm1(maxAttempts * log1p(-successRate));
  // Not 1 − P: a small rest of the cases times a dear fallback would lose its digits.
  const unresolvedShare = pow(1 - successRate, maxAttempts);
  const attemptsPerCase = successRate === 0 ? maxAttempts : resolvedShare / successRate;
  step("resolved_share", resolvedShare, "share");
  step("attempts_per_case", attemptsPerCase, "attempts");
  const usdPerCase = attemptsPerCase * attemptUsd + unresolvedShare * fallbackUsd;
  return {
    usdPerResolved:
      successRate === 0 ? divideByZero("success_rate is 0: nothing is ever resolved.") : attemptUsd / successRate,
    usdPerCase,
    savingPerCase: fallbackUsd - usdPerCase,
    breakEvenSuccess:
      fallbackUsd === 0 ? divideByZero("break_even_success needs fallback_usd above 0.") : attemptUsd / fallbackUsd,
    resolvedShare,
    attemptsPerCase,
  };
}

export interface HumanCost {
  readonly minutes: number;
  readonly usdPerHour: number;
  readonly load?: number | undefined;
}

/** What a person's time costs: paid time plus what comes on top of the wage. */
export function humanCost({ minutes, usdPerHour, load = 0 }: HumanCost): number {
  notNegative({ minutes, usdPerHour, load });
  rate({ load });
  return (minutes / MIN_PER_H) * usdPerHour * (1 + load);
}
