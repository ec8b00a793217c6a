import { finite, wholeNumber } from "../checks";
import { badArgument, type DomainError } from "../errors";
import { BLOCK, type Block, newValues, numbersOf } from "./columns";
import { Draws } from "./draws";
import { DriverSums } from "./driverShares";
import type { Drivers } from "./drivers";
import type { MagnitudeCounts } from "./magnitudeCounts";
import { evaluateModel, type Model, whyAt } from "./model";
import { MOST_TRIALS } from "./threefry";

/** Sums are taken over segments of this many trials and joined in their order: no chunk or worker shows in a digit. */
export const SEGMENT = 65_536;
/** Up to here every result is kept and quantiles are exact. */
export const MOST_KEPT = 10_000_000;

export interface ExperimentPlan {
  readonly drivers: Drivers;
  readonly model: Model;
  readonly trials: number;
  readonly seed: number;
  readonly budget?: number | undefined;
  /** False leaves out the drivers' shares of variance, which cost as much time as a third of the draws. */
  readonly withShares?: boolean | undefined;
  /** Counts results where there are too many to keep; what never runs so long, such as a cell, brings none. */
  readonly newCounts?: (() => MagnitudeCounts) | undefined;
}

/** Sums over consecutive trials. */
export interface Sums {
  count: number;
  failed: number;
  mean: number;
  /** Squares about the mean. */
  squares: number;
  least: number;
  most: number;
  overBudget: number;
  overBase: number;
  readonly byDriver: DriverSums;
}

export class Experiment {
  readonly base: number | DomainError;
  readonly isKept: boolean;
  readonly segments: number;
  private readonly draws: Draws;
  private readonly origin: number;

  constructor(readonly plan: ExperimentPlan) {
    const { trials, seed, budget, model, drivers } = plan;
    wholeNumber({ trials }, { min: 2, max: MOST_TRIALS });
    wholeNumber({ seed }, { min: 1 });
    finite({ budget });
    this.isKept = trials <= MOST_KEPT;
    if (!this.isKept && plan.newCounts === undefined) throw new Error(`${trials} results are too many to keep`);
    this.segments = Math.ceil(trials / SEGMENT);
    this.draws = new Draws(drivers, seed, model.used);
    const bases = drivers.list.map(({ distribution }) => Float64Array.of(distribution.base));
    this.base = evaluateModel(model, bases, 1)[0] ?? badArgument("model is empty.");
    this.origin = typeof this.base === "number" ? this.base : 0;
  }

  trialsOf(segment: number): number {
    return Math.min(SEGMENT, this.plan.trials - segment * SEGMENT);
  }

  newSums(): Sums {
    return {
      count: 0,
      failed: 0,
      mean: 0,
      squares: 0,
      least: Number.POSITIVE_INFINITY,
      most: Number.NEGATIVE_INFINITY,
      overBudget: 0,
      overBase: 0,
      byDriver: new DriverSums(this.plan.drivers.list, this.plan.model.used),
    };
  }

  /** Runs one segment; its results go into `results`, NaN where the model fails. */
  runSegment(segment: number, results: Float64Array): Sums {
    const sums = this.newSums();
    const spare = newValues();
    const { root } = this.plan.model;
    for (let done = 0; done < results.length; done += BLOCK) {
      const count = Math.min(BLOCK, results.length - done);
      this.draws.fill(segment * SEGMENT + done, count);
      const block: Block = { drivers: this.draws.values, count };
      const column = numbersOf(root.run(block), spare, count).subarray(0, count);
      results.set(column, done);
      joinMoments(sums, this.blockMoments(column));
      if (this.plan.withShares !== false)
        sums.byDriver.add(this.draws.uniforms, this.draws.values, column, this.origin);
    }
    return sums;
  }

  private blockMoments(results: Float64Array): Moments {
    const { budget = Number.POSITIVE_INFINITY } = this.plan;
    let [count, total, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let [overBudget, overBase] = [0, 0];
    for (let i = 0; i < results.length; i++) {
      const value = results[i] as number;
      if (Number.isNaN(value)) continue;
      count++;
      total += value - this.origin;
      if (value < least) least = value;
      if (value > most) most = value;
      if (value > budget) overBudget++;
      if (value > this.origin) overBase++;
    }
    const mean = count === 0 ? 0 : this.origin + total / count;
    const failed = results.length - count;
    return { count, failed, mean, squares: squaresAbout(mean, results), least, most, overBudget, overBase };
  }

  /** Why the model has no number in a trial. */
  whyFailed(trial: number): DomainError {
    this.draws.fill(trial, 1);
    return whyAt(this.plan.model.root, this.draws.values, 0);
  }
}

type Moments = Omit<Sums, "byDriver">;

function squaresAbout(mean: number, results: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < results.length; i++) {
    const gap = (results[i] as number) - mean;
    if (!Number.isNaN(gap)) squares += gap * gap;
  }
  return squares;
}

/** Joins the moments of later trials to those of earlier ones (Chan, Golub, LeVeque 1979). */
export function joinMoments(into: Moments, more: Moments): void {
  const count = into.count + more.count;
  if (more.count > 0) {
    const gap = more.mean - into.mean;
    into.mean += (gap * more.count) / count;
    into.squares += more.squares + ((gap * gap * into.count) / count) * more.count;
  }
  into.count = count;
  into.failed += more.failed;
  into.least = Math.min(into.least, more.least);
  into.most = Math.max(into.most, more.most);
  into.overBudget += more.overBudget;
  into.overBase += more.overBase;
}

/** Where results of a run go: all of them in order, or how many fell where. */
export class ResultStore {
  readonly kept: Float64Array | undefined;
  readonly counts: MagnitudeCounts | undefined;
  private readonly scratch: Float64Array;
  firstFailure: number | undefined;

  constructor(
    private readonly experiment: Experiment,
    private readonly firstSegment: number,
    trials: number,
  ) {
    this.kept = experiment.isKept ? new Float64Array(trials) : undefined;
    this.counts = experiment.isKept ? undefined : experiment.plan.newCounts?.();
    this.scratch = experiment.isKept ? new Float64Array(0) : new Float64Array(SEGMENT);
  }

  runSegment(segment: number): Sums {
    const size = this.experiment.trialsOf(segment);
    const start = (segment - this.firstSegment) * SEGMENT;
    const results = this.kept?.subarray(start, start + size) ?? this.scratch.subarray(0, size);
    const sums = this.experiment.runSegment(segment, results);
    this.counts?.add(results);
    if (sums.failed > 0) this.firstFailure ??= segment * SEGMENT + results.findIndex((value) => Number.isNaN(value));
    return sums;
  }
}
