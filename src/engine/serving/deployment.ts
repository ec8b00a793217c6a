import { ln } from "../portable";
import { type Architecture, kvBytes } from "./architecture";
import { type Chip, fittedFlops, peakFlops } from "./chip";
import type { CommonParameters, StackParameters } from "./parameters";
import { LOW_BIT_BYTES, type Precision } from "./precision";

/** What decides a deployment, beside its size and its load. */
export interface Layout {
  readonly model: Architecture;
  readonly chip: Chip;
  readonly precision: Precision;
  readonly common: CommonParameters;
  readonly stack: StackParameters;
  /** Stages that each hold a part of the layers. */
  readonly pipeline: number;
  /** Groups that each keep a copy of attention and the cache of their own requests. */
  readonly attentionDp: number;
  readonly kvBits: number;
  /** Measured ÷ predicted tok/s of a deployment of one's own. */
  readonly calibration: number;
  /** Tokens one decode step yields with speculative decoding. */
  readonly speculative: number;
}

/** A layout on some accelerators with everything worked out that the load does not change. Bytes, FLOP/s, seconds. */
export interface Deployment extends Layout {
  /** Accelerators of one replica. */
  readonly gpus: number;
  /** Accelerators of one pipeline stage, and of one attention group in it. */
  readonly tensor: number;
  readonly attentionRanks: number;
  readonly denseBytes: number;
  readonly routedBytes: number;
  readonly embeddingBytes: number;
  /** Copies of the KV cache inside an attention group. */
  readonly kvCopies: number;
  readonly peakRate: number;
  readonly fittedRate: number;
  /** Time one token adds to one all-reduce. */
  readonly reduceSPerToken: number;
  readonly timeFactor: number;
  readonly firstTokenS: number;
}

const BYTES_PER_ACTIVATION = 2;
const EMBEDDING_BYTES = 2;
const LN_2 = ln(2);
/** Shares of memory the runtime may use at all, and the least it keeps for KV cache. */
const USABLE_MEMORY = 0.985;
const LEAST_FREE_SHARE = 0.01;

export function deploymentOf(layout: Layout, gpus: number): Deployment {
  const { model, chip, precision, common, stack, pipeline, attentionDp, kvBits, calibration, speculative } = layout;
  const tensor = gpus / pipeline;
  const attentionRanks = tensor / attentionDp;
  const peakRate = peakFlops(chip, precision);
  // Named one by one: a spread of this many fields makes an object that is slow to make and to read.
  return {
    model,
    chip,
    precision,
    common,
    stack,
    pipeline,
    attentionDp,
    kvBits,
    calibration,
    speculative,
    gpus,
    tensor,
    attentionRanks,
    denseBytes: model.denseParams * denseWeightBytes(model, precision),
    routedBytes: model.routedParams * precision.weightBytes,
    embeddingBytes: model.embeddingParams * EMBEDDING_BYTES,
    kvCopies: model.latentAttention ? attentionRanks : Math.max(1, attentionRanks / model.kvHeads),
    peakRate,
    fittedRate: fittedFlops(peakRate, precision, LOW_BIT_BYTES, common.fp4ComputeShare),
    reduceSPerToken: reduceSPerToken(layout, tensor),
    timeFactor: (stack.timeFactor * (stack.familyFactor?.[chip.familyId] ?? 1)) / layout.calibration,
    firstTokenS: stack.firstTokenS / layout.calibration,
  };
}

function denseWeightBytes(model: Architecture, precision: Precision): number {
  if (model.routedParams === 0 || precision.weightBytes >= LOW_BIT_BYTES) return precision.weightBytes;
  return model.lowBitKeepsBf16 ? 2 : 1;
}

/** Seconds a token of a layer adds to an all-reduce. A ring moves 2(t − 1)/t of the activations over each link. */
function reduceSPerToken({ model, chip, common, attentionDp }: Layout, tensor: number): number {
  if (tensor <= 1 || chip.link === undefined) return 0;
  const bytes = ((2 * (tensor - 1)) / tensor) * model.hidden * BYTES_PER_ACTIVATION;
  return bytes / attentionDp / (chip.link * common.linkShare);
}

/** Latency of the two all-reduces of each layer: a tree of log2(t) hops. */
export function reduceLatencyS({ chip, tensor }: Deployment): number {
  return tensor > 1 ? (chip.family.allReduceS * ln(tensor)) / LN_2 : 0;
}

/** Weights on one accelerator: attention is copied per data-parallel group, all else is split. */
export function weightBytesPerGpu(d: Deployment): number {
  return (d.denseBytes / d.attentionRanks + (d.routedBytes + d.embeddingBytes) / d.tensor) / d.pipeline;
}

/** Memory left on one accelerator for KV cache before the allocator's slack; negative if the weights do not fit. */
export function freeBytesPerGpu(d: Deployment): number {
  return USABLE_MEMORY * d.chip.memoryBytes - weightBytesPerGpu(d) - d.common.reservedBytes;
}

/** Sequences of `tokens` that the replica's memory holds. May be below 1. */
export function memoryLimit(d: Deployment, tokens: number): number {
  const free = Math.max(freeBytesPerGpu(d) * d.common.kvMemoryShare, LEAST_FREE_SHARE * d.chip.memoryBytes);
  return (free * d.gpus) / (kvBytes(d.model, tokens, d.kvBits) * d.kvCopies);
}
