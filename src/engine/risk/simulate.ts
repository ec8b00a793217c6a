import { wholeNumber } from "../checks";
import { noSolution } from "../errors";
import type { Grid, Value } from "../grid";
import type { DriverTable } from "./driver";
import { Experiment, type ExperimentPlan, MOST_KEPT } from "./experiment";
import { type HistogramTable, histogramOf } from "./histogram";
import { type ModelWorld, readModel } from "./namedModels";
import { type Outcome, outcomeQuantiles, runThrough } from "./run";

export interface Simulate {
  readonly drivers?: DriverTable | undefined;
  readonly model: string;
  readonly trials?: number | undefined;
  readonly seed?: number | undefined;
  readonly budget?: number | undefined;
}

export const DEFAULT_TRIALS = 10_000;
/** More would keep a sheet from answering; the pane and the command line go on from here. */
const MOST_TRIALS_IN_A_CELL = 1_000_000;

type Extent = Pick<ExperimentPlan, "withShares" | "newCounts">;

export function prepareExperiment(given: Simulate, world: ModelWorld, extent: Extent = {}): Experiment {
  const { drivers, model, trials = DEFAULT_TRIALS, seed = 1, budget } = given;
  const ready = readModel(drivers, model, world);
  return new Experiment({ ...ready, trials, seed, budget, ...extent });
}

/** SIMULATE in a cell: the statistics of the model's result. */
export function simulate(given: Simulate, world: ModelWorld, withShares = true): Grid {
  return summary(runInCell(given, world, withShares));
}

export function simulateHistogram(given: Simulate, world: ModelWorld): HistogramTable {
  return outcomeHistogram(runInCell(given, world, false));
}

function runInCell(given: Simulate, world: ModelWorld, withShares: boolean): Outcome {
  wholeNumber({ trials: given.trials }, { min: 2, max: MOST_TRIALS_IN_A_CELL });
  return runThrough(prepareExperiment(given, world, { withShares }));
}

export function outcomeHistogram(outcome: Outcome, bins?: number): HistogramTable {
  const refused = failure(outcome);
  if (refused !== undefined) throw refused;
  return histogramOf(outcome.results, bins);
}

const QUANTILES = { p5: 0.05, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p80: 0.8, p90: 0.9, p95: 0.95, p99: 0.99 };

/** Statistics of an outcome, one row each. Where trials failed, what would have to leave them out says so instead. */
export function summary(outcome: Outcome): Grid {
  const { experiment, trials, sums } = outcome;
  if (sums.count === 0) throw experiment.whyFailed(outcome.firstFailure ?? 0);
  const refused = failure(outcome);
  const values: Partial<Statistics> = refused === undefined ? statistics(outcome) : {};
  const held = (name: keyof Statistics): Value => values[name] ?? refused;
  const names: readonly (keyof Statistics)[] = [
    ...(["mean", "se_mean", "sd", "min"] as const),
    ...(Object.keys(QUANTILES) as (keyof typeof QUANTILES)[]),
    ...(["max", "se_p90", "contingency_p80", "contingency_p90", "over_base", "p_over_base", "p_over_budget"] as const),
  ];
  const rows: (readonly [string, Value])[] = [
    ["trials", trials],
    ["base", experiment.base],
    ...names.map((name) => [name, held(name)] as const),
    ["error_share", sums.failed / trials],
    ...shareRows(outcome, refused),
    ["notes", notes(outcome)],
  ];
  return { columns: ["statistic", "value"], rows };
}

type Statistics = Readonly<
  Record<
    | keyof typeof QUANTILES
    | "mean"
    | "se_mean"
    | "sd"
    | "min"
    | "max"
    | "se_p90"
    | "contingency_p80"
    | "contingency_p90"
    | "over_base"
    | "p_over_base"
    | "p_over_budget",
    Value
  >
>;

function statistics(outcome: Outcome): Statistics {
  const { sums, trials, experiment } = outcome;
  const { base, plan } = experiment;
  const sd = Math.sqrt(sums.squares / (trials - 1));
  const [low = 0, high = 0, ...found] = outcomeQuantiles(outcome, [...aroundP90(trials), ...Object.values(QUANTILES)]);
  const quantile = Object.fromEntries(Object.keys(QUANTILES).map((name, i) => [name, found[i] as number])) as Record<
    keyof typeof QUANTILES,
    number
  >;
  const overBase = (value: number): Value => (typeof base === "number" ? value : base);
  return {
    ...quantile,
    mean: sums.mean,
    se_mean: sd / Math.sqrt(trials),
    sd,
    min: sums.least,
    max: sums.most,
    se_p90: (high - low) / 2,
    contingency_p80: quantile.p80 - quantile.p50,
    contingency_p90: quantile.p90 - quantile.p50,
    over_base: overBase(sums.mean - (typeof base === "number" ? base : 0)),
    p_over_base: overBase(sums.overBase / trials),
    p_over_budget:
      plan.budget === undefined
        ? noSolution("The chance to exceed the budget needs budget.")
        : sums.overBudget / trials,
  };
}

/**
 * The order statistics one standard deviation of the binomial count below and above P90: half their distance is its
 * standard error, whatever the distribution.
 */
function aroundP90(trials: number): readonly number[] {
  const spread = Math.sqrt((0.9 * 0.1) / trials);
  return [Math.max(0, 0.9 - spread), Math.min(1, 0.9 + spread)];
}

function shareRows({ experiment, sums }: Outcome, refused: Value): readonly (readonly [string, Value])[] {
  if (experiment.plan.withShares === false) return [];
  const shares = sums.byDriver.shares(sums.squares);
  const rows = experiment.plan.drivers.list.map(
    ({ name }, place) => [`share_${name}`, refused ?? shares[place]] as const,
  );
  const joint = 1 - shares.reduce((sum, share) => sum + share, 0);
  return [...rows, ["share_joint", refused ?? (sums.squares > 0 ? joint : 0)]];
}

/** What statistics say that would have to leave failed trials out. */
function failure({ experiment, sums, trials, firstFailure }: Outcome): Value {
  if (sums.failed === 0) return undefined;
  const share = Number(((100 * sums.failed) / trials).toPrecision(3));
  const { message } = experiment.whyFailed(firstFailure ?? 0);
  return noSolution(
    `The model fails in ${share}% of the trials, first in trial ${(firstFailure ?? 0) + 1}: ${message} Narrow the driver, or write IFERROR into the model.`,
  );
}

function notes(outcome: Outcome): string {
  const { experiment, trials } = outcome;
  const { drivers, model, withShares } = experiment.plan;
  const refused = failure(outcome);
  const unused = drivers.list.filter((_driver, place) => !model.used.has(place)).map(({ name }) => name);
  const said: string[] = [];
  if (trials < experiment.plan.trials) {
    said.push(`Partial: stopped after ${trials} of ${experiment.plan.trials} trials.`);
  }
  if (typeof refused === "object") said.push(refused.message);
  if (unused.length > 0) said.push(`Not used by the model: ${unused.join(", ")}.`);
  if (!experiment.isKept) {
    said.push(`Beyond ${MOST_KEPT} trials quantiles are read from classes and are within 0.1%.`);
  }
  if (withShares !== false) said.push(shareNote(drivers.correlations !== undefined));
  return said.join(" ");
}

function shareNote(isTied: boolean): string {
  return isTied
    ? "share_ rows: part of the variance each driver explains alone (first order); correlated drivers explain parts twice."
    : "share_ rows: part of the variance each driver explains alone (first order); share_joint: what they do together.";
}
