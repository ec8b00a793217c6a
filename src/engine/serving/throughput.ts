import { plainName } from "../checks";
import { DomainError, noSolution } from "../errors";
import type { Row } from "../grid";
import { step, tracing } from "../trace";
import { BYTES_PER_GB, MS_PER_S } from "../units";
import { type Band, bandOf } from "./band";
import { weightBytesPerGpu } from "./deployment";
import { batchLimit, type OperatingPoint, operatingPoint, roofTokPerS } from "./load";
import { nearestMeasured, nearestText } from "./nearest";
import { type Power, powerOf } from "./power";
import { type Served, served, type ThroughputRequest } from "./request";
import { bestConcurrency } from "./search";
import type { ServingTables } from "./tables";

/** What limits a deployment: the largest part of its time, or memory where requests queue for it. */
export type Bound = "weights" | "kv" | "compute" | "all_reduce" | "fixed" | "prefill" | "capacity";

/** What a deployment delivers, all replicas together. */
export interface Throughput {
  readonly outputTokPerS: number;
  readonly inputTokPerS: number;
  readonly perGpu: number;
  readonly low: number;
  readonly high: number;
  readonly ttftMs: number;
  readonly tpotMs: number;
  readonly batch: number;
  readonly gpus: number;
  readonly bound: Bound;
  readonly mfu: number;
  readonly mbu: number;
  /** At the wall, before the building's overhead; a DomainError where the chip's power is unknown. */
  readonly watts: number | DomainError;
}

/** Estimated throughput of one deployment under one load. The other groups' functions build on this. */
export function throughputOf(tables: ServingTables, request: ThroughputRequest): Throughput {
  return delivered(served(tables, request));
}

export function delivered(service: Served): Throughput {
  const { deployment: d, load, replicas, concurrency } = service;
  const point = operatingPoint(d, load, concurrency);
  const outputTokPerS = point.outputTokPerS * replicas;
  const band = ratesBetween(service, point);
  const power = powerOf(d, load, point);
  if (tracing()) explain(service, point);
  return {
    outputTokPerS,
    inputTokPerS: (outputTokPerS * load.inputTok) / load.outputTok,
    perGpu: point.outputTokPerS / d.gpus,
    low: band.low * replicas,
    high: band.high * replicas,
    ttftMs: point.ttftS * MS_PER_S,
    tpotMs: point.tpotS * MS_PER_S,
    batch: point.batch * replicas,
    gpus: d.gpus * replicas,
    bound: boundOf(point, load.outputTok, d.pipeline),
    mfu: power.mfu,
    mbu: power.mbu,
    watts: wattsOf(power, service),
  };
}

/** What a reader follows the estimate by. The parts of a step add up to it, unless the physical roof binds. */
function explain({ deployment: d, replicas }: Served, { step: decode, prefillS, batch, cycleS }: OperatingPoint): void {
  step("accelerators", d.gpus * replicas, "GPUs");
  step("weights on each accelerator", weightBytesPerGpu(d) / BYTES_PER_GB, "GB");
  step("sequences in flight", batch * replicas, "sequences");
  step("step: weights", decode.weights * MS_PER_S, "ms");
  step("step: cache", decode.kv * MS_PER_S, "ms");
  step("step: compute", decode.compute * MS_PER_S, "ms");
  step("step: all-reduce", decode.allReduce * MS_PER_S, "ms");
  step("step: fixed", decode.fixed * MS_PER_S, "ms");
  step("decode step", decode.total * MS_PER_S, "ms");
  step("prefill of a request", prefillS * MS_PER_S, "ms");
  step("cycle of the batch", cycleS, "s");
}

function ratesBetween({ deployment: d, load }: Served, { outputTokPerS, batch }: OperatingPoint): Band {
  const { low, high } = bandOf(d);
  return { low: outputTokPerS * low, high: Math.min(outputTokPerS * high, roofTokPerS(d, load, batch)) };
}

function boundOf(
  { step: decode, prefillS, batch, crowding }: OperatingPoint,
  outputTok: number,
  pipeline: number,
): Bound {
  if (crowding > 1) return "capacity";
  let bound: Bound = "prefill";
  let most = ((batch / pipeline) * prefillS) / outputTok;
  const parts = [
    ["weights", decode.weights],
    ["kv", decode.kv],
    ["compute", decode.compute],
    ["all_reduce", decode.allReduce],
    ["fixed", decode.fixed],
  ] as const;
  for (const [name, time] of parts) {
    if (time > most) {
      bound = name;
      most = time;
    }
  }
  return bound;
}

function wattsOf({ wallW }: Power, { deployment: d, replicas }: Served): number | DomainError {
  return wallW === undefined ? noSolution(`The table has no tdp_w for ${d.chip.id}.`) : wallW * d.gpus * replicas;
}

export interface ThroughputRecord extends ThroughputRequest {
  /** The only field wanted, if one: the look-up of measurements is spared where nobody asks for it. */
  readonly field?: string | undefined;
}

const NEAREST_FIELDS: ReadonlySet<string> = new Set(["nearestmeasured", "distance"]);

/** The record of THROUGHPUT. */
export function throughput(tables: ServingTables, request: ThroughputRecord): Row {
  const service = served(tables, request);
  const result = delivered(service);
  const { watts } = result;
  const wantsNearest = request.field === undefined || NEAREST_FIELDS.has(plainName(request.field));
  const nearest = wantsNearest ? nearestMeasured(service, tables.measurements(), tables.parameters) : undefined;
  return {
    outputTokPerS: result.outputTokPerS,
    inputTokPerS: result.inputTokPerS,
    perGpu: result.perGpu,
    low: result.low,
    high: result.high,
    ttftMs: result.ttftMs,
    tpotMs: result.tpotMs,
    maxConcurrency: maxConcurrency(service),
    batch: result.batch,
    gpusUsed: result.gpus,
    bound: result.bound,
    mfu: result.mfu,
    mbu: result.mbu,
    watts,
    tokPerJoule: watts instanceof DomainError ? watts : result.outputTokPerS / watts,
    nearestMeasured: nearest === undefined ? undefined : nearestText(nearest),
    distance: nearest?.distance,
  };
}

/** Most requests in flight that memory holds and that meet the latency bounds, if any. */
function maxConcurrency({ deployment: d, load, replicas, bounds }: Served): number | DomainError {
  if (bounds === undefined) return Math.floor(batchLimit(d, load)) * replicas;
  const best = bestConcurrency(d, load, bounds);
  return best === undefined ? noSolution("No concurrency meets the latency asked for.") : best * replicas;
}
