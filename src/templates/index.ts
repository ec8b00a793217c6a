import { ACTUALS_AND_VARIANCE } from "./actualsAndVariance";
import { AGENT_WORKLOAD } from "./agentWorkload";
import { ANALYZER } from "./analyzer";
import { API_BUDGET } from "./apiBudget";
import { BUDGET_AT_RISK } from "./budgetAtRisk";
import { BUSINESS_CASE } from "./businessCase";
import { BUY_OR_RENT } from "./buyOrRent";
import { CAPACITY_ENERGY_CARBON } from "./capacity";
import { CLAIM_AUDIT } from "./claimAudit";
import { OPTIMISATION_ROADMAP } from "./optimisationRoadmap";
import { PILOT_TO_PRODUCTION } from "./pilotToProduction";
import { PRICE_TRACKER } from "./priceTracker";
import { SELF_HOST_OR_API } from "./selfHostOrApi";
import type { Template } from "./template";
import { UNIT_ECONOMICS } from "./unitEconomics";

export { firstStepOf } from "./blocks/cover";
export { namesToTry, planOf, type Template, wantedNames } from "./template";

/** All models, in the order in which they are offered. */
export const templates: readonly Template[] = [
  API_BUDGET,
  PILOT_TO_PRODUCTION,
  AGENT_WORKLOAD,
  UNIT_ECONOMICS,
  ACTUALS_AND_VARIANCE,
  ANALYZER,
  PRICE_TRACKER,
  CLAIM_AUDIT,
  BUSINESS_CASE,
  SELF_HOST_OR_API,
  BUY_OR_RENT,
  OPTIMISATION_ROADMAP,
  BUDGET_AT_RISK,
  CAPACITY_ENERGY_CARBON,
];

export function templateById(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}
