import { positive, wholeNumber } from "../checks";
import { badArgument } from "../errors";
import type { Row } from "../grid";
import { exp, log1p } from "../portable";
import { lognormalCv, lognormalMean, lognormalShape } from "./distributions";
import { normalQuantile } from "./normal";

export interface RequestRisk {
  readonly lowUsd: number;
  readonly highUsd: number;
  readonly requests?: number | undefined;
  readonly percentile?: number | undefined;
}

/**
 * What requests of uncertain cost add up to. One request is lognormal through P5 and P95; the sum of n independent ones
 * has n times its mean and cv/√n, and is taken for lognormal again (Fenton 1960), which is exact for one.
 */
export function requestRisk({ lowUsd, highUsd, requests = 1, percentile = 0.95 }: RequestRisk): Row {
  positive({ lowUsd, highUsd });
  wholeNumber({ requests }, { min: 1 });
  if (lowUsd > highUsd) {
    throw badArgument(`low_usd must be at most high_usd; you gave ${lowUsd} and ${highUsd}.`);
  }
  checkPercentile(percentile);
  const { median, sigma } = lognormalShape(lowUsd, highUsd);
  const meanPerRequest = lognormalMean(median, sigma);
  const mean = meanPerRequest * requests;
  const cv = lognormalCv(sigma) / Math.sqrt(requests);
  const sumSigma = requests === 1 ? sigma : Math.sqrt(log1p(cv * cv));
  const sumMedian = requests === 1 ? median : mean / Math.sqrt(1 + cv * cv);
  const quantile = sumMedian * exp(sumSigma * normalQuantile(percentile));
  return { mean, cv, quantile, sd: mean * cv, median: sumMedian, meanPerRequest, overMean: quantile / mean - 1 };
}

function checkPercentile(percentile: number): void {
  if (percentile > 0 && percentile < 1) return;
  const fix = percentile >= 1 && percentile < 100 ? ` Write ${percentile}% or ${percentile / 100}.` : "";
  throw badArgument(`percentile must be above 0 and below 1; you gave ${percentile}.${fix}`);
}
