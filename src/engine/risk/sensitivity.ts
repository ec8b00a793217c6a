import { finite, orList } from "../checks";
import { badArgument, notFound } from "../errors";
import type { Grid } from "../grid";
import { items } from "../lists";
import { suggestions } from "../lookup";
import type { Driver, DriverTable } from "./driver";
import { type ModelWorld, readModel } from "./namedModels";
import { checkCells, resultsAt } from "./points";
import { plainDriverName } from "./threefry";

export interface Sensitivity {
  readonly drivers?: DriverTable | undefined;
  readonly model: string;
  readonly rowDriver: string;
  readonly rowValues: readonly number[];
  readonly colDriver?: string | undefined;
  readonly colValues?: readonly number[] | undefined;
}

/** The model over a grid of one or two drivers, the others at their base: what a Data Table does. */
export function sensitivity(given: Sensitivity, world: ModelWorld): Grid {
  const { drivers, model, rowDriver, rowValues, colDriver, colValues } = given;
  const ready = readModel(drivers, model, world);
  const { list } = ready.drivers;
  const down = placeOf(list, rowDriver, "row_driver");
  const across = colDriver === undefined ? undefined : placeOf(list, colDriver, "col_driver");
  if ((across === undefined) !== (colValues === undefined)) {
    throw badArgument("col_driver and col_values go together: give both or neither.");
  }
  if (across === down) throw badArgument(`col_driver must be another driver than row_driver; you gave "${rowDriver}".`);
  finite({ ...items("row_values", rowValues), ...items("col_values", colValues ?? []) });
  const columnValues = across === undefined ? [undefined] : (colValues ?? []);
  checkCells(rowValues.length + 1, columnValues.length + 1);
  const points = rowValues.flatMap((row) =>
    columnValues.map((column) => {
      const point = new Map([[down, row]]);
      return column === undefined || across === undefined ? point : point.set(across, column);
    }),
  );
  const results = resultsAt(ready, points);
  const rows = rowValues.map((value, r) => [
    value,
    ...columnValues.map((_c, c) => results[r * columnValues.length + c]),
  ]);
  const name = list[down]?.name ?? "";
  return { columns: [name, ...columnValues.map((value) => (value === undefined ? "result" : String(value)))], rows };
}

function placeOf(list: readonly Driver[], name: string, argument: string): number {
  const place = list.findIndex(({ key }) => key === plainDriverName(name));
  if (place >= 0) return place;
  const names = list.map((driver) => driver.name);
  const close = suggestions(name, names);
  throw notFound(
    `${argument} must be a driver; you gave "${name}". ${close.length > 0 ? `Did you mean ${orList(close)}?` : `There are: ${names.join(", ")}.`}`,
  );
}
