import { between, oneOf, positive, share, shown, wholeNumber } from "../checks";
import { badArgument, noSolution } from "../errors";
import { BYTES_PER_GB, MS_PER_S } from "../units";
import { precisionOn } from "./chip";
import { type Deployment, deploymentOf, type Layout, weightBytesPerGpu } from "./deployment";
import type { Load, Scenario } from "./load";
import { mlperfReplicas, type Replicated } from "./replicas";
import {
  bestConcurrency,
  holds,
  holdsOneRequest,
  type LatencyBounds,
  smallestCount,
  unmetBounds,
  unmetByAnyCount,
} from "./search";
import { architectureNamed, chipNamed, type ServingTables, stackNamed } from "./tables";

/** One deployment and its load, in the words of the sheet. */
export interface ThroughputRequest {
  readonly model: string;
  readonly gpu: string;
  readonly gpus?: number | undefined;
  readonly bits?: number | string | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly tpotMs?: number | undefined;
  readonly stack?: string | undefined;
  readonly options?: ThroughputOptions | undefined;
}

export interface ThroughputOptions {
  readonly scenario?: string | undefined;
  readonly ttftMs?: number | undefined;
  readonly kvBits?: number | undefined;
  readonly attentionDp?: number | undefined;
  readonly pipeline?: number | undefined;
  readonly calibration?: number | undefined;
  readonly prefixHit?: number | undefined;
  readonly speculative?: number | undefined;
}

/** A request with its tables looked up, its defaults set and its search done. */
export interface Served extends Replicated {
  readonly stackId: string;
  readonly load: Load;
  /** Requests in flight at one replica; `undefined`: as many as memory holds. */
  readonly concurrency: number | undefined;
  readonly bounds: LatencyBounds | undefined;
}

const SCENARIOS = ["closed_loop", "offline", "offline_static", "server", "interactive"] as const;
const DEFAULT_TOKENS = 1000;
const DEFAULT_STACK = "vllm";
const MLPERF_STACK = "mlperf";
const NO_OPTIONS: ThroughputOptions = {};
const MOST_TOKENS = 1e9;
const MOST_GPUS = 1e6;
/** Speculative decoding beyond this many tokens a step is a slip. */
const MOST_SPECULATIVE = 10;

/** Looks up, checks and searches: the smallest count that fits, the most requests that meet the bounds. */
export function served(tables: ServingTables, request: ThroughputRequest): Served {
  const { concurrency, stack = DEFAULT_STACK, options = NO_OPTIONS } = request;
  checkRequest(request);
  checkOptions(request.gpus, options);
  const layout = layoutOf(tables, request, options);
  const [stackId] = stackNamed(tables, stack);
  const load = loadOf(request, options);
  const bounds = boundsOf(request.tpotMs, options.ttftMs);
  const gpus = request.gpus ?? countThatServes(layout, load, concurrency, bounds);
  const group =
    stackId === MLPERF_STACK && layout.pipeline === 1
      ? mlperfReplicas(layout, gpus)
      : { deployment: deploymentOf(layout, gpus), replicas: 1 };
  checkDeployment(group.deployment, load);
  const { deployment, replicas } = group;
  return { deployment, replicas, stackId, load, bounds, concurrency: concurrencyOf(group, load, concurrency, bounds) };
}

type Quantities = Pick<ThroughputRequest, "inputTokens" | "outputTokens" | "concurrency" | "tpotMs">;

/** What no table is needed to refuse. */
export function checkRequest(request: Quantities): void {
  const { inputTokens, outputTokens, concurrency, tpotMs } = request;
  positive({ inputTokens, concurrency, tpotMs });
  for (const [name, value] of [
    ["input_tokens", inputTokens],
    ["concurrency", concurrency],
  ] as const) {
    if (value !== undefined && value > MOST_TOKENS) {
      throw badArgument(`${name} must be at most ${shown(MOST_TOKENS)}; you gave ${shown(value)}.`);
    }
  }
  if (outputTokens !== undefined) between({ outputTokens }, 1, MOST_TOKENS);
}

function checkOptions(gpus: number | undefined, options: ThroughputOptions): void {
  const { ttftMs, kvBits, attentionDp, pipeline, calibration, prefixHit, speculative } = options;
  wholeNumber({ gpus, attentionDp, pipeline }, { min: 1, max: MOST_GPUS });
  positive({ ttftMs, calibration });
  share({ prefixHit });
  if (speculative !== undefined) between({ speculative }, 1, MOST_SPECULATIVE);
  if (kvBits !== undefined && kvBits !== 8 && kvBits !== 16) {
    throw badArgument(`kv_bits must be 8 or 16; you gave ${shown(kvBits)}.`);
  }
}

function layoutOf(tables: ServingTables, request: ThroughputRequest, options: ThroughputOptions): Layout {
  const model = architectureNamed(tables, request.model);
  const chip = chipNamed(tables, request.gpu);
  const precision = precisionOn(chip, request.bits ?? 16);
  const { pipeline = 1, attentionDp = 1, calibration = 1, speculative = 1, kvBits = precision.kvBits } = options;
  const [, stack] = stackNamed(tables, request.stack ?? DEFAULT_STACK);
  const { common } = tables.parameters;
  return { model, chip, precision, common, stack, pipeline, attentionDp, kvBits, calibration, speculative };
}

function loadOf(request: ThroughputRequest, options: ThroughputOptions): Load {
  const { inputTokens = DEFAULT_TOKENS, outputTokens = DEFAULT_TOKENS, concurrency, tpotMs } = request;
  const bounded = tpotMs !== undefined || options.ttftMs !== undefined;
  const usual: Scenario = concurrency !== undefined || bounded ? "closed_loop" : "offline";
  const scenario = options.scenario === undefined ? usual : oneOf({ scenario: options.scenario }, SCENARIOS);
  if (scenario === "offline_static" && concurrency === undefined) {
    throw badArgument('concurrency is missing: scenario "offline_static" needs the size of its batch.');
  }
  return { inputTok: inputTokens, outputTok: outputTokens, prefixHit: options.prefixHit ?? 0, scenario };
}

function boundsOf(tpotMs: number | undefined, ttftMs: number | undefined): LatencyBounds | undefined {
  if (tpotMs === undefined && ttftMs === undefined) return undefined;
  return {
    tpotS: tpotMs === undefined ? undefined : tpotMs / MS_PER_S,
    ttftS: ttftMs === undefined ? undefined : ttftMs / MS_PER_S,
  };
}

function concurrencyOf(
  { deployment, replicas }: Replicated,
  load: Load,
  given: number | undefined,
  bounds: LatencyBounds | undefined,
): number | undefined {
  if (given !== undefined) return given / replicas;
  if (bounds === undefined) return undefined;
  return bestConcurrency(deployment, load, bounds) ?? unmetBounds(deployment, load, bounds);
}

/** The smallest count that holds the model and its requests and, where latency is bounded, meets the bounds. */
function countThatServes(
  layout: Layout,
  load: Load,
  concurrency: number | undefined,
  bounds: LatencyBounds | undefined,
): number {
  const tokens = load.inputTok + load.outputTok;
  const smallest = smallestCount(layout, (d) => holds(d, concurrency ?? 1, tokens) && holdsOneRequest(d, tokens));
  if (smallest === undefined) {
    throw noSolution(doesNotFit(deploymentOf(layout, layout.pipeline * layout.attentionDp)));
  }
  if (bounds === undefined || concurrency !== undefined) return smallest;
  const meeting = smallestCount(layout, (d) => bestConcurrency(d, load, bounds) !== undefined, smallest);
  return meeting ?? unmetByAnyCount(layout, load, bounds, smallest);
}

function checkDeployment(d: Deployment, load: Load): void {
  const unit = d.pipeline * d.attentionDp;
  if (d.gpus % unit !== 0) {
    throw badArgument(`gpus must be a multiple of pipeline × attention_dp, ${shown(unit)}; you gave ${shown(d.gpus)}.`);
  }
  const tokens = load.inputTok + load.outputTok;
  if (!holds(d, 0, 1)) throw noSolution(`${doesNotFit(d)}${countInstead(d, tokens)}`);
  if (!holdsOneRequest(d, tokens)) {
    throw noSolution(
      `${shown(d.gpus)} × ${d.chip.name} with ${d.model.id} at ${d.precision.name} have no memory for the cache of one request of ${shown(tokens)} tokens.${countInstead(d, tokens)}`,
    );
  }
  if (d.tensor > 1 && d.chip.link === undefined) {
    throw noSolution(`Nobody publishes the link bandwidth of ${d.chip.name}; only gpus 1 can be estimated.`);
  }
}

/** The count that would hold the model and one request, if any does. */
function countInstead(layout: Layout, tokens: number): string {
  const needed = smallestCount(layout, (more) => holds(more, 1, tokens) && holdsOneRequest(more, tokens));
  return needed === undefined ? "" : ` It needs ${shown(needed)}.`;
}

function doesNotFit(d: Deployment): string {
  const weightsGB = Math.round((weightBytesPerGpu(d) * d.gpus) / BYTES_PER_GB);
  return `${d.model.id} at ${d.precision.name} does not fit ${shown(d.gpus)} × ${d.chip.name}: ${shown(weightsGB)} GB of weights.`;
}
