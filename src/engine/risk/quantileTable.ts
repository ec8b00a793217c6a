import { HIGH_WORD } from "../doubleBits";

/**
 * A smooth quantile function, fast: in 32 cells per octave of the distance v to the nearer end of the scale (0 or 1) it
 * is a polynomial of fifth degree that meets value, slope and curvature at both ends of the cell. Cells shrink towards
 * the ends as fast as quantile functions bend there, so the relative error stays below 1e-11 down to v = 2^-53; tests
 * hold it there. Octaves are filled when first touched, from exact values only: the digits do not depend on the order.
 */

/** Value, slope and curvature of the quantile function at a point, with respect to v. */
export type Jet = readonly [value: number, slope: number, curvature: number];
export interface QuantileJets {
  /** At v from the lower end: the quantile of v. */
  readonly lower: (v: number) => Jet;
  /** At v from the upper end: the quantile of 1 − v. */
  readonly upper: (v: number) => Jet;
}

const CELLS = 32;
const MANTISSA_SHIFT = 20 - 5;
const COEFFICIENTS = 6;
const OCTAVES = 54;
/** Biased exponent of the doubles from ¼ to ½. */
const TOP_EXPONENT = 1021;
const TOP_CELL = TOP_EXPONENT * CELLS + CELLS - 1;

const OCTAVE_STARTS = Float64Array.from({ length: OCTAVES }, (_unused, octave) => halved(0.25, octave));
/** Cells per unit of v: a power of two, so that the place within a cell is exact. */
const CELL_RATES = OCTAVE_STARTS.map((start) => CELLS / start);

function halved(value: number, times: number): number {
  let result = value;
  for (let i = 0; i < times; i++) result /= 2;
  return result;
}

const CELLS_PER_SIDE = OCTAVES * CELLS;

export class QuantileTable {
  private readonly polynomials = new Float64Array(2 * CELLS_PER_SIDE * COEFFICIENTS);
  /** By octave: the lower side's, then the upper side's. */
  private readonly isFilled = new Uint8Array(2 * OCTAVES);
  private readonly doubles = new Float64Array(2);
  private readonly words = new Int32Array(this.doubles.buffer);

  constructor(private readonly jets: QuantileJets) {}

  /**
   * scale × Q(u) + shift for `count` draws, each strictly between 0 and 1 and a multiple of 2^-53, as the generator's
   * are, so that the distance to either end is exact. The side and the cell are read off the bits of the double: a
   * branch on a random number would be guessed wrong every other time.
   */
  fill(uniform: Float64Array, out: Float64Array, count: number, scale: number, shift: number): void {
    const { doubles, words, isFilled, polynomials } = this;
    for (let i = 0; i < count; i++) {
      const fromMiddle = (uniform[i] as number) - 0.5;
      const v = 0.5 - Math.abs(fromMiddle);
      doubles[0] = fromMiddle;
      doubles[1] = v;
      const side = 1 - ((words[HIGH_WORD] as number) >>> 31);
      const found = TOP_CELL - ((words[HIGH_WORD + 2] as number) >>> MANTISSA_SHIFT);
      const cell = found & ~(found >> 31);
      const octave = cell >>> 5;
      if (isFilled[side * OCTAVES + octave] === 0) this.fillOctave(side, octave);
      const s = v * (CELL_RATES[octave] as number) - (2 * CELLS - 1 - (cell & (CELLS - 1)));
      const at = (side * CELLS_PER_SIDE + cell) * COEFFICIENTS;
      const c3 =
        (polynomials[at + 3] as number) + s * ((polynomials[at + 4] as number) + s * (polynomials[at + 5] as number));
      const c1 = (polynomials[at + 1] as number) + s * ((polynomials[at + 2] as number) + s * c3);
      out[i] = shift + scale * ((polynomials[at] as number) + s * c1);
    }
  }

  private fillOctave(side: number, octave: number): void {
    this.isFilled[side * OCTAVES + octave] = 1;
    const jet = side === 0 ? this.jets.lower : this.jets.upper;
    const width = (OCTAVE_STARTS[octave] as number) / CELLS;
    let left = jet(CELLS * width);
    for (let cell = 0; cell < CELLS; cell++) {
      const right = jet((CELLS + cell + 1) * width);
      const place = side * CELLS_PER_SIDE + (octave + 1) * CELLS - 1 - cell;
      this.polynomials.set(hermite(left, right, width), place * COEFFICIENTS);
      left = right;
    }
  }
}

/** Quintic Hermite interpolation, on the unit interval. */
function hermite(left: Jet, right: Jet, width: number): readonly number[] {
  const slope = left[1] * width;
  const bend = (left[2] * width * width) / 2;
  const rise = right[0] - left[0] - slope - bend;
  const slopeGap = right[1] * width - slope - 2 * bend;
  const bendGap = (right[2] * width * width) / 2 - bend;
  return [
    left[0],
    slope,
    bend,
    10 * rise - 4 * slopeGap + bendGap,
    -15 * rise + 7 * slopeGap - 2 * bendGap,
    6 * rise - 3 * slopeGap + bendGap,
  ];
}
