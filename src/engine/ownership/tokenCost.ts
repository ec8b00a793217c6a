import { notNegative, positive, positiveShare, shown } from "../checks";
import { badArgument, type DomainError, noSolution } from "../errors";
import type { Row } from "../grid";
import { step } from "../trace";
import { H_PER_MONTH, S_PER_H, TOK_PER_MTOK } from "../units";

/** What the tables and the serving model know of a deployment that is given by names. */
export interface Estimates {
  /** Median rent of an accelerator, USD per GPU-hour. */
  rentUsdPerGpuHour(gpu: string): number;
  /** Output rate of the whole deployment; without `gpus` the smallest count that holds the model. */
  throughput(model: string, gpu: string, gpus: number | undefined): Deployment;
}

export interface Deployment {
  readonly gpus: number;
  readonly outputTokPerS: number;
}

export interface CostPerToken {
  readonly gpuHourUsd: number | string;
  readonly tokPerS: number | string;
  readonly utilization?: number | undefined;
  readonly gpus?: number | undefined;
  readonly perTokens?: number | undefined;
  readonly outputShare?: number | undefined;
  readonly estimates: Estimates;
}

/** USD per `perTokens` tokens on hardware paid by the hour: USD/h over tok/h, times the share of the tokens that is output. */
export function costPerToken(given: CostPerToken): number {
  const { utilization = 1, perTokens = TOK_PER_MTOK, outputShare = 1, estimates } = given;
  positive({ gpus: given.gpus, perTokens });
  positiveShare({ utilization, outputShare });
  const { gpus, tokPerS } = deployment(given);
  const gpuHourUsd = typeof given.gpuHourUsd === "string" ? rented(given.gpuHourUsd, estimates) : given.gpuHourUsd;
  notNegative({ gpuHourUsd });
  positive({ tokPerS });
  const usdPerHour = gpuHourUsd * gpus;
  const tokPerHour = tokPerS * utilization * S_PER_H;
  step("deployment", usdPerHour, "USD/h");
  step("tokens", tokPerHour, "tok/h");
  return (usdPerHour / tokPerHour) * perTokens * outputShare;
}

function rented(gpu: string, { rentUsdPerGpuHour }: Estimates): number {
  const usd = rentUsdPerGpuHour(gpu);
  step("median rent", usd, "USD/GPU-h");
  return usd;
}

function deployment({ gpuHourUsd, tokPerS, gpus, estimates }: CostPerToken): {
  readonly gpus: number;
  readonly tokPerS: number;
} {
  if (typeof tokPerS === "number") return { gpus: gpus ?? 1, tokPerS };
  if (typeof gpuHourUsd === "number") {
    throw badArgument(
      `tok_per_s names the model "${tokPerS}", so gpu_hour_usd must name an accelerator; you gave ${shown(gpuHourUsd)}. With a price of your own give tok_per_s as a number, such as THROUGHPUT's.`,
    );
  }
  const estimate = estimates.throughput(tokPerS, gpuHourUsd, gpus);
  step("accelerators", estimate.gpus, "GPUs");
  step("estimated output", estimate.outputTokPerS, "tok/s");
  return { gpus: estimate.gpus, tokPerS: estimate.outputTokPerS };
}

export interface SelfHost {
  readonly gpus: number;
  readonly gpuHourUsd: number;
  readonly mtokPerMonth?: number | undefined;
  readonly capacityMTok?: number | undefined;
  readonly staffUsd?: number | undefined;
  readonly otherUsd?: number | undefined;
  readonly hoursPerMonth?: number | undefined;
}

/** A month of a deployment of one's own. Capacity is the whole deployment's; what cannot be served has no unit cost. */
export function selfHost(given: SelfHost): Row {
  const { gpus, gpuHourUsd, mtokPerMonth, capacityMTok } = given;
  const { staffUsd = 0, otherUsd = 0, hoursPerMonth = H_PER_MONTH } = given;
  notNegative({ gpus, gpuHourUsd, staffUsd, otherUsd, hoursPerMonth });
  positive({ mtokPerMonth, capacityMTok });
  const gpuUsdPerMonth = gpus * gpuHourUsd * hoursPerMonth;
  const usdPerMonth = gpuUsdPerMonth + staffUsd + otherUsd;
  const mtok = servedMTok(mtokPerMonth, capacityMTok);
  const utilization = usedShare(mtok, capacityMTok);
  return {
    usdPerMonth,
    usdPerMTok: typeof mtok === "number" ? usdPerMonth / mtok : mtok,
    utilization,
    idleUsdPerMonth: typeof utilization === "number" ? gpuUsdPerMonth * (1 - utilization) : utilization,
  };
}

function servedMTok(mtokPerMonth: number | undefined, capacityMTok: number | undefined): number | DomainError {
  if (mtokPerMonth === undefined)
    return noSolution("mtok_per_month is missing: without a volume there is no cost per token.");
  if (capacityMTok !== undefined && mtokPerMonth > capacityMTok) {
    return noSolution(
      `mtok_per_month ${shown(mtokPerMonth)} exceeds capacity_mtok ${shown(capacityMTok)}: these accelerators cannot serve it. Add some.`,
    );
  }
  return mtokPerMonth;
}

function usedShare(mtok: number | DomainError, capacityMTok: number | undefined): number | DomainError {
  if (capacityMTok === undefined) return noSolution("capacity_mtok is missing: utilization is volume over capacity.");
  return typeof mtok === "number" ? mtok / capacityMTok : mtok;
}
