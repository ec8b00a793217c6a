/** Reads the text written by scripts/import/encode.mjs back into tables, a column at a time and only when asked. */
import type { CellValue, Column, ColumnKind, Table } from "./types";

interface PackedColumn {
  readonly id: string;
  readonly kind: ColumnKind;
  readonly unit?: string;
  readonly description: string;
  readonly list?: boolean;
  readonly provenance?: FieldSource;
  /** "=" one value, "d" dictionary, "r" plain, "+" steps, "@n" decided by column n, "t" template. */
  readonly form: string;
  readonly line?: number;
  readonly template?: readonly string[];
}

/** Columns of the same row that carry a field's own source. */
export interface FieldSource {
  readonly source: string;
  readonly asOf: string;
  readonly evidence: string;
}

interface PackedTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly key: readonly string[];
  readonly asOf: string;
  readonly rows: number;
  readonly line: number;
  readonly columns: readonly PackedColumn[];
}

/** The characters that count positions in a dictionary; the packer has the same list. */
const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((char) => !"\"\\'`$".includes(char))
  .join("");
const POSITION_OF = new Map(Array.from(DIGITS, (char, i) => [char, i]));

const MS_PER_DAY = 86_400_000;
/** Excel's serial number of 1 January 1970. */
const SERIAL_OF_1970 = 25_569;
const FULL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "2026-11-20" as an Excel serial day number; a partial date stays text. */
export function serialOfIso(text: string): number | string {
  const match = FULL_DATE.exec(text);
  if (match === null) return text;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MS_PER_DAY + SERIAL_OF_1970;
}

const READ: Record<ColumnKind, (text: string) => CellValue> = {
  number: Number,
  text: (text) => text,
  date: serialOfIso,
  boolean: (text) => text === "true",
};

function cellOf(kind: ColumnKind, text: string): CellValue {
  return text === "" ? undefined : READ[kind](text);
}

function broken(what: string): Error {
  return new Error(`The packed tables are damaged: ${what}.`);
}

/** A table whose columns can also be taken whole. */
export class UnpackedTable implements Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly asOf: string;
  readonly keyColumns: readonly string[];
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly #packed: PackedTable;
  readonly #lines: readonly string[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #values: (readonly CellValue[] | undefined)[] = [];

  constructor(packed: PackedTable, lines: readonly string[]) {
    this.name = packed.name;
    this.title = packed.title;
    this.description = packed.description;
    this.asOf = packed.asOf;
    this.keyColumns = Object.freeze(packed.key);
    this.rowCount = packed.rows;
    this.columns = Object.freeze(
      packed.columns.map(({ id, kind, unit, description }) =>
        Object.freeze(unit === undefined ? { id, kind, description } : { id, kind, unit, description }),
      ),
    );
    this.#packed = packed;
    this.#lines = lines;
    this.#positions = new Map(packed.columns.map(({ id }, i) => [id, i]));
  }

  columnIndex(id: string): number {
    return this.#positions.get(id) ?? -1;
  }

  cell(row: number, column: number): CellValue {
    return this.values(column)[row];
  }

  /** All cells of a column. */
  values(column: number): readonly CellValue[] {
    let values = this.#values[column];
    if (values === undefined) {
      values = Object.freeze(this.#unpack(column));
      this.#values[column] = values;
    }
    return values;
  }

  /** All cells of a column by its id. */
  valuesOf(id: string): readonly CellValue[] {
    const column = this.columnIndex(id);
    if (column < 0) throw broken(`the table ${this.name} has no column ${id}`);
    return this.values(column);
  }

  /** The columns that carry this column's own source, if it has any. */
  fieldSource(column: number): FieldSource | undefined {
    return this.#packed.columns[column]?.provenance;
  }

  #line(column: PackedColumn, offset: number): string {
    const line = this.#lines[this.#packed.line + (column.line ?? 0) + offset];
    if (line === undefined) throw broken(`${this.name}, ${column.id} is cut off`);
    return line;
  }

  #column(at: number): PackedColumn {
    const column = this.#packed.columns[at];
    if (column === undefined) throw broken(`${this.name} has no column ${at}`);
    return column;
  }

  #unpack(at: number): CellValue[] {
    const column = this.#column(at);
    const { form, kind } = column;
    if (form === "t") return this.#fromTemplate(column);
    if (form === "=") return Array<CellValue>(this.rowCount).fill(cellOf(kind, this.#line(column, 0)));
    const first = this.#line(column, 0).split("\t");
    if (form === "r") return first.map((text) => cellOf(kind, text));
    if (form === "+") return running(first);
    const dictionary = first.map((text) => cellOf(kind, text));
    const decider = form === "d" ? column : this.#column(Number(form.slice(1)));
    return this.#positionsOf(decider).map((position) => dictionary[position]);
  }

  #positionsOf(column: PackedColumn): number[] {
    const text = this.#line(column, 1);
    const width = text.length / this.rowCount;
    return Array.from({ length: this.rowCount }, (_, row) => {
      let position = 0;
      for (let i = row * width; i < (row + 1) * width; i++) {
        position = position * DIGITS.length + (POSITION_OF.get(text.charAt(i)) ?? Number.NaN);
      }
      return position;
    });
  }

  /** Keys are built from the other columns of the row; dates in their ISO text. */
  #fromTemplate(column: PackedColumn): string[] {
    const parts = (column.template ?? []).map((id) => ({ column: this.columnIndex(id), values: this.valuesOf(id) }));
    return Array.from({ length: this.rowCount }, (_, row) =>
      parts
        .map(({ column: at, values }) => {
          const value = values[row];
          if (value === undefined) return "";
          return this.#column(at).kind === "date" ? isoOfSerial(value) : String(value);
        })
        .join("|"),
    );
  }
}

function running(steps: readonly string[]): number[] {
  let total = 0;
  return steps.map((step) => {
    total += Number(step);
    return total;
  });
}

/** The ISO text of a date cell. */
export function isoOfSerial(date: CellValue): string {
  if (typeof date !== "number") return String(date);
  return new Date((date - SERIAL_OF_1970) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Reads the packed text's table of contents; columns follow when they are asked for. */
export function unpack(packed: string): ReadonlyMap<string, UnpackedTable> {
  const lines = packed.split("\n");
  const contents: readonly PackedTable[] = JSON.parse(lines[0] ?? "");
  return new Map(contents.map((table) => [table.name, new UnpackedTable(table, lines)]));
}
