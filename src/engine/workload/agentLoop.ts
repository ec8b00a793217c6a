import { notNegative, positive, wholeNumber } from "../checks";
import type { Row } from "../grid";

/** A task of more calls than this is many tasks, and a sum of many lines. */
const MOST_STEPS = 10_000;

/** An agent's loop, or a conversation: every step sends again what came before, and adds to it. */
export interface AgentLoop {
  readonly steps: number;
  /** Prompt of the first step: system, tools, task. */
  readonly baseTokens: number;
  /** What each further step adds: the answer before it, tool results, the next question. */
  readonly addedTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens?: number | undefined;
  readonly maxContext?: number | undefined;
}

export function checkLoop({ steps, reasoningTokens, maxContext, ...loop }: AgentLoop): void {
  wholeNumber({ steps }, { min: 1, max: MOST_STEPS });
  notNegative({ baseTokens: loop.baseTokens, addedTokens: loop.addedTokens, outputTokens: loop.outputTokens });
  notNegative({ reasoningTokens });
  positive({ maxContext });
}

/** The prompt of step k = 1, 2, …: min(base + (k − 1)·added, max_context). */
export function promptTokens({ baseTokens, addedTokens, maxContext }: AgentLoop, step: number): number {
  const whole = baseTokens + (step - 1) * addedTokens;
  return maxContext === undefined ? whole : Math.min(whole, maxContext);
}

/**
 * What of a prompt an earlier step already sent: all but what this step adds. A prompt cut to `max_context` drops its
 * oldest part, so it too holds the newly added tokens, which nothing has sent before.
 */
export function cacheableTokens(loop: AgentLoop, step: number): number {
  if (step === 1) return 0;
  return Math.max(0, promptTokens(loop, step) - loop.addedTokens);
}

/** The tokens of a whole task. */
export function agentTokens(loop: AgentLoop): Row {
  checkLoop(loop);
  const { steps, outputTokens, reasoningTokens = 0 } = loop;
  let inputTokens = 0;
  let cacheable = 0;
  for (let step = 1; step <= steps; step++) {
    inputTokens += promptTokens(loop, step);
    cacheable += cacheableTokens(loop, step);
  }
  return {
    inputTokens,
    cacheableTokens: cacheable,
    outputTokens: steps * (outputTokens + reasoningTokens),
    largestPromptTokens: promptTokens(loop, steps),
  };
}
