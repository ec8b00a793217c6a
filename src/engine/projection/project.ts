import { finite, notNegative, share, wholeNumber } from "../checks";
import { overflow } from "../errors";
import type { Row } from "../grid";
import { pow } from "../portable";
import { declineByYear, discountByYear, growthByYear, type YearlyRates } from "./rates";

const MOST_YEARS = 100;

export interface Project {
  readonly baseUsdPerYear: number;
  readonly years?: number | undefined;
  readonly volumeGrowth?: YearlyRates | undefined;
  readonly priceDecline?: YearlyRates | undefined;
  readonly elasticity?: number | undefined;
  readonly intensityGrowth?: YearlyRates | undefined;
  readonly priceFloor?: number | undefined;
  readonly discountRate?: YearlyRates | undefined;
}

/**
 * Yearly spend V₀(1+g)^t · P_t^(−e) · (1+i)^t · P_t with P_t = max(floor, (1−d)^t), all relative to year 0, the base.
 * Year 0 counts in no total: cumulated figures run from year 1.
 */
export function project(given: Project): readonly Row[] {
  const { baseUsdPerYear, years = 5, volumeGrowth = [0], priceDecline = [0], elasticity = 0 } = given;
  const { intensityGrowth = [0], priceFloor = 0, discountRate = [0] } = given;
  notNegative({ baseUsdPerYear });
  wholeNumber({ years }, { min: 1, max: MOST_YEARS });
  finite({ elasticity });
  share({ priceFloor });
  const growth = growthByYear({ volumeGrowth }, years);
  const fall = declineByYear({ priceDecline }, years);
  const intensity = growthByYear({ intensityGrowth }, years);
  const discount = discountByYear({ discountRate }, years);
  const rows: Row[] = [yearRow(0, baseUsdPerYear, { price: 1, volume: 1, intensity: 1, discount: 1 }, [0, 0])];
  const grown = { volume: 1, price: 1, intensity: 1, discount: 1 };
  let totals: readonly [number, number] = [0, 0];
  for (let year = 1; year <= years; year++) {
    grown.volume *= 1 + growth(year);
    grown.price *= 1 - fall(year);
    grown.intensity *= 1 + intensity(year);
    grown.discount *= 1 + discount(year);
    const price = Math.max(priceFloor, grown.price);
    const row = yearRow(
      year,
      baseUsdPerYear,
      { ...grown, price, volume: grown.volume * pow(price, -elasticity) },
      totals,
    );
    totals = [row.cumulativeUsd, row.cumulativePresentValueUsd];
    rows.push(row);
  }
  return rows;
}

interface Indices {
  readonly price: number;
  readonly volume: number;
  readonly intensity: number;
  readonly discount: number;
}

function yearRow(
  year: number,
  base: number,
  { price, volume, intensity, discount }: Indices,
  before: readonly [number, number],
) {
  const costUsd = base * volume * intensity * price;
  if (!Number.isFinite(costUsd)) throw overflow(`The cost of year ${year} is beyond what a cell can hold.`);
  const presentValueUsd = costUsd / discount;
  const counts = year === 0 ? 0 : 1;
  return {
    year,
    priceIndex: price,
    volumeIndex: volume,
    intensityIndex: intensity,
    costUsd,
    cumulativeUsd: before[0] + counts * costUsd,
    presentValueUsd,
    cumulativePresentValueUsd: before[1] + counts * presentValueUsd,
  };
}
