import { notNegative, positive, shown } from "../checks";
import { badArgument } from "../errors";
import { items } from "../lists";

function atLeastOne(name: string, value: number, why: string): void {
  if (!(value >= 1 && value < Number.POSITIVE_INFINITY)) {
    throw badArgument(`${name} must be 1 or more; you gave ${shown(value)}. ${why}`);
  }
}

export interface ReasoningTokens {
  readonly visibleTokens: number;
  readonly multiplier: number;
}

/** Hidden tokens behind an answer; the multiplier is (hidden + visible) ÷ visible. */
export function reasoningTokens({ visibleTokens, multiplier }: ReasoningTokens): number {
  notNegative({ visibleTokens });
  atLeastOne("multiplier", multiplier, "It is hidden and visible tokens over visible tokens.");
  return visibleTokens * (multiplier - 1);
}

export interface AgentMultiple {
  readonly calls: number;
  readonly growthShare?: number | undefined;
}

/** Cost of n calls in units of one, where each call's context is larger by `growthShare` of the first: n + x·n(n − 1)/2. */
export function agentMultiple({ calls, growthShare = 0 }: AgentMultiple): number {
  atLeastOne("calls", calls, "A task takes at least one call.");
  notNegative({ growthShare });
  return calls + (growthShare * calls * (calls - 1)) / 2;
}

export interface MultiAgentCost {
  readonly supervisorUsd: number;
  readonly workerUsd: readonly number[];
  readonly rounds?: number | undefined;
  readonly handoffUsd?: number | undefined;
}

/** One supervisor, and each worker with a hand-off in every round. */
export function multiAgentCost({ supervisorUsd, workerUsd, rounds = 1, handoffUsd = 0 }: MultiAgentCost): number {
  notNegative({ supervisorUsd, handoffUsd });
  notNegative(items("workerUsd", workerUsd));
  positive({ rounds });
  const roundUsd = workerUsd.reduce((sum, usd) => sum + usd + handoffUsd, 0);
  return supervisorUsd + roundUsd * rounds;
}
