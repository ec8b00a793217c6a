import { between, notNegative, positive, representable, shown } from "../checks";
import { badArgument, noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { step } from "../trace";
import { J_PER_KWH, J_PER_WH, S_PER_H, TOK_PER_MTOK, W_PER_KW } from "../units";

/** Facility power per unit of IT power: no site is below 1, and above 5 it is a slip. */
/** Between a hyperscaler's and that of most server rooms. */
export const DEFAULT_PUE = 1.3;
export const PUE_RANGE = [1, 5] as const;
/** Hours that were rounded to the tokens' own still hold them. */
const ROUNDING = 1e-9;

export interface Energy {
  readonly mtok?: number | undefined;
  readonly tokPerS?: number | string | undefined;
  readonly powerW: number | string;
  readonly pue?: number | undefined;
  readonly hours?: number | undefined;
  readonly tokensPerQuery?: number | undefined;
  readonly usdPerKWh?: number | undefined;
}

/** What names stand for: an accelerator's power limit, and what a model's estimated deployment delivers and draws. */
export interface EnergyNames {
  chipPowerW(accelerator: string): number;
  deployment(model: string, accelerator: string): { readonly tokPerS: number; readonly powerW: number };
}

/**
 * Energy of tokens, or of a machine that runs for some hours: IT power × time × PUE. Tokens and rate count the same
 * tokens. With hours as well as tokens the machine draws its power for all the hours, busy or not.
 */
export function energy(given: Energy, names: EnergyNames): Row {
  const { mtok, pue = DEFAULT_PUE, hours, tokensPerQuery, usdPerKWh } = given;
  const { tokPerS, powerW } = machine(given, names);
  notNegative({ mtok });
  positive({ powerW, hours, tokPerS, tokensPerQuery });
  between({ pue }, ...PUE_RANGE);
  notNegative({ usdPerKWh });
  const busyHours = busyTime(mtok, tokPerS, hours);
  const onHours = hours ?? busyHours;
  const itKWh = (powerW / W_PER_KW) * onHours;
  const kwh = itKWh * pue;
  representable({ kwh });
  step("hours", onHours, "h");
  step("it_kwh", itKWh, "kWh");
  const joulePerToken =
    mtok !== undefined && mtok > 0 && hours !== undefined
      ? (kwh * J_PER_KWH) / (mtok * TOK_PER_MTOK)
      : ratedJoulePerToken(powerW * pue, tokPerS);
  return {
    kwh,
    itKWh,
    hours: onHours,
    joulePerToken,
    whPerQuery: whPerQuery(joulePerToken, tokensPerQuery),
    usd: usdPerKWh === undefined ? noSolution("usd needs usd_per_kwh.") : kwh * usdPerKWh,
  };
}

function machine({ tokPerS, powerW }: Energy, names: EnergyNames): { tokPerS: number | undefined; powerW: number } {
  if (typeof tokPerS === "string") {
    if (typeof powerW !== "string") {
      throw badArgument(`power_w must be the accelerator that runs the model "${tokPerS}"; you gave ${shown(powerW)}.`);
    }
    const estimate = names.deployment(tokPerS, powerW);
    step("tok_per_s", estimate.tokPerS, "tok/s");
    step("power_w", estimate.powerW, "W");
    return estimate;
  }
  return { tokPerS, powerW: typeof powerW === "string" ? names.chipPowerW(powerW) : powerW };
}

/** Hours that the tokens take at the given rate; 0 where no tokens are given. */
function busyTime(mtok: number | undefined, tokPerS: number | undefined, hours: number | undefined): number {
  if (mtok === undefined && hours === undefined) {
    throw badArgument("mtok is missing. Give the tokens, or hours for a machine that runs so long.");
  }
  if (mtok === undefined || mtok === 0) return 0;
  if (tokPerS === undefined) {
    if (hours !== undefined) return hours;
    throw badArgument("tok_per_s is missing. Give the rate of the same tokens, or hours.");
  }
  const busyHours = (mtok * TOK_PER_MTOK) / tokPerS / S_PER_H;
  representable({ busyHours });
  if (hours !== undefined && busyHours > hours * (1 + ROUNDING)) {
    throw badArgument(`hours must be at least the ${shown(busyHours)} that the tokens take; you gave ${shown(hours)}.`);
  }
  return busyHours;
}

function ratedJoulePerToken(facilityW: number, tokPerS: number | undefined): Value {
  return tokPerS === undefined ? noSolution("joule_per_token needs tok_per_s.") : facilityW / tokPerS;
}

function whPerQuery(joulePerToken: Value, tokensPerQuery: number | undefined): Value {
  if (tokensPerQuery === undefined) return noSolution("wh_per_query needs tokens_per_query.");
  return typeof joulePerToken === "number" ? (joulePerToken * tokensPerQuery) / J_PER_WH : joulePerToken;
}
