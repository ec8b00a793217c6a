import { pow } from "../portable";
import { activeParams, kvBytes } from "./architecture";
import { type Deployment, reduceLatencyS } from "./deployment";

/** Attention over long prompts reaches less than the peak: it is bound by softmax and by on-chip memory. */
const ATTENTION_PEAK = 2.5e15;
const ATTENTION_SHARE = 0.7;

/** The parts of one decode step, s. They add up: measurements show no overlap from end to end. */
export interface DecodeStep {
  weights: number;
  kv: number;
  compute: number;
  allReduce: number;
  fixed: number;
  total: number;
}

/** Share of the experts that a batch touches, each token drawing its experts evenly. */
export function expertsTouched(expertShare: number, batch: number): number {
  return expertShare === 0 ? 0 : 1 - pow(1 - expertShare, Math.max(batch, 1));
}

/** One step of `batch` sequences in a pipeline stage, each with `context` tokens behind it. */
export function decodeStep(d: Deployment, batch: number, context: number): DecodeStep {
  const { model, chip, common, tensor } = d;
  const { family } = chip;
  const rate = chip.bandwidth * family.bandwidthShare;
  const routedBytes = (d.routedBytes * expertsTouched(model.expertShare, batch)) / common.expertBandwidthFactor;
  const kvRead = batch * kvBytes(model, context, d.kvBits) * d.kvCopies;
  const weights = ((d.denseBytes / d.attentionRanks + routedBytes / tensor) / rate) * d.timeFactor;
  const kv = (kvRead / (tensor * rate * common.kvBandwidthShare)) * d.timeFactor;
  const compute = batch * computeSPerToken(d) * d.timeFactor;
  const allReduce = allReduceS(d, batch) * d.timeFactor;
  const layerS = family.layerS * (model.routedParams > 0 ? common.expertLayerFactor : 1);
  const fixed = (model.layers * layerS + common.stepS + batch * common.sequenceS) * d.timeFactor;
  const fitted = weights + kv + compute + allReduce + fixed;
  const total = Math.max(fitted, roofStepS(d, batch, context)) / d.speculative;
  return { weights, kv, compute, allReduce, fixed, total };
}

function computeSPerToken(d: Deployment): number {
  const { model, common } = d;
  const params = model.denseParams + (model.routedParams * model.expertShare) / common.expertComputeShare;
  return (2 * params) / (d.tensor * d.fittedRate * d.chip.family.computeShare);
}

/** With data-parallel attention the experts' tokens are dispatched and gathered instead of all-reduced. */
function allReduceS(d: Deployment, batch: number): number {
  if (d.tensor <= 1) return 0;
  const exchange = d.attentionDp > 1 ? (d.model.routedParams > 0 ? (d.model.expertsActive + 1) / 2 : 0.5) : 1;
  return 2 * d.model.layers * (reduceLatencyS(d) + batch * d.reduceSPerToken * exchange);
}

/** Prefill of one prompt, s: what a request takes from the deployment before its first token. */
export function prefillS(d: Deployment, prompt: number): number {
  const { model, chip, tensor } = d;
  const linear = prompt * computeSPerToken(d);
  const keys = prompt * model.fullLayers + Math.min(prompt, 2 * model.windowTokens) * model.windowLayers;
  const attentionRate = Math.min(d.fittedRate, ATTENTION_PEAK) * chip.family.computeShare * ATTENTION_SHARE;
  const attention = (2 * prompt * keys * model.queryWidth) / (tensor * attentionRate);
  const allReduce = 2 * model.layers * prompt * d.reduceSPerToken;
  return Math.max((linear + attention + allReduce) * d.timeFactor, roofPrefillS(d, prompt));
}

/** Bytes one step reads on all accelerators of a stage. */
export function stepBytes(d: Deployment, batch: number, context: number): number {
  const dense = d.denseBytes * d.attentionDp;
  const routed = d.routedBytes * expertsTouched(d.model.expertShare, batch);
  return dense + routed + batch * kvBytes(d.model, context, d.kvBits) * d.kvCopies;
}

/** The physical floor of a step: every byte at the full bandwidth, every product at the full peak. */
export function roofStepS(d: Deployment, batch: number, context: number): number {
  const memory = stepBytes(d, batch, context) / (d.tensor * d.chip.bandwidth);
  const compute = (2 * batch * activeParams(d.model)) / (d.tensor * d.peakRate);
  return Math.max(memory, compute);
}

export function roofPrefillS(d: Deployment, prompt: number): number {
  return (2 * prompt * activeParams(d.model)) / (d.tensor * d.peakRate);
}
