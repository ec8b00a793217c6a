import { shown } from "../checks";
import { noSolution } from "../errors";
import { type Deployment, deploymentOf, freeBytesPerGpu, type Layout, memoryLimit } from "./deployment";
import { batchLimit, type Load, operatingPoint } from "./load";

/** Bounds a user sets on latency, s. */
export interface LatencyBounds {
  readonly tpotS: number | undefined;
  readonly ttftS: number | undefined;
}

/** Both latencies rise with the requests in flight, so bisection over whole numbers finds the most that meet them. */
export function bestConcurrency(d: Deployment, load: Load, bounds: LatencyBounds): number | undefined {
  let good = 0;
  let bad = Math.floor(batchLimit(d, load)) + 1;
  if (meets(d, load, bounds, bad - 1)) return bad - 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (meets(d, load, bounds, middle)) good = middle;
    else bad = middle;
  }
  return good === 0 ? undefined : good;
}

function meets(d: Deployment, load: Load, { tpotS, ttftS }: LatencyBounds, concurrency: number): boolean {
  const point = operatingPoint(d, load, concurrency);
  return (tpotS === undefined || point.tpotS <= tpotS) && (ttftS === undefined || point.ttftS <= ttftS);
}

/** Why no concurrency meets the bounds: what a single request gets. */
export function unmetBounds(d: Deployment, load: Load, bounds: LatencyBounds): never {
  const { tpotS, ttftS } = operatingPoint(d, load, 1);
  const tpotFails = bounds.tpotS !== undefined && tpotS > bounds.tpotS;
  const [name, least, bound] = tpotFails ? ["tpot_ms", tpotS, bounds.tpotS] : ["ttft_ms", ttftS, bounds.ttftS];
  throw noSolution(
    `${name} ${shown((bound ?? 0) * 1000)} cannot be met by ${shown(d.gpus)} × ${d.chip.name}: one request alone takes ${shown(Number((least * 1000).toPrecision(3)))} ms. Give more gpus or fewer bits.`,
  );
}

const MOST_GPUS = 1024;

/** Weights fit with KV cache for `sequences` of `tokens`. */
export function holds(d: Deployment, sequences: number, tokens: number): boolean {
  return freeBytesPerGpu(d) > 0 && memoryLimit(d, tokens) >= sequences;
}

/** Tensor-parallel groups are powers of two, times what the layout fixes: pipeline stages and attention groups. */
export function smallestCount(
  layout: Layout,
  accepts: (d: Deployment) => boolean,
  from = layout.pipeline * layout.attentionDp,
): number | undefined {
  for (let gpus = from; gpus <= MOST_GPUS; gpus *= 2) {
    if (accepts(deploymentOf(layout, gpus))) return gpus;
  }
  return undefined;
}
