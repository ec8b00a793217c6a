import { wholeNumber } from "../checks";
import { badArgument } from "../errors";
import { itemName, items } from "../lists";
import { pow } from "../portable";
import type { MagnitudeCounts } from "./magnitudeCounts";

export interface Histogram {
  readonly values: readonly number[];
  readonly bins?: readonly number[] | undefined;
}

/** One class: results above `from` up to `bin`; the first class holds the least value too. */
export interface HistogramRow {
  readonly [column: string]: number;
  readonly bin: number;
  readonly count: number;
  readonly share: number;
  readonly cumulative: number;
  readonly from: number;
}
export type HistogramTable = readonly HistogramRow[];

const MOST_BINS = 1000;

/** Counts values in classes. `bins` is how many of equal width, or the upper ends of the classes, as in FREQUENCY. */
export function histogram({ values, bins }: Histogram): HistogramTable {
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) throw badArgument(`${itemName("values", index, values.length)} must be a number.`);
  }
  const numbers = Float64Array.from(values);
  return bins === undefined || bins.length === 1 ? histogramOf(numbers, bins?.[0]) : tableOf(numbers, ascending(bins));
}

/** The Rice rule, kept readable: twice the cube root of the count, 5 to 50 classes. */
function usualBins(count: number): number {
  return Math.max(5, Math.min(50, Math.ceil(2 * pow(count, 1 / 3) - 1e-9)));
}

/** Classes of equal width over all that a run gave. */
export function histogramOf(results: Float64Array | MagnitudeCounts, bins?: number): HistogramTable {
  wholeNumber({ bins }, { min: 1, max: MOST_BINS });
  const weighted = results instanceof Float64Array ? undefined : [...results.classes()];
  const values =
    weighted === undefined ? (results as Float64Array) : Float64Array.from(weighted, ({ from, to }) => (from + to) / 2);
  const weights = weighted?.map(({ count }) => count);
  const total = weights?.reduce((sum, count) => sum + count, 0) ?? values.length;
  const [least, most] = ends(values);
  if (least === most) return tableOf(values, [least], weights);
  const count = bins ?? usualBins(total);
  const uppers = Array.from({ length: count }, (_unused, i) =>
    i === count - 1 ? most : least + ((most - least) * (i + 1)) / count,
  );
  return tableOf(values, uppers, weights);
}

function ends(values: Float64Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

function ascending(bins: readonly number[]): readonly number[] {
  if (bins.length > MOST_BINS) throw badArgument(`bins has ${bins.length} ends; give up to ${MOST_BINS}.`);
  const named = items("bins", bins);
  for (let i = 1; i < bins.length; i++) {
    if (!((bins[i - 1] as number) < (bins[i] as number))) {
      throw badArgument(`${Object.keys(named)[i]} must be above the one before it; you gave ${bins[i]}.`);
    }
  }
  return bins;
}

/** Values above the last upper end get a class of their own, so that the shares sum to 1. */
function tableOf(values: Float64Array, uppers: readonly number[], weights?: readonly number[]): HistogramTable {
  const [least, most] = ends(values);
  const edges = most > (uppers.at(-1) as number) ? [...uppers, most] : uppers;
  const counts = new Float64Array(edges.length);
  for (const [i, value] of values.entries()) {
    const place = firstAtLeast(edges, value);
    counts[place] = (counts[place] as number) + (weights?.[i] ?? 1);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return edges.map((bin, place) => {
    const count = counts[place] as number;
    below += count;
    const from = place === 0 ? Math.min(least, bin) : (edges[place - 1] as number);
    return { bin, count, share: count / total, cumulative: below / total, from };
  });
}

/** Place of the first edge that is not below the value; edges ascend and the last is at or above every value. */
function firstAtLeast(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
