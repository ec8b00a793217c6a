import { between, positive, share } from "../checks";
import { noSolution } from "../errors";

/** No seller asks ten times the input price for writing to its cache: 125 is 125 % typed without its sign. */
const HIGHEST_WRITE_RATIO = 10;

export interface PromptCache {
  readonly hitRate: number;
  readonly readRatio?: number | undefined;
  readonly writeRatio?: number | undefined;
  readonly cacheableShare?: number | undefined;
}

/**
 * Net saving as a share of the input cost. Of the cacheable tokens the hits are read at `readRatio` of the input price,
 * the misses are written at `writeRatio` of it. Negative where writing costs more than reading saves.
 */
export function promptCache(given: PromptCache): number {
  const { hitRate, readRatio = 0.1, writeRatio = 1.25, cacheableShare = 1 } = given;
  share({ hitRate, readRatio, cacheableShare });
  writeRatioInRange(writeRatio);
  return cacheableShare * (hitRate * (1 - readRatio) - (1 - hitRate) * (writeRatio - 1));
}

export interface CacheBreakEven {
  readonly readRatio?: number | undefined;
  readonly writeRatio?: number | undefined;
}

/** Requests n from which one write and n − 1 reads cost no more than n times the input price: w + (n − 1)r = n. */
export function cacheBreakEven({ readRatio = 0.1, writeRatio = 1.25 }: CacheBreakEven): number {
  share({ readRatio });
  writeRatioInRange(writeRatio);
  if (readRatio === 1) {
    throw noSolution("read_ratio is 1: reading from the cache costs as much as fresh input, so nothing is ever saved.");
  }
  return (writeRatio - readRatio) / (1 - readRatio);
}

function writeRatioInRange(writeRatio: number): void {
  positive({ writeRatio });
  between({ writeRatio }, 0, HIGHEST_WRITE_RATIO);
}

export interface SemanticCache {
  readonly hitRate: number;
  readonly lookupShare?: number | undefined;
}

/** Net saving as a share of the model's cost: hits cost nothing but the look-up, which every request pays. */
export function semanticCache({ hitRate, lookupShare = 0.01 }: SemanticCache): number {
  share({ hitRate, lookupShare });
  return hitRate - lookupShare;
}
