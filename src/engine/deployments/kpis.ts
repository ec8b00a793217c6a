import { oneOf, ratio } from "../checks";
import { attempt, noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { DAYS_PER_MONTH } from "../units";
import { deploy, whyNotFeasible } from "./compare";
import { api, DEPLOYMENTS, type Deployed, type DeploymentKind, monthlyMTok, owned } from "./cost";
import {
  type Assumptions,
  assumptionsOf,
  checkContext,
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
  checkContext(market, given);
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
  const { usdPerMonth, footprint, gpuHourUsd } = deployed;
  const { deliverable, details } = fleetFigures(deployed, kind);
  const mtokPerMonth = monthlyMTok(given);
  const whyNot = whyNotFeasible(kind, deployed, assumed);
  return {
    usdPerMonth,
    usdPerMTok: attempt(() => ratio(usdPerMonth, { requestsPerDay: mtokPerMonth })),
    usdPerRequest: attempt(() => ratio(usdPerMonth, { requestsPerDay: given.requestsPerDay * DAYS_PER_MONTH })),
    ...deliverable,
    ...footprint,
    ...details,
    mtokPerMonth,
    apiUsdPerMonth: attempt(() => api(market, given, { model: `market/${given.model}`, tier }).usdPerMonth),
    gpuHourUsd: gpuHourUsd ?? noSolution(`${kind} has no single price of an hour.`),
    feasible: whyNot === "",
    whyNot,
    deployment: kind,
    pattern,
    ...assumptionFigures(deployed, kind, assumed),
  };
}

/** What the machines are and deliver; a way of serving without machines of its own says so in each figure. */
function fleetFigures({ fleet, gpus }: Deployed, kind: DeploymentKind): { deliverable: Row; details: Row } {
  const of = (value: Value): Value => (fleet === undefined ? noSolution(`${kind} has no fleet in the tables.`) : value);
  const all = (perReplica: number | undefined): Value =>
    of(perReplica === undefined || fleet === undefined ? undefined : perReplica * fleet.replicas);
  return {
    deliverable: { gpus: of(gpus), utilization: of(fleet?.utilization), outputTokPerS: all(fleet?.outputTokPerS) },
    details: {
      ttftMs: of(fleet?.ttftMs),
      tpotMs: of(fleet?.tpotMs),
      latencyMs: of(fleet?.latencyMs),
      bound: of(fleet?.bound),
      outputTokPerSLow: all(fleet?.low),
      outputTokPerSHigh: all(fleet?.high),
      replicas: of(fleet?.replicas),
      gpusPerReplica: of(fleet?.gpusPerReplica),
    },
  };
}

/** Everything the answer rests on; the limits asked for stand apart from what is reached. */
function assumptionFigures({ site, note }: Deployed, kind: DeploymentKind, assumed: Assumptions): Row {
  const { region, tpotMs: tpotLimitMs, latencyMs: latencyLimitMs, ...others } = assumed;
  const unknown = noSolution(`${kind} has no site in the tables.`);
  return {
    region,
    note,
    ...others,
    tpotLimitMs,
    latencyLimitMs,
    pue: site?.pue ?? unknown,
    usdPerKWh: site?.usdPerKWh ?? unknown,
    gridGPerKWh: site?.gridGCo2ePerKWh ?? unknown,
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
