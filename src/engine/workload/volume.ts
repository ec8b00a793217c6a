import { between, notNegative, positive, share } from "../checks";
import type { Row } from "../grid";
import { step } from "../trace";
import { DAYS_PER_MONTH, TOK_PER_MTOK } from "../units";

const DAYS_OF_LONGEST_MONTH = 31;

export interface Volume {
  readonly users: number;
  readonly requestsPerUserDay: number;
  /** Tokens of one request. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly activeShare?: number | undefined;
  readonly daysPerMonth?: number | undefined;
}

/** Requests and tokens of a month: users × active share × requests a day × days. */
export function volume(given: Volume): Row {
  const {
    users,
    requestsPerUserDay,
    inputTokens,
    outputTokens,
    activeShare = 1,
    daysPerMonth = DAYS_PER_MONTH,
  } = given;
  notNegative({ users, requestsPerUserDay, inputTokens, outputTokens });
  share({ activeShare });
  positive({ daysPerMonth });
  between({ daysPerMonth }, 0, DAYS_OF_LONGEST_MONTH);
  const requestsPerMonth = users * activeShare * requestsPerUserDay * daysPerMonth;
  const inputMTokPerMonth = (requestsPerMonth * inputTokens) / TOK_PER_MTOK;
  const outputMTokPerMonth = (requestsPerMonth * outputTokens) / TOK_PER_MTOK;
  step("active_users", users * activeShare, "users");
  return {
    requestsPerMonth,
    inputMTokPerMonth,
    outputMTokPerMonth,
    mtokPerMonth: inputMTokPerMonth + outputMTokPerMonth,
  };
}

export interface PilotToProd {
  readonly pilotUsd: number;
  readonly pilotUsers: number;
  readonly productionUsers: number;
  readonly overhead?: number | undefined;
  readonly intensity?: number | undefined;
}

/** A pilot's bill at the production's number of users, with what production adds and heavier use by each user. */
export function pilotToProd(given: PilotToProd): number {
  const { pilotUsd, pilotUsers, productionUsers, overhead = 2, intensity = 1 } = given;
  notNegative({ pilotUsd, productionUsers });
  positive({ pilotUsers, overhead, intensity });
  step("users_multiple", productionUsers / pilotUsers, "ratio");
  return ((pilotUsd * productionUsers) / pilotUsers) * overhead * intensity;
}
