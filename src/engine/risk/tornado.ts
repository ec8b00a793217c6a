import { positive } from "../checks";
import { badArgument, DomainError } from "../errors";
import type { Row, Value } from "../grid";
import { quantileOf } from "./distributions";
import type { Driver, DriverTable } from "./driver";
import { type ModelWorld, readModel } from "./namedModels";
import { resultsAt } from "./points";

export interface Tornado {
  readonly drivers?: DriverTable | undefined;
  readonly model: string;
  readonly swing?: number | undefined;
}

/** One driver at a time from low to high, the others at their base; ranked by how far the result moves. */
export function tornado({ drivers, model, swing }: Tornado, world: ModelWorld): readonly Row[] {
  checkSwing(swing);
  const ready = readModel(drivers, model, world);
  const { list } = ready.drivers;
  const ends = list.map((driver) => driverEnds(driver, swing));
  const points = ends.flatMap((pair, place) => pair.map((value) => new Map([[place, value]])));
  const [base, ...results] = resultsAt(ready, [new Map(), ...points]);
  const rows = list.map(({ name }, place): Row => {
    const [low, high] = [results[2 * place], results[2 * place + 1]];
    const [inputLow, inputHigh] = ends[place] ?? [];
    return { driver: name, low, high, range: rangeOf(low, high), inputLow, inputHigh, base };
  });
  if (results.every((result) => result instanceof DomainError)) throw results[0];
  return rows.sort((a, b) => sizeOf(b.range) - sizeOf(a.range));
}

function checkSwing(swing: number | undefined): void {
  positive({ swing });
  if (swing !== undefined && swing > 10) {
    throw badArgument(`swing is a share of the base value; you gave ${swing}. Write ${swing}% or ${swing / 100}.`);
  }
}

function driverEnds({ distribution }: Driver, swing: number | undefined): readonly [number, number] {
  if (swing === undefined) return [quantileOf(distribution, 0.1), quantileOf(distribution, 0.9)];
  const step = Math.abs(distribution.base) * swing;
  return [distribution.base - step, distribution.base + step];
}

function rangeOf(low: Value, high: Value): Value {
  if (typeof low !== "number") return low;
  return typeof high === "number" ? Math.abs(high - low) : high;
}

const sizeOf = (range: Value): number => (typeof range === "number" ? range : -1);
