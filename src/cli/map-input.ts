import { createReadStream } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { parse } from "csv-parse";
import { type Terminal, UsageError } from "./command";
import { utf8Chunks } from "./utf8Text";

/** Rows of one call of the function: enough to spread its fixed cost, few enough to stay small in memory. */
const BATCH_ROWS = 512;
/** No line of data is as long: beyond it a quote was never closed, or the file is no text. */
const LONGEST_ROW = 1_000_000;

export type Format = "csv" | "ndjson";

/** One row of the input: its cells by position (CSV) or by name (NDJSON), or the line that is neither. */
export type InputRow =
  | { readonly cells: readonly string[]; readonly fault?: string }
  | { readonly record: Readonly<Record<string, unknown>>; readonly fault?: string };

export interface Input {
  readonly format: Format;
  readonly delimiter: string;
  /** The header of a CSV file; of NDJSON the names in the first row, as later rows name their own. */
  readonly columns: readonly string[];
  readonly batches: AsyncIterable<readonly InputRow[]>;
}

async function* fileBytes(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of createReadStream(file)) yield bytes as Buffer;
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  }
}

const textOf = (source: string, terminal: Terminal): AsyncGenerator<string> =>
  source === "-" ? utf8Chunks(terminal.input(), "The input") : utf8Chunks(fileBytes(source), source);

/** The text up to the end of the first line that says something, and a way to read on from the very start. */
async function peeked(chunks: AsyncGenerator<string>): Promise<{ first: string; all: AsyncGenerator<string> }> {
  let head = "";
  while (!/\S[^\n]*\n/.test(head)) {
    const next = await chunks.next();
    if (next.done === true) break;
    head += next.value;
    if (head.length > LONGEST_ROW) break;
  }
  const first =
    head
      .replace(/^\uFEFF/, "")
      .trimStart()
      .split(/\r?\n/, 1)[0] ?? "";
  async function* all(): AsyncGenerator<string> {
    yield head;
    yield* chunks;
  }
  return { first, all: all() };
}

/** What separates the names of the header: a comma, unless it has none and has semicolons or tabs. */
function delimiterOf(header: string): string {
  const outsideQuotes = header.replace(/"(?:[^"]|"")*"/g, "");
  return [",", ";", "\t"].find((mark) => outsideQuotes.includes(mark)) ?? ",";
}

export async function openInput(source: string, isNdjson: boolean, terminal: Terminal): Promise<Input> {
  const { first, all } = await peeked(textOf(source, terminal));
  if (first.includes("\u0000")) throw new UsageError("The input is no text in UTF-8. Save it as CSV UTF-8.");
  if (isNdjson || first.startsWith("{")) {
    const [row] = ndjsonRow(first);
    const columns = row !== undefined && "record" in row ? Object.keys(row.record) : [];
    return { format: "ndjson", delimiter: ",", columns, batches: inBatches(ndjsonRows(all)) };
  }
  const delimiter = delimiterOf(first);
  const records = csvRecords(all, delimiter);
  const read = await records.next();
  const [header, ...rest] = read.done === true ? [] : read.value;
  if (header === undefined) throw new UsageError("The input is empty: give a header row named like the arguments.");
  const columns = header.map((name) => name.trim());
  checkColumns(columns);
  return { format: "csv", delimiter, columns, batches: csvBatches(rest, records, columns.length) };
}

function checkColumns(columns: readonly string[]): void {
  const double = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (double !== undefined) throw new UsageError(`Two columns are named "${double}".`);
}

/** The records that each piece of text completes. Reading them in bulk costs a third of reading them one by one. */
async function* csvRecords(chunks: AsyncGenerator<string>, delimiter: string): AsyncGenerator<string[][]> {
  const options = { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  const parser = parse({ ...options, max_record_size: LONGEST_ROW });
  let fault: Error | undefined;
  parser.on("error", (error) => {
    fault = error;
  });
  const complete = (): string[][] => {
    const records: string[][] = [];
    for (let record = parser.read(); record !== null; record = parser.read()) records.push(record as string[]);
    return records;
  };
  for await (const chunk of chunks) {
    if (parser.destroyed) break;
    parser.write(chunk);
    const records = complete();
    if (records.length > 0) yield records;
  }
  parser.end();
  const last: string[][] = [];
  do {
    last.push(...complete());
    await nextTurn();
  } while (!parser.readableEnded && !parser.destroyed);
  if (last.length > 0) yield last;
  if (fault !== undefined) throw new UsageError(`The input cannot be read on: ${fault.message}.`);
}

async function* csvBatches(
  first: readonly string[][],
  records: AsyncGenerator<string[][]>,
  width: number,
): AsyncGenerator<readonly InputRow[]> {
  let batch: InputRow[] = first.map((cells) => csvRow(cells, width));
  for await (const more of records) {
    for (const cells of more) batch.push(csvRow(cells, width));
    while (batch.length >= BATCH_ROWS) {
      yield batch.slice(0, BATCH_ROWS);
      batch = batch.slice(BATCH_ROWS);
    }
  }
  if (batch.length > 0) yield batch;
}

function csvRow(cells: string[], width: number): InputRow {
  return cells.length <= width ? { cells } : { cells, fault: extraCells(cells.slice(width)) };
}

function extraCells(extra: readonly string[]): string {
  return `#VALUE! The row has more cells than the header: ${JSON.stringify(extra)}. Quote texts that hold the separator.`;
}

async function* ndjsonRows(chunks: AsyncGenerator<string>): AsyncGenerator<InputRow> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_ROW) throw new UsageError(`A line is longer than ${LONGEST_ROW} characters.`);
    for (const line of lines) yield* ndjsonRow(line);
  }
  yield* ndjsonRow(rest);
}

function* ndjsonRow(line: string): Generator<InputRow> {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    yield { record: { line }, fault: `#VALUE! The line is no JSON: ${thrown.message}.` };
    return;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    yield { record: value as Record<string, unknown> };
  } else yield { record: { line }, fault: "#VALUE! The line is no JSON object with named values." };
}

async function* inBatches(rows: AsyncGenerator<InputRow>): AsyncGenerator<readonly InputRow[]> {
  let batch: InputRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
