/** Exact order statistics of many numbers without sorting them. */

const CLASSES = 2048;
const SMALL = 4096;

/** Between which ranks (from 0) PERCENTILE.INC looks, and how far on the way to the upper one. */
export interface RankPlace {
  readonly rank: number;
  readonly next: number;
  readonly part: number;
}

export function rankPlace(count: number, share: number): RankPlace {
  const place = (count - 1) * share;
  const rank = Math.min(count - 1, Math.floor(place));
  return { rank, next: Math.min(count - 1, rank + 1), part: place - rank };
}

export const between = (low: number, high: number, part: number): number =>
  part === 0 ? low : low + (high - low) * part;

/** Quantiles as PERCENTILE.INC, one per share. The values stay as they are; none may be NaN. */
export function quantiles(values: Float64Array, shares: readonly number[]): readonly number[] {
  const places = shares.map((share) => rankPlace(values.length, share));
  const found = valuesAtRanks(values, [...new Set(places.flatMap(({ rank, next }) => [rank, next]))]);
  return places.map(({ rank, next, part }) => between(found.get(rank) as number, found.get(next) as number, part));
}

/** The values that would stand at these ranks if all were sorted. */
export function valuesAtRanks(values: Float64Array, ranks: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const sorted = [...ranks].sort((a, b) => a - b);
  if (values.length > 0) select(values, 0, sorted, found);
  return found;
}

/**
 * Sorts the values into classes of equal width between least and most, counts them, and looks on only within the
 * classes that hold a wanted rank. `offset` is the rank of the least of them among all.
 */
function select(values: Float64Array, offset: number, ranks: readonly number[], found: Map<number, number>): void {
  if (ranks.length === 0) return;
  const { least, most } = ends(values);
  const rate = CLASSES / (most - least);
  if (values.length <= SMALL || !(rate > 0 && rate < Number.POSITIVE_INFINITY)) {
    const sorted = least === most ? values : Float64Array.from(values).sort();
    for (const rank of ranks) found.set(rank, sorted[rank - offset] as number);
    return;
  }
  const counts = new Uint32Array(CLASSES + 1);
  for (let i = 0; i < values.length; i++) {
    const at = ((values[i] as number) - least) * rate;
    const place = at < CLASSES ? at | 0 : CLASSES - 1;
    counts[place] = (counts[place] as number) + 1;
  }
  const wanted = wantedClasses(counts, offset, ranks);
  const gathered = gather(values, wanted, least, rate, counts);
  for (const { place, start, ranks: inside } of wanted)
    select(gathered.get(place) as Float64Array, start, inside, found);
}

function ends(values: Float64Array): { readonly least: number; readonly most: number } {
  let [least, most] = [values[0] as number, values[0] as number];
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

interface WantedClass {
  readonly place: number;
  readonly start: number;
  readonly ranks: readonly number[];
}

function wantedClasses(counts: Uint32Array, offset: number, ranks: readonly number[]): readonly WantedClass[] {
  const wanted: WantedClass[] = [];
  let start = offset;
  let next = 0;
  for (let place = 0; place < CLASSES && next < ranks.length; place++) {
    const end = start + (counts[place] as number);
    const first = next;
    while (next < ranks.length && (ranks[next] as number) < end) next++;
    if (next > first) wanted.push({ place, start, ranks: ranks.slice(first, next) });
    start = end;
  }
  return wanted;
}

function gather(
  values: Float64Array,
  wanted: readonly WantedClass[],
  least: number,
  rate: number,
  counts: Uint32Array,
): ReadonlyMap<number, Float64Array> {
  const slots = new Int32Array(CLASSES).fill(-1);
  const targets = wanted.map(({ place }) => new Float64Array(counts[place] as number));
  const filled = new Uint32Array(wanted.length);
  for (const [slot, { place }] of wanted.entries()) slots[place] = slot;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const at = (value - least) * rate;
    const slot = slots[at < CLASSES ? at | 0 : CLASSES - 1] as number;
    if (slot < 0) continue;
    const target = targets[slot] as Float64Array;
    const end = filled[slot] as number;
    target[end] = value;
    filled[slot] = end + 1;
  }
  return new Map(wanted.map(({ place }, slot) => [place, targets[slot] as Float64Array]));
}
