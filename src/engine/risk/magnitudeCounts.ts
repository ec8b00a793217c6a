import { HIGH_WORD } from "../doubleBits";

/**
 * How many results fell where, for runs too long to keep every result: 1,024 classes per power of two, by sign. What is
 * read from a class is within 0.1 % of every value in it. Counts are whole numbers, so joining is exact.
 */
const MANTISSA_BITS = 10;
const SHIFT = 20 - MANTISSA_BITS;
const CLASSES = 2048 << MANTISSA_BITS;

export class MagnitudeCounts {
  private readonly positive = new Uint32Array(CLASSES);
  private readonly negative = new Uint32Array(CLASSES);

  add(results: Float64Array): void {
    const words = new Int32Array(results.buffer, results.byteOffset, 2 * results.length);
    for (let i = 0; i < results.length; i++) {
      if (Number.isNaN(results[i])) continue;
      const word = words[2 * i + HIGH_WORD] as number;
      const counts = word < 0 ? this.negative : this.positive;
      const place = (word & 0x7fffffff) >>> SHIFT;
      counts[place] = (counts[place] as number) + 1;
    }
  }

  join(other: MagnitudeCounts): void {
    for (let place = 0; place < CLASSES; place++) {
      this.positive[place] = (this.positive[place] as number) + (other.positive[place] as number);
      this.negative[place] = (this.negative[place] as number) + (other.negative[place] as number);
    }
  }

  /** Classes that hold something, in ascending order of their values. */
  *classes(): Generator<MagnitudeClass> {
    for (let place = CLASSES - 1; place >= 0; place--) {
      const count = this.negative[place] as number;
      if (count > 0) yield { from: -edge(place + 1), to: -edge(place), count };
    }
    for (let place = 0; place < CLASSES; place++) {
      const count = this.positive[place] as number;
      if (count > 0) yield { from: edge(place), to: edge(place + 1), count };
    }
  }

  /** The values at these ranks, counted from 0, as if those of a class lay at equal distances in it. */
  valuesAtRanks(ranks: readonly number[]): ReadonlyMap<number, number> {
    const sorted = [...ranks].sort((a, b) => a - b);
    const found = new Map<number, number>();
    let [start, next] = [0, 0];
    for (const { from, to, count } of this.classes()) {
      for (; next < sorted.length && (sorted[next] as number) < start + count; next++) {
        const rank = sorted[next] as number;
        found.set(rank, from + ((to - from) * (rank - start + 0.5)) / count);
      }
      start += count;
    }
    return found;
  }
}

export interface MagnitudeClass {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The lower edge of a class; what lies below the smallest ordinary double counts as 0. */
function edge(place: number): number {
  if (place >>> MANTISSA_BITS === 0) return 0;
  const words = new Int32Array(2);
  words[HIGH_WORD] = place << SHIFT;
  return new Float64Array(words.buffer)[0] as number;
}
