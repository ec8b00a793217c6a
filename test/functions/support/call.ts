import "../../../src/functions";
import { registeredFunctions } from "../../../src/functions/call/registry";

/** Calls a function as a host does: a matrix for each argument, null for one left out. */
export function call(name: string, ...args: readonly unknown[]): unknown[][] {
  const fn = registeredFunctions().get(name);
  if (fn === undefined) throw new Error(`there is no function ${name}`);
  return fn(
    ...args.map((arg) => (arg === null || arg === undefined ? null : Array.isArray(arg) ? arg : [[arg]])),
  ) as unknown[][];
}

/** The first cell of its result. */
export const one = (name: string, ...args: readonly unknown[]): unknown => call(name, ...args)[0]?.[0];
