import { notNegative, positive, positiveShare, shown, wholeNumber } from "../checks";
import { badArgument } from "../errors";
import { H_PER_MONTH, S_PER_DAY, S_PER_H, TOK_PER_MTOK } from "../units";
import { ceilOf } from "./memory";

export interface Latency {
  readonly ttftMs: number;
  readonly tpotMs: number;
  readonly outputTokens: number;
}

/** Time until the last token, ms: the first token, then one interval for each further one. */
export function latency({ ttftMs, tpotMs, outputTokens }: Latency): number {
  notNegative({ ttftMs, tpotMs });
  if (!(outputTokens >= 1 && outputTokens < Number.POSITIVE_INFINITY)) {
    throw badArgument(`output_tokens must be 1 or more; you gave ${shown(outputTokens)}.`);
  }
  return ttftMs + (outputTokens - 1) * tpotMs;
}

export interface Capacity {
  readonly tokPerS: number;
  readonly utilization?: number | undefined;
  readonly hoursPerMonth?: number | undefined;
  readonly outputShare?: number | undefined;
}

/** Mtok a month, on the basis of the rate given; an output share turns output tokens into all tokens. */
export function capacity({ tokPerS, utilization = 1, hoursPerMonth = H_PER_MONTH, outputShare = 1 }: Capacity): number {
  notNegative({ tokPerS, hoursPerMonth });
  positiveShare({ utilization, outputShare });
  return (tokPerS * utilization * hoursPerMonth * S_PER_H) / TOK_PER_MTOK / outputShare;
}

export interface GpuCount {
  readonly requestsPerDay: number;
  readonly outputTokens: number;
  readonly outputTokPerSPerReplica: number;
  readonly gpusPerReplica?: number | undefined;
  readonly targetLoad?: number | undefined;
  readonly peakToAverage?: number | undefined;
  readonly spareReplicas?: number | undefined;
}

/** Accelerators for a demand: whole replicas at the peak below a target load, and spare ones. */
export function gpuCount(given: GpuCount): number {
  const { requestsPerDay, outputTokens, outputTokPerSPerReplica, gpusPerReplica = 1 } = given;
  const { targetLoad = 0.8, peakToAverage = 2, spareReplicas = 1 } = given;
  notNegative({ requestsPerDay, outputTokens });
  positive({ outputTokPerSPerReplica });
  positiveShare({ targetLoad });
  if (!(peakToAverage >= 1 && peakToAverage < Number.POSITIVE_INFINITY)) {
    throw badArgument(`peak_to_average must be 1 or more; you gave ${shown(peakToAverage)}.`);
  }
  wholeNumber({ gpusPerReplica }, { min: 1 });
  wholeNumber({ spareReplicas });
  const peakTokPerS = ((requestsPerDay * outputTokens) / S_PER_DAY) * peakToAverage;
  return (ceilOf(peakTokPerS / (outputTokPerSPerReplica * targetLoad)) + spareReplicas) * gpusPerReplica;
}
