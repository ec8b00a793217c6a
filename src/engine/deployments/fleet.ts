import type { Accelerator } from "../../data/types";
import { DomainError } from "../errors";
import { idleWallW } from "../serving/power";
import { gpuCount, latency } from "../serving/sizing";
import { gpuNamed } from "../serving/tables";
import { type Bound, throughputOf } from "../serving/throughput";
import { step } from "../trace";
import { S_PER_DAY } from "../units";
import type { Assumptions, Market, Workload } from "./workload";

/** The machines that serve a workload: whole replicas, sized for the peak. */
export interface Fleet {
  readonly accelerator: Accelerator;
  readonly gpusPerReplica: number;
  readonly replicas: number;
  readonly gpus: number;
  /** One replica while busy. */
  readonly outputTokPerS: number;
  readonly low: number;
  readonly high: number;
  /** Share of the fleet's capacity that the average demand uses. */
  readonly utilization: number;
  readonly ttftMs: number;
  readonly tpotMs: number;
  readonly latencyMs: number;
  readonly bound: Bound;
  /** Average IT power with the servers, W: busy replicas at their estimated power, the rest idle. */
  readonly watts: number | DomainError;
}

/** Replicas that stay below the target load at the peak, plus spare ones. */
export function fleetFor(market: Market, workload: Workload, assumed: Assumptions): Fleet {
  const { requestsPerDay, inputTokens, outputTokens } = workload;
  const delivered = throughputOf(market.serving, {
    model: workload.model,
    gpu: workload.gpu,
    bits: assumed.bits,
    inputTokens,
    outputTokens,
    tpotMs: assumed.tpotMs,
  });
  const accelerator = gpuNamed(market.serving, workload.gpu);
  const { gpus: gpusPerReplica, outputTokPerS, ttftMs, tpotMs } = delivered;
  const gpus = gpuCount({
    requestsPerDay,
    outputTokens,
    outputTokPerSPerReplica: outputTokPerS,
    gpusPerReplica,
    targetLoad: assumed.targetLoad,
    peakToAverage: assumed.peakToAverage,
    spareReplicas: assumed.spareReplicas,
  });
  const replicas = gpus / gpusPerReplica;
  const demandTokPerS = (requestsPerDay * outputTokens) / S_PER_DAY;
  const utilization = replicas === 0 ? 0 : demandTokPerS / (replicas * outputTokPerS);
  step("output_tok_per_s", outputTokPerS, "tok/s per replica");
  step("gpus", gpus, "GPUs");
  return {
    accelerator,
    gpusPerReplica,
    replicas,
    gpus,
    outputTokPerS,
    low: delivered.low,
    high: delivered.high,
    utilization,
    ttftMs,
    tpotMs,
    latencyMs: latency({ ttftMs, tpotMs, outputTokens }),
    bound: delivered.bound,
    watts: fleetPowerW(delivered.watts, accelerator, { gpus, gpusPerReplica, utilization }),
  };
}

function fleetPowerW(
  busyW: number | DomainError,
  { tdpW }: Accelerator,
  { gpus, gpusPerReplica, utilization }: { gpus: number; gpusPerReplica: number; utilization: number },
): number | DomainError {
  if (busyW instanceof DomainError || tdpW === undefined) return busyW;
  const busyWPerGpu = busyW / gpusPerReplica;
  return gpus * (utilization * busyWPerGpu + (1 - utilization) * idleWallW(tdpW));
}
