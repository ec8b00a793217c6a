import { notNegative, positive, positiveShare, share, shown, wholeNumber } from "../checks";
import { badArgument } from "../errors";
import type { Places } from "../footprint";
import type { RentBook } from "../ownership/rent";
import type { PriceBook } from "../prices/book";
import type { ServingTables } from "../serving/tables";

/** The tables a deployment is priced from. */
export interface Market {
  readonly prices: PriceBook;
  readonly rents: RentBook;
  readonly serving: ServingTables;
  readonly places: Places;
}

/** What has to be served. */
export interface Workload {
  readonly model: string;
  readonly gpu: string;
  readonly requestsPerDay: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What may be said beyond it; each default is stated in `assumptionsOf`. */
export interface DeployOptions {
  readonly bits?: number | string | undefined;
  readonly tpotMs?: number | undefined;
  readonly latencyMs?: number | undefined;
  readonly targetLoad?: number | undefined;
  readonly peakToAverage?: number | undefined;
  readonly spareReplicas?: number | undefined;
  readonly staffUsdPerMonth?: number | undefined;
  readonly capexUsd?: number | undefined;
  readonly discountRate?: number | undefined;
  readonly reservedRatio?: number | undefined;
  readonly inCountry?: boolean | undefined;
  readonly edgeShare?: number | undefined;
  readonly edgeGpu?: string | undefined;
  readonly edgeUsdPerMTok?: number | undefined;
}

/** Every assumption a deployment rests on, shown with each result. */
export interface Assumptions {
  readonly bits: number | string;
  readonly tpotMs: number | undefined;
  readonly latencyMs: number | undefined;
  readonly targetLoad: number;
  readonly peakToAverage: number;
  readonly spareReplicas: number;
  readonly staffUsdPerMonth: number;
  readonly capexUsd: number | undefined;
  readonly discountRate: number;
  readonly reservedRatio: number | undefined;
  readonly inCountry: boolean;
  readonly edgeShare: number;
  readonly edgeGpu: string | undefined;
  readonly edgeUsdPerMTok: number | undefined;
  readonly years: number;
  readonly region: string;
  /** What owned machines sell for at the end, and their operation over the capital charge, both as GPUHOUR has them. */
  readonly residual: number;
  readonly opexShare: number;
}

/** Where the data centre stands if nobody says: the largest market of the regions table. */
const DEFAULT_REGION = "us-va-tx";
const MOST_YEARS = 20;
const RESIDUAL = 0.1;
const OPEX_SHARE = 0.2;

export function assumptionsOf(
  options: DeployOptions,
  { region, years }: { region?: string | undefined; years?: number | undefined },
): Assumptions {
  const assumed: Assumptions = {
    bits: options.bits ?? 16,
    tpotMs: options.tpotMs,
    latencyMs: options.latencyMs,
    targetLoad: options.targetLoad ?? 0.8,
    peakToAverage: options.peakToAverage ?? 2,
    spareReplicas: options.spareReplicas ?? 1,
    staffUsdPerMonth: options.staffUsdPerMonth ?? 0,
    capexUsd: options.capexUsd,
    discountRate: options.discountRate ?? 0.1,
    reservedRatio: options.reservedRatio,
    inCountry: options.inCountry ?? false,
    edgeShare: options.edgeShare ?? 0.7,
    edgeGpu: options.edgeGpu,
    edgeUsdPerMTok: options.edgeUsdPerMTok,
    years: years ?? 3,
    region: region ?? DEFAULT_REGION,
    residual: RESIDUAL,
    opexShare: OPEX_SHARE,
  };
  const { staffUsdPerMonth, edgeUsdPerMTok, discountRate, edgeShare, reservedRatio, capexUsd, latencyMs } = assumed;
  notNegative({ staffUsdPerMonth });
  share({ discountRate, edgeShare });
  // A price of 0 is a slip, not free hardware.
  positiveShare({ reservedRatio });
  positive({ capexUsd, edgeUsdPerMTok, latencyMs });
  wholeNumber({ years: assumed.years }, { min: 1, max: MOST_YEARS });
  return assumed;
}

export function checkWorkload({ requestsPerDay, inputTokens, outputTokens }: Workload): void {
  notNegative({ requestsPerDay });
  positive({ inputTokens });
  if (!(outputTokens >= 1)) throw badArgument(`output_tokens must be 1 or more; you gave ${shown(outputTokens)}.`);
}

/** A month's tokens typed for one request's would be answered with a city of machines. */
export function checkContext({ serving }: Market, { model, inputTokens, outputTokens }: Workload): void {
  const spec = serving.models.find(model);
  const tokens = inputTokens + outputTokens;
  if (spec === undefined || tokens <= spec.contextMax) return;
  throw badArgument(
    `input_tokens and output_tokens are one request; together ${shown(tokens)} exceed ${spec.id}'s context of ${shown(spec.contextMax)}. Give more requests_per_day.`,
  );
}
