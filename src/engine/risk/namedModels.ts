import type { RiskModel } from "../../data/types";
import { plainName } from "../checks";
import { badArgument } from "../errors";
import type { ModelFunctions } from "./calls";
import type { DriverTable } from "./driver";
import { type Drivers, readDrivers } from "./drivers";
import { compileModel, type Model } from "./model";
import { plainDriverName } from "./threefry";

/** What a model may use beside its drivers: the product's functions and the table of named models. */
export interface ModelWorld {
  readonly functions: ModelFunctions;
  readonly models: readonly RiskModel[];
}

export interface ReadyModel {
  readonly drivers: Drivers;
  readonly model: Model;
  readonly text: string;
}

/**
 * A model and its drivers. `model` is a formula or the name of one of `world.models`; a named one brings drivers of its
 * own, of which the rows of `drivers` replace those of the same name.
 */
export function readModel(drivers: DriverTable | undefined, model: string, world: ModelWorld): ReadyModel {
  const own = drivers === undefined ? undefined : readDrivers(drivers);
  const named = world.models.find(({ id }) => plainName(id) === plainName(model));
  const isDriver = own?.list.some(({ key }) => key === plainDriverName(model)) === true;
  if (named !== undefined && !isDriver) return merged(named, own, world);
  if (own === undefined) {
    throw badArgument(
      `drivers is missing. Give a range with name, distribution, p1, p2, p3; only the models ${world.models.map(({ id }) => id).join(", ")} bring their own.`,
    );
  }
  return ready(own, model, world);
}

function ready(drivers: Drivers, text: string, { functions }: ModelWorld): ReadyModel {
  return { drivers, text, model: compileModel(text, drivers.list, functions) };
}

function merged(named: RiskModel, own: Drivers | undefined, world: ModelWorld): ReadyModel {
  const defaults = readDrivers(defaultDrivers(named)).list;
  const given = own?.list ?? [];
  const missing = defaults.filter(({ key }) => !given.some((driver) => driver.key === key));
  return ready({ list: [...given, ...missing], correlations: own?.correlations }, named.model, world);
}

/** The default drivers of a named model as a table: rows between bars, cells between semicolons. */
export function defaultDrivers({ drivers }: RiskModel): DriverTable {
  return drivers.split("|").map((row) => {
    const [name, distribution, ...numbers] = row.split(";").map((cell) => cell.trim());
    return [name, distribution, ...numbers.map((cell) => (cell === "" ? undefined : Number(cell)))];
  });
}
