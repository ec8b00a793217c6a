import type { Accelerator, Provenance } from "../../data/types";
import { between, notNegative, positive, positiveShare, share, shown } from "../checks";
import { badArgument, notFound } from "../errors";
import { findRow, type NameIndex } from "../lookup";
import { expm1, log1p } from "../portable";
import { found, step } from "../trace";
import { H_PER_YEAR, W_PER_KW } from "../units";

/** Yearly payment that repays 1 over `years` at `discountRate`, r ÷ (1 − (1+r)^−n); straight line at rate 0. */
export function capitalRecoveryFactor(discountRate: number, years: number): number {
  return discountRate === 0 ? 1 / years : -discountRate / expm1(-years * log1p(discountRate));
}

/** An accelerator with where its price comes from, which is seldom where its other figures do. */
export type PricedAccelerator = Accelerator & { readonly priceProvenance?: Provenance };

export interface GpuHour {
  /** The price, or the name of an accelerator whose price the table knows. */
  readonly capexUsd: number | string;
  readonly lifeYears?: number | undefined;
  readonly discountRate?: number | undefined;
  readonly residual?: number | undefined;
  readonly powerW?: number | undefined;
  readonly pue?: number | undefined;
  readonly usdPerKWh?: number | undefined;
  readonly opexShare?: number | undefined;
  readonly hoursShare?: number | undefined;
  readonly accelerators: NameIndex<PricedAccelerator>;
}

/** What owning one accelerator costs in USD per hour used. The fixed part falls in every hour, energy only in those used. */
export function gpuHour(given: GpuHour): number {
  const { lifeYears = 4, discountRate = 0.1, residual = 0.1, powerW = 0, pue = 1.3 } = given;
  const { usdPerKWh, opexShare = 0.2, hoursShare = 1 } = given;
  const capexUsd = typeof given.capexUsd === "string" ? systemUsd(given.accelerators, given.capexUsd) : given.capexUsd;
  notNegative({ capexUsd, powerW, usdPerKWh });
  positive({ lifeYears });
  share({ discountRate, residual, opexShare });
  positiveShare({ hoursShare });
  between({ pue }, 1, 5);
  const residualUsd = capexUsd * residual;
  const capitalUsdPerYear =
    (capexUsd - residualUsd) * capitalRecoveryFactor(discountRate, lifeYears) + residualUsd * discountRate;
  const fixedUsdPerHour = (capitalUsdPerYear * (1 + opexShare)) / (H_PER_YEAR * hoursShare);
  const energyUsdPerHour = (powerW / W_PER_KW) * pue * tariff(powerW, usdPerKWh);
  step("capital charge", capitalUsdPerYear, "USD/year");
  step("capital and operation", fixedUsdPerHour, "USD/h");
  step("energy", energyUsdPerHour, "USD/h");
  return fixedUsdPerHour + energyUsdPerHour;
}

function tariff(powerW: number, usdPerKWh: number | undefined): number {
  if (usdPerKWh !== undefined) return usdPerKWh;
  if (powerW === 0) return 0;
  throw badArgument(`usd_per_kwh is missing: power_w ${shown(powerW)} needs a tariff above 0.`);
}

/** What a whole system costs per accelerator; the table's estimate, and #N/A where it has no price of the chip. */
function systemUsd(accelerators: NameIndex<PricedAccelerator>, name: string): number {
  const { id, systemUsd: usd, provenance, priceProvenance = provenance } = findRow(accelerators, name);
  found({ argument: "capexUsd", row: id, provenance: [priceProvenance] });
  if (usd === undefined) {
    throw notFound(`system_usd of ${id} is not known: no source gives its price. Give capex_usd as a number.`);
  }
  step("system_usd, an estimate from the chip's price", usd, "USD");
  return usd;
}
