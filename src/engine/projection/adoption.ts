import { finite, notNegative, positive, shown, wholeNumber } from "../checks";
import { badArgument } from "../errors";
import type { Row } from "../grid";
import { exp } from "../portable";

const MOST_PERIODS = 1200;

export interface Adoption {
  readonly ceiling: number;
  readonly start: number;
  readonly midpoint: number;
  readonly steepness: number;
  readonly periods: number;
}

/** Logistic path between two levels: start + (ceiling − start) / (1 + e^(−steepness·(period − midpoint))). */
export function adoption({ ceiling, start, midpoint, steepness, periods }: Adoption): readonly Row[] {
  positive({ ceiling, steepness });
  notNegative({ start });
  finite({ midpoint });
  wholeNumber({ periods }, { min: 1, max: MOST_PERIODS });
  if (start > ceiling)
    throw badArgument(`start must be at most the ceiling of ${shown(ceiling)}; you gave ${shown(start)}.`);
  const levelAt = (period: number): number => start + (ceiling - start) / (1 + exp(-steepness * (period - midpoint)));
  return Array.from({ length: periods }, (_unused, index) => {
    const level = levelAt(index + 1);
    return { period: index + 1, level, added: level - levelAt(index), shareOfCeiling: level / ceiling };
  });
}
