import { notNegative, share, wholeNumber } from "../checks";
import { noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { checkSaving, stackSavings } from "./stack";

/** One line of a plan: a lever's saving where it is used, where it is used, what it costs once and when it starts. */
export interface PlannedLever {
  readonly name: string;
  readonly saving: number;
  readonly adoption?: number | undefined;
  readonly oneTimeUsd?: number | undefined;
  /** 1 is the first month of the plan. */
  readonly startMonth?: number | undefined;
}

export interface Roadmap {
  readonly baselineUsd: number;
  readonly levers: readonly PlannedLever[];
}

interface Lever {
  readonly name: string;
  /** Adoption × saving: the share of the then remaining cost that goes. */
  readonly saving: number;
  readonly oneTimeUsd: number;
  readonly startMonth: number;
  readonly rank: number;
}

interface Applied extends Lever {
  readonly savingUsd: number;
  readonly runningUsd: number;
}

/**
 * A plan month by month: levers in the order of their start, in the same month the quickest payback first. Each is
 * credited with what it saves on the cost that the earlier ones leave, so the steps add up to today less target.
 */
export function roadmap({ baselineUsd, levers }: Roadmap): readonly Row[] {
  notNegative({ baselineUsd });
  const plan = applied(baselineUsd, ranked(levers.map(checked)));
  const targetUsd = plan.at(-1)?.runningUsd ?? baselineUsd;
  let oneTimeSoFarUsd = 0;
  let kept = 1;
  const steps = plan.map((lever) => {
    oneTimeSoFarUsd += lever.oneTimeUsd;
    kept *= 1 - lever.saving;
    return rowOf(lever, { cumulativeSaving: 1 - kept, cumulativeOneTimeUsd: oneTimeSoFarUsd });
  });
  const target = {
    lever: "Target",
    saving: stackSavings({ savings: plan.map(({ saving }) => saving) }),
    savingUsd: baselineUsd - targetUsd,
    runningUsd: targetUsd,
    cumulativeSaving: 1 - kept,
    oneTimeUsd: oneTimeSoFarUsd,
    cumulativeOneTimeUsd: oneTimeSoFarUsd,
    paybackMonths: planPayback(plan),
    totalUsd: targetUsd,
  };
  const today = { lever: "Today", runningUsd: baselineUsd, cumulativeSaving: 0, cumulativeOneTimeUsd: 0 };
  return [{ ...EMPTY, ...today, totalUsd: baselineUsd }, ...steps, { ...EMPTY, ...target }];
}

/** The columns in their order; what a row does not fill stays blank. */
const EMPTY = {
  lever: undefined,
  rank: undefined,
  startMonth: undefined,
  saving: undefined,
  savingUsd: undefined,
  runningUsd: undefined,
  cumulativeSaving: undefined,
  oneTimeUsd: undefined,
  cumulativeOneTimeUsd: undefined,
  paybackMonths: undefined,
  baseUsd: undefined,
  totalUsd: undefined,
  fallUsd: undefined,
  riseUsd: undefined,
} satisfies Row;

function checked(lever: PlannedLever, index: number): Omit<Lever, "rank"> {
  const { name, saving, adoption = 1, oneTimeUsd = 0, startMonth = 1 } = lever;
  const of = (column: string): string => `${column} (lever ${index + 1})`;
  checkSaving(of("saving"), saving);
  share({ [of("adoption")]: adoption });
  notNegative({ [of("one_time_usd")]: oneTimeUsd });
  wholeNumber({ [of("start_month")]: startMonth }, { min: 1 });
  return { name, saving: adoption * saving, oneTimeUsd, startMonth };
}

/** Rank by payback, then by size. One-time cost over saving compares alike whatever cost remains to be saved on. */
function ranked(levers: readonly Omit<Lever, "rank">[]): readonly Lever[] {
  const effort = (lever: Omit<Lever, "rank">): number =>
    lever.saving > 0 ? lever.oneTimeUsd / lever.saving : Number.POSITIVE_INFINITY;
  const before = (a: Omit<Lever, "rank">, b: Omit<Lever, "rank">): number =>
    effort(a) === effort(b) ? b.saving - a.saving : effort(a) - effort(b);
  return [...levers].sort(before).map((lever, index) => ({ ...lever, rank: index + 1 }));
}

function applied(baselineUsd: number, levers: readonly Lever[]): readonly Applied[] {
  let runningUsd = baselineUsd;
  return [...levers]
    .sort((a, b) => a.startMonth - b.startMonth || a.rank - b.rank)
    .map((lever) => {
      const savingUsd = runningUsd * lever.saving;
      runningUsd -= savingUsd;
      return { ...lever, savingUsd, runningUsd };
    });
}

function rowOf(
  lever: Applied,
  sums: { readonly cumulativeSaving: number; readonly cumulativeOneTimeUsd: number },
): Row {
  const { savingUsd, runningUsd, oneTimeUsd } = lever;
  return {
    ...EMPTY,
    lever: lever.name,
    rank: lever.rank,
    startMonth: lever.startMonth,
    saving: lever.saving,
    savingUsd,
    runningUsd,
    cumulativeSaving: sums.cumulativeSaving,
    oneTimeUsd,
    cumulativeOneTimeUsd: sums.cumulativeOneTimeUsd,
    paybackMonths: leverPayback(lever),
    baseUsd: Math.min(runningUsd, runningUsd + savingUsd),
    fallUsd: Math.max(savingUsd, 0),
    riseUsd: Math.max(-savingUsd, 0),
  };
}

/** Months from the lever's own start. */
function leverPayback({ name, savingUsd, oneTimeUsd }: Applied): Value {
  if (savingUsd <= 0) return noSolution(`${name} saves nothing, so it is never paid back.`);
  return oneTimeUsd / savingUsd;
}

/**
 * Months from the first start until the savings so far have covered the one-time costs so far, and stay above them.
 * One-time costs fall at the beginning of a lever's first month; savings flow evenly through the month.
 */
function planPayback(plan: readonly Applied[]): Value {
  const begin = plan[0]?.startMonth ?? 1;
  let now = begin;
  let netUsd = 0;
  let usdPerMonth = 0;
  let paidAt: number | undefined = begin;
  for (const { startMonth, savingUsd, oneTimeUsd } of plan) {
    const next = netUsd + usdPerMonth * (startMonth - now);
    if (netUsd < 0 && next >= 0) paidAt = now - netUsd / usdPerMonth;
    netUsd = next - oneTimeUsd;
    if (netUsd < 0) paidAt = undefined;
    else paidAt ??= startMonth;
    usdPerMonth += savingUsd;
    now = startMonth;
  }
  if (usdPerMonth <= 0)
    return noSolution("Together the levers save nothing, so their one-time cost is never paid back.");
  return (paidAt ?? now - netUsd / usdPerMonth) - begin;
}
