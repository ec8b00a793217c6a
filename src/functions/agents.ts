import { agentCost, agentTrace } from "../engine/workload/agentCost";
import { agentTokens } from "../engine/workload/agentLoop";
import { agentMultiple, multiAgentCost } from "../engine/workload/multiples";
import { pricesOrBuiltIn } from "./call/priceTable";
import { identity, listOf, number, optional, optionalDate, optionalNonZero, optionalText } from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Input, cacheable and output tokens of an agent's task or a conversation whose context grows with every step.
 * @customfunction AGENTTOKENS
 * @param {any[][]} steps Calls of the model; a conversation of n turns is n steps [steps].
 * @param {any[][]} base_tokens Prompt of the first step: system, tools, task [tokens].
 * @param {any[][]} added_tokens What each further step adds to the prompt, the step's own output included [tokens].
 * @param {any[][]} output_tokens Visible output of one step [tokens].
 * @param {any[][]} [reasoning_tokens] Hidden output of one step [tokens]. Default 0.
 * @param {any[][]} [max_context] Longest prompt; beyond it the oldest part is dropped [tokens]. Default none.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} input_tokens, cacheable_tokens, output_tokens, largest_prompt_tokens.
 * @group Workload
 * @shape T
 * @formula input = Σ min(base_tokens + (k − 1) × added_tokens, max_context); cacheable = input less base_tokens of the first and added_tokens of each further step; output = steps × (output_tokens + reasoning_tokens)
 * @remarks Input grows with the square of the steps. Cacheable is what an earlier step already sent. A prompt cut to max_context still brings its added_tokens anew; and as caches match from the start of a prompt, after a cut expect fewer hits than the cacheable tokens allow.
 * @example =INFER.AGENTTOKENS(30, 5000, 2000, 800, , , "input_tokens") → 1020000
 * @example =INFER.AGENTTOKENS(30, 5000, 2000, 800, , , "cacheable_tokens") → 957000
 */
export function agenttokens(
  steps: any[][],
  base_tokens: any[][],
  added_tokens: any[][],
  output_tokens: any[][],
  reasoning_tokens?: any[][],
  max_context?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { steps, base_tokens, added_tokens, output_tokens, reasoning_tokens, max_context },
    {
      steps: number,
      base_tokens: number,
      added_tokens: number,
      output_tokens: number,
      reasoning_tokens: optional(number),
      max_context: optionalNonZero,
    },
    agentTokens,
    field,
  );
}

/**
 * Cost of an agent's task or a conversation in USD, its growing context priced step by step.
 * @customfunction AGENTCOST
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} steps Calls of the model; a conversation of n turns is n steps [steps].
 * @param {any[][]} base_tokens Prompt of the first step: system, tools, task [tokens].
 * @param {any[][]} added_tokens What each further step adds to the prompt, the step's own output included [tokens].
 * @param {any[][]} output_tokens Visible output of one step [tokens].
 * @param {any[][]} [reasoning_tokens] Hidden output of one step, billed as output [tokens]. Default 0.
 * @param {any[][]} [cache_hit] Share of the cacheable tokens that is read from the cache [share 0-1]. Default 0.
 * @param {any[][]} [retry_share] Share of the cost that is spent again on retries [share 0-1]. Default 0.
 * @param {any[][]} [max_context] Longest prompt; beyond it the oldest part is dropped [tokens]. Default none.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @returns {any[][]} USD per task.
 * @group Workload
 * @shape B
 * @formula Σ over the steps of (fresh × input price + cache_hit × cacheable × cache read price + (output_tokens + reasoning_tokens) × output price) × (1 + retry_share)
 * @remarks Cacheable is what an earlier step already sent. What a later step will read is written once; a model that charges for writing to its cache charges its write price for it. Each step's own prompt decides its long-context price.
 * @remarks A prompt beyond the window of a model of the built-in table is refused: give max_context. Retries are taken to cost like the whole task. AGENTTRACE shows the steps.
 * @example =INFER.AGENTCOST("gpt-4o", 30, 5000, 2000, 800) → 2.79
 * @example =INFER.AGENTCOST("gpt-4o", 30, 5000, 2000, 800, , 100%) → 1.59375
 */
export function agentcost(
  model: any[][],
  steps: any[][],
  base_tokens: any[][],
  added_tokens: any[][],
  output_tokens: any[][],
  reasoning_tokens?: any[][],
  cache_hit?: any[][],
  retry_share?: any[][],
  max_context?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
): any[][] {
  return spread(
    {
      model,
      steps,
      base_tokens,
      added_tokens,
      output_tokens,
      reasoning_tokens,
      cache_hit,
      retry_share,
      max_context,
      tier,
      as_of,
      prices,
    },
    TASK,
    agentCost,
  );
}

/**
 * An agent's task step by step: tokens fresh and cached, output, cost and cumulative cost in USD.
 * @customfunction AGENTTRACE
 * @param {any[][]} model Model name, alone or as "seller/model" [name].
 * @param {any[][]} steps Calls of the model; a conversation of n turns is n steps [steps].
 * @param {any[][]} base_tokens Prompt of the first step: system, tools, task [tokens].
 * @param {any[][]} added_tokens What each further step adds to the prompt, the step's own output included [tokens].
 * @param {any[][]} output_tokens Visible output of one step [tokens].
 * @param {any[][]} [reasoning_tokens] Hidden output of one step, billed as output [tokens]. Default 0.
 * @param {any[][]} [cache_hit] Share of the cacheable tokens that is read from the cache [share 0-1]. Default 0.
 * @param {any[][]} [retry_share] Share of the cost that is spent again on retries [share 0-1]. Default 0.
 * @param {any[][]} [max_context] Longest prompt; beyond it the oldest part is dropped [tokens]. Default none.
 * @param {any[][]} [tier] "standard", "batch", "flex", "priority" or "off_peak" [word]. Default standard.
 * @param {any[][]} [as_of] Day of the prices [date]. Default the date of the data.
 * @param {any[][]} [prices] Your own price table with its header row [table]. Default the built-in table.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} step, input_tokens, fresh_tokens, cached_tokens, cache_write_tokens, output_tokens, usd, cumulative_usd.
 * @group Workload
 * @shape T
 * @formula the terms of AGENTCOST, a row a step; fresh_tokens = input_tokens − cached_tokens
 * @remarks cache_write_tokens is the part of fresh_tokens charged at the model's cache write price. Tokens are those of one pass; usd includes the retries. The last cumulative_usd is AGENTCOST.
 * @example =INFER.AGENTTRACE("gpt-4o", 3, 5000, 2000, 800) → step
 * @example =SUM(INFER.AGENTTRACE("gpt-4o", 30, 5000, 2000, 800, , 100%, , , , , , "usd")) → 1.59375
 */
export function agenttrace(
  model: any[][],
  steps: any[][],
  base_tokens: any[][],
  added_tokens: any[][],
  output_tokens: any[][],
  reasoning_tokens?: any[][],
  cache_hit?: any[][],
  retry_share?: any[][],
  max_context?: any[][],
  tier?: any[][],
  as_of?: any[][],
  prices?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    {
      model,
      steps,
      base_tokens,
      added_tokens,
      output_tokens,
      reasoning_tokens,
      cache_hit,
      retry_share,
      max_context,
      tier,
      as_of,
      prices,
    },
    TASK,
    agentTrace,
    field,
  );
}

const TASK = {
  model: identity,
  steps: number,
  base_tokens: number,
  added_tokens: number,
  output_tokens: number,
  reasoning_tokens: optional(number),
  cache_hit: optional(number),
  retry_share: optional(number),
  max_context: optionalNonZero,
  tier: optionalText,
  as_of: optionalDate,
  prices: pricesOrBuiltIn,
};

/**
 * Cost of an agent's calls as a multiple of one call, where every call's context is larger than the one before.
 * @customfunction AGENTMULTIPLE
 * @param {any[][]} calls Calls of the model in one task [calls].
 * @param {any[][]} [growth_share] What each call adds to the context, as a share of the first call [share]. Default 0.
 * @returns {any[][]} Multiple of the cost of one call.
 * @group Workload
 * @shape B
 * @formula calls + growth_share × calls × (calls − 1) ÷ 2
 * @remarks With growth_share 0 the result is a floor: no agent keeps its context from growing. Twelve calls cost ten times two calls at a growth of 1/7.
 * @example =INFER.AGENTMULTIPLE(12, 20%) → 25.2
 * @example =INFER.AGENTMULTIPLE(12, 1/7)/INFER.AGENTMULTIPLE(2, 1/7) → 10
 */
export function agentmultiple(calls: any[][], growth_share?: any[][]): any[][] {
  return spread({ calls, growth_share }, { calls: number, growth_share: optional(number) }, agentMultiple);
}

/**
 * Cost of a task in USD that a supervisor hands to several workers.
 * @customfunction MULTIAGENTCOST
 * @param {any[][]} supervisor_usd Cost of the supervisor for the whole task [USD].
 * @param {any[][]} worker_usd Cost of each worker for one round [USD].
 * @param {any[][]} [rounds] Times that each worker is called [rounds]. Default 1.
 * @param {any[][]} [handoff_usd] Cost of handing over to one worker once, and of its report [USD]. Default 0.
 * @returns {any[][]} USD per task.
 * @group Workload
 * @shape S
 * @formula supervisor_usd + rounds × Σ (worker_usd + handoff_usd)
 * @remarks AGENTCOST gives the cost of the supervisor and of each worker.
 * @example =INFER.MULTIAGENTCOST(0.5, {0.2,0.3,0.1}, 2, 0.01) → 1.76
 */
export function multiagentcost(
  supervisor_usd: any[][],
  worker_usd: any[][],
  rounds?: any[][],
  handoff_usd?: any[][],
): any[][] {
  return spread(
    { supervisor_usd, worker_usd, rounds, handoff_usd },
    { supervisor_usd: number, worker_usd: listOf(number), rounds: optionalNonZero, handoff_usd: optional(number) },
    multiAgentCost,
  );
}
