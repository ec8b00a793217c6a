import { notNegative, positive, representable, share } from "../checks";
import { badArgument, noSolution } from "../errors";
import type { Row } from "../grid";
import { items } from "../lists";
import { expm1, ln, pow } from "../portable";
import { step } from "../trace";
import { DAYS_PER_JULIAN_YEAR, MONTHS_PER_YEAR } from "../units";
import { decline as belowWhole } from "./rates";

export interface Decline {
  readonly priceUsd: number;
  readonly annualDecline: number;
  readonly months: number;
  readonly floor?: number | undefined;
}

/** Price after some months of a steady yearly decline, never below `floor` of today's price. */
export function decline({ priceUsd, annualDecline, months, floor = 0 }: Decline): number {
  notNegative({ priceUsd, months });
  belowWhole({ annualDecline });
  share({ floor });
  const priceIndex = Math.max(floor, pow(1 - annualDecline, months / MONTHS_PER_YEAR));
  representable({ priceIndex });
  return priceUsd * priceIndex;
}

export interface DeclineRate {
  readonly dates: readonly number[];
  readonly prices: readonly number[];
}

/**
 * Ordinary least squares of ln(price) on time in Julian years: the slope is a continuous rate, 1 − e^slope the effective
 * yearly decline. Centred sums, so that serial day numbers lose no digits.
 */
export function declineRate({ dates, prices }: DeclineRate): Row {
  if (dates.length !== prices.length) {
    throw badArgument(`dates has ${dates.length} values and prices ${prices.length}; give one price a date.`);
  }
  positive(items("prices", prices));
  const first = Math.min(...dates);
  const years = dates.map((day) => (day - first) / DAYS_PER_JULIAN_YEAR);
  const spanYears = Math.max(...years);
  if (!(spanYears > 0)) throw badArgument("dates must hold at least two different days: one day shows no trend.");
  const { slope, r2 } = line(years, prices.map(ln));
  step("slope", slope, "of ln(price) a year");
  return {
    annualRate: -expm1(slope),
    halvingMonths:
      slope < 0 ? (ln(2) / -slope) * MONTHS_PER_YEAR : noSolution("The prices do not fall, so they never halve."),
    r2: r2 ?? noSolution("All prices are equal, so there is no change that the fit could explain."),
    points: dates.length,
    spanYears,
  };
}

function line(x: readonly number[], y: readonly number[]): { readonly slope: number; readonly r2: number | undefined } {
  const meanX = mean(x);
  const meanY = mean(y);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  x.forEach((value, index) => {
    const dx = value - meanX;
    const dy = (y[index] ?? meanY) - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  });
  const flat = y.every((value) => value === y[0]);
  return flat ? { slope: 0, r2: undefined } : { slope: xy / xx, r2: Math.min(1, (xy * xy) / (xx * yy)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
