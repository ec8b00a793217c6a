import { type Deployment, deploymentOf, type Layout } from "./deployment";

/** Share of the printed memory that MLPerf's submitters fill with weights before they split a model further. */
const MLPERF_WEIGHT_SHARE = 0.7;

export interface Replicated {
  readonly deployment: Deployment;
  readonly replicas: number;
}

/**
 * MLPerf systems run as many copies of a model as they hold: each on the smallest power of two of accelerators that
 * leaves room for the cache, with data-parallel attention inside it for mixtures of experts. Submitters do not publish
 * their layout; this rule is what the fit assumed, and a layout of single groups and stages says nothing against it. Elsewhere all accelerators serve one copy.
 */
export function mlperfReplicas(layout: Layout, gpus: number): Replicated {
  const group = mlperfGroup(deploymentOf(layout, 1));
  if (group > gpus || gpus % group !== 0) return { deployment: deploymentOf(layout, gpus), replicas: 1 };
  const isGiven = layout.attentionDp > 1;
  const attentionDp = isGiven || layout.model.routedParams === 0 ? layout.attentionDp : group;
  return { deployment: deploymentOf({ ...layout, attentionDp }, group), replicas: gpus / group };
}

function mlperfGroup({ denseBytes, routedBytes, embeddingBytes, chip }: Deployment): number {
  const weights = denseBytes + routedBytes + embeddingBytes;
  let group = 1;
  while (weights > MLPERF_WEIGHT_SHARE * group * chip.printedMemoryBytes) group *= 2;
  return group;
}
