import type { Audit } from "./claim";
import { COST_CLAIMS, PILOT_CLAIM } from "./costClaims";
import { MARGIN_CLAIMS } from "./marginClaims";
import { PRICE_CLAIMS } from "./priceClaims";

/** All claims that are computed anew, in the order of the sheets. */
export const AUDITS: readonly Audit[] = [...COST_CLAIMS, ...MARGIN_CLAIMS, ...PRICE_CLAIMS, PILOT_CLAIM];
