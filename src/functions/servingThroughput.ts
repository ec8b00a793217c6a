import { calibration as calibrationFactor } from "../engine/serving/calibration";
import { compareGpus } from "../engine/serving/compareGpus";
import { throughput as estimatedThroughput } from "../engine/serving/throughput";
import { builtInServing } from "./builtIn";
import { gridOf } from "./call/field";
import { leagueOrBuiltIn } from "./call/gpuTable";
import { identity, number, optionalNonZero, optionalText } from "./call/readers";
import { rentsOrBuiltIn } from "./call/rentTable";
import { optionalBits, throughputOptions } from "./call/servingReaders";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Tokens per second that accelerators deliver with an open-weight model, from a model fitted on published measurements, with latency, power, limits and a band.
 * @customfunction THROUGHPUT
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} [gpus] Accelerators of the deployment [accelerators]. Default the smallest of 1, 2, 4, 8 … that fits.
 * @param {any[][]} [bits] Precision: 16, 8, 4 or bf16, fp16, fp8, fp4, int8, int4, int8w [bits]. Default 16.
 * @param {any[][]} [input_tokens] Tokens of a prompt [tokens]. Default 1000.
 * @param {any[][]} [output_tokens] Tokens of an answer [tokens]. Default 1000.
 * @param {any[][]} [concurrency] Requests in flight at the whole deployment [requests]. Default the most that fits and meets tpot_ms.
 * @param {any[][]} [tpot_ms] Longest time for each output token, used where concurrency is blank [ms]. Default none.
 * @param {any[][]} [stack] Serving software: vllm, sglang, trtllm, mlperf … [word]. Default vllm.
 * @param {any[][]} [options] Two columns, option and value: scenario, ttft_ms, kv_bits, attention_dp, pipeline, calibration, prefix_hit, speculative [options]. Default none.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} output_tok_per_s, input_tok_per_s, per_gpu, low, high, ttft_ms, tpot_ms, max_concurrency, batch, gpus_used, bound, mfu, mbu, watts, tok_per_joule, nearest_measured, distance.
 * @group Serving
 * @shape T
 * @formula decode step = weights + KV + compute + all-reduce + fixed overhead, each at its fitted share of the peak; cycle = batch × prefill + output_tokens × step; rate = concurrency × output_tokens ÷ (TTFT + (output_tokens − 1) × TPOT), offline batch × output_tokens ÷ cycle
 * @remarks Output tokens of the whole deployment. low and high hold four in five published measurements of such chips; calibrate with CALIBRATION where you have one of your own. Never above the physical roof.
 * @remarks scenario: closed_loop (default with a concurrency), offline (default without: as many as memory holds), offline_static, server, interactive. kv_bits: 16 for 16-bit weights and int8, else 8. mlperf deploys as many copies as fit.
 * @remarks watts is at the wall, before the building. Groq and Cerebras are catalogued, not predicted. A model that does not fit says how many accelerators it needs.
 * @example =INFER.THROUGHPUT("llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, 64, , , , "output_tok_per_s") → 3399.224782
 * @example =INFER.THROUGHPUT("llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, , 20, , , "max_concurrency") → 75
 */
export function throughput(
  model: any[][],
  gpu: any[][],
  gpus?: any[][],
  bits?: any[][],
  input_tokens?: any[][],
  output_tokens?: any[][],
  concurrency?: any[][],
  tpot_ms?: any[][],
  stack?: any[][],
  options?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { model, gpu, gpus, bits, input_tokens, output_tokens, concurrency, tpot_ms, stack, options, field },
    {
      model: identity,
      gpu: identity,
      gpus: optionalNonZero,
      bits: optionalBits,
      input_tokens: optionalNonZero,
      output_tokens: optionalNonZero,
      concurrency: optionalNonZero,
      tpot_ms: optionalNonZero,
      stack: optionalText,
      options: throughputOptions,
      field: optionalText,
    },
    (given: Parameters<typeof estimatedThroughput>[1]) => estimatedThroughput(builtInServing(), given),
    field,
  );
}

/**
 * Factor between a measurement of your own and THROUGHPUT's estimate, as a ratio for its option calibration.
 * @customfunction CALIBRATION
 * @param {any[][]} measured_tok_per_s Output tokens per second you measured on the whole deployment [tok/s].
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} [gpus] Accelerators of the deployment [accelerators]. Default the smallest of 1, 2, 4, 8 … that fits.
 * @param {any[][]} [bits] Precision, as in THROUGHPUT [bits]. Default 16.
 * @param {any[][]} [input_tokens] Tokens of a prompt [tokens]. Default 1000.
 * @param {any[][]} [output_tokens] Tokens of an answer [tokens]. Default 1000.
 * @param {any[][]} [concurrency] Requests in flight when you measured [requests]. Default as many as memory holds.
 * @param {any[][]} [stack] Serving software, as in THROUGHPUT [word]. Default vllm.
 * @returns {any[][]} Measured over estimated tokens per second.
 * @group Serving
 * @shape B
 * @formula measured_tok_per_s ÷ THROUGHPUT of the same arguments
 * @remarks One measurement carries over to other loads of the same deployment, not to other chips or models. A rate above the physical roof is refused: it counts input tokens, or another deployment.
 * @example =INFER.CALIBRATION(3000, "llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, 64) → 0.882554
 */
export function calibration(
  measured_tok_per_s: any[][],
  model: any[][],
  gpu: any[][],
  gpus?: any[][],
  bits?: any[][],
  input_tokens?: any[][],
  output_tokens?: any[][],
  concurrency?: any[][],
  stack?: any[][],
): any[][] {
  return spread(
    { measured_tok_per_s, model, gpu, gpus, bits, input_tokens, output_tokens, concurrency, stack },
    {
      measured_tok_per_s: number,
      model: identity,
      gpu: identity,
      gpus: optionalNonZero,
      bits: optionalBits,
      input_tokens: optionalNonZero,
      output_tokens: optionalNonZero,
      concurrency: optionalNonZero,
      stack: optionalText,
    },
    (given: Parameters<typeof calibrationFactor>[1]) => calibrationFactor(builtInServing(), given),
  );
}

/**
 * Accelerators ranked for one model and load, with tokens per second, USD per hour, USD per Mtok and tokens per joule.
 * @customfunction COMPAREGPUS
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} [gpus] Names of accelerators, or one number of each, or your own table with a header row [names]. Default all of the built-in table, each in the smallest count that fits.
 * @param {any[][]} [bits] Precision, as in THROUGHPUT [bits]. Default 16.
 * @param {any[][]} [input_tokens] Tokens of a prompt [tokens]. Default 1000.
 * @param {any[][]} [output_tokens] Tokens of an answer [tokens]. Default 1000.
 * @param {any[][]} [tpot_ms] Longest time for each output token [ms]. Default none.
 * @param {any[][]} [utilization] Share of paid time that serves tokens [share 0-1]. Default 1.
 * @param {any[][]} [output_share] 1 for USD per output Mtok, or output as a share of all tokens [share 0-1]. Default 1.
 * @param {any[][]} [term] Rent: "on_demand", "spot", "1yr" or "3yr" [word]. Default on_demand.
 * @param {any[][]} [rents] Your own rents, as in RENT [table]. Default the built-in table.
 * @param {any[][]} [field] Name of a column, a row, or "row.column" [name].
 * @returns {any[][]} gpu, gpus, output_tok_per_s, per_gpu, usd_per_hour, usd_per_mtok, tok_per_joule, index, why_not.
 * @group Serving
 * @shape T
 * @formula usd_per_mtok = gpus × rent ÷ (output_tok_per_s × 3,600 × utilization) × 1,000,000 × output_share; index = 100 × cheapest ÷ usd_per_mtok
 * @remarks The cheapest token first. An accelerator that cannot serve the model, or that too few providers rent out, stands last, and why_not says why.
 * @example =INFER.COMPAREGPUS("llama-3.3-70b", {"H100","H200"}, "fp8", , , , , , , , "H100.gpus") → 1
 */
export function comparegpus(
  model: any[][],
  gpus?: any[][],
  bits?: any[][],
  input_tokens?: any[][],
  output_tokens?: any[][],
  tpot_ms?: any[][],
  utilization?: any[][],
  output_share?: any[][],
  term?: any[][],
  rents?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { model, gpus, bits, input_tokens, output_tokens, tpot_ms, utilization, output_share, term, rents },
    {
      model: identity,
      gpus: leagueOrBuiltIn,
      bits: optionalBits,
      input_tokens: optionalNonZero,
      output_tokens: optionalNonZero,
      tpot_ms: optionalNonZero,
      utilization: optionalNonZero,
      output_share: optionalNonZero,
      term: optionalText,
      rents: rentsOrBuiltIn,
    },
    (given: Parameters<typeof compareGpus>[0]) => gridOf(compareGpus(given), (gpu) => given.gpus.tables.gpus.find(gpu)),
    field,
  );
}
