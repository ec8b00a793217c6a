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
  /** All that the accelerators paid for can run: whole servers may hold more than the peak needs. */
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

/** How accelerators are had: as many as needed, or in whole servers where one tenant takes the machine. */
export type Housing = "as_needed" | "whole_servers";

/** Replicas that stay below the target load at the peak, plus spare ones. */
export function fleetFor(market: Market, workload: Workload, assumed: Assumptions, housing: Housing): Fleet {
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
  const needed = gpuCount({
    requestsPerDay,
    outputTokens,
    outputTokPerSPerReplica: outputTokPerS,
    gpusPerReplica,
    targetLoad: assumed.targetLoad,
    peakToAverage: assumed.peakToAverage,
    spareReplicas: assumed.spareReplicas,
  });
  const gpus = housing === "whole_servers" ? wholeServers(needed, accelerator) : needed;
  const replicas = Math.floor(gpus / gpusPerReplica);
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
    watts: fleetPowerW(delivered.watts, accelerator, { gpus, gpusPerReplica, busyReplicas: utilization * replicas }),
  };
}

function wholeServers(gpus: number, { gpusPerServer = 1 }: Accelerator): number {
  return Math.ceil(gpus / gpusPerServer) * gpusPerServer;
}

function fleetPowerW(
  replicaW: number | DomainError,
  { tdpW }: Accelerator,
  { gpus, gpusPerReplica, busyReplicas }: { gpus: number; gpusPerReplica: number; busyReplicas: number },
): number | DomainError {
  if (replicaW instanceof DomainError || tdpW === undefined) return replicaW;
  return busyReplicas * replicaW + (gpus - busyReplicas * gpusPerReplica) * idleWallW(tdpW);
}

/** Two fleets that share one workload, as one: rates are a replica's on average, latency that of the slower fleet. */
export function together(a: Fleet, b: Fleet): Fleet {
  const replicas = a.replicas + b.replicas;
  const gpus = a.gpus + b.gpus;
  const slower = a.latencyMs > b.latencyMs ? a : b;
  const mean = (each: (fleet: Fleet) => number): number =>
    replicas === 0 ? 0 : (each(a) * a.replicas + each(b) * b.replicas) / replicas;
  const outputTokPerS = mean((fleet) => fleet.outputTokPerS);
  const busyTokPerS = mean((fleet) => fleet.utilization * fleet.outputTokPerS);
  return {
    ...slower,
    gpusPerReplica: replicas === 0 ? slower.gpusPerReplica : gpus / replicas,
    replicas,
    gpus,
    outputTokPerS,
    low: mean(({ low }) => low),
    high: mean(({ high }) => high),
    utilization: outputTokPerS === 0 ? 0 : busyTokPerS / outputTokPerS,
    watts: a.watts instanceof DomainError ? a.watts : b.watts instanceof DomainError ? b.watts : a.watts + b.watts,
  };
}
