import { ratio } from "../checks";
import { attempt, DomainError, noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { api, DEPLOYMENTS, type Deployed, type DeploymentKind, edge, hybrid, monthlyMTok, owned, rented } from "./cost";
import {
  type Assumptions,
  assumptionsOf,
  checkContext,
  checkWorkload,
  type DeployOptions,
  type Market,
  type Workload,
} from "./workload";

export interface DeployCompare extends Workload {
  readonly apiModel?: string | undefined;
  readonly region?: string | undefined;
  readonly years?: number | undefined;
  readonly options?: DeployOptions | undefined;
}

/** Each way of serving a workload beside the others, with every assumption; what cannot be priced says why. */
export function deployCompare(market: Market, given: DeployCompare): readonly Row[] {
  checkWorkload(given);
  checkContext(market, given);
  const assumed = assumptionsOf(given.options ?? {}, given);
  const apiModel = given.apiModel ?? `market/${given.model}`;
  return DEPLOYMENTS.map((kind) => {
    const deployed = attempt(() => deploy(market, given, assumed, kind, apiModel));
    return compareRow(kind, deployed, given, assumed, apiModel);
  });
}

export function deploy(
  market: Market,
  workload: Workload,
  assumed: Assumptions,
  kind: DeploymentKind,
  apiModel: string,
): Deployed {
  switch (kind) {
    case "api":
      return api(market, workload, { model: apiModel });
    case "cloud":
    case "reserved":
    case "dedicated":
      return rented(market, workload, assumed, kind);
    case "on_prem":
      return owned(market, workload, assumed, kind);
    case "edge":
      return edge(market, workload, assumed);
    case "hybrid":
      return hybrid(market, workload, assumed);
  }
}

function compareRow(
  kind: DeploymentKind,
  deployed: Deployed | DomainError,
  workload: Workload,
  assumed: Assumptions,
  apiModel: string,
): Row {
  const of = (value: (way: Deployed) => Value): Value => (deployed instanceof DomainError ? deployed : value(deployed));
  const whyNot = whyNotFeasible(kind, deployed, assumed);
  const { latencyMs: latencyLimitMs, ...others } = assumed;
  return {
    deployment: kind,
    usdPerMonth: of(({ usdPerMonth }) => usdPerMonth),
    usdPerMTok: of(({ usdPerMonth }) => attempt(() => ratio(usdPerMonth, { requestsPerDay: monthlyMTok(workload) }))),
    gpus: of(({ gpus }) => gpus),
    utilization: of(({ fleet }) => fleet?.utilization),
    latencyMs: of(({ fleet }) => fleet?.latencyMs ?? noSolution(unknownLatency(kind))),
    carbonTco2ePerYear: of(({ footprint }) => footprint.tco2ePerYear),
    feasible: whyNot === "",
    whyNot,
    mwhPerYear: of(({ footprint }) => footprint.mwhPerYear),
    replicas: of(({ fleet }) => fleet?.replicas),
    gpusPerReplica: of(({ fleet }) => fleet?.gpusPerReplica),
    outputTokPerS: of(({ fleet }) => fleet?.outputTokPerS),
    gpuHourUsd: of(({ gpuHourUsd }) => gpuHourUsd),
    note: of(({ note }) => note),
    apiModel: kind === "api" ? apiModel : undefined,
    pue: of(({ site }) => site?.pue),
    usdPerKWh: of(({ site }) => site?.usdPerKWh),
    gridGPerKWh: of(({ site }) => site?.gridGCo2ePerKWh),
    latencyLimitMs,
    ...others,
  };
}

/** Blank where it is feasible. */
export function whyNotFeasible(kind: DeploymentKind, deployed: Deployed | DomainError, assumed: Assumptions): string {
  if (deployed instanceof DomainError) return deployed.message;
  const { latencyMs, inCountry } = assumed;
  if (inCountry && kind === "api")
    return "in_country asks where the data stays; a seller's location is not in the table.";
  if (latencyMs === undefined) return "";
  if (deployed.fleet === undefined) return `${unknownLatency(kind)} Whether it keeps to latency_ms is not known.`;
  const reached = deployed.fleet.latencyMs;
  return reached <= latencyMs
    ? ""
    : `A request takes ${Math.round(reached)} ms, above the ${latencyMs} ms of latency_ms.`;
}

const unknownLatency = (kind: DeploymentKind): string =>
  kind === "api" ? "The seller's latency is not in the table." : "A price per token says nothing of latency.";
