import { attempt, DomainError, notFound, overflow } from "../errors";
import { water } from "../footprint/emissions";
import { gridGCo2ePerKWh } from "../footprint/places";
import type { Value } from "../grid";
import { findRow } from "../lookup";
import { G_PER_KG, H_PER_YEAR, KG_PER_T, KWH_PER_MWH, W_PER_KW } from "../units";
import type { Market } from "./workload";

/** What a place adds to machines: overhead, tariff, grid. */
export interface Site {
  readonly region: string;
  readonly pue: number;
  readonly usdPerKWh: number | DomainError;
  readonly gridGCo2ePerKWh: number | DomainError;
  /** Litres on site per kWh of IT energy, where it is not the region's. */
  readonly wueLPerKWh?: number | undefined;
}

/** Where the table has no PUE for a region. */
const USUAL_PUE = 1.3;

/** A data centre in a region. */
export function dataCentre({ places }: Market, name: string): Site {
  const { region } = findRow(places, name);
  return {
    region: region.id,
    pue: region.pueTypical ?? USUAL_PUE,
    usdPerKWh: region.electricityUsdPerKWh ?? notFound(`The table has no tariff for ${region.name}.`),
    gridGCo2ePerKWh: attempt(() => gridGCo2ePerKWh(places, name, undefined)),
  };
}

/** Machines beside their users: no cooling plant, so no water of its own, and the tariff of a business where it is known. */
export function edgeSite(market: Market, name: string): Site {
  const site = dataCentre(market, name);
  const commercial = findRow(market.places, name).region.electricityCommercialUsdPerKWh;
  return { ...site, pue: 1, wueLPerKWh: 0, usdPerKWh: commercial ?? site.usdPerKWh };
}

export interface Footprint {
  readonly mwhPerYear: Value;
  readonly tco2ePerYear: Value;
  readonly waterM3PerYear: Value;
}

const L_PER_M3 = 1000;

/** A year of machines drawing `watts` on average at a site: meter energy, location-based carbon, water. */
export function footprintOf(watts: number | DomainError, site: Site, market: Market): Footprint {
  if (watts instanceof DomainError) return { mwhPerYear: watts, tco2ePerYear: watts, waterM3PerYear: watts };
  const itKWh = (watts / W_PER_KW) * H_PER_YEAR;
  const kwh = itKWh * site.pue;
  if (!Number.isFinite(kwh)) {
    const unbounded = overflow("The energy of a year is beyond what a cell can hold.");
    return { mwhPerYear: unbounded, tco2ePerYear: unbounded, waterM3PerYear: unbounded };
  }
  const { region, pue, wueLPerKWh, gridGCo2ePerKWh: grid } = site;
  const litres = attempt(() => water({ itKWh, region, pue, wueLPerKWh }, market.places));
  return {
    mwhPerYear: kwh / KWH_PER_MWH,
    tco2ePerYear: grid instanceof DomainError ? grid : (kwh * grid) / G_PER_KG / KG_PER_T,
    waterM3PerYear: litres instanceof DomainError ? litres : litres / L_PER_M3,
  };
}
