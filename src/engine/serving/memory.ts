import type { Accelerator, ModelSpec } from "../../data/types";
import { notNegative, positive, shown } from "../checks";
import { badArgument, type DomainError, noSolution } from "../errors";
import type { Row } from "../grid";
import { findRow, type NameIndex } from "../lookup";
import { BITS_PER_BYTE, BYTES_PER_GB } from "../units";
import { architecture, groupedKvBytesPerToken, kvBytes } from "./architecture";
import { weightBits } from "./precision";
import { modelNamed, type ServingTables } from "./tables";

/** Bits of a cached key or value unless told otherwise. */
const USUAL_KV_BITS = 16;

export interface ModelMemory {
  /** A name, or billions of parameters. */
  readonly model: string | number;
  readonly bits?: number | string | undefined;
  readonly contextTokens?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly overhead?: number | undefined;
}

/** Memory of weights and cache, GB. All experts of a mixture lie in memory, whichever a token uses. */
export function modelMemory(tables: ServingTables, given: ModelMemory): Row {
  const { overhead = 1 } = given;
  if (!(overhead >= 1 && overhead < Number.POSITIVE_INFINITY)) {
    throw badArgument(
      `overhead is a multiple of the weights, 1 or more; you gave ${shown(overhead)}. Write 1.15 for 15%.`,
    );
  }
  const { weightsGB, kvGB } = memoryOf(tables, given);
  return { weightsGB, kvGB, totalGB: typeof kvGB === "number" ? weightsGB * overhead + kvGB : kvGB };
}

function memoryOf(
  tables: ServingTables,
  given: Omit<ModelMemory, "overhead">,
): { weightsGB: number; kvGB: number | DomainError } {
  const { model, bits = 16, contextTokens = 0, concurrency = 1 } = given;
  notNegative({ contextTokens });
  positive({ concurrency });
  const bytesPerWeight = weightBits(bits) / BITS_PER_BYTE;
  if (typeof model === "number") {
    positive({ model });
    const kvGB =
      contextTokens === 0 ? 0 : noSolution("The cache of a model given by its size is unknown; name the model.");
    return { weightsGB: model * bytesPerWeight, kvGB };
  }
  const spec = modelNamed(tables, model);
  return {
    weightsGB: spec.totalParamsB * bytesPerWeight,
    kvGB: cacheGB(spec, contextTokens, concurrency, USUAL_KV_BITS),
  };
}

function cacheGB(spec: ModelSpec, tokens: number, concurrency: number, kvBits: number): number {
  return (concurrency * kvBytes(architecture(spec), tokens, kvBits)) / BYTES_PER_GB;
}

/** Layers, KV heads and head size of a model that is in no table: plain grouped-query attention. */
export type AttentionShape = readonly [layers: number, kvHeads: number, headDim: number];

export interface KvCache {
  readonly model: string | AttentionShape;
  readonly contextTokens: number;
  readonly concurrency?: number | undefined;
  readonly kvBits?: number | undefined;
}

/** KV cache of some conversations, GB. */
export function kvCache(tables: ServingTables, given: KvCache): number {
  const { model, contextTokens, concurrency = 1, kvBits = USUAL_KV_BITS } = given;
  notNegative({ contextTokens });
  positive({ concurrency, kvBits });
  if (typeof model === "string") return cacheGB(modelNamed(tables, model), contextTokens, concurrency, kvBits);
  const [layers, kvHeads, headDim] = model;
  positive({ layers, kvHeads, headDim });
  return (concurrency * contextTokens * groupedKvBytesPerToken(layers, kvHeads, headDim, kvBits)) / BYTES_PER_GB;
}

export interface MinGpus {
  readonly model: string | number;
  readonly gpu: string;
  readonly bits?: number | string | undefined;
  readonly contextTokens?: number | undefined;
  readonly concurrency?: number | undefined;
  /** Accelerators to look in instead of the built-in table. */
  readonly gpus?: NameIndex<Accelerator> | undefined;
}

/** A quotient this close below a whole number is that number with a rounding error. */
const ROUNDING = 1e-12;

export const ceilOf = (value: number): number => Math.ceil(value * (1 - ROUNDING));

/** Smallest count whose printed memory holds weights and cache. */
export function minGpus(tables: ServingTables, given: MinGpus): number {
  const row = findRow(given.gpus ?? tables.gpus, given.gpu);
  const { weightsGB, kvGB } = memoryOf(tables, given);
  if (typeof kvGB !== "number") throw kvGB;
  if (row.memoryGB === undefined) throw noSolution(`The table has no memory_gb for ${row.id}.`);
  return ceilOf((weightsGB + kvGB) / row.memoryGB);
}
