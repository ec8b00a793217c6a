import { notNegative, positive, ratio, shown } from "../checks";
import { noSolution } from "../errors";
import type { Row } from "../grid";
import { step } from "../trace";

export interface BreakEven {
  readonly fixedUsdPerMonth: number;
  readonly apiUsdPerMTok: number;
  readonly ownUsdPerMTok?: number | undefined;
  readonly capacityMTok?: number | undefined;
  readonly spare?: number | undefined;
}

/**
 * The monthly volume from which hosting stays cheaper than an API. `fixedUsdPerMonth` is one unit's, a GPU or a replica;
 * without `capacityMTok` one unit serves any volume, with it the units step with the volume.
 */
export function breakEven(given: BreakEven): Row {
  const { fixedUsdPerMonth, apiUsdPerMTok, ownUsdPerMTok = 0, capacityMTok, spare = 0 } = given;
  notNegative({ fixedUsdPerMonth, apiUsdPerMTok, ownUsdPerMTok, spare });
  positive({ capacityMTok });
  if (apiUsdPerMTok <= ownUsdPerMTok) {
    throw noSolution(
      `api_usd_per_mtok ${shown(apiUsdPerMTok)} is not above own_usd_per_mtok ${shown(ownUsdPerMTok)}: hosting never pays.`,
    );
  }
  const savingUsdPerMTok = apiUsdPerMTok - ownUsdPerMTok;
  step("saving by hosting", savingUsdPerMTok, "USD/Mtok");
  const { mtokPerMonth, units, firstMTok } =
    capacityMTok === undefined
      ? oneUnit(fixedUsdPerMonth, savingUsdPerMTok, spare)
      : unitsInSteps(fixedUsdPerMonth, savingUsdPerMTok, capacityMTok, spare);
  return {
    mtokPerMonth,
    units,
    utilization: utilization(mtokPerMonth, units, capacityMTok),
    usdPerMonth: units * fixedUsdPerMonth + ownUsdPerMTok * mtokPerMonth,
    firstMTok,
  };
}

interface Crossing {
  readonly mtokPerMonth: number;
  readonly units: number;
  readonly firstMTok: number;
}

function oneUnit(fixedUsd: number, savingUsdPerMTok: number, spare: number): Crossing {
  const units = 1 + spare;
  const mtokPerMonth = (fixedUsd * units) / savingUsdPerMTok;
  return { mtokPerMonth, units, firstMTok: mtokPerMonth };
}

/** Beyond this many units floating-point steps blur, and no one has them. */
const MOST_UNITS = 1e9;

/**
 * With k units in use hosting costs (k + spare)·F, the API saves m·V, and V lies in ((k−1)c, kc]: the curves meet at
 * V(k) = (k + spare)·F ÷ m. Each new unit is a step up, so hosting stays cheaper only from the last step that begins in
 * loss, m(k−1)c < (k + spare)·F; it is cheaper for the first time in the first step that ends in gain, mkc ≥ (k + spare)·F.
 */
function unitsInSteps(fixedUsd: number, savingUsdPerMTok: number, capacityMTok: number, spare: number): Crossing {
  if (fixedUsd === 0) return { mtokPerMonth: 0, units: spare, firstMTok: 0 };
  const unitSavingUsd = savingUsdPerMTok * capacityMTok;
  step("saving of a full unit", unitSavingUsd, "USD/month");
  // A capacity typed to mean "any volume".
  if (unitSavingUsd === Number.POSITIVE_INFINITY) return oneUnit(fixedUsd, savingUsdPerMTok, spare);
  const gainUsd = unitSavingUsd - fixedUsd;
  const lastInUse =
    gainUsd > 0 ? Math.max(1, roundedUp((unitSavingUsd + spare * fixedUsd) / gainUsd) - 1) : Number.POSITIVE_INFINITY;
  if (!(lastInUse <= MOST_UNITS)) {
    const outcome = gainUsd > 0 ? "too little gain for any number of units to be had" : "hosting never stays cheaper";
    throw noSolution(
      `A full unit saves ${shown(unitSavingUsd)} USD a month against the API and costs ${shown(fixedUsd)}: ${outcome}.`,
    );
  }
  const firstInUse = Math.max(1, roundedUp((spare * fixedUsd) / gainUsd));
  const meeting = (inUse: number): number => ((inUse + spare) * fixedUsd) / savingUsdPerMTok;
  return { mtokPerMonth: meeting(lastInUse), units: lastInUse + spare, firstMTok: meeting(firstInUse) };
}

/** Rounds up, but takes what differs from a whole number by a few last digits for that number. */
function roundedUp(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) <= 1e-12 * Math.max(1, value) ? nearest : Math.ceil(value);
}

function utilization(mtokPerMonth: number, units: number, capacityMTok: number | undefined): Row[string] {
  if (capacityMTok === undefined)
    return noSolution("utilization needs capacity_mtok, what one unit can serve in a month.");
  return units === 0 ? 0 : mtokPerMonth / (units * capacityMTok);
}

export interface BreakEvenUtil {
  readonly flatUsdPerHour: number;
  readonly perUseUsdPerHour: number;
}

/** The busy share at which a flat price and a price per use meet. Above 1 they never do. */
export function breakEvenUtil({ flatUsdPerHour, perUseUsdPerHour }: BreakEvenUtil): number {
  notNegative({ flatUsdPerHour, perUseUsdPerHour });
  return ratio(flatUsdPerHour, { perUseUsdPerHour });
}
