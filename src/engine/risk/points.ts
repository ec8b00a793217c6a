import type { DomainError } from "../errors";
import { evaluateModel } from "./model";
import type { ReadyModel } from "./namedModels";

/** One point at which to compute a model: values that differ from the drivers' base, by the driver's place. */
export type Point = ReadonlyMap<number, number>;

/** The model at each of these points, the other drivers at their base value. */
export function resultsAt({ drivers, model }: ReadyModel, points: readonly Point[]): readonly (number | DomainError)[] {
  const columns = drivers.list.map(({ distribution }, place) =>
    Float64Array.from(points, (point) => point.get(place) ?? distribution.base),
  );
  return evaluateModel(model, columns, points.length);
}
