import { Refusal } from "../host/port";

/** Longer than any row of a table; a quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 4_000_000;

/**
 * Reads comma-separated values (RFC 4180) in pieces of any length, row by row. Quotes inside unquoted cells and text
 * after a closing quote are taken as they stand; blank lines are no rows.
 */
export class CsvReader {
  private rest = "";
  private rows = 0;

  constructor(
    private readonly delimiter: string,
    private readonly onRow: (cells: string[]) => void,
  ) {}

  push(text: string): void {
    this.read(this.rest + text, false);
    if (this.rest.length > LONGEST_ROW) {
      throw new Refusal(`Row ${this.rows + 1} of the file does not end: a quote (") is opened there and never closed.`);
    }
  }

  end(): void {
    this.read(this.rest, true);
  }

  private read(text: string, isLast: boolean): void {
    let start = 0;
    for (;;) {
      const row = this.rowAt(text, start, isLast);
      if (row === undefined) break;
      start = row.next;
      const isBlank = row.cells.length === 1 && row.cells[0] === "";
      if (isBlank) continue;
      this.rows++;
      this.onRow(row.cells);
    }
    this.rest = text.slice(start);
  }

  /** The row that begins at a place; `undefined` where the text ends before it does. */
  private rowAt(text: string, start: number, isLast: boolean): { cells: string[]; next: number } | undefined {
    if (start >= text.length) return undefined;
    const cells: string[] = [];
    let at = start;
    let lineEnd = -1;
    for (;;) {
      let quoted = "";
      if (text.charCodeAt(at) === QUOTE) {
        const closed = closing(text, at, isLast);
        if (closed === undefined) return undefined;
        quoted = text.slice(at + 1, closed).replaceAll('""', '"');
        at = Math.min(closed + 1, text.length);
      }
      if (lineEnd < at) lineEnd = text.indexOf("\n", at);
      if (lineEnd < 0) {
        if (!isLast) return undefined;
        lineEnd = text.length;
      }
      const comma = text.indexOf(this.delimiter, at);
      const isCellInside = comma >= 0 && comma < lineEnd;
      const end = isCellInside ? comma : lineEnd;
      const isReturn = !isCellInside && end > at && text.charCodeAt(end - 1) === RETURN;
      cells.push(quoted + text.slice(at, isReturn ? end - 1 : end));
      at = end + 1;
      if (!isCellInside) return { cells, next: Math.min(at, text.length) };
    }
  }
}

const QUOTE = 34;
const RETURN = 13;

/** Where the quote that opens at a place is closed; the end of the text where it never is. */
function closing(text: string, open: number, isLast: boolean): number | undefined {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return isLast ? text.length : undefined;
    if (at + 1 >= text.length && !isLast) return undefined;
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  }
}

const DELIMITERS = ["\t", ";", ","] as const;

/** The delimiter of a file by its first line: the one that occurs most often outside quotes. */
export function delimiterOf(text: string): string {
  const line = (text.split("\n", 1)[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** All rows of a short text. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  const reader = new CsvReader(delimiterOf(text), (cells) => rows.push(cells));
  reader.push(text);
  reader.end();
  return rows;
}
