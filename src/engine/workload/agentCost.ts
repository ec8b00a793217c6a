import { share, shown } from "../checks";
import { badArgument } from "../errors";
import type { Row } from "../grid";
import type { PriceBook } from "../prices/book";
import { tokenCost } from "../prices/cost";
import { pricesAt, type Quote, quote } from "../prices/quote";
import { step as report } from "../trace";
import { type AgentLoop, cacheableTokens, checkLoop, promptTokens } from "./agentLoop";

export interface AgentTask extends AgentLoop {
  readonly model: string;
  readonly cacheHit?: number | undefined;
  readonly retryShare?: number | undefined;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
  readonly prices: PriceBook;
}

interface AgentStep {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  /** Retries included. */
  readonly usd: number;
}

/** USD per task: the sum of its steps, each priced by the length of its own prompt. */
export function agentCost(task: AgentTask): number {
  const offer = offerFor(task);
  let usd = 0;
  let inputTokens = 0;
  for (let step = 1; step <= task.steps; step++) {
    const one = stepOf(task, offer, step);
    usd += one.usd;
    inputTokens += one.inputTokens;
  }
  report("input_tokens", inputTokens, "tokens");
  report("largest_prompt_tokens", promptTokens(task, task.steps), "tokens");
  return usd;
}

/** The task step by step; the last cumulated cost is `agentCost`. */
export function agentTrace(task: AgentTask): readonly Row[] {
  const offer = offerFor(task);
  let cumulativeUsd = 0;
  return Array.from({ length: task.steps }, (_unused, index) => {
    const one = stepOf(task, offer, index + 1);
    cumulativeUsd += one.usd;
    return {
      step: index + 1,
      inputTokens: one.inputTokens,
      freshTokens: one.inputTokens - one.cacheReadTokens,
      cachedTokens: one.cacheReadTokens,
      cacheWriteTokens: one.cacheWriteTokens,
      outputTokens: one.outputTokens,
      usd: one.usd,
      cumulativeUsd,
    };
  });
}

function offerFor(task: AgentTask): Quote {
  checkLoop(task);
  share({ cacheHit: task.cacheHit, retryShare: task.retryShare });
  const offer = quote(task.prices, task);
  checkWindow(task, offer);
  return offer;
}

/** Prompts only grow, so the last one is the longest. */
function checkWindow(task: AgentTask, { contextWindow, label }: Quote): void {
  const longest = promptTokens(task, task.steps);
  if (!task.prices.builtIn || contextWindow === undefined || longest <= contextWindow) return;
  const model = label.slice(label.indexOf("/") + 1);
  throw badArgument(
    `The prompt grows to ${shown(longest)} tokens; ${model}'s context holds ${shown(contextWindow)}. Give max_context, or fewer steps.`,
  );
}

/**
 * One step. Of what an earlier step sent, `cache_hit` is read from the cache; what a later step will read is written
 * once, at the model's write price if it has one, else at the input price.
 */
function stepOf(task: AgentTask, offer: Quote, step: number): AgentStep {
  const { outputTokens, reasoningTokens = 0, cacheHit = 0, retryShare = 0 } = task;
  const inputTokens = promptTokens(task, step);
  const prices = pricesAt(offer, inputTokens);
  const cacheable = cacheableTokens(task, step);
  const readLater = step < task.steps ? Math.min(inputTokens - cacheable, cacheableTokens(task, step + 1)) : 0;
  const cacheReadTokens = cacheHit * cacheable;
  const cacheWriteTokens = prices.cacheWrite === undefined ? 0 : cacheHit * readLater;
  const tokens = { inputTokens, outputTokens, reasoningTokens, cacheReadTokens, cacheWriteTokens };
  return {
    inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: outputTokens + reasoningTokens,
    usd: tokenCost(tokens, prices, offer) * (1 + retryShare),
  };
}
