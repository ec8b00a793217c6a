import { orList, plainName } from "../../engine/checks";
import { badArgument } from "../../engine/errors";
import { type Cell, cellOf, type Matrix, shownCell } from "./cells";
import { date, number } from "./readers";
import { isCellError } from "./registry";

/** A column that a user's own table may have. It is found by its id or another name, in any order. */
export interface OwnColumn {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly required?: boolean;
}

/** A user's table, read cell by cell. Blank cells are `undefined`: unknown, never 0. */
export interface OwnTable {
  readonly rowCount: number;
  has(column: string): boolean;
  isBlankRow(row: number): boolean;
  number(row: number, column: string): number | undefined;
  text(row: number, column: string): string | undefined;
  date(row: number, column: string): number | undefined;
}

/** Reads a range whose first row names its columns. `argument` is how sentences call it. */
export function ownTable(range: Matrix, argument: string, columns: readonly OwnColumn[]): OwnTable {
  const header = (range[0] ?? []).map((raw) => headerName(cellOf(raw)));
  const places = new Map<string, number>();
  for (const { id, aliases = [] } of columns) {
    const names = [id, ...aliases].map(plainName);
    const place = names.map((name) => header.indexOf(name)).find((at) => at >= 0);
    if (place === undefined) continue;
    if (header.includes(header[place] ?? "", place + 1)) {
      throw badArgument(`${argument} has two columns "${String(range[0]?.[place])}". Keep one.`);
    }
    places.set(id, place);
  }
  const missing = columns.filter(({ id, required }) => required && !places.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    throw badArgument(
      `${argument} needs a header row with the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}; its first row reads: ${firstRow(range)}.`,
    );
  }
  const cell = (row: number, column: string): Cell => {
    const place = places.get(column);
    return place === undefined ? undefined : cellOf(range[row + 1]?.[place]);
  };
  const name = (row: number, column: string): string => `${argument} row ${row + 2}, ${column}`;
  return {
    rowCount: range.length - 1,
    has: (column) => places.has(column),
    isBlankRow: (row) => (range[row + 1] ?? []).every((raw) => cellOf(raw) === undefined),
    number(row, column) {
      const value = cell(row, column);
      return value === undefined ? undefined : number.read(value, name(row, column));
    },
    text(row, column) {
      const value = cell(row, column);
      if (value === undefined) return undefined;
      if (isCellError(value)) throw value;
      // A model id such as 4.1 may have become a number on the sheet; its digits are still its name.
      return String(value).trim();
    },
    date(row, column) {
      const value = cell(row, column);
      return value === undefined ? undefined : date.read(value, name(row, column));
    },
  };
}

const headerName = (cell: Cell): string => (typeof cell === "string" ? plainName(cell) : "");

function firstRow(range: Matrix): string {
  const cells = (range[0] ?? []).slice(0, 6).map((raw) => shownCell(cellOf(raw)));
  return cells.length === 0 ? "nothing" : cells.join(", ");
}

/** One currency a table: numbers of two cannot be added. */
export function singleCurrency(table: OwnTable, argument: string): string | undefined {
  const currencies = new Set<string>();
  for (let row = 0; row < table.rowCount; row++) {
    const currency = table.text(row, "currency");
    if (currency !== undefined) currencies.add(currency.toUpperCase());
  }
  if (currencies.size > 1) {
    throw badArgument(
      `${argument} mixes ${orList([...currencies]).replace(" or ", " and ")}; give one currency a table.`,
    );
  }
  return [...currencies][0];
}
