import { shown } from "../checks";
import { DomainError, noSolution } from "../errors";
import { gpuHour } from "../ownership/gpuHour";
import { rent } from "../ownership/rent";
import { monthlyCost } from "../prices/cost";
import { DAYS_PER_MONTH, H_PER_MONTH, TOK_PER_MTOK } from "../units";
import { type Fleet, fleetFor, together } from "./fleet";
import { dataCentre, edgeSite, type Footprint, footprintOf, type Site } from "./site";
import type { Assumptions, Market, Workload } from "./workload";

export const DEPLOYMENTS = ["api", "cloud", "reserved", "dedicated", "on_prem", "edge", "hybrid"] as const;
export type DeploymentKind = (typeof DEPLOYMENTS)[number];

/** What one way of serving a workload costs and burns. */
export interface Deployed {
  readonly usdPerMonth: number;
  readonly gpus: number | undefined;
  readonly fleet: Fleet | undefined;
  readonly site: Site | undefined;
  readonly gpuHourUsd: number | undefined;
  readonly footprint: Footprint;
  readonly note: string;
}

export const monthlyMTok = ({ requestsPerDay, inputTokens, outputTokens }: Workload): number =>
  (requestsPerDay * DAYS_PER_MONTH * (inputTokens + outputTokens)) / TOK_PER_MTOK;

/** A service sold by the token: what its machines are and burn is not published. */
export function api(
  market: Market,
  workload: Workload,
  { model, tier }: { model: string; tier?: string | undefined },
): Deployed {
  const usdPerMonth = monthlyCost({ ...workload, model, tier, prices: market.prices });
  const unknown = noSolution("Sellers do not publish what a request burns; QUERYENERGY has a band.");
  return {
    usdPerMonth,
    gpus: undefined,
    fleet: undefined,
    site: undefined,
    gpuHourUsd: undefined,
    footprint: { mwhPerYear: unknown, tco2ePerYear: unknown, waterM3PerYear: unknown },
    note: `${model}${tier === undefined ? "" : `, ${tier} tier`}`,
  };
}

/** Rented by the hour: on demand or reserved for the accelerators needed, dedicated in whole servers. */
export function rented(
  market: Market,
  workload: Workload,
  assumed: Assumptions,
  kind: "cloud" | "reserved" | "dedicated",
): Deployed {
  const fleet = fleetFor(market, workload, assumed, kind === "dedicated" ? "whole_servers" : "as_needed");
  const { gpus } = fleet;
  const term = kind === "cloud" ? "on_demand" : assumed.years >= 3 ? "3yr" : "1yr";
  const gpuHourUsd = hourly(market, workload.gpu, term, assumed.reservedRatio);
  const site = dataCentre(market, assumed.region);
  return {
    usdPerMonth: gpus * gpuHourUsd * H_PER_MONTH + assumed.staffUsdPerMonth,
    gpus,
    fleet,
    site,
    gpuHourUsd,
    footprint: footprintOf(fleet.watts, site, market),
    note:
      term === "on_demand" || assumed.reservedRatio === undefined
        ? `rent ${term}`
        : `rent on_demand × ${shown(assumed.reservedRatio)}`,
  };
}

/** A committed price: the ratio the user gives, else the published one of that term. */
function hourly(market: Market, gpu: string, term: string, reservedRatio: number | undefined): number {
  const { rents } = market;
  if (term === "on_demand" || reservedRatio === undefined) return rent({ gpu, term, rents });
  return rent({ gpu, term: "on_demand", rents }) * reservedRatio;
}

/** Bought, housed and powered: capital with residual, operation, energy at the meter. */
export function owned(market: Market, workload: Workload, assumed: Assumptions, kind: "on_prem" | "edge"): Deployed {
  const fleet = fleetFor(market, workload, assumed, kind === "on_prem" ? "whole_servers" : "as_needed");
  const { gpus, watts } = fleet;
  const site = kind === "on_prem" ? dataCentre(market, assumed.region) : edgeSite(market, assumed.region);
  if (watts instanceof DomainError) throw watts;
  if (site.usdPerKWh instanceof DomainError) throw site.usdPerKWh;
  const gpuHourUsd = gpuHour({
    capexUsd: assumed.capexUsd ?? fleet.accelerator.id,
    lifeYears: assumed.years,
    discountRate: assumed.discountRate,
    residual: assumed.residual,
    opexShare: assumed.opexShare,
    powerW: gpus === 0 ? 0 : watts / gpus,
    pue: site.pue,
    usdPerKWh: site.usdPerKWh,
    accelerators: market.serving.gpus,
  });
  return {
    usdPerMonth: gpus * gpuHourUsd * H_PER_MONTH + assumed.staffUsdPerMonth,
    gpus,
    fleet,
    site,
    gpuHourUsd,
    footprint: footprintOf(watts, site, market),
    note: assumed.capexUsd === undefined ? "capital from the table's estimate system_usd" : "capital as given",
  };
}

/** At the edge: machines of one's own beside the users, or a price per token that the user knows. */
export function edge(market: Market, workload: Workload, assumed: Assumptions): Deployed {
  const { edgeGpu, edgeUsdPerMTok } = assumed;
  if (edgeUsdPerMTok !== undefined) {
    const unknown = noSolution("A price per token says nothing of what the machines burn.");
    return {
      usdPerMonth: edgeUsdPerMTok * monthlyMTok(workload),
      gpus: undefined,
      fleet: undefined,
      site: undefined,
      gpuHourUsd: undefined,
      footprint: { mwhPerYear: unknown, tco2ePerYear: unknown, waterM3PerYear: unknown },
      note: "edge_usd_per_mtok as given",
    };
  }
  if (edgeGpu === undefined) {
    throw noSolution("The edge needs edge_gpu or edge_usd_per_mtok in options: nobody publishes one factor for it.");
  }
  // The purchase price given is the data centre's accelerator's, not the edge's.
  return owned(market, { ...workload, gpu: edgeGpu }, { ...assumed, capexUsd: undefined }, "edge");
}

/** A share of the requests at the edge, the rest in the cloud on demand. */
export function hybrid(market: Market, workload: Workload, assumed: Assumptions): Deployed {
  const { edgeShare, staffUsdPerMonth } = assumed;
  const near = edge(market, { ...workload, requestsPerDay: workload.requestsPerDay * edgeShare }, assumed);
  const rest = { ...workload, requestsPerDay: workload.requestsPerDay * (1 - edgeShare) };
  const far = rented(market, rest, assumed, "cloud");
  // One team runs both.
  const twice = near.fleet === undefined ? 0 : staffUsdPerMonth;
  const fleet = near.fleet === undefined || far.fleet === undefined ? far.fleet : together(near.fleet, far.fleet);
  const whose = near.fleet === undefined ? ", whose fleet this is" : "";
  return {
    ...far,
    usdPerMonth: near.usdPerMonth + far.usdPerMonth - twice,
    gpus: fleet?.gpus,
    fleet,
    gpuHourUsd: undefined,
    footprint: {
      mwhPerYear: sum(near.footprint.mwhPerYear, far.footprint.mwhPerYear),
      tco2ePerYear: sum(near.footprint.tco2ePerYear, far.footprint.tco2ePerYear),
      waterM3PerYear: sum(near.footprint.waterM3PerYear, far.footprint.waterM3PerYear),
    },
    note: `${near.note}; cloud for ${shown(1 - edgeShare)} of the requests${whose}`,
  };
}

function sum(a: Footprint["mwhPerYear"], b: Footprint["mwhPerYear"]): Footprint["mwhPerYear"] {
  if (typeof a !== "number") return a;
  return typeof b === "number" ? a + b : b;
}
