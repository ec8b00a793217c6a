import { notNegative, share, shown } from "../checks";
import { badArgument } from "../errors";
import { items } from "../lists";

export interface Route {
  readonly costsUsd: readonly number[];
  readonly shares: readonly number[];
  readonly routerUsd?: number | undefined;
}

/** Shares typed with a few decimals miss 1 by less than this; a forgotten share misses it by more. */
const SHARES_TOLERANCE = 1e-9;

/** A router sends each request to one model: the mean cost over the split, plus what the decision costs. */
export function route({ costsUsd, shares, routerUsd = 0 }: Route): number {
  notNegative(items("costsUsd", costsUsd));
  share(items("shares", shares));
  notNegative({ routerUsd });
  if (costsUsd.length !== shares.length) {
    throw badArgument(
      `costs_usd and shares must be as many; you gave ${costsUsd.length} costs and ${shares.length} shares.`,
    );
  }
  const total = shares.reduce((sum, each) => sum + each, 0);
  if (Math.abs(total - 1) > SHARES_TOLERANCE) {
    throw badArgument(`shares must sum to 1; yours sum to ${shown(total)}.`);
  }
  return costsUsd.reduce((sum, costUsd, index) => sum + costUsd * (shares[index] ?? 0), routerUsd);
}

export interface Cascade {
  readonly cheapUsd: number;
  readonly expensiveUsd: number;
  readonly escalationShare: number;
  readonly verifierUsd?: number | undefined;
}

/** Every request pays the cheap model and the verifier; the escalated share pays the expensive model on top. */
export function cascade({ cheapUsd, expensiveUsd, escalationShare, verifierUsd = 0 }: Cascade): number {
  notNegative({ cheapUsd, expensiveUsd, verifierUsd });
  share({ escalationShare });
  return cheapUsd + verifierUsd + escalationShare * expensiveUsd;
}
