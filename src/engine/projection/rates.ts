import { rate, share, shown } from "../checks";
import { badArgument } from "../errors";
import { itemName } from "../lists";
import { sheetCase } from "../names";

/** A yearly rate: one value for every year, or one value a year. */
export type YearlyRates = readonly number[];

type NamedRates = Readonly<Record<string, YearlyRates>>;
type Check = (values: Readonly<Record<string, number>>) => void;

/** Rates of change by year, each above -100 %; refused unless there is one, or one for each year. */
export function growthByYear(named: NamedRates, years: number): (year: number) => number {
  return byYear(named, years, rate);
}

/** Yearly price declines: 0.5 halves a price in a year, a negative one raises it. */
export function declineByYear(named: NamedRates, years: number): (year: number) => number {
  return byYear(named, years, decline);
}

export function discountByYear(named: NamedRates, years: number): (year: number) => number {
  return byYear(named, years, share);
}

/** `year` counts from 1. */
function byYear(named: NamedRates, years: number, check: Check): (year: number) => number {
  for (const name in named) {
    const rates = named[name] ?? [];
    if (rates.length !== 1 && rates.length !== years) throw badArgument(wrongCount(name, rates.length, years));
    rates.forEach((value, index) => {
      check({ [itemName(name, index, rates.length)]: value });
    });
    return (year) => rates[rates.length === 1 ? 0 : year - 1] ?? missingYear(year);
  }
  throw new Error("a yearly rate needs a name");
}

function wrongCount(name: string, count: number, years: number): string {
  const each = years === 1 ? "" : `, or one for each of the ${years} years`;
  return `${sheetCase(name)} has ${count} rates; give one${each}.`;
}

function missingYear(year: number): never {
  throw new Error(`no rate for year ${year}`);
}

/** A decline of 100 % or more would leave no price; one below -1,000 % is a slip. */
export function decline(values: Readonly<Record<string, number>>): void {
  for (const name in values) {
    const value = values[name] ?? 0;
    if (value < 1 && value >= -10) continue;
    const fix = value > 1 && value < 100 ? ` Write ${shown(value)}% or ${shown(value / 100)}.` : "";
    throw badArgument(`${sheetCase(name)} must be below 100% and at least -1000%; you gave ${shown(value)}.${fix}`);
  }
}
