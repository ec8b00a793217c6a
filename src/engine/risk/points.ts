import { badArgument, type DomainError } from "../errors";
import { evaluateModel } from "./model";
import type { ReadyModel } from "./namedModels";

/** One formula fills up to this many cells. */
const MOST_CELLS = 200_000;

/** Refuses a grid that would freeze the sheet; header and first column included. */
export function checkCells(rows: number, columns: number): void {
  if (rows * columns > MOST_CELLS) {
    throw badArgument(`The result would fill ${rows * columns} cells; one formula gives up to ${MOST_CELLS}.`);
  }
}

/** One point at which to compute a model: values that differ from the drivers' base, by the driver's place. */
export type Point = ReadonlyMap<number, number>;

/** The model at each of these points, the other drivers at their base value. */
export function resultsAt({ drivers, model }: ReadyModel, points: readonly Point[]): readonly (number | DomainError)[] {
  const columns = drivers.list.map(({ distribution }, place) =>
    Float64Array.from(points, (point) => point.get(place) ?? distribution.base),
  );
  return evaluateModel(model, columns, points.length);
}
