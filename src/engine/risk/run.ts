import { noSolution } from "../errors";
import { type Experiment, joinMoments, ResultStore, SEGMENT, type Sums } from "./experiment";
import type { MagnitudeCounts } from "./magnitudeCounts";
import { between, quantiles, rankPlace } from "./quantiles";

export interface Progress {
  readonly done: number;
  readonly trials: number;
}

/** What a run gave; `trials` may be fewer than planned when it was stopped. */
export interface Outcome {
  readonly experiment: Experiment;
  readonly trials: number;
  readonly sums: Sums;
  /** All results in the order of the trials, or how many fell where. */
  readonly results: Float64Array | MagnitudeCounts;
  /** The first trial in which the model has no number. */
  readonly firstFailure: number | undefined;
}

/**
 * Runs an experiment segment by segment: the one runner of cell, worker and command line. After each segment it yields
 * how far it is; `next(true)` stops it, and what is done so far is the outcome: exactly that of a run of so many trials.
 */
export function* run(experiment: Experiment): Generator<Progress, Outcome, boolean | undefined> {
  const { trials } = experiment.plan;
  const store = new ResultStore(experiment, 0, trials);
  const sums = experiment.newSums();
  let done = 0;
  for (let segment = 0; segment < experiment.segments; segment++) {
    join(sums, store.runSegment(segment));
    done += experiment.trialsOf(segment);
    if (done < trials && (yield { done, trials }) === true) break;
  }
  const results = store.counts ?? (store.kept as Float64Array).subarray(0, done);
  return { experiment, trials: done, sums, results, firstFailure: store.firstFailure };
}

/** Runs an experiment to its end at once. */
export function runThrough(experiment: Experiment): Outcome {
  const running = run(experiment);
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
}

/** A part of a run: consecutive segments, for one worker of several. */
export interface Part {
  readonly firstSegment: number;
  readonly segments: readonly Sums[];
  readonly store: ResultStore;
}

export function runPart(experiment: Experiment, firstSegment: number, segmentCount: number): Part {
  const places = Array.from({ length: segmentCount }, (_unused, i) => firstSegment + i);
  const trials = places.reduce((sum, place) => sum + experiment.trialsOf(place), 0);
  const store = new ResultStore(experiment, firstSegment, trials);
  return { firstSegment, segments: places.map((place) => store.runSegment(place)), store };
}

/** Joins parts that cover all segments, in whatever order they arrived, to the outcome of a single run. */
export function joinParts(experiment: Experiment, parts: readonly Part[]): Outcome {
  const inOrder = [...parts].sort((a, b) => a.firstSegment - b.firstSegment);
  const { trials } = experiment.plan;
  const whole = new ResultStore(experiment, 0, trials);
  const sums = experiment.newSums();
  for (const { firstSegment, segments, store } of inOrder) {
    for (const segment of segments) join(sums, segment);
    if (store.kept !== undefined) whole.kept?.set(store.kept, firstSegment * SEGMENT);
    if (store.counts !== undefined) whole.counts?.join(store.counts);
    whole.firstFailure ??= store.firstFailure;
  }
  if (sums.count + sums.failed !== trials) {
    throw noSolution(`The parts hold ${sums.count + sums.failed} trials of ${trials}.`);
  }
  const results = whole.counts ?? (whole.kept as Float64Array);
  return { experiment, trials, sums, results, firstFailure: whole.firstFailure };
}

function join(into: Sums, more: Sums): void {
  joinMoments(into, more);
  into.byDriver.join(more.byDriver);
}

/** Quantiles of the results as PERCENTILE.INC; no trial may have failed. */
export function outcomeQuantiles({ results, trials }: Outcome, shares: readonly number[]): readonly number[] {
  if (results instanceof Float64Array) return quantiles(results, shares);
  const places = shares.map((share) => rankPlace(trials, share));
  const found = results.valuesAtRanks(places.flatMap(({ rank, next }) => [rank, next]));
  return places.map(({ rank, next, part }) => between(found.get(rank) as number, found.get(next) as number, part));
}

export interface Watcher {
  /** Gives others a turn; a promise that is kept soon. */
  readonly pause: () => Promise<void>;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly isStopped?: (() => boolean) | undefined;
}

/** Runs an experiment in turns, so that whoever waits sees progress and can stop it. */
export async function runWatched(experiment: Experiment, watcher: Watcher): Promise<Outcome> {
  const running = run(experiment);
  let step = running.next();
  while (step.done !== true) {
    watcher.onProgress?.(step.value);
    await watcher.pause();
    step = running.next(watcher.isStopped?.() === true);
  }
  return step.value;
}
