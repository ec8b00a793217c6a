import { activeParams } from "./architecture";
import type { Deployment } from "./deployment";
import { type Load, meanContext, type OperatingPoint } from "./load";
import { stepBytes } from "./step";

/** Utilizations of the chip and the power they draw. */
export interface Power {
  /** Useful arithmetic over the peak, prefill and decode together. */
  readonly mfu: number;
  /** Bytes decoding reads over what the bandwidth could deliver. */
  readonly mbu: number;
  /** Power of one accelerator with its share of the server, W; `undefined` where the chip's limit is unknown. */
  readonly wallW: number | undefined;
}

/** Board power as a share of its limit: idle, per unit of bandwidth used, per unit of arithmetic used. */
const IDLE = 0.28;
const PER_MBU = 0.44;
const PER_MFU = 1.1;
/** Host, network, fans and conversion losses, as a share of the accelerators' limit. */
const SERVER = 0.52;

export function powerOf(d: Deployment, load: Load, { outputTokPerS, batch }: OperatingPoint): Power {
  const perStage = batch / d.pipeline;
  const requestsPerS = outputTokPerS / load.outputTok;
  const tokensComputed = load.inputTok * (1 - load.prefixHit) + load.outputTok;
  const mfu = (requestsPerS * 2 * tokensComputed * activeParams(d.model)) / (d.gpus * d.peakRate);
  const stepsPerS = outputTokPerS / perStage / d.speculative;
  const mbu = (stepsPerS * stepBytes(d, perStage, meanContext(load))) / (d.gpus * d.chip.bandwidth);
  const { tdpW } = d.chip;
  if (tdpW === undefined) return { mfu, mbu, wallW: undefined };
  return { mfu, mbu, wallW: tdpW * (Math.min(1, IDLE + PER_MBU * mbu + PER_MFU * mfu) + SERVER) };
}

/** What an accelerator with its share of the server draws while it waits, W. */
export const idleWallW = (tdpW: number): number => tdpW * (IDLE + SERVER);
