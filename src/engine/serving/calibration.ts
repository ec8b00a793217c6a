import { positive, shown } from "../checks";
import { badArgument } from "../errors";
import { operatingPoint, roofTokPerS } from "./load";
import { served, type ThroughputRequest } from "./request";
import type { ServingTables } from "./tables";

export interface Calibration extends Omit<ThroughputRequest, "options" | "tpotMs"> {
  readonly measuredTokPerS: number;
}

/** Measured over estimated tok/s: the factor THROUGHPUT takes as `calibration`. */
export function calibration(tables: ServingTables, given: Calibration): number {
  const { measuredTokPerS } = given;
  positive({ measuredTokPerS });
  const { deployment, load, replicas, concurrency } = served(tables, given);
  const point = operatingPoint(deployment, load, concurrency);
  const roof = roofTokPerS(deployment, load, point.batch) * replicas;
  if (measuredTokPerS > roof) {
    throw badArgument(
      `measured_tok_per_s ${shown(measuredTokPerS)} is above what the hardware can do, ${shown(Math.floor(roof))} output tok/s. Give output tokens only, and the lengths, count and concurrency of that measurement.`,
    );
  }
  return measuredTokPerS / (point.outputTokPerS * replicas);
}
