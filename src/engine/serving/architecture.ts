import type { ModelSpec } from "../../data/types";
import { BITS_PER_BYTE } from "../units";

/** Bits of the KV columns of the model table. */
const TABLE_KV_BITS = 16;
/** What attention over MLA's compressed cache costs per head, as a width: 128 for keys and values, 32 for positions. */
const MLA_QUERY_WIDTH = 160;
const PARAMS_PER_BILLION = 1e9;

/** A model as the equations see it: counts, not billions. */
export interface Architecture {
  readonly id: string;
  /** Parameters every token uses, without the embedding table. */
  readonly denseParams: number;
  /** Parameters of all routed experts. */
  readonly routedParams: number;
  readonly embeddingParams: number;
  /** Share of the routed experts that one token uses; 0 for a dense model. */
  readonly expertShare: number;
  readonly expertsActive: number;
  readonly layers: number;
  readonly hidden: number;
  readonly queryWidth: number;
  readonly kvHeads: number;
  /** Multi-head latent attention: the cache is one compressed vector that every rank of a group keeps. */
  readonly latentAttention: boolean;
  /** Attention reads chosen tokens only, and spends time on the choice. */
  readonly sparseAttention: boolean;
  readonly fullLayers: number;
  readonly windowLayers: number;
  readonly windowTokens: number;
  /** KV bytes per token and bit of cache precision: full layers, window layers. */
  readonly kvFullBytesPerBit: number;
  readonly kvWindowBytesPerBit: number;
  /** Published low-bit checkpoints keep all but the experts in bf16 (true) or fp8 (false). */
  readonly lowBitKeepsBf16: boolean;
}

/** Mixture-of-experts models whose fp4 and int4 checkpoints keep attention and shared layers in bf16. */
const LOW_BIT_KEEPS_BF16 = /^(gpt-oss-|kimi-k2\.5|deepseek-(v3|r1)$|glm-5)/;

export function architecture(spec: ModelSpec): Architecture {
  const embeddingParams = spec.vocab * spec.hidden;
  const latentAttention = spec.attention.startsWith("MLA");
  return {
    id: spec.id,
    denseParams: spec.otherParamsB * PARAMS_PER_BILLION - embeddingParams,
    routedParams: spec.routedParamsB * PARAMS_PER_BILLION,
    embeddingParams,
    expertShare: spec.expertsTotal > 0 ? spec.expertsActive / spec.expertsTotal : 0,
    expertsActive: spec.expertsActive,
    layers: spec.layers,
    hidden: spec.hidden,
    queryWidth: spec.heads * (latentAttention ? MLA_QUERY_WIDTH : spec.headDim),
    kvHeads: spec.kvHeads,
    latentAttention,
    sparseAttention: /sparse/i.test(spec.attention),
    fullLayers: spec.fullAttnLayers,
    windowLayers: spec.windowAttnLayers,
    windowTokens: spec.windowTokens,
    kvFullBytesPerBit: spec.kvBytesPerTokenFullBf16 / TABLE_KV_BITS,
    kvWindowBytesPerBit: spec.kvBytesPerTokenWindowBf16 / TABLE_KV_BITS,
    lowBitKeepsBf16: LOW_BIT_KEEPS_BF16.test(spec.id),
  };
}

/** KV cache of one sequence of `tokens`, in bytes: window layers keep no more than their window. */
export function kvBytes(model: Architecture, tokens: number, kvBits: number): number {
  return kvBits * (model.kvFullBytesPerBit * tokens + model.kvWindowBytesPerBit * Math.min(tokens, model.windowTokens));
}

/** Parameters that do arithmetic for one token. */
export function activeParams(model: Architecture): number {
  return model.denseParams + model.routedParams * model.expertShare;
}

/** KV cache of a plain grouped-query model, bytes per token: a key and a value for each head of each layer. */
export function groupedKvBytesPerToken(layers: number, kvHeads: number, headDim: number, kvBits: number): number {
  return (2 * layers * kvHeads * headDim * kvBits) / BITS_PER_BYTE;
}
