import { type Deployment, memoryLimit } from "./deployment";
import { type DecodeStep, decodeStep, prefillS, roofPrefillS, roofStepS } from "./step";

/**
 * How requests arrive. closed_loop: a fixed number of users, each sending again when answered. offline: everything is
 * there at the start. offline_static: one fixed batch, however large. server, interactive: MLPerf's arrival rules.
 */
export type Scenario = "closed_loop" | "offline" | "offline_static" | "server" | "interactive";

export interface Load {
  readonly inputTok: number;
  readonly outputTok: number;
  /** Share of the prompt found in a prefix cache: it stays in memory but is not computed again. */
  readonly prefixHit: number;
  readonly scenario: Scenario;
}

/** What a deployment does under a load; seconds. */
export interface OperatingPoint {
  readonly outputTokPerS: number;
  readonly ttftS: number;
  readonly tpotS: number;
  /** Sequences in flight, at most what memory holds. */
  readonly batch: number;
  readonly step: DecodeStep;
  readonly prefillS: number;
  /** Time in which every sequence of the batch is prefilled once and decoded to its end. */
  readonly cycleS: number;
  /** Requests in flight for every one that memory holds; above 1 the rest queues. */
  readonly crowding: number;
}

/** Prefills waiting before one's own grow with ρ/(1 − ρ); beyond this load the batch bounds them. */
const MOST_PREFILL_LOAD = 0.97;
/** Share of a cycle that a request which finds memory full waits, for each batch before it. */
const QUEUE_SHARE = 0.9;

/** Mean tokens a sequence has behind it while it is decoded. */
export const meanContext = ({ inputTok, outputTok }: Load): number => inputTok + outputTok / 2;

/** Sequences the scheduler keeps: what memory holds, and without a concurrency no more than its own limit. */
export function batchLimit(d: Deployment, load: Load): number {
  const perRank = d.common.sequencesPerRank * Math.max(1, d.attentionDp);
  return Math.max(1, Math.min(memoryLimit(d, load.inputTok + load.outputTok), perRank));
}

export function operatingPoint(d: Deployment, load: Load, concurrency: number | undefined): OperatingPoint {
  const batch = batchOf(d, load, concurrency);
  const crowding = concurrency === undefined ? 1 : concurrency / batch;
  const step = decodeStep(d, batch / d.pipeline, meanContext(load));
  const prompt = prefillS(d, load.inputTok * (1 - load.prefixHit));
  const state = { d, load, batch, prompt, crowding };
  const response = load.scenario === "closed_loop" ? pacedResponse(state, step.total) : responseAt(state, step.total);
  const { ttftS, tpotS, cycleS } = response;
  const fitted =
    load.scenario === "closed_loop"
      ? (batch * crowding * load.outputTok) / requestS(state, response, step.total)
      : offlineRate(d, load, batch, cycleS);
  const outputTokPerS = Math.min(fitted, roofTokPerS(d, load, batch));
  return { outputTokPerS, ttftS, tpotS, batch, step, prefillS: prompt, cycleS, crowding };
}

interface State {
  readonly d: Deployment;
  readonly load: Load;
  readonly batch: number;
  readonly prompt: number;
  readonly crowding: number;
}

interface Response {
  readonly ttftS: number;
  readonly tpotS: number;
  readonly cycleS: number;
  /** From sending a request to its last token. */
  readonly requestS: number;
}

/** Latencies when a decode step takes `stepS`: prefills of the others come between, and before the first token. */
function responseAt({ d, load, batch, prompt, crowding }: State, stepS: number): Response {
  const perStage = batch / d.pipeline;
  const cycleS = perStage * prompt + load.outputTok * stepS;
  const tpotS = stepS + ((batch - 1) * prompt) / load.outputTok;
  const prefillLoad = Math.min((perStage * prompt) / cycleS, MOST_PREFILL_LOAD);
  const waiting = d.stack.firstTokenQueue * Math.min(prefillLoad / (1 - prefillLoad), batch);
  const queueS = crowding > 1 ? (crowding - 1) * cycleS * QUEUE_SHARE : 0;
  const ttftS = d.firstTokenS + stepS + prompt * (1 + waiting) + queueS;
  return { ttftS, tpotS, cycleS, requestS: ttftS + (load.outputTok - 1) * tpotS };
}

/**
 * Where prompts are long and answers short, faster steps would only make prefills collide: the wait ρ/(1 − ρ) would grow
 * faster than decoding shrinks. A scheduler is free to decode more slowly, so hardware that is faster never serves less.
 */
function pacedResponse(state: State, stepS: number): Response {
  const { d, load, batch, prompt, crowding } = state;
  const response = responseAt(state, stepS);
  // Where the derivative of the response by the step's time is 0, away from the bounds of the wait.
  const stepsCounted = 1 + QUEUE_SHARE * Math.max(0, crowding - 1);
  const prefillsWaiting = (d.stack.firstTokenQueue * batch) / d.pipeline;
  const bestStepS = (prompt * Math.sqrt(prefillsWaiting / stepsCounted)) / load.outputTok;
  if (stepS >= bestStepS) return response;
  const paced = responseAt(state, bestStepS);
  return paced.requestS < response.requestS ? paced : response;
}

/** Time a user waits for an answer: what the fit says, but no less than the batch's own work takes. */
function requestS(state: State, response: Response, stepS: number): number {
  const { load, batch, d, prompt, crowding } = state;
  const workS = (batch / d.pipeline) * prompt + load.outputTok * stepS;
  const fitted = Math.max(response.requestS, crowding * workS * QUEUE_SHARE);
  return crowding > 1 ? Math.max(fitted, uncrowdedS(state)) : fitted;
}

/** The fitted queue undercuts a system without one by less than this on every measured row. */
const QUEUE_SLACK = 0.99;

/** With memory for every request nobody would wait for a place, so a request can hardly take less than then. */
function uncrowdedS({ d, load, batch, prompt, crowding }: State): number {
  const everyone = batch * crowding;
  const step = decodeStep(d, everyone / d.pipeline, meanContext(load));
  return pacedResponse({ d, load, batch: everyone, prompt, crowding: 1 }, step.total).requestS * QUEUE_SLACK;
}

function batchOf(d: Deployment, load: Load, concurrency: number | undefined): number {
  if (concurrency === undefined) return batchLimit(d, load);
  if (load.scenario === "offline_static") return Math.max(1, concurrency);
  return Math.max(1, Math.min(concurrency, memoryLimit(d, load.inputTok + load.outputTok)));
}

function offlineRate(d: Deployment, load: Load, batch: number, cycleS: number): number {
  const { pipelineBubble, serverFactor, interactiveFactor } = d.common;
  const rate = (batch * load.outputTok) / cycleS / (1 + pipelineBubble * (d.pipeline - 1));
  if (load.scenario === "server") return rate / serverFactor;
  if (load.scenario === "interactive") return rate / interactiveFactor;
  return rate;
}

/** No deployment passes this: full bandwidth, full peak, no overhead, prefill and decode on the same chips. */
export function roofTokPerS(d: Deployment, load: Load, batch: number): number {
  const perStage = batch / d.pipeline;
  const decode = load.outputTok * roofStepS(d, perStage, meanContext(load));
  const prefill = perStage * roofPrefillS(d, load.inputTok * (1 - load.prefixHit));
  return (batch * load.outputTok) / (decode / d.speculative + prefill);
}
