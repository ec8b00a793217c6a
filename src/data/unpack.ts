/** Reads the text written by scripts/import/encode.mjs back into tables, a column at a time and only when asked. */
import type { CellValue, Column, ColumnKind, SourceStatus, Table } from "./types";

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
  /** What a well-founded figure of the column is. */
  readonly status: SourceStatus;
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
/** Position by character code. */
const POSITION_OF = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) POSITION_OF[DIGITS.charCodeAt(i)] = i;

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
  readonly #textColumns: (readonly string[] | undefined)[] = [];
  readonly #dictionaryPositions = new Map<number, Uint16Array>();

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
      const read = READ[this.#column(column).kind];
      values = this.#decode(column, (text) => (text === "" ? undefined : read(text)));
      this.#values[column] = values;
    }
    return values;
  }

  /** A column as it is written: dates in ISO, unknown as "". */
  textsOf(id: string): readonly string[] {
    const column = this.columnIndex(id);
    if (column < 0) throw broken(`the table ${this.name} has no column ${id}`);
    return this.#texts(column);
  }

  /** The columns that carry this column's own source, if it has any. */
  fieldSource(column: number): FieldSource | undefined {
    return this.#packed.columns[column]?.provenance;
  }

  #texts(column: number): readonly string[] {
    let texts = this.#textColumns[column];
    if (texts === undefined) {
      texts = this.#decode(column, (text) => text);
      this.#textColumns[column] = texts;
    }
    return texts;
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

  /** A column through `read`, which sees each distinct text of a dictionary once. */
  #decode<Value>(at: number, read: (text: string) => Value): Value[] {
    const column = this.#column(at);
    const { form } = column;
    if (form === "t") return this.#fromTemplate(column).map(read);
    const first = this.#line(column, 0);
    if (form === "=") return Array<Value>(this.rowCount).fill(read(first));
    const listed = first.split("\t");
    if (form === "r") return listed.map(read);
    if (form === "+") return running(listed).map(read);
    const dictionary = listed.map(read);
    const positions = this.#positionsIn(form === "d" ? at : Number(form.slice(1)));
    const values: Value[] = [];
    for (const position of positions) values.push(dictionary[position] as Value);
    return values;
  }

  /** The dictionary position of each row, kept because other columns may lean on it. */
  #positionsIn(at: number): Uint16Array {
    let positions = this.#dictionaryPositions.get(at);
    if (positions === undefined) {
      positions = positionsOf(this.#line(this.#column(at), 1), this.rowCount);
      this.#dictionaryPositions.set(at, positions);
    }
    return positions;
  }

  /** Keys are built from the other columns of the row. */
  #fromTemplate(column: PackedColumn): readonly string[] {
    const parts = (column.template ?? []).map((id) => this.textsOf(id));
    return Array.from({ length: this.rowCount }, (_, row) => parts.map((texts) => texts[row]).join("|"));
  }
}

/** Positions written with one character each, or two where the dictionary is long. */
function positionsOf(text: string, rowCount: number): Uint16Array {
  const positions = new Uint16Array(rowCount);
  const wide = text.length > rowCount;
  for (let row = 0; row < rowCount; row++) {
    const high = POSITION_OF[text.charCodeAt(wide ? 2 * row : row)] ?? 0;
    positions[row] = wide ? high * DIGITS.length + (POSITION_OF[text.charCodeAt(2 * row + 1)] ?? 0) : high;
  }
  return positions;
}

function running(steps: readonly string[]): string[] {
  let total = 0;
  return steps.map((step) => {
    total += Number(step);
    return String(total);
  });
}

/** Reads the packed text's table of contents; columns follow when they are asked for. */
export function unpack(packed: string): ReadonlyMap<string, UnpackedTable> {
  const lines = packed.split("\n");
  const contents: readonly PackedTable[] = JSON.parse(lines[0] ?? "");
  return new Map(contents.map((table) => [table.name, new UnpackedTable(table, lines)]));
}
