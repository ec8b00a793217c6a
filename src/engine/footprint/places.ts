import type { Provenance, Region } from "../../data/types";
import { dayOf, isoText } from "../dates";
import { notFound } from "../errors";
import { findRow, type NameIndex } from "../lookup";
import { found } from "../trace";

/** A region with the source of the two figures that a footprint takes from it. */
export interface Place {
  readonly region: Region;
  readonly grid: Provenance;
  readonly water: Provenance;
}

export type Places = NameIndex<Place>;

/** Grid intensity of a region by name, g CO₂e a kWh. The table has one calendar year a region. */
export function gridGCo2ePerKWh(places: Places, name: string, asOf: number | undefined): number {
  const { region, grid } = findRow(places, name);
  found({ argument: "region", row: region.id, provenance: [grid] });
  const year = Number(grid.asOf.slice(0, 4));
  if (asOf !== undefined && asOf < dayOf(year, 1, 1)) {
    throw notFound(
      `The grid factor of ${region.name} is of ${year}; there is none before ${isoText(dayOf(year, 1, 1))}.`,
    );
  }
  if (region.gridGCo2ePerKWh === undefined) {
    throw notFound(`The table has no grid factor for ${region.name}. Give region as g per kWh.`);
  }
  return region.gridGCo2ePerKWh;
}

export function waterPlace(places: Places, name: string): Region {
  const { region, water } = findRow(places, name);
  found({ argument: "region", row: region.id, provenance: [water] });
  return region;
}
