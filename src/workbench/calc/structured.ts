import { parseStructRef } from "@borgar/fx";

/** The tables that formulas may name. */
export interface TableWords {
  /** A table's name as it is stored, for a spelling in any case and in capitals here. */
  tableNamed(name: string): string | undefined;
  /** The headings of a table by its stored name, in order. */
  columnsOf(table: string): readonly string[];
}

/** What the engine calls the parts of a table; the words are those of the formula's reader. */
const PARTS: Readonly<Record<string, string>> = {
  all: "#All",
  data: "#Data",
  headers: "#Headers",
  totals: "#Totals",
  "this row": "#This Row",
};

/** These are escaped in a formula, and read as they stand by the engine. */
const ESCAPED = /['[\]#@]/;
const WITH_TABLE = /^([^[\s]+)(\[.*)$/s;

/** A structured reference as the engine reads it: names as they are stored, `[@…]` in the words of a file. */
export function engineReference(text: string, words: TableWords): string {
  const parts = WITH_TABLE.exec(text);
  if (parts === null) return text;
  const [, written = "", rest = ""] = parts;
  const table = words.tableNamed(written.toUpperCase());
  if (table === undefined) return text;
  const known = words.columnsOf(table);
  const { columns = [], sections = [] } = parseStructRef(text) ?? {};
  const stored = columns.map((column) => headingOf(known, column) ?? column);
  const section = sections[0] === undefined ? undefined : PARTS[sections[0]];
  const isPlain = sections.length < 2 && !stored.some((column) => ESCAPED.test(column));
  if (!isPlain || (section === undefined && stored.length === 0)) return table + rest;
  const inside = [...(section === undefined ? [] : [section]), ...(stored.length === 0 ? [] : [bracketed(stored)])];
  if (inside.length === 2) return `${table}[[${section}],${inside[1]}]`;
  return stored.length === 1 ? `${table}${inside[0]}` : `${table}[${inside[0]}]`;
}

const bracketed = (columns: readonly string[]) => columns.map((column) => `[${column}]`).join(":");

const headingOf = (known: readonly string[], column: string) =>
  known.find((heading) => heading.toLowerCase() === column.toLowerCase());

/** Why a structured reference has no cells, or `undefined`: Univer would take the cells left of the table. */
export function whyNoCells(
  text: string,
  words: TableWords,
): { readonly code: "#NAME?" | "#REF!"; readonly message: string } | undefined {
  const reference = parseStructRef(text);
  if (!reference) return undefined;
  const { table: written = "", columns = [] } = reference;
  if (written === "" && text.startsWith("[@")) {
    return { code: "#NAME?", message: `${text} needs its table before it, as in Usage${text}.` };
  }
  const table = words.tableNamed(written.toUpperCase());
  const known = table === undefined ? [] : words.columnsOf(table);
  const missing = columns.find((column) => headingOf(known, column) === undefined);
  if (table === undefined || known.length === 0 || missing === undefined || ESCAPED.test(missing)) return undefined;
  return { code: "#REF!", message: `The table ${table} has no column "${missing}". It has ${listed(known)}.` };
}

const MOST_LISTED = 8;
const listed = (names: readonly string[]) =>
  names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(", ")} …` : names.join(", ");
