import { plainName } from "../../engine/checks";
import { badArgument } from "../../engine/errors";
import type { PlannedLever } from "../../engine/levers/roadmap";
import { type Cell, cellOf, checkSize, shownCell } from "./cells";
import { number, optional, optionalNonZero, type RangeReader } from "./readers";
import { isCellError } from "./registry";

/** The columns in the order in which they stand where the range has no header row. */
const COLUMNS: readonly (readonly [keyof PlannedLever, ...string[]])[] = [
  ["name", "lever", "label"],
  ["saving", "savings", "saving_share"],
  ["adoption", "adoption_share"],
  ["oneTimeUsd", "one_time_usd", "one_time", "one_time_cost"],
  ["startMonth", "start_month", "start", "month"],
];

type Places = Readonly<Record<keyof PlannedLever, number>>;

/** A plan of levers, a row each. A header row is known by text where the first saving would stand. */
export const leverTable: RangeReader<readonly PlannedLever[]> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) throw badArgument(`${name} is missing.`);
    checkSize(name, range);
    const first = (range[0] ?? []).map(cellOf);
    const headed = typeof first[1] === "string" && first.every((cell) => typeof cell !== "number");
    const places = headed ? namedPlaces(first, name) : positions(first.length, name);
    const plan = range.flatMap((raw, index) => {
      const row = raw.map(cellOf);
      return (headed && index === 0) || isUnused(row) ? [] : [leverOf(row, places, `${name} row ${index + 1}`)];
    });
    if (plan.length === 0)
      throw badArgument(`${name} has no lever: each row is name, saving, adoption, one_time_usd, start_month.`);
    return plan;
  },
};

function namedPlaces(header: readonly Cell[], name: string): Places {
  const place = ([key, ...names]: (typeof COLUMNS)[number]): number =>
    header.findIndex((cell) => typeof cell === "string" && [key, ...names].map(plainName).includes(plainName(cell)));
  const places = Object.fromEntries(COLUMNS.map((column) => [column[0], place(column)])) as Places;
  const missing = (["name", "saving"] as const).filter((key) => places[key] < 0);
  if (missing.length > 0) {
    throw badArgument(
      `${name} needs a column ${missing.join(" and a column ")}; its first row reads: ${header.map(shownCell).join(", ")}.`,
    );
  }
  return places;
}

function positions(width: number, name: string): Places {
  if (width < 2) throw badArgument(`${name} needs at least two columns, name and saving; you gave ${width}.`);
  return Object.fromEntries(COLUMNS.map(([key], index) => [key, index < width ? index : -1])) as Places;
}

/** Rows below the plan are blank, or zeros where the desktop hands blank cells over so. */
const isUnused = (row: readonly Cell[]): boolean => row.every((cell) => cell === undefined || cell === 0);

function leverOf(row: readonly Cell[], places: Places, where: string): PlannedLever {
  const at = (key: keyof PlannedLever): Cell => (places[key] < 0 ? undefined : row[places[key]]);
  const label = at("name");
  if (isCellError(label)) throw label;
  if (label === undefined) throw badArgument(`${where} has no name.`);
  return {
    name: String(label).trim(),
    saving: number.read(at("saving"), `${where}, saving`),
    adoption: places.adoption < 0 ? undefined : number.read(at("adoption"), `${where}, adoption`),
    oneTimeUsd: optional(number).read(at("oneTimeUsd"), `${where}, one_time_usd`),
    startMonth: optionalNonZero.read(at("startMonth"), `${where}, start_month`),
  };
}
