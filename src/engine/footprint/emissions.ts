import { between, notNegative, share, shown } from "../checks";
import { badArgument, notFound } from "../errors";
import { step } from "../trace";
import { G_PER_KG } from "../units";
import { PUE_RANGE } from "./energy";
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
  readonly region: string;
  readonly pue?: number | undefined;
  readonly wueLPerKWh?: number | undefined;
}

/**
 * On site per kWh of IT energy, off site per kWh that the power plants make for the whole facility:
 * E_IT · (WUE_on + PUE · WUE_off).
 */
export function water({ itKWh, region: name, pue, wueLPerKWh }: Water, places: Places): number {
  notNegative({ itKWh, wueLPerKWh });
  between({ pue }, ...PUE_RANGE);
  const region = waterPlace(places, name);
  const siteLPerKWh = wueLPerKWh ?? region.wueOnsiteLPerKWh;
  const gridLPerKWh = region.wueOffsiteLPerKWh;
  const sitePue = pue ?? region.pueTypical;
  if (siteLPerKWh === undefined) throw unknownFact(region.name, "litres on site", "Give wue_l_per_kwh.");
  if (gridLPerKWh === undefined)
    throw unknownFact(region.name, "litres of its power plants", "Take a region that has them.");
  if (sitePue === undefined) throw unknownFact(region.name, "PUE", "Give pue.");
  step("wue_on_site", siteLPerKWh, "L/kWh");
  step("wue_off_site", gridLPerKWh, "L/kWh");
  step("pue", sitePue, "ratio");
  return itKWh * (siteLPerKWh + sitePue * gridLPerKWh);
}

function unknownFact(place: string, what: string, fix: string) {
  return notFound(`The table has no ${what} for ${place}. ${fix}`);
}
