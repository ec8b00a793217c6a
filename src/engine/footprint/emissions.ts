import type { Region } from "../../data/types";
import { between, notNegative, share, shown } from "../checks";
import { badArgument, notFound } from "../errors";
import { step } from "../trace";
import { G_PER_KG } from "../units";
import { DEFAULT_PUE, PUE_RANGE } from "./energy";
import { gridGCo2ePerKWh, type Places, waterPlace } from "./places";

export interface Carbon {
  readonly kwh: number;
  readonly region: number | string;
  readonly embodiedKg?: number | undefined;
  readonly asOf?: number | undefined;
  readonly carbonFreeShare?: number | undefined;
}

/** Location-based with a share of 0; a bought carbon-free share makes it market-based. Embodied carbon comes on top. */
export function carbon(given: Carbon, places: Places): number {
  const { kwh, region, embodiedKg = 0, asOf, carbonFreeShare = 0 } = given;
  notNegative({ kwh, embodiedKg });
  share({ carbonFreeShare });
  const gPerKWh = typeof region === "string" ? gridGCo2ePerKWh(places, region, asOf) : ownFactor(region);
  step("grid_g_per_kwh", gPerKWh, "g/kWh");
  return (kwh * gPerKWh * (1 - carbonFreeShare)) / G_PER_KG + embodiedKg;
}

/** Half a gram a kWh is no grid: whoever writes 0.4 means kilograms. */
function ownFactor(region: number): number {
  if (region > 0 && region < 1) {
    const grams = shown(region * G_PER_KG);
    throw badArgument(`region as a number is g per kWh; you gave ${shown(region)}. Write ${grams}.`);
  }
  if (!(region >= 0 && region < Number.POSITIVE_INFINITY)) {
    throw badArgument(`region as a number is g per kWh, 0 or more; you gave ${shown(region)}.`);
  }
  return region;
}

export interface Water {
  readonly itKWh: number;
  /** A place of the table, or its power plants' litres per kWh. */
  readonly region: number | string;
  readonly pue?: number | undefined;
  readonly wueLPerKWh?: number | undefined;
}

/**
 * On site per kWh of IT energy, off site per kWh that the power plants make for the whole facility:
 * E_IT · (WUE_on + PUE · WUE_off).
 */
export function water({ itKWh, region, pue, wueLPerKWh }: Water, places: Places): number {
  notNegative({ itKWh, wueLPerKWh });
  between({ pue }, ...PUE_RANGE);
  const place = typeof region === "string" ? placeWater(waterPlace(places, region), { pue, wueLPerKWh }) : undefined;
  const used = place ?? ownWater(Number(region), { pue, wueLPerKWh });
  step("wue_on_site", used.siteLPerKWh, "L/kWh");
  step("wue_off_site", used.gridLPerKWh, "L/kWh");
  step("pue", used.sitePue, "ratio");
  return itKWh * (used.siteLPerKWh + used.sitePue * used.gridLPerKWh);
}

type Site = Pick<Water, "pue" | "wueLPerKWh">;

function placeWater(region: Region, { pue, wueLPerKWh }: Site) {
  const siteLPerKWh = wueLPerKWh ?? region.wueOnsiteLPerKWh;
  const gridLPerKWh = region.wueOffsiteLPerKWh;
  const sitePue = pue ?? region.pueTypical;
  if (siteLPerKWh === undefined) throw unknownFact(region.name, "litres on site", "Give wue_l_per_kwh.");
  if (gridLPerKWh === undefined) {
    throw unknownFact(region.name, "litres of its power plants", "Give region as litres per kWh, or another region.");
  }
  if (sitePue === undefined) throw unknownFact(region.name, "PUE", "Give pue.");
  return { siteLPerKWh, gridLPerKWh, sitePue };
}

/** Beside the plants' own figure the site's must be given, too: half a sum would look like the whole. */
function ownWater(gridLPerKWh: number, { pue = DEFAULT_PUE, wueLPerKWh }: Site) {
  if (!(gridLPerKWh > 0 && gridLPerKWh < Number.POSITIVE_INFINITY)) {
    throw badArgument(
      `region as a number is the power plants' litres per kWh, above 0; you gave ${shown(gridLPerKWh)}. Or give a name in quotes.`,
    );
  }
  if (wueLPerKWh === undefined) {
    throw badArgument("wue_l_per_kwh is missing: with region as a number give the site's litres, 0 if it takes none.");
  }
  return { siteLPerKWh: wueLPerKWh, gridLPerKWh, sitePue: pue };
}

function unknownFact(place: string, what: string, fix: string) {
  return notFound(`The table has no ${what} for ${place}. ${fix}`);
}
