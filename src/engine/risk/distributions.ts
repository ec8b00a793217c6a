import { exp, expm1, ln } from "../portable";
import { betaJets } from "./beta";
import { normalDensity, normalQuantile, Z95 } from "./normal";
import { type Jet, type QuantileJets, QuantileTable } from "./quantileTable";

/** What a driver's values follow. Each draws by its quantile function, so that a draw is one number of one trial. */
export interface Distribution {
  readonly kind: DistributionKind;
  /** The value a plan without risk would use: mean, median, mode or midpoint, whichever the inputs state. */
  readonly base: number;
  readonly mean: number;
  readonly sd: number;
  /** Quantiles of `count` uniform draws, each a multiple of 2^-53 strictly between 0 and 1. */
  fill(uniform: Float64Array, out: Float64Array, count: number): void;
}

export const DISTRIBUTIONS = ["fixed", "normal", "lognormal", "uniform", "triangular", "pert", "discrete"] as const;
export type DistributionKind = (typeof DISTRIBUTIONS)[number];

/** One quantile of a distribution; the very digits a draw at that place would have. */
export function quantileOf(distribution: Distribution, share: number): number {
  const out = new Float64Array(1);
  distribution.fill(Float64Array.of(share), out, 1);
  return out[0] as number;
}

export function fixed(value: number): Distribution {
  return {
    kind: "fixed",
    base: value,
    mean: value,
    sd: 0,
    fill: (_uniform, out, count) => out.fill(value, 0, count),
  };
}

export function uniform(low: number, high: number): Distribution {
  const width = high - low;
  const middle = low + width / 2;
  return {
    kind: "uniform",
    base: middle,
    mean: middle,
    sd: width / Math.sqrt(12),
    fill(draws, out, count) {
      for (let i = 0; i < count; i++) out[i] = low + width * (draws[i] as number);
    },
  };
}

export function triangular(low: number, mode: number, high: number): Distribution {
  const width = high - low;
  const turn = width === 0 ? 0 : (mode - low) / width;
  const rising = width * (mode - low);
  const falling = width * (high - mode);
  const spread = low * low + mode * mode + high * high - low * mode - low * high - mode * high;
  return {
    kind: "triangular",
    base: mode,
    mean: (low + mode + high) / 3,
    sd: Math.sqrt(Math.max(0, spread) / 18),
    fill(draws, out, count) {
      for (let i = 0; i < count; i++) {
        const u = draws[i] as number;
        out[i] = u < turn ? low + Math.sqrt(u * rising) : high - Math.sqrt((1 - u) * falling);
      }
    },
  };
}

/** Slope of the normal quantile is 1/φ(z), its curvature z/φ(z)². */
function normalJet(v: number): Jet {
  const z = normalQuantile(v);
  const slope = 1 / normalDensity(z);
  return [z, slope, z * slope * slope];
}

const negated = ([value, slope, curvature]: Jet): Jet => [-value, -slope, -curvature];

let standardNormal: QuantileTable | undefined;

function standardNormalTable(): QuantileTable {
  standardNormal ??= new QuantileTable({ lower: normalJet, upper: (v) => negated(normalJet(v)) });
  return standardNormal;
}

/** Standard normal deviates of uniform draws. */
export function fillNormal(draws: Float64Array, out: Float64Array, count: number): void {
  standardNormalTable().fill(draws, out, count, 1, 0);
}

export function normal(mean: number, sd: number): Distribution {
  return {
    kind: "normal",
    base: mean,
    mean,
    sd,
    fill: (draws, out, count) => standardNormalTable().fill(draws, out, count, sd, mean),
  };
}

/** Logarithmic mean and spread of the lognormal of which 5 % lie below `low` and 5 % above `high`. */
export function lognormalShape(low: number, high: number): { readonly median: number; readonly sigma: number } {
  return { median: Math.sqrt(low) * Math.sqrt(high), sigma: (ln(high) - ln(low)) / (2 * Z95) };
}

export const lognormalMean = (median: number, sigma: number): number => median * exp((sigma * sigma) / 2);
/** Coefficient of variation: sd over mean. */
export const lognormalCv = (sigma: number): number => Math.sqrt(expm1(sigma * sigma));

/** exp(σz) as a function of the share: the normal jet through the chain rule. */
function lognormalJets(sigma: number): QuantileJets {
  const through = ([z, slope, curvature]: Jet): Jet => {
    const value = exp(sigma * z);
    const tilt = sigma * slope;
    return [value, value * tilt, value * (tilt * tilt + sigma * curvature)];
  };
  return { lower: (v) => through(normalJet(v)), upper: (v) => through(negated(normalJet(v))) };
}

export function lognormal(low: number, high: number): Distribution {
  const { median, sigma } = lognormalShape(low, high);
  const mean = lognormalMean(median, sigma);
  const table = new QuantileTable(lognormalJets(sigma));
  return {
    kind: "lognormal",
    base: median,
    mean,
    sd: mean * lognormalCv(sigma),
    fill: (draws, out, count) => table.fill(draws, out, count, median, 0),
  };
}

/** Vose's form of PERT: a beta whose mean is (low + 4 mode + high)/6; its two shape numbers sum to 6. */
export function pert(low: number, mode: number, high: number): Distribution {
  const width = high - low;
  const lean = width === 0 ? 0.5 : (mode - low) / width;
  const mean = (low + 4 * mode + high) / 6;
  const table = new QuantileTable(betaJets(1 + 4 * lean, 5 - 4 * lean));
  return {
    kind: "pert",
    base: mode,
    mean,
    sd: Math.sqrt(Math.max(0, (mean - low) * (high - mean)) / 7),
    fill: (draws, out, count) => table.fill(draws, out, count, width, low),
  };
}

/** Values in the order given; the base is the likeliest, the first of equals. */
export function discrete(values: readonly number[], shares: readonly number[]): Distribution {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const weights = shares.map((share) => share / total);
  const mean = weights.reduce((sum, weight, i) => sum + weight * (values[i] as number), 0);
  const variance = weights.reduce((sum, weight, i) => sum + weight * squared((values[i] as number) - mean), 0);
  const ends = Float64Array.from(weights);
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i - 1] as number) + (ends[i] as number);
  const last = values.length - 1;
  return {
    kind: "discrete",
    base: values[weights.indexOf(Math.max(...weights))] as number,
    mean,
    sd: Math.sqrt(variance),
    fill(draws, out, count) {
      for (let i = 0; i < count; i++) {
        const u = draws[i] as number;
        let place = 0;
        while (place < last && u >= (ends[place] as number)) place++;
        out[i] = values[place] as number;
      }
    },
  };
}

const squared = (value: number): number => value * value;
