import { dataDay } from "../../data";
import { isCellError, registeredFunctions } from "../../functions/call/registry";

/** What a function of one number says at the day of the data: a default that is written as a value with its source. */
function lookedUp(name: string, ...args: readonly unknown[]): number {
  const call = registeredFunctions().get(name);
  if (call === undefined) throw new Error(`There is no function ${name}: src/functions has to be loaded first.`);
  const answer = call(...args) as readonly (readonly unknown[])[];
  const value = answer[0]?.[0];
  if (typeof value === "number") return value;
  throw new Error(`${name} of ${args.join(", ")}: ${isCellError(value) ? value.message : String(value)}`);
}

/** USD per million tokens. */
export function priceAtDataDay(model: string, meter: "input" | "output"): number {
  return lookedUp("PRICE", model, meter, null, dataDay());
}

/** USD per accelerator-hour, the median over providers. */
export function rentAtDataDay(gpu: string, term: string): number {
  return lookedUp("RENT", gpu, term, null, dataDay());
}
