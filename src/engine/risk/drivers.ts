import { plainName, shown } from "../checks";
import { badArgument, type DomainError } from "../errors";
import { type Correlations, readCorrelations } from "./correlation";
import {
  DISTRIBUTIONS,
  type Distribution,
  type DistributionKind,
  discrete,
  fixed,
  lognormal,
  normal,
  pert,
  triangular,
  uniform,
} from "./distributions";
import { type Driver, type DriverCell, type DriverTable, isBlank, shownCell } from "./driver";
import { plainDriverName } from "./threefry";

export interface Drivers {
  readonly list: readonly Driver[];
  readonly correlations: Correlations | undefined;
}

/** Columns of a drivers table before those that tell how drivers move together. */
export const DRIVER_COLUMNS = ["name", "distribution", "p1", "p2", "p3"] as const;

const MOST_DRIVERS = 1000;

interface Source {
  /** "drivers row 3 (price)": where a sentence points. */
  readonly place: string;
  readonly parameters: readonly DriverCell[];
}

/** Reads a table with the columns name, distribution, p1, p2, p3 and, under a header, group and correlation columns. */
export function readDrivers(table: DriverTable): Drivers {
  const rows = table.map((cells, index) => ({ cells, place: index + 1 })).filter(({ cells }) => !cells.every(isBlank));
  const first = rows[0];
  if (first === undefined) throw badArgument("drivers is empty. Give a range with name, distribution, p1, p2, p3.");
  if (first.cells.length < 3) {
    throw badArgument(
      `drivers must have the columns name, distribution, p1, p2, p3; you gave ${first.cells.length} of them.`,
    );
  }
  const header = isHeader(first.cells) ? first.cells : undefined;
  const body = header === undefined ? rows : rows.slice(1);
  if (body.length === 0) throw badArgument("drivers has a header but no driver below it.");
  if (body.length > MOST_DRIVERS) {
    throw badArgument(`drivers has ${body.length} rows; a model takes up to ${MOST_DRIVERS} drivers.`);
  }
  const list = body.map(({ cells, place }) => readDriver(cells, `drivers row ${place}`));
  refuseTwins(list);
  const beside = body.map(({ cells }) => cells.slice(DRIVER_COLUMNS.length));
  return { list, correlations: readCorrelations(list, header?.slice(DRIVER_COLUMNS.length), beside) };
}

/** A header has words where a driver has its distribution and its first number. */
function isHeader(cells: readonly DriverCell[]): boolean {
  const [, kind, p1] = cells;
  return kindNamed(kind) === undefined && typeof kind !== "number" && typeof p1 !== "number";
}

function kindNamed(cell: DriverCell): DistributionKind | undefined {
  return typeof cell === "string" ? DISTRIBUTIONS.find((kind) => plainName(kind) === plainName(cell)) : undefined;
}

function readDriver(cells: readonly DriverCell[], row: string): Driver {
  const [name, kind, ...parameters] = cells;
  if (typeof name !== "string" || isBlank(name)) {
    throw badArgument(`${row}: a driver needs a name; you gave ${shownCell(name)}.`);
  }
  const place = `${row} (${name.trim()})`;
  return { name: name.trim(), key: plainDriverName(name), distribution: readDistribution(kind, parameters, place) };
}

function refuseTwins(list: readonly Driver[]): void {
  const seen = new Set<string>();
  for (const { key, name } of list) {
    if (seen.has(key)) throw badArgument(`drivers names "${name}" twice. Each driver has one row.`);
    seen.add(key);
  }
}

/** A distribution from its name and numbers; `place` begins every complaint. */
export function readDistribution(kind: DriverCell, parameters: readonly DriverCell[], place: string): Distribution {
  const named = kindNamed(kind);
  if (named === undefined) {
    throw badArgument(`${place}: the distribution must be ${DISTRIBUTIONS.join(", ")}; you gave ${shownCell(kind)}.`);
  }
  return READERS[named]({ place, parameters });
}

const READERS: Readonly<Record<DistributionKind, (source: Source) => Distribution>> = {
  fixed: (source) => fixed(numberAt(source, 0)),
  normal(source) {
    const [mean, sd] = [numberAt(source, 0), numberAt(source, 1)];
    if (sd < 0) throw wrong(source, `p2 is the deviation and must be 0 or more; you gave ${shown(sd)}.`);
    return normal(mean, sd);
  },
  lognormal(source) {
    const [low, high] = ascending(source, ["p1 (P5)", "p2 (P95)"]);
    if (low <= 0) {
      throw wrong(source, `a lognormal is above 0, so p1 must be too; you gave ${shown(low)}. Use normal or pert.`);
    }
    return lognormal(low, high);
  },
  uniform(source) {
    const [low, high] = ascending(source, ["p1 (low)", "p2 (high)"]);
    return uniform(low, high);
  },
  triangular(source) {
    const [low, mode, high] = ascending(source, ["p1 (low)", "p2 (mode)", "p3 (high)"]);
    return triangular(low, mode, high);
  },
  pert(source) {
    const [low, mode, high] = ascending(source, ["p1 (low)", "p2 (mode)", "p3 (high)"]);
    return pert(low, mode, high);
  },
  discrete(source) {
    const values = listAt(source, 0);
    const shares = listAt(source, 1);
    if (values.length !== shares.length) {
      throw wrong(source, `p1 lists ${values.length} values and p2 ${shares.length} shares; they must be as many.`);
    }
    refuseShares(source, shares);
    return discrete(values, shares);
  },
};

/** Written shares such as 0.333;0.333;0.333 may miss 1 by their rounding. */
const SHARES_MAY_MISS = 0.002;

function refuseShares(source: Source, shares: readonly number[]): void {
  const bad = shares.find((share) => share < 0 || share > 1);
  if (bad !== undefined) throw wrong(source, `p2 lists shares from 0 to 1; you gave ${shown(bad)}.`);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SHARES_MAY_MISS) {
    throw wrong(source, `the shares in p2 must sum to 1; they sum to ${shown(sum)}.`);
  }
}

const wrong = ({ place }: Source, sentence: string): DomainError => badArgument(`${place}: ${sentence}`);

function numberAt(source: Source, index: number): number {
  const cell = source.parameters[index];
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  throw wrong(source, `p${index + 1} must be a number; you gave ${shownCell(cell)}.`);
}

function ascending<const Names extends readonly string[]>(
  source: Source,
  names: Names,
): { readonly [K in keyof Names]: number } {
  const numbers = names.map((_name, index) => numberAt(source, index));
  for (let i = 1; i < numbers.length; i++) {
    const [before, after] = [numbers[i - 1] as number, numbers[i] as number];
    if (before > after) {
      throw wrong(
        source,
        `${names[i - 1]} must be at most ${names[i]}; you gave ${shown(before)} and ${shown(after)}.`,
      );
    }
  }
  return numbers as { readonly [K in keyof Names]: number };
}

/** "10;20" or "70%;30%", or one number. */
function listAt(source: Source, index: number): readonly number[] {
  const cell = source.parameters[index];
  if (typeof cell === "number") return [cell];
  if (typeof cell !== "string" || isBlank(cell)) {
    throw wrong(source, `p${index + 1} must be a list such as "10;20"; you gave ${shownCell(cell)}.`);
  }
  return cell.split(";").map((part) => {
    const item = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(%?)\s*$/.exec(part);
    if (item === null) {
      throw wrong(
        source,
        `p${index + 1} lists numbers between semicolons, such as "10;20.5"; "${part.trim()}" is none.`,
      );
    }
    return item[2] === "%" ? Number(item[1]) / 100 : Number(item[1]);
  });
}
