import { notNegative, ratio, representable, shown } from "../checks";
import { badArgument, noSolution } from "../errors";
import { step } from "../trace";

export interface Margin {
  readonly revenueUsd: number;
  readonly costUsd: number;
}

/** Gross margin on revenue, not markup on cost. Without revenue there is none. */
export function margin({ revenueUsd, costUsd }: Margin): number {
  notNegative({ revenueUsd, costUsd });
  return ratio(revenueUsd - costUsd, { revenueUsd });
}

/** A verdict holds from its margin (inclusive) up to the next one; the one without a margin is for a revenue of 0. */
export interface VerdictRule {
  readonly verdict: string;
  /** `undefined`: not on a margin. Negative infinity: whatever lies below the others. */
  readonly marginFrom: number | undefined;
}

export interface Verdict extends Margin {
  readonly thresholds: readonly VerdictRule[];
}

/** 3.00 against 1.80 is a margin of 40 %, though in binary it comes out a hair below. */
const ROUNDING = 1e-12;

export function verdict({ revenueUsd, costUsd, thresholds }: Verdict): string {
  notNegative({ revenueUsd, costUsd });
  if (revenueUsd === 0) return withoutRevenue(thresholds);
  const share = margin({ revenueUsd, costUsd });
  const reached = share + ROUNDING;
  representable({ margin: share });
  step("margin", share, "share of revenue");
  let best: VerdictRule | undefined;
  for (const rule of thresholds) {
    if (rule.marginFrom === undefined || rule.marginFrom > reached) continue;
    if (best?.marginFrom === undefined || rule.marginFrom > best.marginFrom) best = rule;
  }
  if (best !== undefined) return best.verdict;
  throw noSolution(`thresholds has no verdict for a margin of ${shown(share * 100)}%: all its margins are higher.`);
}

function withoutRevenue(thresholds: readonly VerdictRule[]): string {
  const rule = thresholds.find(({ marginFrom }) => marginFrom === undefined);
  if (rule !== undefined) return rule.verdict;
  throw noSolution("revenue_usd is 0, so there is no margin, and thresholds has no row without one for this case.");
}

/** One row of a table of thresholds, ours or a user's. */
export interface VerdictRow {
  readonly verdict: string;
  readonly marginFrom?: number | undefined;
  readonly marginTo?: number | undefined;
}

function beyondReach(marginFrom: number) {
  const fix = marginFrom <= 100 ? ` Write ${shown(marginFrom)}% or ${shown(marginFrom / 100)}.` : "";
  return badArgument(`margin_from in thresholds is at most 1, a whole revenue; you gave ${shown(marginFrom)}.${fix}`);
}

/** A row without both margins is for a revenue of 0; one with only its upper margin takes all that lies below. */
export function verdictRules(rows: readonly VerdictRow[]): readonly VerdictRule[] {
  const rules = rows.map(({ verdict, marginFrom, marginTo }) => ({
    verdict,
    marginFrom: marginFrom ?? (marginTo === undefined ? undefined : Number.NEGATIVE_INFINITY),
  }));
  if (rules.length === 0) throw badArgument("thresholds has no rows; give margin_from and verdict.");
  rules.forEach(({ marginFrom, verdict }, index) => {
    if (marginFrom !== undefined && marginFrom > 1) throw beyondReach(marginFrom);
    const other = rules.findIndex((rule) => rule.marginFrom === marginFrom);
    if (other === index) return;
    throw badArgument(`thresholds gives "${rules[other]?.verdict}" and "${verdict}" the same margin; keep one.`);
  });
  return rules;
}
