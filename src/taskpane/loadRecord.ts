import type { PlanCell, Standing } from "../host/port";

/**
 * What was loaded into a sheet, small enough to stay in the workbook: for each row a mark of its key, then a mark of each
 * cell. A mark tells whether a cell still holds what was loaded; a cell that does not is its user's. Marks of cells have
 * 18 bits, of keys 36.
 */
const CELL_LETTERS = 3;
const KEY_LETTERS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export interface LoadRecord {
  readonly columns: readonly string[];
  /** Key mark → marks of its cells, in the order of `columns`. */
  readonly rows: ReadonlyMap<string, string>;
}

/** A cell as text, so that equal contents of any origin are equal texts. */
export function contentText(cell: PlanCell | Standing | undefined): string {
  if (cell === null || cell === undefined || cell === "") return "";
  if (typeof cell !== "object") return `${typeof cell}:${String(cell)}`;
  return "formula" in cell ? `formula:${cell.formula}` : `error:${cell.code}`;
}

const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, from a start of one's own (Fowler, Noll and Vo; draft-eastlake-fnv). */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  return (value ^ (value >>> 15)) >>> 0;
}

function letters(text: string, count: number): string {
  let mark = "";
  for (let start = 0x811c9dc5; mark.length < count; start ^= 0x5bd1e995) {
    let value = hash(text, start);
    for (let part = 0; part < CELL_LETTERS && mark.length < count; part++) {
      mark += ALPHABET.charAt(value & 63);
      value >>>= 6;
    }
  }
  return mark;
}

/** The key of a row: the texts of its key cells. */
export function keyMark(keyCells: readonly (PlanCell | Standing | undefined)[]): string {
  return letters(keyCells.map((cell) => contentText(cell).replace(/^\w+:/, "")).join("|"), KEY_LETTERS);
}

/** Whether a cell holds what was loaded there; `undefined` where nothing is known of it. */
export function isAsLoaded(record: LoadRecord, key: string, column: string, cell: Standing): boolean | undefined {
  const place = record.columns.indexOf(column);
  const marks = record.rows.get(key);
  if (place < 0 || marks === undefined) return undefined;
  const mark = marks.slice(place * CELL_LETTERS, (place + 1) * CELL_LETTERS);
  return mark === letters(contentText(cell), CELL_LETTERS);
}

export function recordOf(
  columns: readonly string[],
  rows: readonly { readonly key: string; readonly cells: readonly PlanCell[] }[],
): LoadRecord {
  const marks = rows.map(({ key, cells }): [string, string] => {
    return [key, cells.map((cell) => letters(contentText(cell), CELL_LETTERS)).join("")];
  });
  return { columns, rows: new Map(marks) };
}

export function recordText({ columns, rows }: LoadRecord): string {
  return [columns.join(","), ...[...rows].map(([key, marks]) => key + marks)].join("\n");
}

/** A record as it was written; `undefined` where there is none. */
export function recordOfText(text: string | undefined): LoadRecord | undefined {
  if (text === undefined) return undefined;
  const [columns = "", ...rows] = text.split("\n");
  const marks = rows.map((row): [string, string] => [row.slice(0, KEY_LETTERS), row.slice(KEY_LETTERS)]);
  return { columns: columns.split(","), rows: new Map(marks) };
}
