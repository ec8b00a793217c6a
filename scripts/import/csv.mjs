// Reading and writing the tables' CSV files: RFC 4180, UTF-8, a header row, \n line ends.
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/**
 * @param {string} path
 * @returns {{ file: string, header: string[], rows: { line: number, values: Record<string, string> }[] }}
 *   each row with the line of the file it starts on
 */
export function readCsv(path) {
  const file = basename(path);
  let records;
  try {
    records = parse(readFileSync(path, "utf8"), { bom: true, info: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
  const [first, ...rest] = records;
  if (first === undefined) throw new Error(`${file}: the file is empty; it needs a header row.`);
  const header = first.record;
  let line = first.info.lines;
  const rows = rest.map(({ record, info }) => {
    const start = line + 1;
    line = info.lines;
    return { line: start, values: Object.fromEntries(header.map((id, i) => [id, record[i]])) };
  });
  return { file, header, rows };
}

/** The rows as plain records. */
export function readRecords(path) {
  return readCsv(path).rows.map((row) => row.values);
}

/** Writes records in the order given, columns in the order of `ids`; an absent value is an empty cell. */
export function writeCsv(path, ids, records) {
  const cells = records.map((record) => ids.map((id) => record[id] ?? ""));
  writeFileSync(path, stringify([[...ids], ...cells]));
}
