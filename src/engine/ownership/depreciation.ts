import { notNegative, orList, shown, wholeNumber } from "../checks";
import { badArgument } from "../errors";

/**
 * Per cent of the basis deducted in each tax year: IRS Publication 946, Appendix A, Table A-1, half-year convention.
 * The printed figures are the law's own rounding, so they are not recomputed from declining balance.
 */
const HALF_YEAR_TABLES: Readonly<Record<number, readonly number[]>> = {
  3: [33.33, 44.45, 14.81, 7.41],
  5: [20, 32, 19.2, 11.52, 11.52, 5.76],
  7: [14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46],
  10: [10, 18, 14.4, 11.52, 9.22, 7.37, 6.55, 6.55, 6.56, 6.55, 3.28],
  15: [5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95],
  20: [
    3.75, 7.219, 6.677, 6.177, 5.713, 5.285, 4.888, 4.522, 4.462, 4.461, 4.462, 4.461, 4.462, 4.461, 4.462, 4.461,
    4.462, 4.461, 4.462, 4.461, 2.231,
  ],
};

const PER_CENT = 100;

export interface Macrs {
  readonly basisUsd: number;
  readonly classYears: number;
  readonly year: number;
}

/** US tax depreciation of one tax year in USD; 0 after the class's last year, when all is deducted. */
export function macrs({ basisUsd, classYears, year }: Macrs): number {
  notNegative({ basisUsd });
  wholeNumber({ year }, { min: 1 });
  return (basisUsd * (halfYearTable(classYears)[year - 1] ?? 0)) / PER_CENT;
}

function halfYearTable(classYears: number): readonly number[] {
  const table = HALF_YEAR_TABLES[classYears];
  if (table !== undefined) return table;
  const classes = orList(Object.keys(HALF_YEAR_TABLES));
  throw badArgument(`class_years must be ${classes}; you gave ${shown(classYears)}.`);
}

/** Ways to deduct a purchase from taxable income. */
export const DEPRECIATION_METHODS = ["SL", "MACRS3", "MACRS5", "MACRS7", "NONE"] as const;
export type DepreciationMethod = (typeof DEPRECIATION_METHODS)[number];

/**
 * Tax depreciation of years 1 to `years`. What a MACRS table leaves after the last year is deducted in it, for that is
 * when the asset is sold.
 */
export function taxDepreciation(method: DepreciationMethod, basisUsd: number, years: number): readonly number[] {
  const table = method === "SL" || method === "NONE" ? [] : halfYearTable(Number(method.slice("MACRS".length)));
  const restFrom = years - 1;
  return Array.from({ length: years }, (_unused, index) => {
    if (method === "NONE") return 0;
    if (method === "SL") return basisUsd / years;
    const shares = index === restFrom ? table.slice(restFrom) : table.slice(index, index + 1);
    return (basisUsd * shares.reduce((sum, share) => sum + share, 0)) / PER_CENT;
  });
}
