import type { Driver } from "./driver";

/**
 * Share of the result's variance that one driver explains alone: the first-order index Var(E[y|x]) / Var(y), estimated
 * from the trials themselves. In sixteen classes of equal probability of x a straight line is fitted; what the lines
 * explain is the driver's part. Exact for linear models and products; corrected for the freedom of the 32 numbers fitted.
 */
const CLASSES = 16;
const SUMS = 5;

export class DriverSums {
  private readonly sums: readonly Float64Array[];
  private readonly active: readonly number[];

  constructor(
    private readonly drivers: readonly Driver[],
    used: ReadonlySet<number>,
  ) {
    this.active = drivers.map((_driver, place) => place).filter((place) => used.has(place) && isSpread(drivers[place]));
    this.sums = drivers.map((_driver, place) => new Float64Array(this.active.includes(place) ? CLASSES * SUMS : 0));
  }

  /** Adds a block; `results` are differences from `origin`, which keeps the sums of squares exact. */
  add(uniforms: readonly Float64Array[], values: readonly Float64Array[], results: Float64Array, origin: number): void {
    for (const place of this.active) {
      const { mean, sd } = (this.drivers[place] as Driver).distribution;
      const sums = this.sums[place] as Float64Array;
      const [uniform, value] = [uniforms[place] as Float64Array, values[place] as Float64Array];
      const rate = 1 / sd;
      for (let i = 0; i < results.length; i++) {
        const y = (results[i] as number) - origin;
        if (Number.isNaN(y)) continue;
        const x = ((value[i] as number) - mean) * rate;
        const at = Math.floor((uniform[i] as number) * CLASSES) * SUMS;
        sums[at] = (sums[at] as number) + 1;
        sums[at + 1] = (sums[at + 1] as number) + x;
        sums[at + 2] = (sums[at + 2] as number) + y;
        sums[at + 3] = (sums[at + 3] as number) + x * x;
        sums[at + 4] = (sums[at + 4] as number) + x * y;
      }
    }
  }

  join(other: DriverSums): void {
    for (const [place, sums] of this.sums.entries()) {
      const more = other.sums[place] as Float64Array;
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (more[i] as number);
    }
  }

  /** One share per driver, 0 where it is unused or fixed; `squares` are the results' about their mean. */
  shares(squares: number): readonly number[] {
    return this.sums.map((sums) => (sums.length === 0 ? 0 : shareOf(sums, squares)));
  }
}

const isSpread = (driver: Driver | undefined): boolean => (driver?.distribution.sd ?? 0) > 0;

function shareOf(sums: Float64Array, total: number): number {
  let [count, sum] = [0, 0];
  for (let at = 0; at < sums.length; at += SUMS) {
    count += sums[at] as number;
    sum += sums[at + 2] as number;
  }
  if (count < 2 || !(total > 0)) return 0;
  let [explained, fitted] = [0, -1];
  for (let at = 0; at < sums.length; at += SUMS) {
    const [n = 0, x = 0, y = 0, xx = 0, xy = 0] = sums.subarray(at, at + SUMS);
    if (n === 0) continue;
    const gap = y / n - sum / count;
    explained += n * gap * gap;
    fitted += 1;
    const width = xx - (x * x) / n;
    if (width <= 1e-12 * xx || n < 3) continue;
    const tilt = xy - (x * y) / n;
    explained += (tilt * tilt) / width;
    fitted += 1;
  }
  const freedom = count - 1 - fitted;
  if (freedom <= 0) return 0;
  const unexplained = Math.max(0, total - explained) / freedom;
  return Math.min(1, Math.max(0, 1 - unexplained / (total / (count - 1))));
}
