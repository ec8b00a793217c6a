import type { Column, Evidence, Table } from "../data/types";
import { dayOfIsoText } from "../engine/dates";
import { rowFilter } from "../engine/reference/filter";
import { labelled } from "../engine/reference/table";
import { type Area, type CellLook, EMPTY_PLAN, type LookArea, type Plan, type PlanCell } from "../host/port";
import { formatOfColumn, TEXT } from "./numberFormats";

/** How old data is: after 90 days it is worth a look, after 180 a warning. */
export type Freshness = "fresh" | "ageing" | "stale";
const AGEING_DAYS = 90;
const STALE_DAYS = 180;

export function freshnessOf(ageDays: number): Freshness {
  if (ageDays > STALE_DAYS) return "stale";
  return ageDays > AGEING_DAYS ? "ageing" : "fresh";
}

/** The last day of a date that may know only its month or year: data "of 2025" is as old as the end of 2025. */
export function lastDay(isoText: string): number | undefined {
  const [year = "", month] = isoText.split("-");
  if (isoText.length === 4) return dayOfIsoText(`${year}-12-31`);
  if (isoText.length !== 7) return dayOfIsoText(isoText);
  const isLastMonth = month === "12";
  const next = isLastMonth ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, "0")}-01`;
  const first = dayOfIsoText(next);
  return first === undefined ? undefined : first - 1;
}

/** The day of a table's data, as a serial number. */
export function dayOfTable(table: Table): number {
  return lastDay(table.asOf) ?? 0;
}

export interface TableFacts {
  readonly asOf: string;
  readonly ageDays: number;
  readonly freshness: Freshness;
  /** How many rows are of which evidence, most frequent first. */
  readonly evidence: readonly { readonly word: string; readonly rows: number }[];
  /** Rows that rest on general knowledge. */
  readonly unverified: number;
  /** Rows whose own day is more than 180 days ago. */
  readonly staleRows: number;
}

function countedWords(table: Table, column: number): readonly { readonly word: string; readonly rows: number }[] {
  const counts = new Map<string, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const word = String(table.cell(row, column) ?? "not stated");
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, rows]) => ({ word, rows })).sort((a, b) => b.rows - a.rows);
}

export function factsOf(table: Table, today: number): TableFacts {
  const evidence = countedWords(table, table.columnIndex("evidence"));
  const asOfColumn = table.columnIndex("as_of");
  let staleRows = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const value = table.cell(row, asOfColumn);
    const day = typeof value === "number" ? value : lastDay(String(value ?? ""));
    if (day !== undefined && today - day > STALE_DAYS) staleRows++;
  }
  const ageDays = Math.max(0, today - (lastDay(table.asOf) ?? today));
  const unverified = evidence.find(({ word }) => word === "recalled")?.rows ?? 0;
  return { asOf: table.asOf, ageDays, freshness: freshnessOf(ageDays), evidence, unverified, staleRows };
}

/** Positions of the rows that meet a filter in the syntax of TABLE. A filter that cannot be read is a DomainError. */
export function matchingRows(table: Table, filter: string): readonly number[] {
  const meets = rowFilter(table, filter);
  return Array.from({ length: table.rowCount }, (_row, row) => row).filter(meets);
}

/** One row as it is written: blanks for the unknown, "unverified" beside what rests on general knowledge. */
export function cellsOfRow(table: Table, row: number): PlanCell[] {
  return table.columns.map((_column, column) => labelled(table, row, column) ?? null);
}

/** Columns worth a look at a few rows: those that hold something, without a key put together from others. */
export function columnsToShow(table: Table, rows: readonly number[]): readonly number[] {
  return table.columns
    .map((_column, column) => column)
    .filter((column) => table.columns[column]?.id !== "key")
    .filter((column) => rows.some((row) => table.cell(row, column) !== undefined));
}

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  verified: "two or more sources agree",
  single: "one source",
  conflict: "sources disagree",
  checked: "checked against a published configuration",
  partial: "partly sourced",
  derived: "computed from other figures",
  convention: "our own rule",
  claim: "said in the market, no evidence",
  recalled: "unverified: general knowledge",
};

/** What a word of the evidence column means. */
export function evidenceMeaning(word: string): string {
  return word in EVIDENCE ? EVIDENCE[word as Evidence] : word;
}

/** "InferPrices", "InferDcEfficiency". */
export function sheetTableName(name: string): string {
  return `Infer${name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")}`;
}

const ACRONYMS: Readonly<Record<string, string>> = { gpus: "GPUs", dc_efficiency: "DC efficiency" };

/** "Prices": what the sheet is called. */
export function sheetTitle(name: string): string {
  const words = name.replaceAll("_", " ");
  return ACRONYMS[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Which argument of which functions takes a sheet's copy of a table instead of the built-in one. */
export const OWN_TABLE_USES: Readonly<Record<string, string>> = {
  prices: '=INFER.COST("gpt-4o",1500,500,,,,,,{table}[#All])',
  rents: '=INFER.RENT("H100","on_demand",,,{table}[#All])',
};

const HEADER: CellLook = { bold: true, color: "#ffffff", fill: "#0f6cbd" };
const PIXELS_PER_LETTER = 7;
const NARROWEST = 56;
const WIDEST = 220;
const ROWS_MEASURED = 200;
/** Older versions of Excel show a longer text in a cell formatted as text as #####. */
const LONGEST_TEXT_CELL = 255;

function widthOf(column: Column, index: number, rows: readonly (readonly PlanCell[])[]): number {
  const shown = (cell: PlanCell | undefined) => {
    if (cell === null || cell === undefined) return 0;
    return column.kind === "date" ? "2026-01-31".length : String(cell).length;
  };
  const letters = rows.slice(0, ROWS_MEASURED).reduce((most, row) => Math.max(most, shown(row[index])), 0);
  const headed = Math.max(letters, column.id.length + 2);
  return Math.min(WIDEST, Math.max(NARROWEST, headed * PIXELS_PER_LETTER + 12));
}

function looksOf(table: Table, area: Area, rows: readonly (readonly PlanCell[])[]): LookArea[] {
  const body = { ...area, row: 1, rows: area.rows - 1 };
  const formats = table.columns.map((column, col): LookArea => {
    const isLong = rows.some((row) => String(row[col] ?? "").length > LONGEST_TEXT_CELL);
    const format = formatOfColumn(column);
    return { area: { ...body, col, cols: 1 }, look: { numberFormat: isLong && format === TEXT ? "General" : format } };
  });
  return [...formats, { area: { ...area, rows: 1 }, look: HEADER }];
}

export interface TableLoad {
  readonly table: Table;
  /** Positions of the rows to write, in order. */
  readonly rows: readonly number[];
  /** Free names. */
  readonly sheet: string;
  readonly tableName: string;
}

/** A reference table as a table on a sheet of its own, the header row in sight. */
export function tablePlan({ table, rows, sheet, tableName }: TableLoad): Plan {
  const body = rows.map((row) => cellsOfRow(table, row));
  const area = { sheet, row: 0, col: 0, rows: body.length + 1, cols: table.columns.length };
  return {
    ...EMPTY_PLAN,
    sheets: [
      { name: sheet, columnWidths: table.columns.map((column, index) => widthOf(column, index, body)), frozenRows: 1 },
    ],
    blocks: [{ sheet, row: 0, col: 0, cells: [table.columns.map(({ id }) => id), ...body] }],
    looks: looksOf(table, area, body),
    tables: [{ name: tableName, area }],
    show: { sheet, row: 0, col: 0, rows: 1, cols: 1 },
  };
}
