import type { Provenance } from "../../data/types";
import type { Row, Value } from "../grid";
import { sheetCase } from "../names";
import type { LookedUp, Trace } from "../trace";

/** One argument of the explained call, as it stood on the sheet. */
export interface ExplainedInput {
  readonly name: string;
  readonly unit: string;
  /** `undefined` where it was left out. */
  readonly value: Value;
  /** What stands for it when left out, as the documentation says. */
  readonly fallback: string | undefined;
}

export interface Explained {
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  readonly trace: Trace;
  /** The result: one value, or the fields of a record. */
  readonly results: readonly { readonly name: string; readonly value: Value; readonly unit: string }[];
}

/** What the explained function gave, as cells, and how to read them. */
export interface RawResult {
  readonly cells: readonly (readonly Value[])[];
  /** A table spills under its header row unless a field was asked for. */
  readonly isTable: boolean;
  readonly field: string | undefined;
  readonly returns: string;
}

/** A single value, a record or rows under their header, or a spill of values without one, each under its name. */
export function namedResults({ cells, isTable, field, returns }: RawResult): Explained["results"] {
  const [header = [], ...records] = cells;
  if (isTable && field === undefined && records.length > 0) {
    const [first] = records;
    const columns = header.map(String);
    if (records.length === 1) return columns.map((name, index) => ({ name, value: first?.[index], unit: "" }));
    if (!areNames(columns[0], records)) return numbered(columns, records);
    return records.flatMap(([key, ...row]) =>
      row.map((value, index) => ({ name: `${String(key)}.${columns[index + 1]}`, value, unit: "" })),
    );
  }
  const name = field ?? "result";
  const unit = field === undefined ? returns : "";
  const values = cells.flat();
  return values.map((value, index) => ({ name: values.length > 1 ? `${name} ${index + 1}` : name, value, unit }));
}

const DAYS = /^(?:from|date|day)$|_start$/i;

/** Whether rows go by their first cells, as `field` takes them: none is blank or a day, and no two are alike. */
function areNames(column: string | undefined, records: RawResult["cells"]): boolean {
  const keys = records.map(([key]) => (key === undefined ? "" : String(key)));
  return !DAYS.test(column ?? "") && !keys.includes("") && new Set(keys).size === keys.length;
}

/** Rows without names of their own: "usd 1", "usd 2", as the values of a column are told. */
function numbered(columns: readonly string[], records: RawResult["cells"]): Explained["results"] {
  return records.flatMap((row, at) =>
    row.map((value, index) => ({ name: `${columns[index]} ${at + 1}`, value, unit: "" })),
  );
}

/** A calculation as a table: its formula, each input with its origin, what was looked up, the steps, the result. */
export function explanation({ formula, inputs, trace, results }: Explained): readonly Row[] {
  const used = new Set<LookedUp>();
  const inputRows = inputs.map((input) => {
    const lookups = trace.lookups.filter(({ argument }) => sheetCase(argument) === input.name);
    for (const lookup of lookups) used.add(lookup);
    return inputRow(input, lookups);
  });
  const others = trace.lookups.filter((lookup) => !used.has(lookup));
  return [
    line("formula", "", formula, "", "from the documentation"),
    ...inputRows,
    ...limited(distinct(others.map((each) => line("lookup", sheetCase(each.argument), each.row, "", originOf(each))))),
    ...limited(trace.steps.map(({ name, value, unit }) => line("step", sheetCase(name), value, unit, "computed"))),
    ...limited(results.map(({ name, value, unit }) => line("result", name, value, unit, "computed"))),
  ];
}

type Line = ReturnType<typeof line>;

/** More lines of one part explain nothing. */
const MOST_LINES = 200;

function limited(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  if (lines.length <= MOST_LINES || first === undefined) return lines;
  const rest = line(first.part, "…", `${lines.length - MOST_LINES} more`, "", first.origin);
  return [...lines.slice(0, MOST_LINES), rest];
}

/** The same row looked up for the same reason is told once. */
function distinct(lines: readonly Line[]): readonly Line[] {
  const seen = new Map(lines.map((each) => [[each.name, each.value, each.origin].join("|"), each]));
  return [...seen.values()];
}

function inputRow({ name, unit, value, fallback }: ExplainedInput, lookups: readonly LookedUp[]): Line {
  const origin = value !== undefined ? "typed" : fallback === undefined ? "missing" : "default";
  const origins = [...new Set(lookups.map(originOf))];
  return line("input", name, value ?? numberIn(fallback), unit, [origin, ...origins].join("; "));
}

/** A default that is a number stands as one, so that it can be calculated with; other defaults are words. */
function numberIn(fallback: string | undefined): Value {
  if (fallback === undefined || !/^-?\d[\d,]*(?:\.\d+)?%?$/.test(fallback)) return fallback;
  const number = Number(fallback.replace(/[,%]/g, ""));
  return fallback.endsWith("%") ? number / 100 : number;
}

function originOf({ row, provenance }: LookedUp): string {
  const [first] = provenance;
  if (first === undefined) return `looked up: your table, ${row}`;
  const sources = [...new Set(provenance.map(sourceOf))];
  return `looked up: ${first.table}, ${row}; ${sources.slice(0, 3).join(" / ")}${sources.length > 3 ? " / …" : ""}`;
}

function sourceOf({ source, asOf, evidence, status, unverified }: Provenance): string {
  return `${source}; as of ${asOf}; ${status}; evidence ${evidence}${unverified ? " (unverified)" : ""}`;
}

const line = (part: string, name: string, value: Value, unit: string, origin: string) => ({
  part,
  name,
  value,
  unit,
  origin,
});
