import { shown } from "../checks";
import { noSolution } from "../errors";
import { MS_PER_S } from "../units";
import { kvBytes } from "./architecture";
import {
  type Deployment,
  deploymentOf,
  freeBytesPerGpu,
  type Layout,
  memoryLimit,
  weightBytesPerGpu,
} from "./deployment";
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

/** A bound that not even a single request meets, and by how far. */
interface Unmet {
  readonly name: string;
  readonly boundMs: string;
  readonly leastMs: string;
  readonly excess: number;
}

function unmet(d: Deployment, load: Load, { tpotS, ttftS }: LatencyBounds): Unmet {
  const alone = operatingPoint(d, load, 1);
  const tpotExcess = tpotS === undefined ? 0 : alone.tpotS / tpotS;
  const ttftExcess = ttftS === undefined ? 0 : alone.ttftS / ttftS;
  return tpotExcess > 1 || tpotExcess >= ttftExcess
    ? unmetOf("tpot_ms", alone.tpotS, tpotExcess)
    : unmetOf("ttft_ms", alone.ttftS, ttftExcess);
}

function unmetOf(name: string, leastS: number, excess: number): Unmet {
  const inMs = (seconds: number, digits: number) => shown(Number((seconds * MS_PER_S).toPrecision(digits)));
  return { name, boundMs: inMs(leastS / excess, 12), leastMs: inMs(leastS, 3), excess };
}

/** Why no concurrency meets the bounds: what a single request gets. */
export function unmetBounds(d: Deployment, load: Load, bounds: LatencyBounds): never {
  const { name, boundMs, leastMs } = unmet(d, load, bounds);
  throw noSolution(
    `${name} ${boundMs} cannot be met by ${shown(d.gpus)} × ${d.chip.name}: one request alone takes ${leastMs} ms. Give more gpus or fewer bits.`,
  );
}

/** Why no count of accelerators meets the bounds: what a single request gets from the count that comes nearest. */
export function unmetByAnyCount(layout: Layout, load: Load, bounds: LatencyBounds, from: number): never {
  let [nearest, best] = [from, Number.POSITIVE_INFINITY];
  for (let gpus = from; gpus <= MOST_GPUS; gpus *= 2) {
    const { excess } = unmet(deploymentOf(layout, gpus), load, bounds);
    if (excess < best) [nearest, best] = [gpus, excess];
  }
  const { name, boundMs, leastMs } = unmet(deploymentOf(layout, nearest), load, bounds);
  throw noSolution(
    `${name} ${boundMs} cannot be met by any number of ${layout.chip.name}: the best, ${shown(nearest)} of them, take ${leastMs} ms for one request alone. Give fewer bits or a longer ${name}.`,
  );
}

const MOST_GPUS = 1024;

/** Weights fit with KV cache for `sequences` of `tokens`. */
export function holds(d: Deployment, sequences: number, tokens: number): boolean {
  return freeBytesPerGpu(d) > 0 && memoryLimit(d, tokens) >= sequences;
}

/** Whatever the runtime keeps for itself, one request of `tokens` goes into its group's memory beside the weights. */
export function holdsOneRequest(d: Deployment, tokens: number): boolean {
  const free = (d.chip.memoryBytes - weightBytesPerGpu(d)) * d.attentionRanks * d.pipeline;
  return kvBytes(d.model, tokens, d.kvBits) * d.kvCopies <= free;
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
