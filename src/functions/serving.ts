import { kvCache, minGpus, modelMemory } from "../engine/serving/memory";
import { roofline as textbookRoofline } from "../engine/serving/roofline";
import { latency as endToEndLatency, gpuCount, capacity as monthlyCapacity } from "../engine/serving/sizing";
import { builtInServing } from "./builtIn";
import { gpusOrBuiltIn } from "./call/gpuTable";
import { identity, number, optional, optionalNonZero, quantityOrName } from "./call/readers";
import { gpuOrFigures, modelOrShape, optionalBits } from "./call/servingReaders";
import { spillRecord } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Memory a model needs, in GB: its weights, the KV cache of its conversations, and both.
 * @customfunction MODELMEMORY
 * @param {any[][]} model Open-weight model such as "llama-3.3-70b", or billions of parameters [name].
 * @param {any[][]} [bits] Bits of one weight, fractions allowed, or a precision such as "fp8" [bits]. Default 16.
 * @param {any[][]} [context_tokens] Tokens each conversation holds, input and output [tokens]. Default 0.
 * @param {any[][]} [concurrency] Conversations held at once [conversations]. Default 1.
 * @param {any[][]} [overhead] Multiple of the weights that the runtime takes, such as 1.15 [ratio]. Default 1.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} weights_gb, kv_gb, total_gb.
 * @group Serving
 * @shape T
 * @formula weights_gb = total parameters × bits ÷ 8; kv_gb as KVCACHE at 16 bits; total_gb = weights_gb × overhead + kv_gb
 * @remarks A mixture of experts keeps all experts in memory: its total parameters count here, its active ones in arithmetic. GB is 10⁹ bytes.
 * @remarks As a word, "fp4" is 4.5 bits and "int4" 4.4 bits a weight, scales included; the number 4 is 4 bits.
 * @example =INFER.MODELMEMORY("llama-3.3-70b", 16, , , , "weights_gb") → 141.1
 * @example =INFER.MODELMEMORY(70, 4.5, , , 1.2, "total_gb") → 47.25
 */
export function modelmemory(
  model: any[][],
  bits?: any[][],
  context_tokens?: any[][],
  concurrency?: any[][],
  overhead?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { model, bits, context_tokens, concurrency, overhead },
    {
      model: quantityOrName,
      bits: optionalBits,
      context_tokens: optional(number),
      concurrency: optionalNonZero,
      overhead: optionalNonZero,
    },
    (given: Parameters<typeof modelMemory>[1]) => modelMemory(builtInServing(), given),
    field,
  );
}

/**
 * KV cache of some conversations, in GB; right for grouped, multi-query, latent and sliding-window attention.
 * @customfunction KVCACHE
 * @param {any[][]} model Open-weight model such as "llama-3.3-70b", or a row of layers, KV heads and head size [name].
 * @param {any[][]} context_tokens Tokens each conversation holds, input and output [tokens].
 * @param {any[][]} [concurrency] Conversations held at once [conversations]. Default 1.
 * @param {any[][]} [kv_bits] Bits of a cached value, 16 or 8 [bits]. Default 16.
 * @returns {any[][]} GB.
 * @group Serving
 * @shape B
 * @formula concurrency × context_tokens × 2 × layers × kv_heads × head_dim × kv_bits ÷ 8; window layers hold at most their window; latent attention (MLA) 576 values a layer and token
 * @remarks Linear-attention and state-space layers of hybrid models hold no cache that grows with the context.
 * @example =INFER.KVCACHE("llama-3.3-70b", 8192, 32) → 85.899346
 * @example =INFER.KVCACHE({80,8,128}, 8192) → 2.684355
 */
export function kvcache(model: any[][], context_tokens: any[][], concurrency?: any[][], kv_bits?: any[][]): any[][] {
  return spread(
    { model, context_tokens, concurrency, kv_bits },
    {
      model: modelOrShape(model),
      context_tokens: number,
      concurrency: optionalNonZero,
      kv_bits: optionalNonZero,
    },
    (given: Parameters<typeof kvCache>[1]) => kvCache(builtInServing(), given),
  );
}

/**
 * Smallest number of GPUs or other accelerators whose memory holds a model and its conversations.
 * @customfunction MINGPUS
 * @param {any[][]} model Open-weight model such as "llama-3.3-70b", or billions of parameters [name].
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} [bits] Bits of one weight, or a precision such as "fp8" [bits]. Default 16.
 * @param {any[][]} [context_tokens] Tokens each conversation holds, input and output [tokens]. Default 0.
 * @param {any[][]} [concurrency] Conversations held at once [conversations]. Default 1.
 * @param {any[][]} [gpus] Your own accelerators with a header row: gpu, memory_gb [table]. Default the built-in table.
 * @returns {any[][]} Accelerators.
 * @group Serving
 * @shape B
 * @formula ⌈(weights_gb + kv_gb) ÷ memory_gb⌉, both as in MODELMEMORY
 * @remarks Plain arithmetic on the printed memory. Runtimes keep some 5 GB of each accelerator and split models over 1, 2, 4, 8 … of them: THROUGHPUT with a blank gpus takes the smallest count that can be deployed.
 * @example =INFER.MINGPUS("llama-3.3-70b", "H100") → 2
 * @example =INFER.MINGPUS("llama-3.3-70b", "H100", "fp8", 8192, 32) → 2
 */
export function mingpus(
  model: any[][],
  gpu: any[][],
  bits?: any[][],
  context_tokens?: any[][],
  concurrency?: any[][],
  gpus?: any[][],
): any[][] {
  return spread(
    { model, gpu, bits, context_tokens, concurrency, gpus },
    {
      model: quantityOrName,
      gpu: identity,
      bits: optionalBits,
      context_tokens: optional(number),
      concurrency: optionalNonZero,
      gpus: gpusOrBuiltIn,
    },
    (given: Parameters<typeof minGpus>[1]) => minGpus(builtInServing(), given),
  );
}

/**
 * The textbook roofline of one decode step, in ms and tokens per second: what no software can pass.
 * @customfunction ROOFLINE
 * @param {any[][]} model Open-weight model such as "llama-3.3-70b", or billions of active parameters [name].
 * @param {any[][]} gpu Accelerator such as "H100", or a row of GB/s, TFLOPS and, if you want, GB of memory [name].
 * @param {any[][]} [gpus] Accelerators that share the model [accelerators]. Default 1.
 * @param {any[][]} [bits] Bits of one weight, or a precision such as "fp8" [bits]. Default 16.
 * @param {any[][]} [batch] Sequences decoded together [sequences]. Default 1.
 * @param {any[][]} [context_tokens] Tokens each sequence has behind it [tokens]. Default 0.
 * @param {any[][]} [prompt_tokens] Length of a prompt for prefill_ms [tokens]. Default none; then no prefill_ms.
 * @param {any[][]} [mfu] Share of the peak arithmetic rate you grant [share 0-1]. Default 1.
 * @param {any[][]} [mbu] Share of the memory bandwidth you grant [share 0-1]. Default 1.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} weights_ms, kv_ms, compute_ms, step_ms, tok_per_s, prefill_ms, flop_per_token, ridge_batch, bound, max_concurrency.
 * @group Serving
 * @shape T
 * @formula weights_ms = bytes read ÷ (gpus × bandwidth × mbu); compute_ms = batch × 2 × active parameters ÷ (gpus × peak × mfu); step_ms = max(weights_ms + kv_ms, compute_ms); tok_per_s = batch ÷ step_ms
 * @remarks No fitted efficiency, no communication, no scheduling: THROUGHPUT has them and never exceeds this. A batch on a mixture of experts reads the experts it draws; the cache has 16 bits beside 16-bit weights, else 8.
 * @remarks ridge_batch: from this batch on arithmetic takes longer than reading all weights. max_concurrency: whole conversations of context_tokens beside the weights.
 * @example =INFER.ROOFLINE(52, {1500,312}, 4, 16, , , , , , "weights_ms") → 17.333333
 * @example =INFER.ROOFLINE("llama-3.3-70b", "H100", 2, 16, 32, 2000, , , , "tok_per_s") → 1322.872766
 */
export function roofline(
  model: any[][],
  gpu: any[][],
  gpus?: any[][],
  bits?: any[][],
  batch?: any[][],
  context_tokens?: any[][],
  prompt_tokens?: any[][],
  mfu?: any[][],
  mbu?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { model, gpu, gpus, bits, batch, context_tokens, prompt_tokens, mfu, mbu },
    {
      model: quantityOrName,
      gpu: gpuOrFigures(gpu),
      gpus: optionalNonZero,
      bits: optionalBits,
      batch: optionalNonZero,
      context_tokens: optional(number),
      prompt_tokens: optionalNonZero,
      mfu: optionalNonZero,
      mbu: optionalNonZero,
    },
    (given: Parameters<typeof textbookRoofline>[1]) => textbookRoofline(builtInServing(), given),
    field,
  );
}

/**
 * Time from sending a request to its last token, in ms.
 * @customfunction LATENCY
 * @param {any[][]} ttft_ms Time to the first token [ms].
 * @param {any[][]} tpot_ms Time for each further token [ms].
 * @param {any[][]} output_tokens Tokens of the answer [tokens].
 * @returns {any[][]} ms.
 * @group Serving
 * @shape B
 * @formula ttft_ms + (output_tokens − 1) × tpot_ms
 * @remarks The first token is in the time to first token, so n tokens have n − 1 intervals.
 * @example =INFER.LATENCY(200, 20, 500) → 10180
 */
export function latency(ttft_ms: any[][], tpot_ms: any[][], output_tokens: any[][]): any[][] {
  return spread(
    { ttft_ms, tpot_ms, output_tokens },
    { ttft_ms: number, tpot_ms: number, output_tokens: number },
    endToEndLatency,
  );
}

/**
 * Tokens a deployment delivers in a month, in Mtok.
 * @customfunction CAPACITY
 * @param {any[][]} tok_per_s Tokens per second of the whole deployment while busy [tok/s].
 * @param {any[][]} [utilization] Share of the hours in which it is busy [share 0-1]. Default 1.
 * @param {any[][]} [hours_per_month] Hours it runs [hours]. Default 730.
 * @param {any[][]} [output_share] Output as a share of all tokens, to turn output tokens into all tokens [share 0-1]. Default 1.
 * @returns {any[][]} Mtok a month: of the basis given, or of all tokens where output_share is set.
 * @group Serving
 * @shape B
 * @formula tok_per_s × utilization × hours_per_month × 3,600 ÷ 1,000,000 ÷ output_share
 * @remarks THROUGHPUT's rate is output tokens. With output_share 0.25 the answer counts input and output, as BLENDEDPRICE and BREAKEVEN do.
 * @example =INFER.CAPACITY(2400, 70%) → 4415.04
 * @example =INFER.CAPACITY(2400, 70%, , 25%) → 17660.16
 */
export function capacity(
  tok_per_s: any[][],
  utilization?: any[][],
  hours_per_month?: any[][],
  output_share?: any[][],
): any[][] {
  return spread(
    { tok_per_s, utilization, hours_per_month, output_share },
    {
      tok_per_s: number,
      utilization: optionalNonZero,
      hours_per_month: optionalNonZero,
      output_share: optionalNonZero,
    },
    monthlyCapacity,
  );
}

/**
 * Number of GPUs or other accelerators for a demand: whole replicas that carry the peak below a target load, and spare ones.
 * @customfunction GPUCOUNT
 * @param {any[][]} requests_per_day Requests on an average day [requests/day].
 * @param {any[][]} output_tokens Output tokens of a request [tokens].
 * @param {any[][]} output_tok_per_s_per_replica Output tokens per second of one replica at these lengths, as THROUGHPUT gives [tok/s].
 * @param {any[][]} [gpus_per_replica] Accelerators of one replica [accelerators]. Default 1.
 * @param {any[][]} [target_load] Share of a replica's rate it may carry at the peak [share 0-1]. Default 0.8.
 * @param {any[][]} [peak_to_average] Peak rate over the day's average [ratio]. Default 2.
 * @param {any[][]} [spare_replicas] Replicas beyond what the peak needs [replicas]. Default 1.
 * @returns {any[][]} Accelerators.
 * @group Serving
 * @shape B
 * @formula (⌈requests_per_day × output_tokens ÷ 86,400 × peak_to_average ÷ (rate × target_load)⌉ + spare_replicas) × gpus_per_replica
 * @remarks THROUGHPUT's rate has the time for prefill inside, so input tokens do not count again. target_load is headroom at the peak, not utilization.
 * @example =INFER.GPUCOUNT(500000, 400, 3400, 4) → 12
 */
export function gpucount(
  requests_per_day: any[][],
  output_tokens: any[][],
  output_tok_per_s_per_replica: any[][],
  gpus_per_replica?: any[][],
  target_load?: any[][],
  peak_to_average?: any[][],
  spare_replicas?: any[][],
): any[][] {
  return spread(
    {
      requests_per_day,
      output_tokens,
      output_tok_per_s_per_replica,
      gpus_per_replica,
      target_load,
      peak_to_average,
      spare_replicas,
    },
    {
      requests_per_day: number,
      output_tokens: number,
      output_tok_per_s_per_replica: number,
      gpus_per_replica: optionalNonZero,
      target_load: optionalNonZero,
      peak_to_average: optionalNonZero,
      spare_replicas: optional(number),
    },
    gpuCount,
  );
}
