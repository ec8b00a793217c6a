import type { Provenance } from "../data/types";

/**
 * What a calculation looked up and found on its way, for EXPLAIN. Engine functions report with `found` and `step`;
 * outside `traced` both do nothing. A trace changes no result.
 */
export interface LookedUp {
  /** The argument's engine name: `model`, `gpu`, `region`. */
  readonly argument: string;
  /** What it resolved to: "openai/gpt-4o". */
  readonly row: string;
  readonly provenance: readonly Provenance[];
}

export interface Step {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
}

export interface Trace {
  readonly lookups: LookedUp[];
  readonly steps: Step[];
}

let current: Trace | undefined;

export function tracing(): boolean {
  return current !== undefined;
}

export function found(lookup: LookedUp): void {
  current?.lookups.push(lookup);
}

/** An intermediate result that helps a reader follow the formula. */
export function step(name: string, value: number | string, unit: string): void {
  current?.steps.push({ name, value, unit });
}

/** Runs a calculation whose reports nobody keeps, inside one whose reports are kept. */
export function untraced<T>(compute: () => T): T {
  const outer = current;
  current = undefined;
  try {
    return compute();
  } finally {
    current = outer;
  }
}

/** Runs a calculation and keeps what it reported. */
export function traced<T>(compute: () => T): { readonly result: T; readonly trace: Trace } {
  const outer = current;
  const trace: Trace = { lookups: [], steps: [] };
  current = trace;
  try {
    return { result: compute(), trace };
  } finally {
    current = outer;
  }
}
