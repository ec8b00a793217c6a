import type { Deployment } from "./deployment";

/** Measured ÷ estimated tok/s that four in five deployments lie between. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** One measurement of one's own leaves what varies between loads: see the methodology page. */
const CALIBRATED_BAND: Band = { low: 0.82, high: 1.22 };

/**
 * Sparse attention first chooses the tokens it reads. The equations count no such choice, and the models that make it
 * were measured a quarter slower than estimated on every chip: their band lies lower.
 */
const SPARSE_ATTENTION_SHIFT = 0.83;

export function bandOf({ model, chip, calibration }: Deployment): Band {
  if (calibration !== 1) return CALIBRATED_BAND;
  const shift = model.sparseAttention ? SPARSE_ATTENTION_SHIFT : 1;
  return { low: chip.low * shift, high: Math.max(1, chip.high * shift) };
}
