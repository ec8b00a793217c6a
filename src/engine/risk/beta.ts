import { exp, ln } from "../portable";
import type { Jet, QuantileJets } from "./quantileTable";

/**
 * The beta distribution of a PERT range. The integral is the continued fraction of NIST's Digital Library of
 * Mathematical Functions, 8.17.22, by Lentz's method; its normaliser follows from I_x(a, b) + I_1−x(b, a) = 1, so that
 * no gamma function is needed.
 */
const MOST_TERMS = 300;
const PRECISION = 1e-16;
const SMALLEST = 1e-300;

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) <= PRECISION) break;
  }
  return value;
}

/** Lentz's method must not divide by zero. */
const away = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);

/** x^a · (1−x)^b, with 1 − x given apart so that it stays exact near the ends. */
const weight = (x: number, rest: number, a: number, b: number): number => exp(a * ln(x) + b * ln(rest));

export class Beta {
  /** ∫ t^(a−1) (1−t)^(b−1) over 0..1. */
  private readonly norm: number;

  constructor(
    private readonly a: number,
    private readonly b: number,
  ) {
    const x = (a + 1) / (a + b + 2);
    this.norm = weight(x, 1 - x, a, b) * (continuedFraction(x, a, b) / a + continuedFraction(1 - x, b, a) / b);
  }

  /** Share of draws below x. */
  shareBelow(x: number): number {
    const { a, b, norm } = this;
    const common = weight(x, 1 - x, a, b) / norm;
    return x <= (a + 1) / (a + b + 2)
      ? (common * continuedFraction(x, a, b)) / a
      : 1 - (common * continuedFraction(1 - x, b, a)) / b;
  }

  density(x: number): number {
    return weight(x, 1 - x, this.a - 1, this.b - 1) / this.norm;
  }

  /** The x below which a share v ≤ ½ of draws lies: Newton's method between bounds that close in. */
  quantile(v: number): number {
    let low = 0;
    let high = 1;
    let x = Math.min(0.5, exp(ln(v * this.a * this.norm) / this.a));
    for (let step = 0; step < 100; step++) {
      const miss = this.shareBelow(x) - v;
      if (miss > 0) high = x;
      else low = x;
      const aimed = x - miss / this.density(x);
      const next = aimed > low && aimed < high ? aimed : (low + high) / 2;
      if (Math.abs(next - x) <= 2e-16 * x) return next;
      x = next;
    }
    return x;
  }

  jet(v: number): Jet {
    const x = this.quantile(v);
    const slope = 1 / this.density(x);
    const bend = (this.a - 1) / x - (this.b - 1) / (1 - x);
    return [x, slope, -bend * slope * slope];
  }
}

/** The beta distribution on 0..1 from both ends; from the upper end it is the mirrored one. */
export function betaJets(a: number, b: number): QuantileJets {
  const lower = new Beta(a, b);
  const upper = new Beta(b, a);
  return {
    lower: (v) => lower.jet(v),
    upper: (v) => {
      const [x, slope, curvature] = upper.jet(v);
      return [1 - x, -slope, -curvature];
    },
  };
}
