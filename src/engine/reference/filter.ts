import type { CellValue, Table } from "../../data/types";
import { plainName } from "../checks";
import { dayOfIsoText } from "../dates";
import { badArgument, notFound } from "../errors";

type Test = (row: number) => boolean;

const CONDITION = /^\s*([^=<>!~]+?)\s*(<=|>=|<>|!=|=|<|>|~)\s*(.*?)\s*$/;

/**
 * "status=current; provider=openai|azure; input_usd_per_mtok<1": all conditions must hold. `=` takes alternatives
 * separated by |, `~` is "contains", `<>` is "is not". A blank cell meets no condition but `column=` (blank) and `<>`.
 */
export function rowFilter(table: Table, filter: string): Test {
  const tests = filter
    .split(";")
    .filter((part) => part.trim() !== "")
    .map((part) => condition(table, part));
  return (row) => tests.every((test) => test(row));
}

function condition(table: Table, text: string): Test {
  const match = CONDITION.exec(text);
  if (match === null) {
    throw badArgument(`filter must read column=value, with = <> < <= > >= or ~ (contains); you gave "${text.trim()}".`);
  }
  const [, columnName = "", operator = "=", wanted = ""] = match;
  const column = columnNamed(table, columnName);
  const cell = (row: number): CellValue => table.cell(row, column);
  switch (operator) {
    case "=":
      return equal(table, column, wanted);
    case "<>":
    case "!=": {
      const same = equal(table, column, wanted);
      return (row) => !same(row);
    }
    case "~":
      return (row) => cell(row) !== undefined && plainName(String(cell(row))).includes(plainName(wanted));
    default:
      return ordered(table, column, operator, wanted);
  }
}

export function columnNamed(table: Table, name: string): number {
  const wanted = plainName(name);
  const index = table.columns.findIndex(({ id }) => plainName(id) === wanted);
  if (index >= 0) return index;
  throw notFound(
    `Table ${table.name} has no column "${name}". There are: ${table.columns.map(({ id }) => id).join(", ")}.`,
  );
}

function equal(table: Table, column: number, wanted: string): Test {
  const kind = table.columns[column]?.kind;
  if (wanted === "") return (row) => table.cell(row, column) === undefined;
  if (kind === "number") {
    const values = wanted.split("|").map((word) => numberOf(word, table, column));
    return (row) => values.includes(table.cell(row, column) as number);
  }
  if (kind === "date") {
    const days = wanted.split("|").map((word) => dayOf(word, table, column));
    return (row) => days.includes(table.cell(row, column) as number);
  }
  const words = wanted.split("|").map(plainName);
  return (row) => {
    const value = table.cell(row, column);
    return value !== undefined && words.includes(plainName(String(value)));
  };
}

function ordered(table: Table, column: number, operator: string, wanted: string): Test {
  const kind = table.columns[column]?.kind;
  const limit =
    kind === "number" ? numberOf(wanted, table, column) : kind === "date" ? dayOf(wanted, table, column) : wanted;
  return (row) => {
    const value = table.cell(row, column);
    if (value === undefined || typeof value !== typeof limit) return false;
    if (operator === "<") return value < limit;
    if (operator === "<=") return value <= limit;
    return operator === ">" ? value > limit : value >= limit;
  };
}

function numberOf(text: string, table: Table, column: number): number {
  const value = Number(text.replaceAll(",", ""));
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw badArgument(`filter compares ${table.columns[column]?.id} with a number; you gave "${text}".`);
}

function dayOf(text: string, table: Table, column: number): number {
  const day = dayOfIsoText(text.trim());
  if (day !== undefined) return day;
  throw badArgument(`filter compares ${table.columns[column]?.id} with a day such as 2026-01-31; you gave "${text}".`);
}
