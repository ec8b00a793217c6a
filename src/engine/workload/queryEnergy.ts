import type { Lever } from "../../data/types";
import { notNegative, positive } from "../checks";
import { notFound } from "../errors";
import type { Row } from "../grid";
import { found } from "../trace";

const WH_PER_KWH = 1000;

export interface QueryEnergy {
  readonly queries: number;
  readonly whPerQuery?: number | undefined;
  readonly levers: readonly Lever[];
}

/** Energy of requests to an API, whose users see no hardware: the published band of a text prompt around one figure. */
export function queryEnergy({ queries, whPerQuery = 0.3, levers }: QueryEnergy): Row {
  notNegative({ queries });
  positive({ whPerQuery });
  const band = publishedBand(levers);
  const kwh = (wh: number): number => (queries * wh) / WH_PER_KWH;
  return {
    lowKWh: kwh(Math.min(band.lowWh, whPerQuery)),
    baseKWh: kwh(whPerQuery),
    highKWh: kwh(Math.max(band.highWh, whPerQuery)),
    whPerQuery,
    bandLowWh: band.lowWh,
    bandHighWh: band.highWh,
    source: band.source,
  };
}

/** The lowest and the highest figure of the rows that state the energy of one query in Wh. */
function publishedBand(levers: readonly Lever[]) {
  const rows = levers.filter(({ kind, unit }) => kind === "energy" && unit === "Wh");
  const figures = rows
    .flatMap(({ independentLow, independentHigh }) => [independentLow, independentHigh])
    .filter((wh): wh is number => wh !== undefined);
  if (figures.length === 0) throw notFound("The levers table has no row with the energy of a query in Wh.");
  found({
    argument: "wh_per_query",
    row: rows.map(({ id }) => id).join(", "),
    provenance: rows.map((r) => r.provenance),
  });
  return {
    lowWh: Math.min(...figures),
    highWh: Math.max(...figures),
    source: rows.map(({ independentSource, provenance }) => independentSource ?? provenance.source).join("; "),
  };
}
