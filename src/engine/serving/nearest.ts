import type { Measurement } from "../../data/types";
import { plainName, shown } from "../checks";
import { ln } from "../portable";
import type { ServingParameters } from "./parameters";
import type { Served } from "./request";

/** A published measurement and how far it is from what was asked. 0 is the same deployment under the same load. */
export interface Nearest {
  readonly measurement: Measurement;
  readonly distance: number;
}

/** What each difference counts. A factor of e in a quantity counts its weight once. */
const WEIGHTS = {
  gpus: 1,
  concurrency: 0.5,
  inputTok: 0.25,
  outputTok: 0.25,
  precision: 1,
  stack: 0.7,
  stackVersion: 0.3,
  scenario: 0.5,
  layout: 0.5,
  model: 2,
  family: 3,
  chip: 1,
} as const;

/** What the distance compares, worked out once for each measurement. */
interface Compared {
  readonly chip: string;
  readonly family: string;
  readonly model: string;
  readonly lnParams: number;
  readonly lnActive: number;
  readonly bits: string;
  readonly stack: string;
  readonly product: string;
  readonly pipeline: number;
  readonly attentionDp: number;
  readonly lnGpus: number;
  readonly lnConcurrency: number | undefined;
  readonly lnInputTok: number;
  readonly lnOutputTok: number;
  readonly closed: boolean;
}

type Wanted = Compared;

interface Candidate extends Compared {
  readonly measurement: Measurement;
}

interface MeasuredIndex {
  readonly byChip: ReadonlyMap<string, readonly Candidate[]>;
  readonly byModel: ReadonlyMap<string, readonly Candidate[]>;
  readonly byPair: ReadonlyMap<string, readonly Candidate[]>;
  readonly all: readonly Candidate[];
}

const PARAMS_PER_BILLION = 1e9;
const indices = new WeakMap<readonly Measurement[], MeasuredIndex>();

/** The nearest row: of the same model on the same chip if there is one, else of either, else of all. */
export function nearestMeasured(
  service: Served,
  measurements: readonly Measurement[],
  parameters: ServingParameters,
): Nearest | undefined {
  const { model, chip } = service.deployment;
  const { byChip, byModel, byPair, all } = indexOf(measurements, parameters);
  const candidates =
    byPair.get(pairKey(chip.id, model.id)) ??
    nonEmpty([...(byChip.get(chip.id) ?? []), ...(byModel.get(model.id) ?? [])]) ??
    all;
  const wanted = wantedOf(service);
  let nearest: Candidate | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const apart = distanceOf(wanted, candidate, distance);
    if (apart < distance) {
      nearest = candidate;
      distance = apart;
    }
  }
  return nearest === undefined ? undefined : { measurement: nearest.measurement, distance };
}

const nonEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
const pairKey = (chip: string, model: string): string => `${chip}|${model}`;

function indexOf(measurements: readonly Measurement[], parameters: ServingParameters): MeasuredIndex {
  let index = indices.get(measurements);
  if (index === undefined) {
    index = indexed(measurements, parameters);
    indices.set(measurements, index);
  }
  return index;
}

function indexed(measurements: readonly Measurement[], parameters: ServingParameters): MeasuredIndex {
  const byChip = new Map<string, Candidate[]>();
  const byModel = new Map<string, Candidate[]>();
  const byPair = new Map<string, Candidate[]>();
  const all: Candidate[] = [];
  for (const measurement of measurements) {
    const { acceleratorId, modelId, inputTok, outputTok, outputTokPerS } = measurement;
    if (outputTokPerS === undefined || inputTok === undefined || outputTok === undefined) continue;
    const candidate = candidateOf(measurement, inputTok, outputTok, parameters);
    all.push(candidate);
    push(byChip, acceleratorId, candidate);
    push(byModel, modelId, candidate);
    push(byPair, pairKey(acceleratorId, modelId), candidate);
  }
  return { byChip, byModel, byPair, all };
}

function push(lists: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [candidate]);
  else list.push(candidate);
}

function candidateOf(m: Measurement, inputTok: number, outputTok: number, { chips }: ServingParameters): Candidate {
  return {
    measurement: m,
    chip: m.acceleratorId,
    model: m.modelId,
    stack: m.engine,
    pipeline: m.pipeline,
    attentionDp: m.attentionDp,
    family: chips[m.acceleratorId]?.family ?? "",
    lnGpus: ln(m.accelerators),
    lnConcurrency: m.concurrency === undefined ? undefined : ln(m.concurrency),
    lnInputTok: ln(inputTok),
    lnOutputTok: ln(outputTok),
    lnParams: ln(m.paramsTotalB),
    lnActive: ln(m.paramsActiveB),
    bits: m.precision === "fp16" ? "bf16" : m.precision,
    closed: plainName(m.scenario) === "closedloop",
    product: productOf(m.engine),
  };
}

function wantedOf({ deployment: d, load, replicas, concurrency, stackId }: Served): Wanted {
  const { model, chip, precision } = d;
  const active = model.denseParams + model.embeddingParams + model.routedParams * model.expertShare;
  const total = model.denseParams + model.embeddingParams + model.routedParams;
  return {
    chip: chip.id,
    model: model.id,
    stack: stackId,
    pipeline: d.pipeline,
    attentionDp: d.attentionDp,
    family: chip.familyId,
    lnGpus: ln(d.gpus * replicas),
    lnConcurrency: concurrency === undefined ? undefined : ln(concurrency * replicas),
    lnInputTok: ln(load.inputTok),
    lnOutputTok: ln(load.outputTok),
    lnParams: ln(total / PARAMS_PER_BILLION),
    lnActive: ln(active / PARAMS_PER_BILLION),
    bits: precision.name === "fp16" ? "bf16" : precision.name,
    closed: load.scenario === "closed_loop",
    product: productOf(stackId),
  };
}

/** The distance, or anything at or above `limit` as soon as it is certain to be no nearer. */
function distanceOf(wanted: Wanted, candidate: Candidate, limit: number): number {
  let distance = WEIGHTS.gpus * Math.abs(wanted.lnGpus - candidate.lnGpus);
  if (wanted.bits !== candidate.bits) distance += WEIGHTS.precision;
  if (wanted.lnConcurrency !== undefined && candidate.lnConcurrency !== undefined) {
    distance += WEIGHTS.concurrency * Math.abs(wanted.lnConcurrency - candidate.lnConcurrency);
  } else if (wanted.lnConcurrency !== candidate.lnConcurrency) distance += WEIGHTS.concurrency;
  if (distance >= limit) return distance;
  distance +=
    WEIGHTS.inputTok * Math.abs(wanted.lnInputTok - candidate.lnInputTok) +
    WEIGHTS.outputTok * Math.abs(wanted.lnOutputTok - candidate.lnOutputTok);
  if (distance >= limit) return distance;
  if (wanted.stack !== candidate.stack) {
    distance += wanted.product === candidate.product ? WEIGHTS.stackVersion : WEIGHTS.stack;
  }
  if (wanted.closed !== candidate.closed) distance += WEIGHTS.scenario;
  if (wanted.pipeline !== candidate.pipeline || wanted.attentionDp !== candidate.attentionDp) {
    distance += WEIGHTS.layout;
  }
  if (wanted.model !== candidate.model) {
    const size = Math.abs(wanted.lnParams - candidate.lnParams) + Math.abs(wanted.lnActive - candidate.lnActive);
    distance += WEIGHTS.model + size;
  }
  if (wanted.chip !== candidate.chip) distance += wanted.family === candidate.family ? WEIGHTS.chip : WEIGHTS.family;
  return distance;
}

/** "trtllm" and "trtllm-0.14" are versions of one product. */
const productOf = (stack: string): string => stack.split("-")[0] ?? stack;

const texts = new WeakMap<Measurement, string>();

/** The row in words: what was measured, on what, under which load, by whom. */
export function nearestText({ measurement }: Nearest): string {
  let text = texts.get(measurement);
  if (text === undefined) {
    text = inWords(measurement);
    texts.set(measurement, text);
  }
  return text;
}

function inWords(m: Measurement): string {
  const load = m.concurrency === undefined ? m.scenario : `${shown(m.concurrency)} in flight, ${m.scenario}`;
  const lengths = `${shown(m.inputTok ?? 0)} + ${shown(m.outputTok ?? 0)} tokens`;
  return `${shown(m.outputTokPerS ?? 0)} tok/s: ${m.model}, ${shown(m.accelerators)} × ${m.accelerator}, ${m.precision}, ${m.engine}, ${lengths}, ${load}. Row ${m.rowId}: ${m.provenance.source}`;
}
