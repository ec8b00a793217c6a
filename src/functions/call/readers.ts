import { plainName } from "../../engine/checks";
import { dayOfIsoText } from "../../engine/dates";
import { badArgument, type DomainError, remember, remembered } from "../../engine/errors";
import { camelCase, type SheetName } from "../../engine/names";
import { type Cell, cellOf, checkSize, type Matrix, shownCell } from "./cells";
import { isCellError } from "./registry";

/** Reads one cell of an argument. The argument stretches over ranges; the engine sees one value at a time. */
export interface CellReader<T> {
  readonly scope: "cell";
  /** Set where 0 is no value: desktop Excel may hand a blank cell over as 0. */
  readonly zeroIsBlank?: true;
  read(cell: Cell, name: string): T;
}

/** Reads the whole range of an argument at once: a table, a list, options. It does not stretch. */
export interface RangeReader<T> {
  readonly scope: "range";
  read(range: Matrix | undefined, name: string): T;
}

export type Reader<T> = CellReader<T> | RangeReader<T>;

function cellReader<T>(read: (cell: Exclude<Cell, undefined>, name: string) => T): CellReader<T> {
  return {
    scope: "cell",
    read(cell, name) {
      if (cell === undefined) throw badArgument(`${name} is missing.`);
      if (isCellError(cell)) throw cell;
      return read(cell, name);
    },
  };
}

/** A number. Text that looks like one is refused with what was got: a silent reading of "1.500" is a wrong budget. */
export const number: CellReader<number> = {
  scope: "cell",
  read(cell, name) {
    if (typeof cell === "number") return cell;
    if (isCellError(cell)) throw cell;
    throw notANumber(cell, name);
  },
};

function notANumber(cell: Cell, name: string): DomainError {
  return remembered("number", name, cell) ?? remember("number", name, cell, refusedNumber(cell, name));
}

function refusedNumber(cell: Cell, name: string): DomainError {
  return cell === undefined
    ? badArgument(`${name} is missing. Give a number; write 0 if you mean none.`)
    : badArgument(`${name} must be a number; you gave ${shownCell(cell)}.${textNumberFix(cell)}`);
}

function textNumberFix(cell: Cell): string {
  return isNumberText(cell) ? " Turn the text into a number (Data, Text to Columns)." : "";
}

const isNumberText = (cell: Cell): boolean =>
  typeof cell === "string" && /\d/.test(cell) && /^[\s\u00a0$€£+\-.,\d%]*$/.test(cell);

export const text = cellReader((cell, name) => {
  if (typeof cell === "string") return cell.trim();
  throw badArgument(`${name} must be text; you gave ${shownCell(cell)}.`);
});

/** The name of a model, accelerator, region … A number or blank here is nearly always a name without quotes. */
export const identity: CellReader<string> = {
  scope: "cell",
  zeroIsBlank: true,
  read(cell, name) {
    if (typeof cell === "string" && cell.trim() !== "") return cell.trim();
    if (isCellError(cell)) throw cell;
    throw badArgument(
      `${name} must be a name in text; you gave ${shownCell(cell)}. Put the name in quotes: "H100". Without quotes Excel reads cell H100.`,
    );
  },
};

/** A number, or a name that stands for one: a rent, a throughput, a precision. */
export const numberOrName = cellReader<number | string>((cell, name) => {
  if (typeof cell === "number") return cell;
  if (typeof cell === "string") return cell.trim();
  throw badArgument(`${name} must be a number or a name in quotes; you gave ${shownCell(cell)}.`);
});

/** Some cards are called by four digits alone, such as "5090". */
const CARD = /^\d{4}$/;

/** A quantity, or the name of what it is looked up for. A number that is text is told as that, not as an unknown name. */
export const quantityOrName: CellReader<number | string> = {
  scope: "cell",
  read(cell, name) {
    if (isNumberText(cell) && !CARD.test(String(cell).trim())) throw notANumber(cell, name);
    return numberOrName.read(cell, name);
  },
};

export const boolean = cellReader((cell, name) => {
  if (typeof cell === "boolean") return cell;
  if (cell === 1 || cell === 0) return cell === 1;
  throw badArgument(`${name} must be TRUE or FALSE; you gave ${shownCell(cell)}.`);
});

/** A date as Excel's serial number, or as ISO text "2026-11-20". */
export const date = cellReader((cell, name) => {
  if (typeof cell === "number" && cell >= 1 && cell < 2_958_466) return Math.floor(cell);
  const day = typeof cell === "string" ? dayOfIsoText(cell.trim()) : undefined;
  if (day !== undefined) return day;
  throw badArgument(`${name} must be a date or text such as "2026-11-20"; you gave ${shownCell(cell)}.`);
});

/** Blank, null and omitted become `undefined`, so that each default is stated once, in the engine. */
export function optional<T>(reader: CellReader<T>): CellReader<T | undefined>;
export function optional<T>(reader: RangeReader<T>): RangeReader<T | undefined>;
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  if (reader.scope === "range") {
    return { scope: "range", read: (range, name) => (range === undefined ? undefined : reader.read(range, name)) };
  }
  return { scope: "cell", read: (cell, name) => (cell === undefined ? undefined : reader.read(cell, name)) };
}

/** An optional number that cannot be 0: desktop Excel may hand a blank cell over as 0, which then means "omitted". */
export const optionalNonZero: CellReader<number | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : number.read(cell, name)),
};

/** Likewise for optional text: a blank cell that arrives as 0 is no name. */
export const optionalText: CellReader<string | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : text.read(cell, name)),
};

/** Likewise for an optional precision, a number of bits or a name: none has 0 bits. */
export const optionalBits: CellReader<number | string | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : numberOrName.read(cell, name)),
};

/** Likewise for an optional date: 0 is no day. */
export const optionalDate: CellReader<number | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : date.read(cell, name)),
};

function rangeReader<T>(read: (range: Matrix, name: string) => T): RangeReader<T> {
  return {
    scope: "range",
    read(range, name) {
      if (range === undefined) throw badArgument(`${name} is missing.`);
      checkSize(name, range);
      return read(range, name);
    },
  };
}

/** A list in reading order. Blank cells at its end are dropped; one in the middle is refused with its place. */
export function listOf<T>(reader: CellReader<T>): RangeReader<readonly T[]> {
  return rangeReader((range, name) => {
    const cells = range.flatMap((row) => row.map(cellOf));
    const isBlank = (cell: Cell): boolean => cell === undefined || (cell === 0 && reader.zeroIsBlank === true);
    while (cells.length > 0 && isBlank(cells.at(-1))) cells.pop();
    if (cells.length === 0) throw badArgument(`${name} is missing.`);
    return cells.map((cell, index) => reader.read(cell, cells.length > 1 ? `${name} (item ${index + 1})` : name));
  });
}

/** A rectangle of cells, each read alike. */
export function matrixOfCells<T>(reader: CellReader<T>): RangeReader<readonly (readonly T[])[]> {
  return rangeReader((range, name) =>
    range.map((row, r) => row.map((raw, c) => reader.read(cellOf(raw), `${name} (row ${r + 1}, column ${c + 1})`))),
  );
}

type OptionReaders<P> = { readonly [K in keyof P & string as SheetName<K>]-?: CellReader<P[K]> };

/**
 * A range of two columns, option and value. Unknown options are refused with the list of those there are. The readers
 * stand under the sheet's names, the result under the engine's.
 */
export function options<P extends object>(readers: OptionReaders<P>): RangeReader<P> {
  const named = readers as Readonly<Record<string, CellReader<unknown>>>;
  const known = Object.keys(named);
  return rangeReader((range, name) => {
    const found: Record<string, unknown> = {};
    const given = new Set<string>();
    for (const [rawKey, rawValue] of pairs(range, name)) {
      const key = cellOf(rawKey);
      if (key === undefined) continue;
      if (isCellError(key)) throw key;
      const option = known.find((candidate) => plainName(candidate) === plainName(String(key)));
      if (option === undefined) {
        throw badArgument(`${name} has no option "${String(key)}". There are: ${known.join(", ")}.`);
      }
      if (given.has(option)) throw badArgument(`${name} has the option ${option} twice. Keep one.`);
      given.add(option);
      const value = cellOf(rawValue);
      if (value !== undefined) found[camelCase(option)] = named[option]?.read(value, option);
    }
    return found as P;
  });
}

function pairs(range: Matrix, name: string): readonly (readonly unknown[])[] {
  const width = range[0]?.length ?? 0;
  if (width === 2) return range;
  if (range.length === 2) return (range[0] ?? []).map((key, column) => [key, range[1]?.[column]]);
  throw badArgument(`${name} must be two columns, option and value; you gave ${range.length} × ${width} cells.`);
}

/** What is no argument on the sheet but a built-in table the engine asks for. */
export function builtIn<T>(get: () => T): RangeReader<T> {
  return { scope: "range", read: get };
}
