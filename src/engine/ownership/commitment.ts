import { notNegative } from "../checks";
import { type DomainError, divideByZero } from "../errors";
import type { Row } from "../grid";

export interface Commitment {
  readonly usageHours: number;
  readonly committedHours: number;
  readonly onDemandUsd: number;
  readonly committedUsd: number;
}

/** A commitment is paid whether used or not; usage beyond it pays the on-demand rate. Both rates are USD per hour. */
export function commitment({ usageHours, committedHours, onDemandUsd, committedUsd }: Commitment): Row {
  notNegative({ usageHours, committedHours, onDemandUsd, committedUsd });
  const coveredHours = Math.min(usageHours, committedHours);
  const costUsd = committedHours * committedUsd + (usageHours - coveredHours) * onDemandUsd;
  const onDemandCostUsd = usageHours * onDemandUsd;
  return {
    costUsd,
    wastedUsd: (committedHours - coveredHours) * committedUsd,
    effectiveUsdPerHour: over(costUsd, usageHours, "usage_hours"),
    coverage: over(coveredHours, usageHours, "usage_hours"),
    utilization: over(coveredHours, committedHours, "committed_hours"),
    breakEvenUtilization: over(committedUsd, onDemandUsd, "on_demand_usd"),
    onDemandCostUsd,
    savingUsd: onDemandCostUsd - costUsd,
  };
}

function over(numerator: number, denominator: number, name: string): number | DomainError {
  return denominator === 0 ? divideByZero(`${name} is 0.`) : numerator / denominator;
}
