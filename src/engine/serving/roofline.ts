import type { ModelSpec } from "../../data/types";
import { notNegative, positive, positiveShare, shown, wholeNumber } from "../checks";
import { badArgument, noSolution } from "../errors";
import type { Row } from "../grid";
import { BITS_PER_BYTE, BYTES_PER_GB, MS_PER_S } from "../units";
import { architecture, kvBytes } from "./architecture";
import { type Chip, chipOf, peakFlops, precisionOn } from "./chip";
import { namedPrecision, weightBits } from "./precision";
import { expertsTouched } from "./step";
import { gpuNamed, modelNamed, type ServingTables } from "./tables";

/** Bandwidth in GB/s, dense TFLOPS at the precision used and, if given, memory in GB. */
export type ChipFigures = readonly [bandwidthGBPerS: number, tflops: number, memoryGB?: number];

export interface Roofline {
  /** A name, or billions of active parameters. */
  readonly model: string | number;
  readonly gpu: string | ChipFigures;
  readonly gpus?: number | undefined;
  readonly bits?: number | string | undefined;
  readonly batch?: number | undefined;
  readonly contextTokens?: number | undefined;
  readonly promptTokens?: number | undefined;
  readonly mfu?: number | undefined;
  readonly mbu?: number | undefined;
}

const PARAMS_PER_BILLION = 1e9;
const FLOP_PER_TFLOP = 1e12;

/** The chip as the roofline needs it: bytes/s, FLOP/s, bytes, and bytes of one weight. */
interface Roof {
  readonly bandwidth: number;
  readonly flops: number;
  readonly memory: number | undefined;
  readonly weightBytes: number;
  readonly kvBits: number;
}

/** Parameters a step reads and a token uses, and the cache of one conversation. */
interface Work {
  readonly paramsAtBatch: (batch: number) => number;
  readonly totalParams: number;
  readonly activeParams: number;
  readonly kvBytes: (context: number, kvBits: number) => number | undefined;
}

/** The textbook roofline of one decode step: every byte once at full bandwidth, every product at full rate. */
export function roofline(tables: ServingTables, given: Roofline): Row {
  const { gpus = 1, batch = 1, contextTokens = 0, promptTokens, mfu = 1, mbu = 1 } = given;
  wholeNumber({ gpus }, { min: 1 });
  positive({ batch });
  notNegative({ contextTokens, promptTokens });
  positiveShare({ mfu, mbu });
  const roof = roofOf(tables, given.gpu, given.bits ?? 16);
  const work = workOf(tables, given.model);
  const kv = contextTokens === 0 ? 0 : work.kvBytes(contextTokens, roof.kvBits);
  if (kv === undefined)
    throw badArgument("context_tokens needs a named model: the cache of a model given by its size is unknown.");
  const bandwidth = gpus * roof.bandwidth * mbu;
  const flops = gpus * roof.flops * mfu;
  const weightsS = (work.paramsAtBatch(batch) * roof.weightBytes) / bandwidth;
  const kvS = (batch * kv) / bandwidth;
  const flopPerToken = 2 * work.activeParams;
  const computeS = (batch * flopPerToken) / flops;
  const stepS = Math.max(weightsS + kvS, computeS);
  const memory = computeS > weightsS + kvS ? "compute" : kvS > weightsS ? "kv" : "weights";
  return {
    weightsMs: weightsS * MS_PER_S,
    kvMs: kvS * MS_PER_S,
    computeMs: computeS * MS_PER_S,
    stepMs: stepS * MS_PER_S,
    tokPerS: batch / stepS,
    prefillMs:
      promptTokens === undefined
        ? noSolution("prefill_ms needs prompt_tokens.")
        : ((promptTokens * flopPerToken) / flops) * MS_PER_S,
    flopPerToken,
    ridgeBatch: ((work.totalParams * roof.weightBytes) / bandwidth / flopPerToken) * flops,
    bound: memory,
    maxConcurrency: conversations(roof, gpus, work.totalParams * roof.weightBytes, kv),
  };
}

/** Whole conversations that fit beside the weights. */
function conversations(roof: Roof, gpus: number, weights: number, kv: number): Row[string] {
  if (kv === 0) return noSolution("max_concurrency needs context_tokens.");
  if (roof.memory === undefined) return noSolution("max_concurrency needs the memory of the accelerator in GB.");
  const room = Math.floor((gpus * roof.memory - weights) / kv);
  return room >= 0 ? room : noSolution(`The weights alone need ${shown(Math.ceil(weights / BYTES_PER_GB))} GB.`);
}

function roofOf(tables: ServingTables, gpu: string | ChipFigures, bits: number | string): Roof {
  if (typeof gpu !== "string") {
    const [bandwidthGBPerS, tflops, memoryGB] = gpu;
    positive({ gpu: Math.min(bandwidthGBPerS, tflops, memoryGB ?? tflops) });
    const memory = memoryGB === undefined ? undefined : memoryGB * BYTES_PER_GB;
    const named = typeof bits === "string" ? namedPrecision(bits) : undefined;
    const weightBytes = named?.weightBytes ?? bytesOf(bits);
    return {
      bandwidth: bandwidthGBPerS * BYTES_PER_GB,
      flops: tflops * FLOP_PER_TFLOP,
      memory,
      weightBytes,
      kvBits: named?.kvBits ?? (weightBytes < 2 ? 8 : 16),
    };
  }
  const chip: Chip = chipOf(gpuNamed(tables, gpu), tables.parameters);
  const precision = precisionOn(chip, bits);
  return {
    bandwidth: chip.bandwidth,
    flops: peakFlops(chip, precision),
    memory: chip.printedMemoryBytes,
    weightBytes: typeof bits === "number" ? bytesOf(bits) : precision.weightBytes,
    kvBits: precision.kvBits,
  };
}

function bytesOf(bits: number | string): number {
  return weightBits(bits) / BITS_PER_BYTE;
}

function workOf(tables: ServingTables, model: string | number): Work {
  if (typeof model === "string") return workOfSpec(modelNamed(tables, model));
  positive({ model });
  const params = model * PARAMS_PER_BILLION;
  return { paramsAtBatch: () => params, totalParams: params, activeParams: params, kvBytes: () => undefined };
}

/** A single token reads its active parameters; a batch adds the experts that its other tokens draw. */
function workOfSpec(spec: ModelSpec): Work {
  const shape = architecture(spec);
  const routed = spec.routedParamsB * PARAMS_PER_BILLION;
  const active = spec.activeParamsB * PARAMS_PER_BILLION;
  return {
    paramsAtBatch: (batch) => active + routed * (expertsTouched(shape.expertShare, batch) - shape.expertShare),
    totalParams: spec.totalParamsB * PARAMS_PER_BILLION,
    activeParams: active,
    kvBytes: (context, kvBits) => kvBytes(shape, context, kvBits),
  };
}
