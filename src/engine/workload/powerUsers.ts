import { between, positive } from "../checks";
import { noSolution } from "../errors";
import type { Row } from "../grid";
import { ln, log1p } from "../portable";
import { normalQuantile, normalShareBelow } from "../risk/normal";
import { step } from "../trace";

/** Beyond this a coefficient of variation is a percentage typed without its sign. */
const HIGHEST_CV = 20;

export interface PowerUsers {
  readonly meanUsdPerUser: number;
  readonly users: number;
  readonly cv?: number | undefined;
  readonly priceUsdPerUser?: number | undefined;
}

/**
 * Cost per user as a lognormal of that mean and coefficient of variation: σ² = ln(1 + cv²), μ = ln(mean) − σ²/2. The
 * top share q of users causes Φ(σ + Φ⁻¹(q)) of the cost (the lognormal's Lorenz curve; Aitchison and Brown, "The
 * Lognormal Distribution", 1957).
 */
export function powerUsers({ meanUsdPerUser, users, cv = 1.5, priceUsdPerUser }: PowerUsers): Row {
  positive({ meanUsdPerUser, users, priceUsdPerUser });
  between({ cv }, 0, HIGHEST_CV);
  const variance = log1p(cv * cv);
  const sigma = Math.sqrt(variance);
  const topShare = (top: number): number => (sigma === 0 ? top : normalShareBelow(sigma + normalQuantile(top)));
  step("sigma", sigma, "ratio");
  return {
    spendUsd: meanUsdPerUser * users,
    medianUsdPerUser: meanUsdPerUser / Math.sqrt(1 + cv * cv),
    top1Share: topShare(0.01),
    top5Share: topShare(0.05),
    top10Share: topShare(0.1),
    top20Share: topShare(0.2),
    ...abovePrice({ meanUsdPerUser, users, sigma, priceUsdPerUser }),
  };
}

interface Priced {
  readonly meanUsdPerUser: number;
  readonly users: number;
  readonly sigma: number;
  readonly priceUsdPerUser: number | undefined;
}

/**
 * Users who cost more than they pay, and by how much: with d = (μ + σ² − ln p)/σ a share Φ(d − σ) of users lies above
 * p and the excess per user is mean·Φ(d) − p·Φ(d − σ), the same integral as a call option's.
 */
function abovePrice({ meanUsdPerUser, users, sigma, priceUsdPerUser }: Priced): Row {
  if (priceUsdPerUser === undefined) {
    const unknown = noSolution("Give price_usd_per_user, above 0, to see who costs more than that.");
    return { usersAbovePrice: unknown, shareAbovePrice: unknown, lossUsd: unknown, marginUsd: unknown };
  }
  const marginUsd = (priceUsdPerUser - meanUsdPerUser) * users;
  if (sigma === 0) {
    const above = meanUsdPerUser > priceUsdPerUser;
    return {
      usersAbovePrice: above ? users : 0,
      shareAbovePrice: above ? 1 : 0,
      lossUsd: Math.max(-marginUsd, 0),
      marginUsd,
    };
  }
  const d = ln(meanUsdPerUser / priceUsdPerUser) / sigma + sigma / 2;
  const shareAbovePrice = normalShareBelow(d - sigma);
  const excessUsd = meanUsdPerUser * normalShareBelow(d) - priceUsdPerUser * shareAbovePrice;
  return {
    usersAbovePrice: users * shareAbovePrice,
    shareAbovePrice,
    lossUsd: users * Math.max(excessUsd, 0),
    marginUsd,
  };
}
