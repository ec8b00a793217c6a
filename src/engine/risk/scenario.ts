import { plainName } from "../checks";
import { badArgument, type DomainError, divideByZero } from "../errors";
import type { Grid, Value } from "../grid";
import { DISTRIBUTIONS, fixed } from "./distributions";
import { type Driver, type DriverCell, type DriverTable, isBlank, shownCell } from "./driver";
import { readDrivers } from "./drivers";
import { compileModel } from "./model";
import type { ModelWorld } from "./namedModels";
import { checkCells, resultsAt } from "./points";
import { plainDriverName } from "./threefry";

export interface Scenario {
  readonly base: DriverTable;
  readonly overrides: DriverTable;
  readonly model: string;
}

/** Base and scenarios side by side: each driver's value, the result, and its difference from the base. */
export function scenario({ base, overrides, model }: Scenario, world: ModelWorld): Grid {
  const list = baseDrivers(base);
  const named = world.models.find(({ id }) => plainName(id) === plainName(model));
  const text = named?.model ?? model;
  const scenarios = readOverrides(overrides, list);
  checkCells(list.length + 4, scenarios.length + 2);
  const ready = { drivers: { list, correlations: undefined }, text, model: compileModel(text, list, world.functions) };
  const points = [new Map<number, number>(), ...scenarios.map(({ values }) => values)];
  const results = resultsAt(ready, points);
  const [start] = results;
  const rows: (readonly Value[])[] = [
    ...list.map(({ name, distribution }, place) => [
      name,
      ...points.map((point) => point.get(place) ?? distribution.base),
    ]),
    ["result", ...results],
    ["difference", ...results.map((result) => combined(result, start, (a, b) => a - b))],
    ["change", ...results.map((result) => combined(result, start, changeOf))],
  ];
  return { columns: ["item", "base", ...scenarios.map(({ name }) => name)], rows };
}

function combined(
  result: number | DomainError | undefined,
  start: number | DomainError | undefined,
  combine: (result: number, start: number) => Value,
): Value {
  if (typeof start !== "number") return start;
  return typeof result === "number" ? combine(result, start) : result;
}

const changeOf = (result: number, start: number): Value =>
  start === 0 ? divideByZero("The base result is 0, so the change has no percentage.") : result / start - 1;

/** Two columns, name and value, or a drivers table, whose base values count. */
function baseDrivers(base: DriverTable): readonly Driver[] {
  const width = base[0]?.length ?? 0;
  const isDriverTable = base.some(([, kind]) =>
    DISTRIBUTIONS.some((name) => plainName(name) === plainName(String(kind))),
  );
  if (isDriverTable) return readDrivers(base).list;
  if (width < 2) throw badArgument(`base must have the columns name and value; you gave ${width}.`);
  const rows = base.filter((cells) => !cells.every(isBlank));
  const body = typeof rows[0]?.[1] === "number" ? rows : rows.slice(1);
  if (body.length === 0) throw badArgument("base must have the columns name and value, with numbers below.");
  return body.map(([name, value]) => {
    if (typeof name !== "string" || isBlank(name))
      throw badArgument(`base: a row needs a name; you gave ${shownCell(name)}.`);
    if (typeof value !== "number") throw badArgument(`base: ${name} must be a number; you gave ${shownCell(value)}.`);
    return { name: name.trim(), key: plainDriverName(name), distribution: fixed(value) };
  });
}

interface Overrides {
  readonly name: string;
  readonly values: ReadonlyMap<number, number>;
}

/** First column names, then one column a scenario, with a header that names them; a blank cell keeps the base. */
function readOverrides(table: DriverTable, list: readonly Driver[]): readonly Overrides[] {
  const rows = table.filter((cells) => !cells.every(isBlank));
  const width = rows[0]?.length ?? 0;
  if (width < 2) throw badArgument("overrides must have a column of names and one column a scenario.");
  const header = rows[0]?.slice(1).every((cell) => typeof cell !== "number") ? rows[0] : undefined;
  const body = header === undefined ? rows : rows.slice(1);
  if (body.length === 0) throw badArgument("overrides has a header but no row below it.");
  return Array.from({ length: width - 1 }, (_unused, index) => {
    const title = header?.[index + 1];
    const name = isBlank(title) ? `scenario_${index + 1}` : String(title).trim();
    return { name, values: new Map(body.flatMap((cells) => override(cells, index + 1, list))) };
  });
}

function override(cells: readonly DriverCell[], column: number, list: readonly Driver[]): readonly [number, number][] {
  const [name, value] = [cells[0], cells[column]];
  const place = list.findIndex(({ key }) => typeof name === "string" && key === plainDriverName(name));
  if (place < 0) throw badArgument(`overrides names ${shownCell(name)}, which base does not have.`);
  if (isBlank(value)) return [];
  if (typeof value === "number") return [[place, value]];
  throw badArgument(`overrides: ${String(name)} must be a number; you gave ${shownCell(value)}.`);
}
