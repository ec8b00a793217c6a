import { plainName, shown } from "../checks";
import { badArgument } from "../errors";
import type { Driver, DriverCell } from "./driver";
import { normalShareBelow } from "./normal";
import { plainDriverName } from "./threefry";

/**
 * Drivers that move together: a Gaussian copula. The table states rank correlations (Spearman's), which hold whatever
 * the distributions; normal deviates with Pearson's correlation 2 sin(πρ/6) have them (Pearson 1907).
 */
export interface Correlations {
  /** Places of the drivers that are tied to another, in an order that does not depend on the rows'. */
  readonly members: readonly number[];
  /** Lower triangular factor of the correlation matrix of the normal deviates, by rows. */
  readonly factor: readonly Float64Array[];
}

type Matrix = Float64Array[];

/** What stands to the right of p3: group and correlation, or one column per driver. Other columns of words are notes. */
export function readCorrelations(
  list: readonly Driver[],
  header: readonly DriverCell[] | undefined,
  beside: readonly (readonly DriverCell[])[],
): Correlations | undefined {
  if (header === undefined) {
    if (beside.some((cells) => cells.some((cell) => typeof cell === "number"))) {
      throw badArgument("drivers has numbers to the right of p3; give the table a header row that says what they are.");
    }
    return undefined;
  }
  const titles = header.map((cell) => (typeof cell === "string" ? cell : ""));
  const matrixColumns = list.map(({ key }) => titles.findIndex((title) => plainDriverName(title) === key));
  const group = titles.findIndex((title) => plainName(title) === "group");
  const strength = titles.findIndex((title) => plainName(title) === "correlation");
  refuseUnknownNumbers(titles, [...matrixColumns, group, strength], beside);
  const hasMatrix = matrixColumns.some((column) => column >= 0);
  if (hasMatrix && group >= 0) {
    throw badArgument("drivers has a group column and a correlation matrix; give one of them.");
  }
  if (hasMatrix) return tied(list, fromMatrix(list, matrixColumns, beside));
  return group >= 0 ? tied(list, fromGroups(list, group, strength, beside)) : undefined;
}

function refuseUnknownNumbers(
  titles: readonly string[],
  known: readonly number[],
  beside: readonly (readonly DriverCell[])[],
): void {
  for (const [column, title] of titles.entries()) {
    if (known.includes(column) || !beside.some((cells) => typeof cells[column] === "number")) continue;
    throw badArgument(
      `drivers has numbers under "${title}", which is neither group, correlation nor a driver's name. Leave the column out.`,
    );
  }
}

function unrelated(count: number): Matrix {
  return Array.from({ length: count }, (_unused, row) => {
    const cells = new Float64Array(count);
    cells[row] = 1;
    return cells;
  });
}

function set(matrix: Matrix, row: number, column: number, value: number): void {
  (matrix[row] as Float64Array)[column] = value;
  (matrix[column] as Float64Array)[row] = value;
}

/** Either triangle may be left blank; what both state must agree. */
function fromMatrix(
  list: readonly Driver[],
  columns: readonly number[],
  beside: readonly (readonly DriverCell[])[],
): Matrix {
  const at = (row: number, column: number): number | undefined => {
    const place = columns[column] as number;
    return place < 0 ? undefined : readShare(beside[row]?.[place], `${nameOf(list, row)} and ${nameOf(list, column)}`);
  };
  const matrix = unrelated(list.length);
  for (let row = 0; row < list.length; row++) {
    const own = at(row, row);
    if (own !== undefined && own !== 1) {
      throw badArgument(`drivers: ${nameOf(list, row)} must have correlation 1 with itself; you gave ${shown(own)}.`);
    }
    for (let column = 0; column < row; column++) {
      const [below, above] = [at(row, column), at(column, row)];
      if (below !== undefined && above !== undefined && below !== above) {
        throw badArgument(
          `drivers: the correlation of ${nameOf(list, row)} and ${nameOf(list, column)} is stated as ${shown(below)} and as ${shown(above)}.`,
        );
      }
      set(matrix, row, column, below ?? above ?? 0);
    }
  }
  return matrix;
}

/** All pairs within a group share its correlation. */
function fromGroups(
  list: readonly Driver[],
  group: number,
  strength: number,
  beside: readonly (readonly DriverCell[])[],
): Matrix {
  const groupOf = (row: number): string => {
    const cell = beside[row]?.[group];
    return cell === undefined ? "" : plainName(String(cell));
  };
  const matrix = unrelated(list.length);
  for (let row = 0; row < list.length; row++) {
    for (let column = 0; column < row; column++) {
      if (groupOf(row) === "" || groupOf(row) !== groupOf(column)) continue;
      const [one, other] = [row, column].map((place) =>
        readShare(beside[place]?.[strength], `the group "${String(beside[place]?.[group])}"`),
      );
      const value = one ?? other;
      if (value === undefined || (other !== undefined && other !== value)) {
        throw badArgument(
          `drivers: the group "${String(beside[row]?.[group])}" needs one number from -1 to 1 in the column correlation.`,
        );
      }
      set(matrix, row, column, value);
    }
  }
  return matrix;
}

const nameOf = (list: readonly Driver[], row: number): string => `"${list[row]?.name ?? ""}"`;

function readShare(cell: DriverCell, what: string): number | undefined {
  if (cell === undefined || cell === "") return undefined;
  if (typeof cell === "number" && cell >= -1 && cell <= 1) return cell;
  throw badArgument(`drivers: the correlation of ${what} must be -1 to 1; you gave ${String(cell)}.`);
}

/** 2 sin(πρ/6); the series is exact to the last digit on this short range. */
function deviateCorrelation(rank: number): number {
  const x = (Math.PI / 6) * rank;
  const square = x * x;
  let sine = 0;
  for (let k = 19; k > 1; k -= 2) sine = ((1 + sine) * -square) / (k * (k - 1));
  return Math.abs(rank) === 1 ? rank : 2 * x * (1 + sine);
}

function tied(list: readonly Driver[], ranks: Matrix): Correlations | undefined {
  const members = list
    .map((_driver, place) => place)
    .filter((place) => ranks[place]?.some((value, other) => other !== place && value !== 0))
    .sort((a, b) => ((list[a] as Driver).key < (list[b] as Driver).key ? -1 : 1));
  if (members.length === 0) return undefined;
  const deviates = members.map((row) =>
    Float64Array.from(members, (column) => (row === column ? 1 : deviateCorrelation(ranks[row]?.[column] ?? 0))),
  );
  return { members, factor: cholesky(deviates, (row) => nameOf(list, members[row] ?? 0)) };
}

const ROUNDING = 1e-12;

/** A = L·Lᵀ. A row whose rest is negative contradicts the rows before it. */
function cholesky(matrix: Matrix, nameAt: (row: number) => string): readonly Float64Array[] {
  const factor = matrix.map(() => new Float64Array(matrix.length));
  for (const [row, target] of factor.entries()) {
    for (let column = 0; column <= row; column++) {
      const other = factor[column] as Float64Array;
      let rest = matrix[row]?.[column] as number;
      for (let k = 0; k < column; k++) rest -= (target[k] as number) * (other[k] as number);
      if (row !== column) {
        target[column] = (other[column] as number) === 0 ? 0 : rest / (other[column] as number);
        if (other[column] === 0 && Math.abs(rest) > ROUNDING) throw contradiction(nameAt(row));
      } else if (rest < -ROUNDING) throw contradiction(nameAt(row));
      else target[row] = Math.sqrt(rest > ROUNDING ? rest : 0);
    }
  }
  return factor;
}

const contradiction = (name: string) =>
  badArgument(
    `drivers: the correlations contradict each other at ${name}: no numbers can have all of them. Bring some nearer to 0.`,
  );

const LEAST = 1 / 4_503_599_627_370_496;

/** Turns independent normal deviates of the members into uniform draws that are tied, on the generator's grid. */
export function tie(
  { factor }: Correlations,
  deviates: readonly Float64Array[],
  out: readonly Float64Array[],
  count: number,
): void {
  for (const [row, weights] of factor.entries()) {
    const target = out[row] as Float64Array;
    for (let i = 0; i < count; i++) {
      let z = 0;
      for (let k = 0; k <= row; k++) z += (weights[k] as number) * ((deviates[k] as Float64Array)[i] as number);
      const share = normalShareBelow(z);
      const onGrid = Math.round(share / LEAST) * LEAST;
      target[i] = onGrid <= 0 ? LEAST : onGrid >= 1 ? 1 - LEAST : onGrid;
    }
  }
}
