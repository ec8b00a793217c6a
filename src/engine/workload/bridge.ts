import { notNegative, oneOf, positive } from "../checks";
import { badArgument } from "../errors";
import type { Row } from "../grid";
import { items } from "../lists";
import { expm1, ln } from "../portable";

export interface Bridge {
  readonly start: number;
  readonly factors: readonly number[];
  readonly labels?: readonly (string | number)[] | undefined;
  readonly method?: string | undefined;
}

/** From a start through multiplying factors to an end, each factor with its part of the difference. */
export function bridge({ start, factors, labels, method = "sequential" }: Bridge): readonly Row[] {
  notNegative({ start });
  notNegative(items("factors", factors));
  if (labels !== undefined && labels.length !== factors.length) {
    throw badArgument(`labels must be one for each of the ${factors.length} factors; you gave ${labels.length}.`);
  }
  const bySequence = oneOf({ method }, ["sequential", "logshare"]) === "sequential";
  const changes = bySequence ? sequentialSteps(start, factors) : logShareSteps(start, factors);
  const end = factors.reduce((value, factor) => value * factor, start);
  let cumulative = start;
  const steps = changes.map((step, index) => {
    const before = cumulative;
    cumulative += step;
    return {
      ...EMPTY,
      label: String(labels?.[index] ?? `Factor ${index + 1}`),
      factor: factors[index],
      step,
      cumulative,
      base: Math.min(before, cumulative),
      rise: Math.max(step, 0),
      fall: Math.max(-step, 0),
    };
  });
  return [
    { ...EMPTY, label: "Start", cumulative: start, total: start },
    ...steps,
    { ...EMPTY, label: "End", cumulative: end, total: end },
  ];
}

/** The columns in their order; what a row does not fill stays blank. */
const EMPTY = {
  label: undefined,
  factor: undefined,
  step: undefined,
  cumulative: undefined,
  base: undefined,
  total: undefined,
  rise: undefined,
  fall: undefined,
} satisfies Row;

/** Each factor acts on what the ones before it made: the order decides. */
function sequentialSteps(start: number, factors: readonly number[]): readonly number[] {
  let value = start;
  return factors.map((factor) => {
    const step = value * factor - value;
    value *= factor;
    return step;
  });
}

/**
 * Shares in proportion to ln(factor), whatever the order: step = L·ln f with L = (end − start)/ln(end/start), the
 * logarithmic mean, which is `start` where nothing changes on the whole.
 */
function logShareSteps(start: number, factors: readonly number[]): readonly number[] {
  positive(items("factors", factors));
  const logs = factors.map((factor) => ln(factor));
  const whole = logs.reduce((sum, log) => sum + log, 0);
  const mean = whole === 0 ? start : (start * expm1(whole)) / whole;
  return logs.map((log) => mean * log);
}
