import { notNegative, oneOf, share, slowRate, wholeNumber } from "../checks";
import { attempt, noSolution, overflow } from "../errors";
import type { Row } from "../grid";
import { step } from "../trace";
import { DEPRECIATION_METHODS, taxDepreciation } from "./depreciation";
import { internalRate, paybackPeriods, presentValue } from "./flows";

export interface BuyVsRent {
  readonly capexUsd: number;
  readonly ownOpexUsdPerYear: number;
  readonly rentUsdPerYear: number;
  readonly years?: number | undefined;
  readonly discountRate?: number | undefined;
  readonly residual?: number | undefined;
  readonly tax?: number | undefined;
  readonly depreciation?: string | undefined;
  readonly opexGrowth?: number | undefined;
  readonly rentGrowth?: number | undefined;
  readonly fixedOpexUsdPerYear?: number | undefined;
}

const MOST_YEARS = 100;

interface Plan {
  readonly discountRate: number;
  /** After-tax flows of years 0 to n, costs negative. */
  readonly buyUsd: readonly number[];
  readonly rentUsd: readonly number[];
  readonly advantageUsd: readonly number[];
  readonly depreciationUsd: readonly number[];
}

function plan(given: BuyVsRent): Plan {
  const { capexUsd, ownOpexUsdPerYear, rentUsdPerYear, years = 5, discountRate = 0.1, residual = 0.1 } = given;
  const { tax = 0, opexGrowth = 0, rentGrowth = 0, fixedOpexUsdPerYear = 0 } = given;
  notNegative({ capexUsd, ownOpexUsdPerYear, rentUsdPerYear, fixedOpexUsdPerYear });
  wholeNumber({ years }, { min: 1, max: MOST_YEARS });
  share({ discountRate, residual, tax });
  slowRate({ opexGrowth, rentGrowth });
  const method = oneOf({ depreciation: given.depreciation ?? "SL" }, DEPRECIATION_METHODS);
  const depreciationUsd = [0, ...taxDepreciation(method, capexUsd, years)];
  const residualTax = method === "NONE" ? 0 : tax;
  const buyUsd = [-capexUsd];
  const rentUsd = [0];
  let opexUsd = ownOpexUsdPerYear;
  let yearRentUsd = rentUsdPerYear;
  for (let year = 1; year <= years; year++) {
    const sold = year === years ? capexUsd * residual * (1 - residualTax) : 0;
    buyUsd.push(-(opexUsd + fixedOpexUsdPerYear) * (1 - tax) + (depreciationUsd[year] ?? 0) * tax + sold);
    rentUsd.push(-yearRentUsd * (1 - tax));
    opexUsd *= 1 + opexGrowth;
    yearRentUsd *= 1 + rentGrowth;
  }
  if (![...buyUsd, ...rentUsd].every(Number.isFinite)) throw overflow("The yearly flows become too large for a cell.");
  const advantageUsd = buyUsd.map((flow, year) => flow - (rentUsd[year] ?? 0));
  return { discountRate, buyUsd, rentUsd, advantageUsd, depreciationUsd };
}

/** Year by year: flows after tax (inflow +, outflow −), and what buying brings against renting, also cumulated. */
export function buyVsRentYears(given: BuyVsRent): readonly Row[] {
  const { buyUsd, rentUsd, advantageUsd, depreciationUsd } = plan(given);
  let cumulatedUsd = 0;
  return buyUsd.map((flow, year) => {
    const advantage = advantageUsd[year] ?? 0;
    cumulatedUsd += advantage;
    return {
      year,
      depreciationUsd: depreciationUsd[year],
      buyUsd: flow,
      rentUsd: rentUsd[year],
      advantageUsd: advantage,
      cumulatedUsd,
    };
  });
}

/** Present values, and the rate, time and rent at which buying and renting are equal. */
export function buyVsRentResult(given: BuyVsRent): Row {
  const { discountRate, buyUsd, rentUsd, advantageUsd } = plan(given);
  const npvBuy = presentValue(buyUsd, discountRate);
  const npvRent = presentValue(rentUsd, discountRate);
  step("present value of buying", npvBuy, "USD");
  step("present value of renting", npvRent, "USD");
  return {
    npvBuy,
    npvRent,
    irr: attempt(() => internalRate(advantageUsd)),
    paybackYears: attempt(() => paybackPeriods(advantageUsd, 0)),
    indifferenceRentUsdPerYear: indifferenceRent(given, npvBuy),
  };
}

/** The first year's rent that makes both present values equal; they are linear in it. Negative if owning earns money. */
function indifferenceRent(given: BuyVsRent, npvBuy: number): Row[string] {
  const { discountRate, rentUsd } = plan({ ...given, rentUsdPerYear: 1 });
  const npvOfOneUsd = presentValue(rentUsd, discountRate);
  return npvOfOneUsd === 0
    ? noSolution("tax is 100 %, so the rent costs nothing after tax and no rent makes a difference.")
    : npvBuy / npvOfOneUsd;
}
