import { notNegative, shown, wholeNumber } from "../checks";
import { monthsLater } from "../dates";
import { badArgument, overflow } from "../errors";
import type { Row } from "../grid";
import { items } from "../lists";
import { pow } from "../portable";
import { MONTHS_PER_YEAR } from "../units";
import { declineByYear, growthByYear, type YearlyRates } from "./rates";

const MOST_MONTHS = 1200;
/** Factors typed to six digits still average 1. */
const AVERAGE_TOLERANCE = 1e-6;

export interface Forecast {
  readonly baseUsdPerMonth: number;
  readonly months: number;
  readonly growthPerYear?: YearlyRates | undefined;
  readonly priceDeclinePerYear?: YearlyRates | undefined;
  readonly seasonality?: readonly number[] | undefined;
  readonly start?: number | undefined;
}

/**
 * Monthly spend: the base times growth, price and season. Yearly rates are effective, so a month takes the twelfth root;
 * month 1 is the base level, month 13 the level one full year on.
 */
export function forecast(given: Forecast): readonly Row[] {
  const { baseUsdPerMonth, months, growthPerYear = [0], priceDeclinePerYear = [0], seasonality = [1], start } = given;
  notNegative({ baseUsdPerMonth });
  wholeNumber({ months }, { min: 1, max: MOST_MONTHS });
  const years = Math.ceil(months / MONTHS_PER_YEAR);
  const growth = growthByYear({ growthPerYear }, years);
  const fall = declineByYear({ priceDeclinePerYear }, years);
  checkSeasonality(seasonality, months);
  const rows: Row[] = [];
  let yearsVolume = 1;
  let yearsPrice = 1;
  let cumulativeUsd = 0;
  for (let month = 1; month <= months; month++) {
    const year = Math.ceil(month / MONTHS_PER_YEAR);
    const elapsed = (month - 1) % MONTHS_PER_YEAR;
    if (elapsed === 0 && year > 1) {
      yearsVolume *= 1 + growth(year - 1);
      yearsPrice *= 1 - fall(year - 1);
    }
    const volumeIndex = yearsVolume * pow(1 + growth(year), elapsed / MONTHS_PER_YEAR);
    const priceIndex = yearsPrice * pow(1 - fall(year), elapsed / MONTHS_PER_YEAR);
    const season = seasonality[(month - 1) % seasonality.length] ?? 1;
    const costUsd = baseUsdPerMonth * volumeIndex * priceIndex * season;
    if (!Number.isFinite(costUsd)) throw overflow(`The cost of month ${month} is beyond what a cell can hold.`);
    cumulativeUsd += costUsd;
    rows.push({ month, ...period(start, month), volumeIndex, priceIndex, seasonality: season, costUsd, cumulativeUsd });
  }
  return rows;
}

/** First and last day of a month that is counted from `start`, like Excel's EDATE. */
function period(start: number | undefined, month: number): Row {
  if (start === undefined) return {};
  return { monthStart: monthsLater(start, month - 1), monthEnd: monthsLater(start, month) - 1 };
}

function checkSeasonality(seasonality: readonly number[], months: number): void {
  notNegative(items("seasonality", seasonality));
  const count = seasonality.length;
  if (count !== 1 && count !== MONTHS_PER_YEAR && count !== months) {
    throw badArgument(
      `seasonality has ${count} factors; give 12, the first for the first month, or one for each month.`,
    );
  }
  const average = seasonality.reduce((sum, factor) => sum + factor, 0) / count;
  if (Math.abs(average - 1) > AVERAGE_TOLERANCE) {
    throw badArgument(`seasonality must average 1; yours averages ${shown(average)}. Divide each factor by that.`);
  }
}
