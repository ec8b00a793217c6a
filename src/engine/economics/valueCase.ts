import { notNegative, representable, share, shown, wholeNumber } from "../checks";
import { type DomainError, divideByZero, noSolution } from "../errors";
import type { Row } from "../grid";
import { step } from "../trace";

const MOST_YEARS = 100;

export interface ValueCase {
  readonly baselineUsdPerYear: number;
  readonly improvement: number;
  readonly adoption?: number | undefined;
  readonly realization?: number | undefined;
  readonly inferenceUsdPerYear?: number | undefined;
  readonly oneTimeUsd?: number | undefined;
  readonly years?: number | undefined;
  readonly discountRate?: number | undefined;
}

/** Level yearly benefits against level yearly inference and a cost at the start; year t is paid at its end. */
export function valueCase(given: ValueCase): Row {
  const { baselineUsdPerYear, improvement, adoption = 1, realization = 1 } = given;
  const { inferenceUsdPerYear = 0, oneTimeUsd = 0, years = 3, discountRate = 0.1 } = given;
  notNegative({ baselineUsdPerYear, inferenceUsdPerYear, oneTimeUsd });
  share({ improvement, adoption, realization, discountRate });
  wholeNumber({ years }, { min: 1, max: MOST_YEARS });
  const reachUsdPerYear = baselineUsdPerYear * adoption * realization;
  const benefit = reachUsdPerYear * improvement;
  const net = benefit - inferenceUsdPerYear;
  const allCostUsd = inferenceUsdPerYear * years + oneTimeUsd;
  const allBenefitUsd = benefit * years;
  representable({ allCostUsd, allBenefitUsd });
  const annuity = annuityFactor(discountRate, years);
  step("annuity_factor", annuity, "years");
  return {
    benefit,
    net,
    roi: returnOnCost(allBenefitUsd, allCostUsd),
    npv: net * annuity - oneTimeUsd,
    paybackYears: paybackYears(oneTimeUsd, net, years),
    breakEvenImprovement:
      reachUsdPerYear === 0
        ? divideByZero("baseline_usd_per_year × adoption × realization is 0: there is nothing to improve.")
        : (inferenceUsdPerYear + oneTimeUsd / annuity) / reachUsdPerYear,
    inferenceShare:
      benefit === 0
        ? divideByZero("The benefit is 0, so inference has no share of it.")
        : inferenceUsdPerYear / benefit,
  };
}

/** Present value of 1 a year for some years. */
function annuityFactor(discountRate: number, years: number): number {
  let discount = 1;
  let factor = 0;
  for (let year = 1; year <= years; year++) {
    discount *= 1 + discountRate;
    factor += 1 / discount;
  }
  return factor;
}

function returnOnCost(benefitUsd: number, costUsd: number): number | DomainError {
  return costUsd === 0
    ? divideByZero("Neither inference_usd_per_year nor one_time_usd is given, so there is no cost to return on.")
    : (benefitUsd - costUsd) / costUsd;
}

function paybackYears(oneTimeUsd: number, net: number, years: number): number | DomainError {
  if (oneTimeUsd === 0 && net >= 0) return 0;
  if (net <= 0) return noSolution("The yearly benefit does not exceed inference, so nothing is ever paid back.");
  const needed = oneTimeUsd / net;
  if (needed <= years) return needed;
  const within = years === 1 ? "the year" : `${years} years`;
  return noSolution(`Not paid back within ${within}: at this benefit it would take ${shown(needed)}.`);
}
