import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { CsvReader, csvRows, delimiterOf } from "../../src/taskpane/csv";

function rowsInPieces(text: string, size: number, delimiter = ","): string[][] {
  const rows: string[][] = [];
  const reader = new CsvReader(delimiter, (cells) => rows.push(cells));
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  return rows;
}

const cell = fc.string({ unit: fc.constantFrom("a", "é", ",", ";", '"', "\n", "\r", " ", "=", "\t"), maxLength: 6 });
const written = (text: string, isQuoted: boolean) =>
  isQuoted || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

it("reads what a writer wrote, in pieces of any length, as another reader does", () => {
  const rows = fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      (cells, end, last, size) => {
        const lines = cells.map((row) => row.map(([text, isQuoted]) => written(text, isQuoted)).join(","));
        const text = lines.join(end) + (last ? end : "");
        const expected = cells.map((row) => row.map(([content]) => content));
        expect(rowsInPieces(text, size)).toEqual(expected);
        const other = parse(text, { record_delimiter: end, relax_column_count: true });
        expect(rowsInPieces(text, size)).toEqual(other);
      },
    ),
    { numRuns: 500 },
  );
});

it.each([
  ["a\tb;c\n1;2;3;4", "\t"],
  ["a;b;c\n1,5;2;3", ";"],
  ['"a;b;c",d\n', ","],
])("the first line of %j tells the delimiter %j", (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

it("takes quotes inside cells, text behind a closing quote and an open quote at the end as they stand", () => {
  expect(csvRows('a "b" c,"d"e\n"f')).toEqual([['a "b" c', "de"], ["f"]]);
});

it("passes over blank lines, and keeps rows of blank cells", () => {
  expect(csvRows("a,b\n\n,\n")).toEqual([
    ["a", "b"],
    ["", ""],
  ]);
});

it("says where a quote is opened that is never closed, before memory runs out", () => {
  const reader = new CsvReader(",", () => undefined);
  reader.push('a,b\n1,"');
  expect(() => {
    for (let piece = 0; piece < 10; piece++) reader.push("x\n".repeat(500_000));
  }).toThrow("Row 2 of the file does not end");
});
