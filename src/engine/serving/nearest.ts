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

/** What stays the same from load to load. */
interface Kind {
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
  readonly closed: boolean;
}

/** How much at once. */
interface Burden {
  readonly lnConcurrency: number | undefined;
  readonly lnInputTok: number;
  readonly lnOutputTok: number;
}

interface Candidate extends Burden {
  readonly measurement: Measurement;
  /** Place in the table: of rows equally near the first is taken. */
  readonly place: number;
}

/** Measurements of one kind of deployment: what it differs in from another is worked out once for all its loads. */
interface Measured {
  readonly kind: Kind;
  readonly loads: Candidate[];
}

interface MeasuredIndex {
  readonly byChip: ReadonlyMap<string, readonly Measured[]>;
  readonly byModel: ReadonlyMap<string, readonly Measured[]>;
  readonly byPair: ReadonlyMap<string, readonly Measured[]>;
  readonly all: readonly Measured[];
}

const PARAMS_PER_BILLION = 1e9;
/** Sums of the same differences in another order are equally near. */
const ROUNDING = 1e-12;
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
  const kind = wantedKind(service);
  const burden = wantedBurden(service);
  let nearest: Candidate | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const measured of candidates) {
    const apart = kindsApart(kind, measured.kind);
    if (apart > distance + ROUNDING) continue;
    for (const load of measured.loads) {
      const whole = apart + burdensApart(burden, load);
      if (whole > distance + ROUNDING) continue;
      if (nearest === undefined || whole < distance - ROUNDING || load.place < nearest.place) {
        nearest = load;
        distance = whole;
      }
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
  const byKind = new Map<string, Measured>();
  for (const [place, measurement] of measurements.entries()) {
    const { inputTok, outputTok, outputTokPerS } = measurement;
    if (outputTokPerS === undefined || inputTok === undefined || outputTok === undefined) continue;
    const kind = measuredKind(measurement, parameters);
    const key = JSON.stringify(kind);
    const measured = byKind.get(key) ?? { kind, loads: [] };
    byKind.set(key, measured);
    measured.loads.push({ measurement, place, ...measuredBurden(measurement, inputTok, outputTok) });
  }
  const all = [...byKind.values()];
  return {
    byChip: grouped(all, ({ kind }) => kind.chip),
    byModel: grouped(all, ({ kind }) => kind.model),
    byPair: grouped(all, ({ kind }) => pairKey(kind.chip, kind.model)),
    all,
  };
}

function grouped(all: readonly Measured[], keyOf: (measured: Measured) => string): Map<string, Measured[]> {
  const groups = new Map<string, Measured[]>();
  for (const measured of all) {
    const key = keyOf(measured);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [measured]);
    else group.push(measured);
  }
  return groups;
}

function measuredKind(m: Measurement, { chips }: ServingParameters): Kind {
  return {
    chip: m.acceleratorId,
    family: chips[m.acceleratorId]?.family ?? "",
    model: m.modelId,
    lnParams: ln(m.paramsTotalB),
    lnActive: ln(m.paramsActiveB),
    bits: m.precision === "fp16" ? "bf16" : m.precision,
    stack: m.engine,
    product: productOf(m.engine),
    pipeline: m.pipeline,
    attentionDp: m.attentionDp,
    lnGpus: ln(m.accelerators),
    closed: plainName(m.scenario) === "closedloop",
  };
}

function measuredBurden({ concurrency }: Measurement, inputTok: number, outputTok: number): Burden {
  return {
    lnConcurrency: concurrency === undefined ? undefined : ln(concurrency),
    lnInputTok: ln(inputTok),
    lnOutputTok: ln(outputTok),
  };
}

function wantedKind({ deployment: d, load, replicas, stackId }: Served): Kind {
  const { model, chip, precision } = d;
  const active = model.denseParams + model.embeddingParams + model.routedParams * model.expertShare;
  const total = model.denseParams + model.embeddingParams + model.routedParams;
  return {
    chip: chip.id,
    family: chip.familyId,
    model: model.id,
    lnParams: ln(total / PARAMS_PER_BILLION),
    lnActive: ln(active / PARAMS_PER_BILLION),
    bits: precision.name === "fp16" ? "bf16" : precision.name,
    stack: stackId,
    product: productOf(stackId),
    pipeline: d.pipeline,
    attentionDp: d.attentionDp,
    lnGpus: ln(d.gpus * replicas),
    closed: load.scenario === "closed_loop",
  };
}

function wantedBurden({ load, replicas, concurrency }: Served): Burden {
  return {
    lnConcurrency: concurrency === undefined ? undefined : ln(concurrency * replicas),
    lnInputTok: ln(load.inputTok),
    lnOutputTok: ln(load.outputTok),
  };
}

function kindsApart(wanted: Kind, measured: Kind): number {
  let distance = WEIGHTS.gpus * Math.abs(wanted.lnGpus - measured.lnGpus);
  if (wanted.bits !== measured.bits) distance += WEIGHTS.precision;
  if (wanted.stack !== measured.stack) {
    distance += wanted.product === measured.product ? WEIGHTS.stackVersion : WEIGHTS.stack;
  }
  if (wanted.closed !== measured.closed) distance += WEIGHTS.scenario;
  if (wanted.pipeline !== measured.pipeline || wanted.attentionDp !== measured.attentionDp) {
    distance += WEIGHTS.layout;
  }
  if (wanted.model !== measured.model) {
    const size = Math.abs(wanted.lnParams - measured.lnParams) + Math.abs(wanted.lnActive - measured.lnActive);
    distance += WEIGHTS.model + size;
  }
  if (wanted.chip !== measured.chip) distance += wanted.family === measured.family ? WEIGHTS.chip : WEIGHTS.family;
  return distance;
}

function burdensApart(wanted: Burden, measured: Burden): number {
  let distance =
    WEIGHTS.inputTok * Math.abs(wanted.lnInputTok - measured.lnInputTok) +
    WEIGHTS.outputTok * Math.abs(wanted.lnOutputTok - measured.lnOutputTok);
  if (wanted.lnConcurrency !== undefined && measured.lnConcurrency !== undefined) {
    distance += WEIGHTS.concurrency * Math.abs(wanted.lnConcurrency - measured.lnConcurrency);
  } else if (wanted.lnConcurrency !== measured.lnConcurrency) distance += WEIGHTS.concurrency;
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
