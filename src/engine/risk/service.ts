import { DomainError } from "../errors";
import type { Value } from "../grid";
import type { HistogramTable } from "./histogram";
import { MagnitudeCounts } from "./magnitudeCounts";
import type { ModelWorld } from "./namedModels";
import { type Outcome, type Progress, runWatched } from "./run";
import { outcomeHistogram, prepareExperiment, type Simulate, summary } from "./simulate";
import { tornado } from "./tornado";

/**
 * Simulations for whoever waits elsewhere: the pane starts one through a port, sees how far it is, may stop it, and gets
 * its result as plain data. The other end of the port is a worker with the functions loaded.
 */
export interface SimulationRequest extends Simulate {
  /** Classes of the histogram; left out, as HISTOGRAM chooses. */
  readonly bins?: number | undefined;
}

/** A statistic that could not be computed says why. */
export type PlainValue = number | string | boolean | { readonly error: string; readonly message: string };

export interface SimulationResult {
  /** True when the run was stopped; the statistics are then those of a run of `trials` trials. */
  readonly isPartial: boolean;
  readonly trials: number;
  /** By name, as SIMULATE lists them. */
  readonly statistics: Readonly<Record<string, PlainValue>>;
  /** None where trials failed. */
  readonly histogram: HistogramTable | undefined;
  /** Rows as TORNADO gives them, largest first. */
  readonly tornado: readonly Readonly<Record<string, PlainValue>>[];
}

export type RequestMessage =
  | { readonly kind: "start"; readonly id: number; readonly request: SimulationRequest }
  | { readonly kind: "cancel"; readonly id: number };
export type ReplyMessage =
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "result"; readonly id: number; readonly result: SimulationResult }
  /** The input is at fault. */
  | { readonly kind: "refused"; readonly id: number; readonly message: string }
  /** We are. */
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

/** One end of a channel: a Worker, a worker's own scope, or a MessagePort. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => unknown) | null;
}

const newCounts = (): MagnitudeCounts => new MagnitudeCounts();

/** Runs one request to its end or until it is stopped. */
export async function runRequest(
  request: SimulationRequest,
  world: ModelWorld,
  watcher: Parameters<typeof runWatched>[1],
): Promise<SimulationResult> {
  const outcome = await runWatched(prepareExperiment(request, world, { newCounts }), watcher);
  return plainResult(outcome, request, world);
}

function plainResult(outcome: Outcome, request: SimulationRequest, world: ModelWorld): SimulationResult {
  const { drivers, model } = request;
  const statistics = summary(outcome).rows.map(([name, value]) => [String(name), plain(value)]);
  return {
    isPartial: outcome.trials < outcome.experiment.plan.trials,
    trials: outcome.trials,
    statistics: Object.fromEntries(statistics),
    histogram: outcome.sums.failed > 0 ? undefined : outcomeHistogram(outcome, request.bins),
    tornado: tornado({ drivers, model }, world).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    ),
  };
}

function plain(value: Value): PlainValue {
  if (value instanceof DomainError) return { error: value.kind, message: value.message };
  return value ?? "";
}

/** The worker's end: answers every request that comes in; several may run at once. */
export function serveSimulations(port: Port, world: () => ModelWorld, pause: () => Promise<void>): void {
  const stopped = new Set<number>();
  const reply = (message: ReplyMessage): void => port.postMessage(message);
  const start = async (id: number, request: SimulationRequest): Promise<void> => {
    try {
      const watcher = {
        pause,
        onProgress: (progress: Progress) => reply({ kind: "progress", id, progress }),
        isStopped: () => stopped.has(id),
      };
      reply({ kind: "result", id, result: await runRequest(request, world(), watcher) });
    } catch (thrown) {
      if (thrown instanceof DomainError) reply({ kind: "refused", id, message: thrown.message });
      else reply({ kind: "failed", id, message: thrown instanceof Error ? thrown.message : String(thrown) });
    } finally {
      stopped.delete(id);
    }
  };
  port.onmessage = ({ data }) => {
    const message = data as RequestMessage;
    if (message.kind === "cancel") stopped.add(message.id);
    else void start(message.id, message.request);
  };
}
