import { oneOf, ratio } from "../checks";
import { noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { DAYS_PER_MONTH } from "../units";
import { deploy } from "./compare";
import { api, DEPLOYMENTS, type Deployed, type DeploymentKind, monthlyMTok, owned } from "./cost";
import { attempt } from "./site";
import {
  type Assumptions,
  assumptionsOf,
  checkWorkload,
  type DeployOptions,
  type Market,
  type Workload,
} from "./workload";

/**
 * How requests come, as what it does to machines and bills: the peak to be sized for, how full a fleet may run, spare
 * replicas, and the tier an API is paid at. Not a factor on the price.
 */
const PATTERNS = {
  steady: { peakToAverage: 2, targetLoad: 0.8, spareReplicas: 1, tier: undefined },
  burst: { peakToAverage: 5, targetLoad: 0.8, spareReplicas: 1, tier: undefined },
  batch: { peakToAverage: 1, targetLoad: 0.95, spareReplicas: 0, tier: "batch" },
} as const;

export interface Kpis extends Workload {
  readonly region?: string | undefined;
  readonly deployment?: string | undefined;
  readonly pattern?: string | undefined;
  readonly bits?: number | string | undefined;
  readonly tpotMs?: number | undefined;
  readonly options?: DeployOptions | undefined;
}

/** The whole answer for one workload in one record. */
export function kpis(market: Market, given: Kpis): Row {
  checkWorkload(given);
  const pattern = oneOf({ pattern: given.pattern ?? "steady" }, ["steady", "burst", "batch"]);
  const kind = oneOf({ deployment: given.deployment ?? "cloud" }, DEPLOYMENTS);
  const { tier, ...habits } = PATTERNS[pattern];
  const options = {
    ...habits,
    ...defined(given.options ?? {}),
    ...defined({ bits: given.bits, tpotMs: given.tpotMs }),
  };
  const assumed = assumptionsOf(options, { region: given.region, years: undefined });
  const deployed = deployOne(market, given, assumed, kind, tier);
  const { usdPerMonth, fleet, footprint, site } = deployed;
  const mtokPerMonth = monthlyMTok(given);
  const apiUsd = attempt(() => api(market, given, { model: `market/${given.model}`, tier }).usdPerMonth);
  const needsFleet = (value: Value): Value =>
    fleet === undefined ? noSolution(`${kind} has no fleet in the tables.`) : value;
  return {
    usdPerMonth,
    usdPerMTok: attempt(() => ratio(usdPerMonth, { requestsPerDay: mtokPerMonth })),
    usdPerRequest: attempt(() => ratio(usdPerMonth, { requestsPerDay: given.requestsPerDay * DAYS_PER_MONTH })),
    gpus: needsFleet(deployed.gpus),
    utilization: needsFleet(fleet?.utilization),
    outputTokPerS: needsFleet(fleet === undefined ? undefined : fleet.outputTokPerS * fleet.replicas),
    ...footprint,
    ttftMs: needsFleet(fleet?.ttftMs),
    tpotMs: needsFleet(fleet?.tpotMs),
    latencyMs: needsFleet(fleet?.latencyMs),
    bound: needsFleet(fleet?.bound),
    outputTokPerSLow: needsFleet(fleet === undefined ? undefined : fleet.low * fleet.replicas),
    outputTokPerSHigh: needsFleet(fleet === undefined ? undefined : fleet.high * fleet.replicas),
    mtokPerMonth,
    apiUsdPerMonth: apiUsd,
    replicas: needsFleet(fleet?.replicas),
    gpusPerReplica: needsFleet(fleet?.gpusPerReplica),
    gpuHourUsd: deployed.gpuHourUsd ?? noSolution(`${kind} is not paid by the hour.`),
    deployment: kind,
    pattern,
    region: assumed.region,
    bits: assumed.bits,
    targetLoad: assumed.targetLoad,
    peakToAverage: assumed.peakToAverage,
    spareReplicas: assumed.spareReplicas,
    staffUsdPerMonth: assumed.staffUsdPerMonth,
    pue: site?.pue ?? noSolution(`${kind} has no site in the tables.`),
    usdPerKWh: site?.usdPerKWh ?? noSolution(`${kind} has no site in the tables.`),
    gridGPerKWh: site?.gridGCo2ePerKWh ?? noSolution(`${kind} has no site in the tables.`),
  };
}

/** Here the accelerator named is the one in use, so at the edge it is the edge's own. */
function deployOne(
  market: Market,
  given: Kpis,
  assumed: Assumptions,
  kind: DeploymentKind,
  tier: string | undefined,
): Deployed {
  const { edgeGpu, edgeUsdPerMTok } = assumed;
  if (kind === "api") return api(market, given, { model: `market/${given.model}`, tier });
  if (kind === "edge" && edgeGpu === undefined && edgeUsdPerMTok === undefined)
    return owned(market, given, assumed, kind);
  return deploy(market, given, assumed, kind, given.model);
}

/** Options that are given; those left out must not overwrite a pattern's. */
function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
