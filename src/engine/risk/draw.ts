import { wholeNumber } from "../checks";
import type { Grid } from "../grid";
import { BLOCK } from "./columns";
import { readDistribution } from "./drivers";
import { fillUniform, streamKey } from "./threefry";

export interface Draw {
  readonly distribution: string;
  readonly p1: number | string;
  readonly p2?: number | string | undefined;
  readonly p3?: number | undefined;
  readonly n?: number | undefined;
  readonly seed?: number | undefined;
  readonly name?: string | undefined;
}

/** One formula fills up to 200,000 cells, its header included. */
const MOST_DRAWS = 199_999;

/** Draws of one driver: trial by trial what SIMULATE draws for a driver of this name with this seed. */
export function draw({ distribution, p1, p2, p3, n = 1000, seed = 1, name = "draw" }: Draw): Grid {
  wholeNumber({ n }, { min: 1, max: MOST_DRAWS });
  wholeNumber({ seed }, { min: 1 });
  const drawn = readDistribution(distribution, [p1, p2, p3], "distribution");
  const key = streamKey(seed, name);
  const values = new Float64Array(n);
  const [uniforms, words] = [new Float64Array(BLOCK), new Int32Array(2 * BLOCK)];
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from);
    fillUniform(key, from, uniforms, words, count);
    drawn.fill(uniforms, values.subarray(from, from + count), count);
  }
  return { columns: ["draw"], rows: Array.from(values, (value) => [value]) };
}
